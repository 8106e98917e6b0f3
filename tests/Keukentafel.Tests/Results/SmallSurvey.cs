// Three small files in memory, to be made wrong in one place.
using System.Text;
using Keukentafel.Foundation;
using Keukentafel.Results.Analysis;
using Keukentafel.Results.Files;
using Xunit;

namespace Keukentafel.Tests.Results;

internal sealed record SmallSurvey(string Register, string Cases, string Responses)
{
    /// <summary>Two questions: V1 with positive 1 and 2, negative 3, no opinion 9; V2 yes (positive) or no.</summary>
    public static readonly IReadOnlyList<QuestionScale> Questions =
    [
        new("V1", [new(1, Positive: true, Substantive: true), new(2, Positive: true, Substantive: true), new(3, Positive: false, Substantive: true), new(9, Positive: false, Substantive: false)]),
        new("V2", [new(1, Positive: true, Substantive: true), new(2, Positive: false, Substantive: true)]),
    ];

    /// <summary>Six clients in two areas, five of them approached, three usable answers.</summary>
    public static readonly SmallSurvey Sound = new(
        """
        client_id;wijk;leeftijd
        C1;Noord;65-74
        C2;Noord;75-84
        C3;Noord;75-84
        C4;Zuid;65-74
        C5;Zuid;75-84
        C6;Zuid;65-74
        """,
        """
        client_id;outcome
        C1;1.1
        C2;1.2
        C3;2.20
        C4;1.1
        C5;4.70
        """,
        """
        client_id;kanaal;V1;V2
        C1;online;1;1
        C2;papier;3;
        C4;telefoon;9;2
        """);

    public SurveyFiles Read(params string[] variables) => Read(Encoding.UTF8, variables);

    public SurveyFiles Read(Encoding encoding, params string[] variables)
    {
        using var register = Stream(Register, encoding);
        using var cases = Stream(Cases, encoding);
        using var responses = Stream(Responses, encoding);
        return SurveyFiles.Read(new InputFile("register.csv", register), new InputFile("cases.csv", cases), new InputFile("responses.csv", responses), Questions, variables);
    }

    public SurveyData Data(params string[] variables)
    {
        var files = Read(variables);
        Assert.DoesNotContain(files.Findings, finding => finding.IsError);
        return files.Data!;
    }

    /// <summary>The only finding of a kind; nothing else may be wrong, apart from what follows from it.</summary>
    public Finding The(FindingKind kind, params string[] variables) => Assert.Single(Read(variables).Findings, finding => finding.Kind == kind);

    private static MemoryStream Stream(string text, Encoding encoding) => new([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
}
