// The state of the simplex method: a dictionary that writes every basic variable as a sum over the nonbasic ones, x_B = T·x_N. A row of
// the program gets a variable of its own (its sum, bounded by the row), so the constants are all in the bounds. Nonbasic variables may
// stand between their bounds. Bounds, rows and objective may change between two solutions; the basis stays and is where the next begins.
using System.Numerics;
using System.Runtime.InteropServices;

namespace Keukentafel.Statistics.Optimisation;

internal sealed partial class Simplex
{
    private const double Smallest = 1e-9;
    private const int PivotsPerRebuild = 150;

    private readonly int columns;
    private readonly List<Row?> rows = [];
    private readonly List<double[]> dictionary = [];
    private readonly List<int> head = [];
    private readonly int[] side;
    private readonly double[] cost;
    private readonly double[] reduced;
    private double[] lower, upper, x;
    private int[] place;
    private int pivots;
    private bool stale;
    private double tolerance = Smallest;

    public Simplex(IReadOnlyList<Variable> variables)
    {
        columns = variables.Count;
        cost = variables.Select(variable => variable.Cost).ToArray();
        reduced = [.. cost];
        side = Enumerable.Range(0, columns).ToArray();
        place = side.Select(q => ~q).ToArray();
        (lower, upper, x) = (new double[columns], new double[columns], new double[columns]);
        for (var j = 0; j < columns; j++) Bound(j, variables[j].Lower, variables[j].Upper);
    }

    /// <summary>Rows that the program has now.</summary>
    public int Rows => head.Count;

    /// <summary>Elementary operations so far.</summary>
    public long Work { get; set; }

    public double Value(int variable) => x[variable];

    public double[] Values => x[..columns];

    public double Objective
    {
        get
        {
            var sum = 0.0;
            for (var j = 0; j < columns; j++) sum += cost[j] * x[j];
            return sum;
        }
    }

    public void Bound(int variable, double least, double most)
    {
        (lower[variable], upper[variable]) = (least, most);
        if (double.IsFinite(least)) tolerance = Math.Max(tolerance, 1e-15 * Math.Abs(least));
        if (double.IsFinite(most)) tolerance = Math.Max(tolerance, 1e-15 * Math.Abs(most));
        if (place[variable] >= 0) return;
        x[variable] = Math.Clamp(x[variable], least, most);
        stale = true;
    }

    /// <summary>Another objective: the cost of every variable.</summary>
    public void Minimise(ReadOnlySpan<double> costs)
    {
        costs.CopyTo(cost);
        Price();
    }

    /// <summary>Sets every variable to zero, which must keep all bounds; the basis stays.</summary>
    public void Zero()
    {
        Array.Clear(x);
        stale = false;
    }

    /// <summary>Adds a row; its number names it for <see cref="Remove"/>.</summary>
    public int Add(Row row)
    {
        var logical = columns + rows.Count;
        rows.Add(row);
        if (logical >= x.Length)
        {
            var room = 2 * (logical + 1);
            Array.Resize(ref lower, room);
            Array.Resize(ref upper, room);
            Array.Resize(ref x, room);
            Array.Resize(ref place, room);
        }
        place[logical] = head.Count;
        head.Add(logical);
        var written = new double[columns];
        for (var k = 0; k < row.Columns.Length; k++)
        {
            var at = place[row.Columns[k]];
            if (at < 0) written[~at] += row.Coefficients[k];
            else AddTimes(written, dictionary[at], row.Coefficients[k]);
        }
        dictionary.Add(written);
        Bound(logical, row.Lower, row.Upper);
        stale = true;
        return logical;
    }

    /// <summary>Removes a row that does not bind (its own variable is basic); says whether it could.</summary>
    public bool Remove(int row)
    {
        var (at, last) = (place[row], head.Count - 1);
        if (at < 0) return false;
        (head[at], dictionary[at]) = (head[last], dictionary[last]);
        place[head[at]] = at;
        head.RemoveAt(last);
        dictionary.RemoveAt(last);
        (rows[row - columns], place[row]) = (null, int.MinValue);
        return true;
    }

    /// <summary>How a basic variable follows from the others: (variable, coefficient) of each nonbasic variable of the program; rows are left out.</summary>
    public IEnumerable<(int Variable, double Coefficient)> Follows(int variable)
    {
        if (place[variable] < 0)
        {
            yield return (variable, 1);
            yield break;
        }
        var written = dictionary[place[variable]];
        for (var q = 0; q < columns; q++)
            if (side[q] < columns && Math.Abs(written[q]) > Smallest) yield return (side[q], written[q]);
    }

    /// <summary>What the objective rises per unit of a nonbasic variable; zero for a basic one.</summary>
    public double Reduced(int variable) => place[variable] < 0 ? reduced[~place[variable]] : 0;

    private void Pivot(int r, int q)
    {
        var row = dictionary[r];
        var inverse = 1 / row[q];
        for (var j = 0; j < columns; j++) row[j] = row[j] == 0 ? 0 : -row[j] * inverse;
        row[q] = inverse;
        for (var i = 0; i < dictionary.Count; i++)
            if (i != r) Substitute(dictionary[i], row, q);
        Substitute(reduced, row, q);
        (head[r], side[q]) = (side[q], head[r]);
        (place[head[r]], place[side[q]]) = (r, ~q);
        pivots++;
    }

    private void Substitute(double[] target, double[] row, int q)
    {
        var factor = target[q];
        Work += 4;
        if (factor == 0) return;
        target[q] = 0;
        AddTimes(target, row, factor);
        Work += columns / 2;
    }

    private void Price()
    {
        for (var q = 0; q < columns; q++) reduced[q] = side[q] < columns ? cost[side[q]] : 0;
        for (var i = 0; i < head.Count; i++)
            if (head[i] < columns && cost[head[i]] != 0) AddTimes(reduced, dictionary[i], cost[head[i]]);
    }

    private void Refresh()
    {
        Work += (long)columns * head.Count;
        for (var i = 0; i < head.Count; i++)
        {
            var (sum, row) = (0.0, dictionary[i]);
            for (var q = 0; q < columns; q++)
                if (row[q] != 0) sum += row[q] * x[side[q]];
            x[head[i]] = sum;
        }
        stale = false;
    }

    // The same basis from the rows as they were given, so that rounding does not pile up.
    private void Rebuild()
    {
        var wanted = head.Where(variable => variable < columns).ToArray();
        var staying = head.Where(variable => variable >= columns).ToHashSet();
        (int[] left, pivots) = (side.Where(variable => variable >= columns).ToArray(), 0);
        head.Clear();
        for (var q = 0; q < columns; q++) (side[q], place[q]) = (q, ~q);
        dictionary.Clear();
        foreach (var logical in staying.Concat(left).Order())
        {
            var (written, row) = (new double[columns], rows[logical - columns]!);
            for (var k = 0; k < row.Columns.Length; k++) written[row.Columns[k]] = row.Coefficients[k];
            place[logical] = head.Count;
            head.Add(logical);
            dictionary.Add(written);
        }
        foreach (var variable in wanted)
        {
            var best = -1;
            for (var i = 0; i < head.Count; i++)
                if (head[i] >= columns && !staying.Contains(head[i]) && (best < 0 || Math.Abs(dictionary[i][variable]) > Math.Abs(dictionary[best][variable]))) best = i;
            if (best >= 0 && Math.Abs(dictionary[best][variable]) > Smallest) Pivot(best, variable);
            else x[variable] = Math.Clamp(x[variable], lower[variable], upper[variable]);
        }
        Price();
        Refresh();
        pivots = 0;
    }

    // How far the sums of the rows have drifted from what the values of the variables make them.
    private double Drift()
    {
        var most = 0.0;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i] is not { } row) continue;
            var sum = 0.0;
            for (var k = 0; k < row.Columns.Length; k++) sum += row.Coefficients[k] * x[row.Columns[k]];
            most = Math.Max(most, Math.Abs(sum - x[columns + i]));
        }
        return most;
    }

    private static void AddTimes(double[] target, double[] row, double factor)
    {
        var wide = MemoryMarshal.Cast<double, Vector<double>>(target.AsSpan());
        var by = MemoryMarshal.Cast<double, Vector<double>>(row.AsSpan());
        var times = new Vector<double>(factor);
        for (var j = 0; j < wide.Length; j++) wide[j] += times * by[j];
        for (var j = wide.Length * Vector<double>.Count; j < target.Length; j++) target[j] += factor * row[j];
    }
}
