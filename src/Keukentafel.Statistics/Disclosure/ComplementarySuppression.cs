// Complementary suppression of whatever is published together: which further cells must be left out so that nobody can work out the
// primary ones. Every answer is checked by the attacker before it is given, whichever way it was found.
namespace Keukentafel.Statistics.Disclosure;

/// <summary>Which cells are left out, and what that is worth.</summary>
/// <param name="Suppressed">Per cell, primary cells included.</param>
/// <param name="Cost">Σ cost of the suppressed cells that are not primary.</param>
/// <param name="LeastCost">No safe pattern costs less than this.</param>
/// <param name="IsProvenOptimal">Whether <paramref name="Cost"/> is the least there is.</param>
/// <param name="Intervals">Per cell what the attacker can still work out.</param>
public sealed record SuppressionPattern(IReadOnlyList<bool> Suppressed, double Cost, double LeastCost, bool IsProvenOptimal, IReadOnlyList<AttackerInterval> Intervals);

public static class ComplementarySuppression
{
    /// <summary>
    /// Finds a pattern of least cost in which every primary cell k keeps an attacker's interval that reaches from max(lower_k, a_k − down_k)
    /// or below to a_k + up_k or above: min Σ c_j x_j over x ∈ {0, 1}, x_k = 1 for primary k, so that the linear programs of
    /// <see cref="Attacker.Interval"/> reach these ends. First a safe pattern cell by cell, then branch and cut until it is proven best or
    /// the work runs out. Source: Fischetti &amp; Salazar 2001 (Management Science 47); Hundepool et al. 2012, ch. 4. Equivalent in R:
    /// <c>sdcTable::protectTable(method = "OPT")</c>. Proved by the reference case <c>suppression</c>, <c>ComplementarySuppressionTests</c>
    /// (enumeration of all patterns: the same cost) and <c>IndependentAttackerTests</c> (intervals by glpsol, to 1e-6).
    /// </summary>
    /// <param name="tables">Everything that is published together, with true values.</param>
    /// <param name="primary">Per cell whether a primary rule forbids it; see <see cref="PrimaryRules"/>.</param>
    /// <param name="down">Per cell how far below its value the attacker must be left; used for primary cells; what is known beforehand limits it.</param>
    /// <param name="up">Per cell how far above.</param>
    /// <param name="costs">Per cell what leaving it out costs, zero or more; +∞: always published. The cost of a primary cell is not counted.</param>
    /// <param name="work">Allowed work in elementary operations (a billion is a few seconds); 0: the first safe pattern will do. The same work gives the same pattern on every machine.</param>
    /// <exception cref="NotProtectableException">A primary cell cannot be protected, whatever else is left out.</exception>
    public static SuppressionPattern Protect(
        CellSystem tables, ReadOnlySpan<bool> primary, ReadOnlySpan<double> down, ReadOnlySpan<double> up, ReadOnlySpan<double> costs, long work = 1_000_000_000)
    {
        var problem = new SuppressionProblem(tables, primary, down, up, costs);
        var greedy = new GreedySuppression(problem);
        var suppressed = greedy.Find(problem.Costs);
        var cost = problem.Cost(suppressed);
        var bound = 0.0;
        if (cost > 0 && work > 0)
        {
            (var better, bound) = new ExactSuppression(problem, greedy).Improve(suppressed, work);
            if (problem.Cost(better) < cost && problem.Unsafe(better) is null) (suppressed, cost) = (better, problem.Cost(better));
        }
        if (problem.Unsafe(suppressed) is { } danger) throw new NotProtectableException(tables.Keys[danger.Cell]);
        return new SuppressionPattern(suppressed, cost, Math.Clamp(bound, 0, cost), cost - bound <= 1e-6 * Math.Max(1, cost), Attacker.Intervals(tables, suppressed));
    }

    /// <summary>The same level for every primary cell and side, and the value of a cell as its cost.</summary>
    /// <param name="tables">Everything that is published together, with true values.</param>
    /// <param name="primary">Per cell whether a primary rule forbids it.</param>
    /// <param name="level">How far from its value, to both sides, the attacker must be left.</param>
    public static SuppressionPattern Protect(CellSystem tables, ReadOnlySpan<bool> primary, double level)
    {
        var levels = Enumerable.Repeat(level, tables.Count).ToArray();
        return Protect(tables, primary, levels, levels, tables.Values.ToArray());
    }
}
