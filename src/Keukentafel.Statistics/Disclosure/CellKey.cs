// Perturbation by cell keys: every person has a random number for life, a cell's key is the sum of those of its members modulo 1, and the
// key alone decides what is added to its count. The same people give the same published count in every table, whatever it is crossed by.
namespace Keukentafel.Statistics.Disclosure;

/// <summary>A published cell.</summary>
/// <param name="Count">The true count; not to be published.</param>
/// <param name="Key">The cell's key on [0, 1); not to be published.</param>
/// <param name="Perturbation">What is added.</param>
public readonly record struct PerturbedCell(int Count, double Key, int Perturbation)
{
    /// <summary>The count that is published.</summary>
    public int Published => Count + Perturbation;
}

/// <summary>
/// The sum of record keys modulo 1. Each key is taken at its first fifteen digits, in decimals, so the sum is exact: it does not depend on
/// the order of the records, and 0.3 and 0.7 make 0.
/// </summary>
public readonly record struct CellKey
{
    private readonly decimal sum;

    private CellKey(decimal sum) => this.sum = sum;

    /// <summary>On [0, 1).</summary>
    public double Value => Math.Min((double)sum, Math.BitDecrement(1.0));

    /// <summary>The key with one more record in the cell.</summary>
    /// <param name="recordKey">On [0, 1), drawn once per record and kept.</param>
    public CellKey With(double recordKey)
    {
        if (!(recordKey >= 0 && recordKey < 1)) throw new InvalidInputException("recordKey", "must lie between 0 and 1, 1 excluded");
        return new CellKey((sum + (decimal)recordKey) % 1);
    }
}

public static class CellKeys
{
    /// <summary>
    /// Perturbs the counts of one table: per cell the number of records, key = Σ record keys mod 1, and the perturbation of
    /// <see cref="PerturbationTable.Perturbation"/>. Every cell, a total too, is perturbed by its own records, so the published cells do not
    /// add up exactly; cells with the same records always agree. Source: Thompson, Broadfoot &amp; Elazar 2013; Giessing &amp; Tent 2019.
    /// Equivalent in R: <c>cellKey::ck_setup</c> and <c>perturb</c>. Proved by the reference case <c>cell_key</c> to 1e-9 and <c>CellKeyTests</c>.
    /// </summary>
    /// <param name="recordKeys">One per record, on [0, 1), in the order of the cells' codes.</param>
    /// <param name="cells">The cell of every record. For totals, call it again with wider cells.</param>
    /// <param name="table">What is added at which key.</param>
    /// <returns>One per category of <paramref name="cells"/>, in their order.</returns>
    public static PerturbedCell[] Perturb(ReadOnlySpan<double> recordKeys, Categories cells, PerturbationTable table)
    {
        Require.SameLength("recordKeys", recordKeys.Length, cells.Name, cells.Units);
        var (counts, keys) = (new int[cells.Count], new CellKey[cells.Count]);
        for (var i = 0; i < recordKeys.Length; i++)
        {
            if (!(recordKeys[i] >= 0 && recordKeys[i] < 1)) throw new InvalidInputException("recordKeys", "must lie between 0 and 1, 1 excluded", i);
            var cell = cells.Codes[i];
            counts[cell]++;
            keys[cell] = keys[cell].With(recordKeys[i]);
        }
        var result = new PerturbedCell[counts.Length];
        for (var cell = 0; cell < counts.Length; cell++)
            result[cell] = new PerturbedCell(counts[cell], keys[cell].Value, table.Perturbation(counts[cell], keys[cell].Value));
        return result;
    }
}
