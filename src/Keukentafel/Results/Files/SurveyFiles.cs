// Register, cases and responses together: read, held against each other, and made into the columns of an analysis.
// All findings of all three are collected; with an error among them there is no data.
using System.Security.Cryptography;
using Keukentafel.Documents.Tabular;
using Keukentafel.Foundation;
using Keukentafel.Results.Analysis;

namespace Keukentafel.Results.Files;

/// <summary>A file to read: a seekable stream and the name to speak of it by.</summary>
public sealed record InputFile(string Name, Stream Content);

/// <summary>What was read, so that a reader can see that it is the same file.</summary>
/// <param name="Sha256">Of its bytes, in lower-case hexadecimals.</param>
/// <param name="Rows">Without the header and blank rows.</param>
public sealed record ReadFile(string Role, string Name, string Sha256, int Rows);

/// <param name="Data">Null when there are errors.</param>
/// <param name="Variables">The variables as the register spells them, by the name that was asked for.</param>
public sealed record SurveyFiles(SurveyData? Data, IReadOnlyDictionary<string, string> Variables, IReadOnlyList<ReadFile> Files, IReadOnlyList<Finding> Findings)
{
    /// <param name="register">One row a client.</param>
    /// <param name="cases">One row per approached client.</param>
    /// <param name="responses">One row per respondent.</param>
    /// <param name="questions">What was asked.</param>
    /// <param name="variables">The register columns that the analysis uses.</param>
    /// <param name="step">Told which file is being read.</param>
    public static SurveyFiles Read(
        InputFile register, InputFile cases, InputFile responses, IReadOnlyList<QuestionScale> questions, IReadOnlyList<string> variables, Action<string>? step = null)
    {
        var findings = new FindingList();
        var asked = variables.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        step?.Invoke("Register lezen");
        var clients = Open(register, file => RegisterFile.Read(file, asked, findings));
        step?.Invoke("Benaderde cliënten lezen");
        var approached = Open(cases, file => CasesFile.Read(file, IsClient, findings));
        step?.Invoke("Antwoorden lezen");
        var answers = Open(responses, file => ResponsesFile.Read(file, questions, IsClient, approached, findings));
        FindMissingAnswers(approached, answers, findings);
        var spelled = asked.Zip(clients.Variables).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.OrdinalIgnoreCase);
        return new SurveyFiles(
            findings.HasErrors ? null : Combine(clients, approached, answers, questions),
            spelled,
            [
                new ReadFile("register", register.Name, Hash(register), clients.Rows),
                new ReadFile("cases", cases.Name, Hash(cases), approached.Rows),
                new ReadFile("responses", responses.Name, Hash(responses), answers.Rows),
            ],
            findings.InOrder());

        bool IsClient(string client) => !clients.IsKnown || clients.Has(client);
    }

    internal static void FindMissingAnswers(CasesFile cases, ResponsesFile responses, FindingList findings)
    {
        if (!responses.IsKnown)
        {
            return;
        }

        foreach (var approached in cases.Cases)
        {
            if (approached.Outcome is { IsResponse: true } outcome && !responses.Has(approached.Client))
            {
                findings.Add(FileFindings.OutcomeWithoutAnswer.At(cases.Name, approached.Row, RegisterFile.ClientColumn, outcome, responses.Name));
            }
        }
    }

    private static SurveyData Combine(RegisterFile register, CasesFile cases, ResponsesFile responses, IReadOnlyList<QuestionScale> questions) => new()
    {
        Variables = register.Variables,
        Frame = register.Cells,
        Cases = cases.Cases
            .GroupBy(approached => (Key: CellKey.Of(register.ValuesOf(approached.Client)), approached.Outcome!.Value.Code))
            .Select(group => new CaseCell(register.ValuesOf(group.First().Client), group.Key.Code, group.Count()))
            .ToList(),
        Respondents = responses.Responses
            .Select(given => new Respondent(register.ValuesOf(given.Client), given.Mode, given.Answers))
            .ToList(),
        Questions = questions,
    };

    internal static T Open<T>(InputFile input, Func<TabularFile, T> read)
    {
        input.Content.Position = 0;
        using var file = TabularFile.Open(input.Content, input.Name);
        return read(file);
    }

    private static string Hash(InputFile input)
    {
        input.Content.Position = 0;
        return Convert.ToHexStringLower(SHA256.HashData(input.Content));
    }
}
