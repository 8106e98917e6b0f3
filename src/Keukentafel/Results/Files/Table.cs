// One of the files while it is read: its columns by name, and an eye on every column for citizen service numbers.
using Keukentafel.Documents.Tabular;
using Keukentafel.Foundation;

namespace Keukentafel.Results.Files;

internal sealed class Table
{
    private readonly TabularFile file;
    private readonly FindingList findings;
    private readonly ColumnWatch[] watches;

    public Table(TabularFile file, FindingList findings)
    {
        (this.file, this.findings) = (file, findings);
        foreach (var error in file.Errors)
        {
            findings.Add(TableFindings.Of(error, Name));
        }

        IsReadable = !file.Errors.Any(error => error.IsFatal);
        watches = file.Header.Select(_ => new ColumnWatch()).ToArray();
    }

    public string Name => file.FileName;

    /// <summary>Whether there is anything to look at: without a header there is nothing to say about its columns.</summary>
    public bool IsReadable { get; }

    /// <summary>Rows read so far, blank ones not counted.</summary>
    public int Rows { get; private set; }

    public IReadOnlyList<string> Header => file.Header;

    /// <summary>Place of a column, or -1 with a finding. Upper and lower case do not matter, as for column names anywhere.</summary>
    public int Required(string name)
    {
        var place = Find(name);
        if (place < 0 && IsReadable)
        {
            findings.Add(FileFindings.MissingColumn.At(Name, 1, column: null, name));
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
            if (!known.Contains(i) && Header[i].Length > 0)
            {
                findings.Add(FileFindings.ExtraColumn.At(Name, 1, Header[i], Header[i]));
            }
        }
    }

    /// <summary>The rows, once. What every file is checked for is checked on the way and reported after the last.</summary>
    public IEnumerable<TabularRecord> Records()
    {
        foreach (var record in file.Records(findings.Faults(Name)))
        {
            Rows++;
            for (var i = 0; i < watches.Length; i++)
            {
                watches[i].See(record.Row, record.Fields[i]);
            }

            yield return record;
        }

        if (Rows == 0 && IsReadable)
        {
            findings.Add(FileFindings.NoRows.At(Name, row: null, column: null));
        }

        for (var i = 0; i < watches.Length; i++)
        {
            watches[i].Report(findings, Name, NameOf(i));
        }
    }

    public void Add(FindingKind kind, int row, int column, params object?[] values) => findings.Add(kind.At(Name, row, column < 0 ? null : NameOf(column), values));

    private string NameOf(int column) => Header[column].Length > 0 ? Header[column] : $"nummer {column + 1}";
}
