// One of the files while it is read: its columns by name, and an eye on every column for citizen service numbers. Where data stands in the place of names,
// nothing of it is repeated.
using System.Globalization;
using System.Text.RegularExpressions;
using Keukentafel.Documents.Tabular;
using Keukentafel.Foundation;

namespace Keukentafel.Results.Files;

internal sealed partial class Table
{
    private readonly TabularFile file;
    private readonly FindingList findings;
    private readonly ColumnWatch[] watches;
    private readonly bool nameless;

    public Table(TabularFile file, FindingList findings)
    {
        (this.file, this.findings) = (file, findings);
        nameless = Find(RegisterFile.ClientColumn) < 0 && Header.Any(IsData);
        foreach (var error in file.Errors.Where(error => !nameless || error.Fault is not (TabularFault.DuplicateColumn or TabularFault.UnnamedColumn)))
        {
            Fault(error);
        }

        if (nameless)
        {
            findings.Add(FileFindings.NoHeader.At(Name, file.HeaderRow, column: null, RegisterFile.ClientColumn));
        }

        IsReadable = !nameless && Header.Count > 0 && !file.Errors.Any(error => error.IsFatal);
        watches = file.Header.Select(_ => new ColumnWatch()).ToArray();
    }

    public string Name => file.FileName;

    /// <summary>Whether there is anything to look at: without a header there is nothing to say about its columns.</summary>
    public bool IsReadable { get; }

    /// <summary>Rows read so far, blank ones not counted.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether every row could be read; if not, nothing may be said about what is missing.</summary>
    public bool IsWhole { get; private set; } = true;

    public IReadOnlyList<string> Header => file.Header;

    /// <summary>Place of a column, or -1 with a finding. Upper and lower case do not matter, as for column names anywhere.</summary>
    public int Required(string name)
    {
        var place = Find(name);
        if (place < 0 && IsReadable)
        {
            findings.Add(FileFindings.MissingColumn.At(Name, file.HeaderRow, column: null, name));
        }

        return place;
    }

    public int Find(string name)
    {
        for (var i = 0; i < Header.Count; i++)
        {
            if (string.Equals(Header[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    public void Extra(IReadOnlySet<int> known)
    {
        for (var i = 0; i < Header.Count; i++)
        {
            if (!nameless && !known.Contains(i) && Header[i].Length > 0)
            {
                findings.Add(FileFindings.ExtraColumn.At(Name, file.HeaderRow, NameOf(i), NameOf(i)));
            }
        }
    }

    /// <summary>The rows, once. What every file is checked for is checked on the way and reported after the last.</summary>
    public IEnumerable<TabularRecord> Records()
    {
        foreach (var record in file.Records(Fault))
        {
            Rows++;
            for (var i = 0; i < watches.Length; i++)
            {
                watches[i].See(record.Row, record.Fields[i]);
            }

            yield return record;
        }

        if (Rows == 0 && IsReadable && IsWhole)
        {
            findings.Add(FileFindings.NoRows.At(Name, row: null, column: null));
        }

        for (var i = 0; i < watches.Length; i++)
        {
            watches[i].Report(findings, Name, file.HeaderRow, NameOf(i));
        }
    }

    public void Add(FindingKind kind, int row, int column, params object?[] values) => findings.Add(kind.At(Name, row, column < 0 ? null : NameOf(column), values));

    private void Fault(TabularError error)
    {
        IsWhole &= !error.IsFatal && error.Fault != TabularFault.BrokenQuote;
        var named = error.Fault is TabularFault.DuplicateColumn or TabularFault.TooFewFields && error.Column is not null ? Find(error.Column) : -1;
        findings.Add(TableFindings.Of(named < 0 ? error : error with { Column = NameOf(named) }, Name));
    }

    private string NameOf(int column) => nameless || Header[column].Length == 0 || Bsn.StandsIn(Header[column])
        ? string.Create(CultureInfo.InvariantCulture, $"{column + 1}")
        : Header[column];

    // What may stand in a row of a client and never is the name of a column: a number of one, of a citizen, a day, an address.
    private static bool IsData(string name) =>
        Register.Import.RegisterFile.LooksLikeData([name]) || Bsn.StandsIn(name) || ClientNumber().IsMatch(name);

    [GeneratedRegex(@"^(\p{L}{0,4}[-_.]?\d{3,}|\d+([.,]\d+)?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ClientNumber();
}
