// The finest groups of units that several columns of categories make together, numbered as they occur.
namespace Keukentafel.Statistics.Numerics;

internal sealed class Cells
{
    // Up to this many combinations a table of all of them is faster than a dictionary.
    private const long LargestTable = 4_000_000;

    private readonly List<int[]> classes = [];
    private int[] codes;

    /// <param name="first">A code from 0 up per unit.</param>
    public Cells(ReadOnlySpan<int> first)
    {
        codes = first.ToArray();
        Count = 0;
        foreach (var code in codes) Count = Math.Max(Count, code + 1);
        classes.Add(Enumerable.Range(0, Count).ToArray());
    }

    /// <summary>The cell of each unit.</summary>
    public ReadOnlySpan<int> Codes => codes;

    public int Count { get; private set; }

    /// <summary>The code of each cell in the column that was added as number <paramref name="column"/>; 0 is the first.</summary>
    public int[] ClassOf(int column) => classes[column];

    /// <summary>Splits the cells by another column.</summary>
    public void Split(ReadOnlySpan<int> column, int categories)
    {
        var (cells, parents, own) = (new int[codes.Length], new List<int>(Count), new List<int>(Count));
        var combinations = (long)Count * categories;
        var table = combinations <= LargestTable ? new int[combinations] : null;
        var dictionary = table is null ? new Dictionary<long, int>() : null;
        for (var i = 0; i < cells.Length; i++)
        {
            var key = (long)codes[i] * categories + column[i];
            var number = table is not null ? table[key] : dictionary!.GetValueOrDefault(key);
            if (number == 0)
            {
                parents.Add(codes[i]);
                own.Add(column[i]);
                number = parents.Count;
                if (table is not null) table[key] = number;
                else dictionary![key] = number;
            }
            cells[i] = number - 1;
        }
        for (var c = 0; c < classes.Count; c++)
        {
            var before = classes[c];
            classes[c] = parents.ConvertAll(parent => before[parent]).ToArray();
        }
        classes.Add([.. own]);
        (codes, Count) = (cells, parents.Count);
    }
}
