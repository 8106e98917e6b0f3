// The answers: one row per respondent, a column per question with the code of the chosen option.
using System.Globalization;
using Keukentafel.Documents.Tabular;
using Keukentafel.Register.Import;
using Keukentafel.Results.Analysis;

namespace Keukentafel.Results.Files;

/// <param name="Answers">One per question, in their order; null is not answered.</param>
public sealed record GivenAnswers(int Row, string Client, string Mode, IReadOnlyList<int?> Answers);

public sealed class ResponsesFile
{
    public const string ModeColumn = SurveyData.ModeVariable;

    /// <summary>How people can answer, as files and reports write it.</summary>
    public static readonly IReadOnlyList<string> Modes = ["online", "papier", "telefoon", "persoonlijk"];

    private readonly Dictionary<string, GivenAnswers> responses = new(StringComparer.Ordinal);

    private ResponsesFile(string name) => Name = name;

    public string Name { get; }

    /// <summary>Whether it is known who answered.</summary>
    public bool IsKnown { get; private set; }

    public int Rows { get; private set; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyCollection<GivenAnswers> Responses => responses.Values;

    public bool Has(string client) => responses.ContainsKey(client);

    /// <param name="file">One row per respondent; read to the end.</param>
    /// <param name="questions">What was asked.</param>
    /// <param name="isClient">Whether the register has a client; always true when the register could not be read.</param>
    /// <param name="cases">To know who was approached and how that ended.</param>
    /// <param name="findings">Everything that is wrong.</param>
    public static ResponsesFile Read(TabularFile file, IReadOnlyList<QuestionScale> questions, Func<string, bool> isClient, CasesFile cases, FindingList findings)
    {
        var table = new Table(file, findings);
        var client = table.Required(RegisterFile.ClientColumn);
        var mode = table.Required(ModeColumn);
        var places = questions.Select(question => table.Required(question.Code)).ToArray();
        table.Extra(places.Append(client).Append(mode).ToHashSet());
        var read = new ResponsesFile(table.Name);
        foreach (var record in table.Records())
        {
            var channel = mode < 0 ? SurveyData.Missing : ModeOf(table, record, mode);
            var answers = places.Select((place, q) => place < 0 ? null : AnswerOf(table, record, place, questions[q])).ToArray();
            if (client < 0)
            {
                continue;
            }

            var given = new GivenAnswers(record.Row, ClientValues.Tidy(record.Fields[client]), channel, answers);
            read.Add(table, client, given, isClient, cases);
            var blank = places.All(place => place < 0 || string.IsNullOrWhiteSpace(record.Fields[place]));
            if (blank && cases.Find(given.Client)?.Outcome is { IsResponse: true } outcome)
            {
                table.Add(FileFindings.AllBlank, record.Row, -1, outcome);
            }
        }

        read.Rows = table.Rows;
        read.IsKnown = client >= 0 && table.IsWhole;
        return read;
    }

    private void Add(Table table, int column, GivenAnswers given, Func<string, bool> isClient, CasesFile cases)
    {
        if (given.Client.Length == 0)
        {
            table.Add(FileFindings.NoClient, given.Row, column);
            return;
        }

        if (responses.TryGetValue(given.Client, out var first))
        {
            table.Add(FileFindings.DuplicateClient, given.Row, column, first.Row);
            return;
        }

        responses.Add(given.Client, given);
        var approached = cases.Find(given.Client);
        if (!isClient(given.Client))
        {
            table.Add(FileFindings.UnknownClient, given.Row, column);
        }
        else if (cases.IsKnown && approached is null)
        {
            table.Add(FileFindings.NotApproached, given.Row, column, cases.Name);
        }
        else if (approached?.Outcome is { IsResponse: false } outcome)
        {
            table.Add(FileFindings.AnswerWithoutOutcome, given.Row, column, outcome, cases.Name);
        }
    }

    private static string ModeOf(Table table, TabularRecord record, int column)
    {
        var text = record.Fields[column].Trim();
        if (text.Length == 0)
        {
            table.Add(FileFindings.MissingGroup, record.Row, column);
            return SurveyData.Missing;
        }

        var mode = Modes.FirstOrDefault(known => string.Equals(known, text, StringComparison.OrdinalIgnoreCase));
        if (mode is null)
        {
            table.Add(FileFindings.ForeignMode, record.Row, column, Foundation.Bsn.StandsIn(text) || text.Length > 20 ? "…" : text);
        }

        return mode ?? SurveyData.Missing;
    }

    private static int? AnswerOf(Table table, TabularRecord record, int column, QuestionScale question)
    {
        var text = record.Fields[column].Trim();
        if (text.Length == 0)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && question.Options.Any(option => option.Code == code))
        {
            return code;
        }

        table.Add(FileFindings.ForeignOption, record.Row, column, string.Join(", ", question.Options.Select(option => option.Code.ToString(CultureInfo.InvariantCulture))));
        return null;
    }
}
