// The approached clients, each with how it ended.
using System.Text.RegularExpressions;
using Keukentafel.Documents.Tabular;
using Keukentafel.Fieldwork;
using Keukentafel.Register.Import;

namespace Keukentafel.Results.Files;

/// <param name="Outcome">Null where the code could not be read; then nothing more is said about this client.</param>
public sealed record ApproachedClient(int Row, string Client, Outcome? Outcome);

public sealed partial class CasesFile
{
    public const string OutcomeColumn = "outcome";

    private readonly Dictionary<string, ApproachedClient> cases = new(StringComparer.Ordinal);

    private CasesFile(string name) => Name = name;

    public string Name { get; }

    /// <summary>Whether it is known who was approached.</summary>
    public bool IsKnown { get; private set; }

    public int Rows { get; private set; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyCollection<ApproachedClient> Cases => cases.Values;

    public ApproachedClient? Find(string client) => cases.GetValueOrDefault(client);

    /// <param name="file">One row per approached client; read to the end.</param>
    /// <param name="isClient">Whether the register has a client; always true when the register could not be read.</param>
    /// <param name="findings">Everything that is wrong.</param>
    public static CasesFile Read(TabularFile file, Func<string, bool> isClient, FindingList findings)
    {
        var table = new Table(file, findings);
        var client = table.Required(RegisterFile.ClientColumn);
        var outcome = table.Required(OutcomeColumn);
        table.Extra(new HashSet<int> { client, outcome });
        var read = new CasesFile(table.Name);
        foreach (var record in table.Records())
        {
            var reached = outcome < 0 ? null : OutcomeOf(table, record, outcome);
            if (client >= 0)
            {
                read.Add(table, record, client, reached, isClient);
            }
        }

        read.Rows = table.Rows;
        read.IsKnown = client >= 0 && table.IsWhole;
        return read;
    }

    private void Add(Table table, TabularRecord record, int column, Outcome? outcome, Func<string, bool> isClient)
    {
        var client = ClientValues.Tidy(record.Fields[column]);
        if (client.Length == 0)
        {
            table.Add(FileFindings.NoClient, record.Row, column);
        }
        else if (cases.TryGetValue(client, out var first))
        {
            table.Add(FileFindings.DuplicateClient, record.Row, column, first.Row);
        }
        else
        {
            if (!isClient(client))
            {
                table.Add(FileFindings.UnknownClient, record.Row, column);
            }

            cases.Add(client, new ApproachedClient(record.Row, client, outcome));
        }
    }

    private static Outcome? OutcomeOf(Table table, TabularRecord record, int column)
    {
        var text = record.Fields[column].Trim();
        if (text.Length == 0)
        {
            table.Add(FileFindings.NoOutcome, record.Row, column);
        }
        else if (record.IsDate(column) || SpreadsheetDate.LooksLikeOne(text) || DateInDisguise().IsMatch(text))
        {
            table.Add(FileFindings.DateOutcome, record.Row, column, Shown(text));
        }
        else if (Outcome.TryParse(text, out var outcome))
        {
            return outcome;
        }
        else
        {
            table.Add(FileFindings.ForeignOutcome, record.Row, column, Shown(text));
        }

        return null;
    }

    // A column that is not the outcome at all may hold anything: a long text is not repeated.
    private static string Shown(string text) => Foundation.Bsn.StandsIn(text) || text.Length > 20 ? "…" : text;

    // Day and month alone (2-11), a month in letters however it is set (2 november, nov11), a time of day (2:11) and the bare number of a day in this century (45963).
    [GeneratedRegex(
        """
        ^(
          \d{1,2}[-/]\d{1,2}
        | (\d{1,2}[-/.\ ]?)?(jan|feb|mrt|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?([-/.\ ]?\d{1,4})?
        | \d{1,2}:\d{2}(:\d{2})?
        | (3[6-9]|[4-6]\d|7[0-3])\d{3}
        )$
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DateInDisguise();
}
