// Small linear and integer programs, solved exactly: a few hundred variables, as tables have cells. Minimise Σ cost·x between bounds,
// under rows that are themselves bounded. The work is done in Simplex and BranchAndBound; here are the words and the entrance.
namespace Keukentafel.Statistics.Optimisation;

/// <summary>How a program ended.</summary>
public enum SolutionStatus
{
    /// <summary>The values are the best there are.</summary>
    Optimal,

    /// <summary>No values keep all bounds and rows.</summary>
    Infeasible,

    /// <summary>The objective can be made as low as one likes.</summary>
    Unbounded,

    /// <summary>The allowed work ran out. The values, when there are any, are allowed but not proven best.</summary>
    Stopped,
}

/// <summary>One unknown.</summary>
/// <param name="Cost">Its coefficient in the objective.</param>
/// <param name="Lower">At least; −∞ is allowed.</param>
/// <param name="Upper">At most; +∞ is allowed.</param>
/// <param name="Whole">Whether only whole numbers are allowed.</param>
public readonly record struct Variable(double Cost, double Lower = 0, double Upper = double.PositiveInfinity, bool Whole = false);

/// <summary>Lower ≤ Σ coefficient·x ≤ Upper; an equality has equal bounds.</summary>
/// <param name="Columns">Positions of the variables, each at most once.</param>
/// <param name="Coefficients">One per column.</param>
/// <param name="Lower">At least; −∞ is allowed.</param>
/// <param name="Upper">At most; +∞ is allowed.</param>
public sealed record Row(int[] Columns, double[] Coefficients, double Lower, double Upper);

/// <summary>The outcome of a program.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Values">One per variable; empty when none were found. Whole variables are exactly whole.</param>
/// <param name="Objective">Σ cost·x at these values; NaN without values.</param>
/// <param name="Bound">No allowed values have an objective below this. Equal to <paramref name="Objective"/> (to rounding) when optimal.</param>
public sealed record Solution(SolutionStatus Status, double[] Values, double Objective, double Bound);

/// <summary>The entrance of the solver.</summary>
public static class LinearProgram
{
    /// <summary>
    /// Minimises Σ cost·x. Method: the bounded-variable simplex method on a condensed dictionary (Dantzig 1963; Chvátal 1983, ch. 8), primal
    /// and dual, with Bland's rule (1977) as soon as steps stop making progress; whole variables by branch and bound (Land &amp; Doig 1960).
    /// A number counts as whole within 1e-6 and as inside its bounds within 1e-9 (scaled for bounds above a million). Proved by
    /// <c>LinearProgramTests</c> (enumeration of vertices and of whole points, glpsol) to 1e-9. Equivalent in R: <c>lpSolve::lp</c>.
    /// </summary>
    /// <param name="variables">One or more; no bound is NaN and none is above its upper bound.</param>
    /// <param name="rows">May be empty.</param>
    /// <param name="work">How many elementary operations of branch and bound are allowed; a billion is a few seconds.</param>
    public static Solution Minimise(IReadOnlyList<Variable> variables, IReadOnlyList<Row> rows, long work = 10_000_000_000)
    {
        Check(variables, rows);
        var simplex = new Simplex(variables);
        foreach (var row in rows) simplex.Add(row);
        return new BranchAndBound(simplex, variables, work).Minimise();
    }

    private static void Check(IReadOnlyList<Variable> variables, IReadOnlyList<Row> rows)
    {
        if (variables.Count == 0) throw new InvalidInputException("variables", "are none");
        for (var j = 0; j < variables.Count; j++)
        {
            if (!double.IsFinite(variables[j].Cost)) throw new InvalidInputException("variables", "has a cost that is no number", j);
            Bounds("variables", variables[j].Lower, variables[j].Upper, j);
        }
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            Bounds("rows", row.Lower, row.Upper, i);
            if (row.Columns.Length != row.Coefficients.Length) throw new InvalidInputException("rows", "has another number of coefficients than of columns", i);
            if (row.Columns.Any(column => column < 0 || column >= variables.Count)) throw new InvalidInputException("rows", "names a variable that is not there", i);
            if (row.Columns.Distinct().Count() != row.Columns.Length) throw new InvalidInputException("rows", "names a variable twice", i);
            if (!row.Coefficients.All(double.IsFinite)) throw new InvalidInputException("rows", "has a coefficient that is no number", i);
        }
    }

    private static void Bounds(string variable, double lower, double upper, int row)
    {
        if (!(lower <= upper) || double.IsPositiveInfinity(lower) || double.IsNegativeInfinity(upper))
            throw new InvalidInputException(variable, "has bounds that nothing can keep", row);
    }
}
