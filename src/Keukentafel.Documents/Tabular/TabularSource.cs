// Where raw rows come from: delimited text or a workbook. Two real implementations, one contract.
using System.Collections.Immutable;

namespace Keukentafel.Documents.Tabular;

internal abstract class TabularSource : IDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>Faults found at opening.</summary>
    public ImmutableArray<TabularError> Faults { get; protected init; } = [];

    /// <summary>Whether every row writes all its fields; a workbook leaves out empty cells at the end.</summary>
    public abstract bool RowsAreFull { get; }

    /// <summary>The next row that could be read, or null at the end. Faults on the way are reported.</summary>
    public abstract RawRow? Next(Action<TabularError> report);

    public abstract void Dispose();
}

internal readonly record struct RawRow(int Row, string[] Fields, ImmutableArray<int> Dates);

internal static class ColumnLetters
{
    /// <summary>The name a spreadsheet gives to a column counted from 0: A … Z, AA ….</summary>
    public static string Of(int column)
    {
        var letters = string.Empty;
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return letters;
    }
}
