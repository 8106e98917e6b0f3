// Rounding a whole publication to multiples of a base so that it still adds up: each cell goes to the multiple below or above.
using Keukentafel.Statistics.Optimisation;

namespace Keukentafel.Statistics.Disclosure;

/// <summary>A rounded publication.</summary>
/// <param name="Values">Per cell a multiple of the base; all sums hold.</param>
/// <param name="Distance">Σ |rounded − value| over all cells, totals included.</param>
/// <param name="IsProvenOptimal">Whether no other rounding has a smaller distance.</param>
public sealed record RoundedCells(IReadOnlyList<double> Values, double Distance, bool IsProvenOptimal);

public static class ControlledRounding
{
    /// <summary>
    /// Zero-restricted controlled rounding: r_j is the multiple of the base just below or above v_j (v_j itself when it is one), all sums
    /// hold, and Σ |r_j − v_j| is least. A table of two dimensions always has one (Cox 1987); with more, or linked tables, there may be none.
    /// Source: Cox 1987 (JASA 82). Equivalent: τ-ARGUS, controlled rounding. Proved by the reference
    /// case <c>controlled_rounding</c> and by <c>ControlledRoundingTests</c> (enumeration) to 1e-9.
    /// </summary>
    /// <param name="tables">The cells with all sums.</param>
    /// <param name="multiple">The base, 1 or more.</param>
    /// <param name="work">Allowed work in elementary operations; a billion is a few seconds.</param>
    /// <exception cref="NotRoundableException">No allowed multiples keep all sums (or none were found within the work).</exception>
    public static RoundedCells Round(CellSystem tables, int multiple, long work = 5_000_000_000)
    {
        if (multiple < 1) throw new InvalidInputException("multiple", "must be 1 or more");
        var (below, variables) = (new double[tables.Count], new Variable[tables.Count]);
        for (var cell = 0; cell < below.Length; cell++)
        {
            var steps = tables.Values[cell] / multiple;
            var isMultiple = Math.Abs(steps - Math.Round(steps)) <= 1e-9 * Math.Max(1, steps);
            below[cell] = isMultiple ? Math.Round(steps) : Math.Floor(steps);
            // The step up takes (multiple − rest) where staying takes the rest.
            variables[cell] = new Variable(isMultiple ? 0 : multiple - 2 * (tables.Values[cell] - multiple * below[cell]), 0, isMultiple ? 0 : 1, Whole: true);
        }
        var rows = Enumerable.Range(0, tables.Sums.Count).Select(s =>
        {
            var terms = tables.Terms(s).ToArray();
            var missing = -terms.Sum(term => term.Coefficient * below[term.Cell]);
            return new Row([.. terms.Select(term => term.Cell)], [.. terms.Select(term => term.Coefficient)], missing, missing);
        }).ToArray();
        if (tables.Count == 0) return new RoundedCells([], 0, IsProvenOptimal: true);
        var solution = LinearProgram.Minimise(variables, rows, work);
        if (solution.Values.Length == 0) throw new NotRoundableException(multiple);
        double[] rounded = [.. solution.Values.Select((step, cell) => multiple * (below[cell] + step))];
        return new RoundedCells(rounded, rounded.Select((value, cell) => Math.Abs(value - tables.Values[cell])).Sum(), solution.Status == SolutionStatus.Optimal);
    }
}
