// The register as far as an analysis needs it: which clients there are, and the classes of a few variables. Everything else is looked at once and forgotten.
using Keukentafel.Documents.Tabular;
using Keukentafel.Foundation;
using Keukentafel.Register.Import;
using Keukentafel.Results.Analysis;

namespace Keukentafel.Results.Files;

public sealed class RegisterFile
{
    public const string ClientColumn = "client_id";

    private readonly Dictionary<string, (int Cell, int Row)> clients = new(StringComparer.Ordinal);
    private readonly List<string[]> cells = [];
    private readonly List<int> counts = [];

    private RegisterFile(IReadOnlyList<string> variables) => Variables = variables;

    /// <summary>The variables as the register spells them, in the order in which they were asked for.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>Whether its clients are known at all: without that nothing can be said about the clients of other files.</summary>
    public bool IsKnown { get; private set; }

    public int Clients => clients.Count;

    public int Rows { get; private set; }

    public IReadOnlyList<FrameCell> Cells => cells.Select((values, cell) => new FrameCell(values, counts[cell])).ToList();

    public bool Has(string client) => clients.ContainsKey(client);

    /// <summary>The values of a client that the register has.</summary>
    public IReadOnlyList<string> ValuesOf(string client) => cells[clients[client].Cell];

    /// <param name="file">One row a client; read to the end.</param>
    /// <param name="variables">The columns whose classes are needed; a name that is not there is a finding.</param>
    /// <param name="findings">Everything that is wrong.</param>
    public static RegisterFile Read(TabularFile file, IReadOnlyList<string> variables, FindingList findings)
    {
        var table = new Table(file, findings);
        var client = table.Required(ClientColumn);
        var places = variables.Select(table.Required).ToArray();
        var register = new RegisterFile(variables.Select((variable, i) => places[i] < 0 ? variable : table.Header[places[i]]).ToList());
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in table.Records())
        {
            var values = Array.ConvertAll(places, place => place < 0 ? SurveyData.Missing : ValueOf(table, record, place));
            if (client >= 0)
            {
                register.Add(table, record, client, values, known);
            }
        }

        register.Rows = table.Rows;
        register.IsKnown = client >= 0 && table.IsWhole;
        return register;
    }

    private static string ValueOf(Table table, TabularRecord record, int place)
    {
        var text = ClientValues.Tidy(Bsn.LeftOut(ClientValues.Tidy(record.Fields[place])));
        if (text.Length > 0)
        {
            return text;
        }

        table.Add(FileFindings.MissingGroup, record.Row, place);
        return SurveyData.Missing;
    }

    private void Add(Table table, TabularRecord record, int column, string[] values, Dictionary<string, int> known)
    {
        var client = ClientValues.Tidy(record.Fields[column]);
        if (client.Length == 0)
        {
            table.Add(FileFindings.NoClient, record.Row, column);
        }
        else if (clients.TryGetValue(client, out var first))
        {
            table.Add(FileFindings.DuplicateClient, record.Row, column, first.Row);
        }
        else
        {
            var key = CellKey.Of(values);
            if (!known.TryGetValue(key, out var cell))
            {
                known.Add(key, cell = cells.Count);
                cells.Add(values);
                counts.Add(0);
            }

            counts[cell]++;
            clients.Add(client, (cell, record.Row));
        }
    }
}
