// A safe pattern that is cheap but not proven cheapest. Per primary cell and side: the cheapest way to let it deviate by its level while
// all sums hold (a linear program whose cost is per unit of deviation); the cells that deviate are suppressed, and are free from then on.
// Then every suppressed cell that is not needed after all is published again, the dearest first. Kelly, Golden & Assad 1992; Fischetti &
// Salazar 2001.
using Keukentafel.Statistics.Optimisation;

namespace Keukentafel.Statistics.Disclosure;

internal sealed class GreedySuppression
{
    private readonly SuppressionProblem problem;
    private readonly Simplex simplex;
    private readonly int cells;

    public GreedySuppression(SuppressionProblem problem)
    {
        this.problem = problem;
        var tables = problem.Tables;
        cells = tables.Count;
        // Variable j is the deviation of cell j upwards, cells + j that downwards.
        simplex = new Simplex([.. Enumerable.Range(0, 2 * cells).Select(j => new Variable(0, 0, MostOf(j)))]);
        for (var s = 0; s < tables.Sums.Count; s++)
        {
            var terms = tables.Terms(s).ToArray();
            simplex.Add(new Row(
                [.. terms.Select(term => term.Cell), .. terms.Select(term => cells + term.Cell)],
                [.. terms.Select(term => term.Coefficient), .. terms.Select(term => -term.Coefficient)], 0, 0));
        }
    }

    /// <summary>Elementary operations so far.</summary>
    public long Work => simplex.Work + problem.Work;

    /// <summary>A safe pattern, by these costs per unit.</summary>
    /// <exception cref="NotProtectableException">No pattern is safe.</exception>
    public bool[] Find(ReadOnlySpan<double> costs)
    {
        var suppressed = problem.Primary.ToArray();
        var unit = new double[2 * cells];
        for (var cell = 0; cell < cells; cell++) unit[cell] = unit[cells + cell] = suppressed[cell] || !double.IsFinite(costs[cell]) ? 0 : costs[cell];
        foreach (var cell in problem.Primaries.OrderByDescending(cell => Math.Max(problem.Up[cell], problem.Down[cell])))
            foreach (var direction in (ReadOnlySpan<int>)[1, -1])
                if (problem.Level(cell, direction) > 0) Protect(cell, direction, suppressed, unit);
        Spare(suppressed);
        return suppressed;
    }

    private void Protect(int cell, int direction, bool[] suppressed, double[] unit)
    {
        var (there, back) = direction > 0 ? (cell, cells + cell) : (cells + cell, cell);
        var level = problem.Level(cell, direction);
        if (level > MostOf(there)) throw new NotProtectableException(problem.Tables.Keys[cell]);
        simplex.Bound(there, level, level);
        simplex.Bound(back, 0, 0);
        simplex.Minimise(unit);
        var status = simplex.Solve();
        if (status == SolutionStatus.Infeasible) throw new NotProtectableException(problem.Tables.Keys[cell]);
        if (status != SolutionStatus.Optimal) throw new InvalidOperationException($"The search for a pattern around cell {cell} ended as {status}.");
        for (var j = 0; j < 2 * cells; j++)
        {
            if (simplex.Value(j) <= 1e-9) continue;
            suppressed[j % cells] = true;
            unit[j % cells] = unit[cells + j % cells] = 0;
        }
        simplex.Bound(there, 0, MostOf(there));
        simplex.Bound(back, 0, MostOf(back));
    }

    private void Spare(bool[] suppressed)
    {
        var first = 0;
        foreach (var cell in Enumerable.Range(0, cells).Where(cell => suppressed[cell] && !problem.Primary[cell]).OrderByDescending(cell => problem.Costs[cell]))
        {
            suppressed[cell] = false;
            if (problem.Unsafe(suppressed, first) is not { } danger) continue;
            suppressed[cell] = true;
            first = Array.IndexOf(problem.Primaries, danger.Cell);
        }
    }

    private double MostOf(int j) => problem.MayBeSuppressed(j % cells) ? problem.Room(j % cells, j < cells ? 1 : -1) : 0;
}
