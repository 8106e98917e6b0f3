// One problem of complementary suppression: which cells are primary, how far each must stay uncertain, what leaving out a cell costs.
namespace Keukentafel.Statistics.Disclosure;

internal sealed class SuppressionProblem
{
    private readonly Attacker attacker;
    private readonly double largest;

    public SuppressionProblem(CellSystem tables, ReadOnlySpan<bool> primary, ReadOnlySpan<double> down, ReadOnlySpan<double> up, ReadOnlySpan<double> costs)
    {
        Require.SameLength("primary", primary.Length, "the cells", tables.Count);
        Require.SameLength("down", down.Length, "the cells", tables.Count);
        Require.SameLength("up", up.Length, "the cells", tables.Count);
        Require.SameLength("costs", costs.Length, "the cells", tables.Count);
        Require.NotNegative("down", down);
        Require.NotNegative("up", up);
        for (var cell = 0; cell < costs.Length; cell++)
            if (!(costs[cell] >= 0)) throw new InvalidInputException("costs", "must be zero or more", cell);
        (Tables, Primary, Costs, Up) = (tables, primary.ToArray(), costs.ToArray(), up.ToArray());
        Down = [.. down.ToArray().Select((level, cell) => Math.Min(level, tables.Values[cell] - tables.Lower[cell]))];
        Primaries = [.. Enumerable.Range(0, tables.Count).Where(cell => Primary[cell])];
        attacker = new Attacker(tables);
        largest = tables.Values.DefaultIfEmpty(0).Max();
    }

    public CellSystem Tables { get; }
    public bool[] Primary { get; }
    public double[] Costs { get; }
    public double[] Down { get; }
    public double[] Up { get; }
    public int[] Primaries { get; }

    /// <summary>Elementary operations of the attacker so far.</summary>
    public long Work => attacker.Work;

    public bool MayBeSuppressed(int cell) => Primary[cell] || double.IsFinite(Costs[cell]);

    public double Level(int cell, int direction) => direction > 0 ? Up[cell] : Down[cell];

    /// <summary>How far a cell may go to either side before somebody knows that it cannot be.</summary>
    public double Room(int cell, int direction) => direction > 0 ? Tables.Upper[cell] - Tables.Values[cell] : Tables.Values[cell] - Tables.Lower[cell];

    /// <summary>What the suppressed cells that are not primary cost together.</summary>
    public double Cost(ReadOnlySpan<bool> suppressed)
    {
        var sum = 0.0;
        for (var cell = 0; cell < suppressed.Length; cell++)
            if (suppressed[cell] && !Primary[cell]) sum += Costs[cell];
        return sum;
    }

    /// <summary>The first primary cell (and its side) that the attacker comes too near to; null when all are safe.</summary>
    public (int Cell, int Direction)? Unsafe(ReadOnlySpan<bool> suppressed, int first = 0)
    {
        attacker.Know(suppressed);
        for (var k = 0; k < Primaries.Length; k++)
        {
            // Whoever was in danger last time is asked first.
            var cell = Primaries[(k + first) % Primaries.Length];
            foreach (var direction in (ReadOnlySpan<int>)[1, -1])
                if (!IsEnough(attacker.Reach(cell, direction, Level(cell, direction)), cell, direction)) return (cell, direction);
        }
        return null;
    }

    public bool IsEnough(double reach, int cell, int direction) =>
        reach >= Level(cell, direction) - (1e-9 * Math.Max(1, Level(cell, direction)) + 1e-14 * largest);

    /// <summary>An attacker of one's own, for other questions than <see cref="Unsafe"/>.</summary>
    public Attacker Attacker() => new(Tables);
}
