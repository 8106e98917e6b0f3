// Whoever reads everything that is published and does the best that arithmetic allows: between which bounds does each suppressed cell lie?
// The unknowns are the deviations from the true values, so the truth itself (all zero) is where every search starts.
using Keukentafel.Statistics.Optimisation;

namespace Keukentafel.Statistics.Disclosure;

/// <summary>The bounds that an attacker can prove for a cell; <see cref="Upper"/> may be infinite.</summary>
public readonly record struct AttackerInterval(double Lower, double Upper);

/// <summary>The attacker's exact interval of a cell, given all published cells and all sums.</summary>
public sealed class Attacker
{
    private readonly CellSystem tables;
    private readonly Simplex simplex;
    private readonly double[] cost;

    internal Attacker(CellSystem tables)
    {
        this.tables = tables;
        cost = new double[tables.Count];
        simplex = new Simplex([.. tables.Values.Select(_ => new Variable(0, 0, 0))]);
        for (var s = 0; s < tables.Sums.Count; s++)
        {
            var terms = tables.Terms(s).ToArray();
            simplex.Add(new Row([.. terms.Select(term => term.Cell)], [.. terms.Select(term => term.Coefficient)], 0, 0));
        }
    }

    internal long Work => simplex.Work;

    /// <summary>
    /// The least and the largest value that a cell can have, given every published cell, every sum and what is known beforehand of each
    /// cell: min and max of y_k under the sums, y_j = a_j for published j, lower_j ≤ y_j ≤ upper_j for suppressed j. Whole values are not
    /// asked for: the interval is that of a linear program, as in Fischetti &amp; Salazar 2001; for counts in a table of two dimensions
    /// its ends are whole by themselves. Equivalent in R: <c>sdcTable::attack</c>. Proved by <c>AttackerTests</c> and <c>IndependentAttackerTests</c> (glpsol) to 1e-6.
    /// </summary>
    /// <param name="tables">All cells with their true values.</param>
    /// <param name="suppressed">Per cell whether it is left out.</param>
    /// <param name="cell">The cell that the attacker is after. A published cell has its own value as both ends.</param>
    public static AttackerInterval Interval(CellSystem tables, ReadOnlySpan<bool> suppressed, int cell)
    {
        Require.SameLength("suppressed", suppressed.Length, "the cells", tables.Count);
        if (cell < 0 || cell >= tables.Count) throw new InvalidInputException("cell", "is no cell", cell);
        var attacker = new Attacker(tables);
        attacker.Know(suppressed);
        return attacker.Of(cell);
    }

    /// <summary>The interval of every cell, in their order; see <see cref="Interval"/>.</summary>
    public static AttackerInterval[] Intervals(CellSystem tables, ReadOnlySpan<bool> suppressed)
    {
        Require.SameLength("suppressed", suppressed.Length, "the cells", tables.Count);
        var attacker = new Attacker(tables);
        attacker.Know(suppressed);
        return [.. Enumerable.Range(0, tables.Count).Select(attacker.Of)];
    }

    internal void Know(ReadOnlySpan<bool> suppressed)
    {
        for (var cell = 0; cell < suppressed.Length; cell++)
        {
            if (suppressed[cell]) Room(cell, tables.Values[cell] - tables.Lower[cell], tables.Upper[cell] - tables.Values[cell]);
            else Room(cell, 0, 0);
        }
    }

    /// <summary>How far a cell may lie below and above its true value.</summary>
    internal void Room(int cell, double down, double up) => simplex.Bound(cell, -down, up);

    /// <summary>How far the attacker must allow a cell to lie above (<paramref name="direction"/> 1) or below (−1) its value; not searched beyond <paramref name="enough"/>.</summary>
    internal double Reach(int cell, int direction, double enough = double.PositiveInfinity)
    {
        cost[cell] = -direction;
        simplex.Zero();
        simplex.Minimise(cost);
        var status = simplex.SolveFromFeasible(cell, direction * enough);
        cost[cell] = 0;
        return status switch
        {
            SolutionStatus.Unbounded => double.PositiveInfinity,
            SolutionStatus.Optimal => direction * simplex.Value(cell),
            var other => throw new InvalidOperationException($"The search for the reach of cell {cell} ended as {other}."),
        };
    }

    /// <summary>How the cell that was last searched follows from other cells at the end of that search.</summary>
    internal IEnumerable<(int Cell, double Coefficient)> Follows(int cell) => simplex.Follows(cell);

    private AttackerInterval Of(int cell)
    {
        var value = tables.Values[cell];
        return new AttackerInterval(value - Clean(Reach(cell, -1), value), value + Clean(Reach(cell, 1), value));
    }

    private static double Clean(double reach, double value) => Math.Abs(reach) <= 1e-11 * Math.Max(1, value) ? 0 : reach;
}
