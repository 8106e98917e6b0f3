// The cheapest safe pattern: a 0/1 program over the cells whose conditions ("this primary cell stays uncertain by its level") are found
// one by one by the attacker. Where the attacker comes too near, the way in which the cell follows from the others (the last dictionary
// of his linear program, its dual solution) is an inequality that every safe pattern keeps and this one breaks. Fischetti & Salazar 2001.
using Keukentafel.Statistics.Optimisation;

namespace Keukentafel.Statistics.Disclosure;

internal sealed class ExactSuppression(SuppressionProblem problem, GreedySuppression greedy)
{
    private const int MostCuts = 12;
    private const double LeastBroken = 0.02;

    private readonly Attacker attacker = problem.Attacker();
    private Simplex? master;
    private BranchAndBound? search;
    private int next, rounds, nextGuess = 4;

    /// <summary>Starts from a safe pattern; returns a safe one and a cost that no safe pattern is below.</summary>
    public (bool[] Suppressed, double Bound) Improve(bool[] safe, long work)
    {
        var cells = problem.Tables.Count;
        Variable[] variables = [.. Enumerable.Range(0, cells).Select(cell =>
            problem.Primary[cell] ? new Variable(0, 1, 1, Whole: true) : problem.MayBeSuppressed(cell) ? new Variable(problem.Costs[cell], 0, 1, Whole: true) : new Variable(0, 0, 0, Whole: true))];
        master = new Simplex(variables);
        foreach (var row in Enumerable.Range(0, problem.Tables.Sums.Count).SelectMany(Alone)) master.Add(row);
        search = new BranchAndBound(master, variables, work, Cuts);
        var solution = search.Minimise([.. safe.Select(hidden => hidden ? 1.0 : 0.0)]);
        return ([.. solution.Values.Select(value => value > 0.5)], solution.Bound);
    }

    // A primary cell that must stay uncertain is not the only one suppressed in any of its sums.
    private IEnumerable<Row> Alone(int sum)
    {
        int[] here = [.. problem.Tables.Terms(sum).Select(term => term.Cell)];
        var primary = here.Where(cell => problem.Primary[cell]).ToArray();
        if (primary is not [var only] || (problem.Up[only] <= 0 && problem.Down[only] <= 0)) yield break;
        int[] others = [.. here.Where(cell => cell != only)];
        yield return new Row(others, [.. others.Select(_ => 1.0)], 1, double.PositiveInfinity);
    }

    private IReadOnlyList<Row> Cuts(double[] pattern, bool isWhole)
    {
        var before = attacker.Work + greedy.Work;
        var found = new List<Row>();
        Useless(pattern, found);
        for (var k = 0; k < problem.Primaries.Length && found.Count < MostCuts; k++)
        {
            var cell = problem.Primaries[next];
            next = (next + 1) % problem.Primaries.Length;
            foreach (var direction in (ReadOnlySpan<int>)[1, -1])
                if (problem.Level(cell, direction) > 0 && Cut(cell, direction, pattern, isWhole) is { } row) found.Add(row);
        }
        if (!isWhole && ++rounds >= nextGuess)
        {
            nextGuess *= 2;
            Guess(pattern);
        }
        master!.Work += attacker.Work + greedy.Work - before;
        return found;
    }

    // A safe pattern for which the cells that the relaxation likes are cheap.
    private void Guess(double[] pattern)
    {
        double[] costs = [.. problem.Costs.Select((cost, cell) => double.IsFinite(cost) ? cost * (1.001 - Math.Clamp(pattern[cell], 0, 1)) : cost)];
        search!.Offer([.. greedy.Find(costs).Select(hidden => hidden ? 1.0 : 0.0)]);
    }

    // A cell that is alone in a sum is known at once, so the cheapest pattern does not suppress it.
    private void Useless(double[] pattern, List<Row> found)
    {
        for (var s = 0; s < problem.Tables.Sums.Count; s++)
        {
            int[] here = [.. problem.Tables.Terms(s).Select(term => term.Cell)];
            var sum = here.Sum(cell => pattern[cell]);
            foreach (var cell in here)
                if (!problem.Primary[cell] && problem.Costs[cell] > 0 && pattern[cell] > sum - pattern[cell] + 1e-4)
                    found.Add(new Row(here, [.. here.Select(other => other == cell ? -1.0 : 1.0)], 0, double.PositiveInfinity));
        }
    }

    private Row? Cut(int cell, int direction, double[] pattern, bool isWhole)
    {
        var level = problem.Level(cell, direction);
        for (var j = 0; j < pattern.Length; j++)
        {
            var (down, up) = (problem.Room(j, -1), problem.Room(j, 1));
            if (isWhole || pattern[j] > 1 - 1e-9) attacker.Room(j, pattern[j] > 0.5 ? down : 0, pattern[j] > 0.5 ? up : 0);
            else attacker.Room(j, Part(down, pattern[j], level), Part(up, pattern[j], level));
        }
        if (problem.IsEnough(attacker.Reach(cell, direction, level), cell, direction)) return null;

        // deviation of the cell = Σ coefficient·deviation_j, so level ≤ Σ |coefficient|·(room of j to that side)·x_j; no term needs to be larger than the level.
        var (needed, columns, rooms) = (level, new List<int>(), new List<double>());
        foreach (var (j, coefficient) in attacker.Follows(cell))
        {
            var room = Math.Abs(coefficient) * problem.Room(j, coefficient * direction > 0 ? 1 : -1);
            if (room <= 0 || !problem.MayBeSuppressed(j)) continue;
            if (problem.Primary[j])
            {
                needed -= room;
                continue;
            }
            columns.Add(j);
            rooms.Add(room);
        }
        if (!(needed > 1e-9)) return null;
        double[] coefficients = [.. rooms.Select(room => Math.Min(1, room / needed))];
        var held = 0.0;
        for (var k = 0; k < coefficients.Length; k++) held += coefficients[k] * pattern[columns[k]];
        return held < 1 - (isWhole ? 1e-6 : LeastBroken) ? new Row([.. columns], coefficients, 1, double.PositiveInfinity) : null;
    }

    private static double Part(double room, double share, double level) => share <= 1e-9 ? 0 : share * Math.Min(room, level);
}
