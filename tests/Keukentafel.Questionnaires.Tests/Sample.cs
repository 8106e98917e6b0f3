// The questionnaire with every type of question, and small ones made on the spot.
using System.Text;
using System.Text.Json.Nodes;
using Keukentafel.Questionnaires.Flow;
using Xunit;

namespace Keukentafel.Questionnaires.Tests;

internal static class Sample
{
    public static readonly Questionnaire All = StandardInstruments.Find("voorbeeld-vraagsoorten")!;
    public static readonly Surroundings Around = new(new DateOnly(2026, 11, 22), "Gemeente Zonnedam", "0123-456789", 2025);

    /// <summary>A questionnaire with these questions in one block, each without its origin and, for statements, on a scale of two.</summary>
    public static QuestionnaireReading Read(string questions, string derived = "[]")
    {
        var list = JsonNode.Parse(questions)!.AsArray();
        foreach (var question in list)
        {
            question!["origin"] = JsonNode.Parse("""{ "verbatim": false, "reason": "Proef." }""");
        }

        var json = JsonNode.Parse("""
            { "id": "proef", "version": 1, "title": "Proef", "eras": [],
              "scales": [{ "name": "eens", "origin": { "verbatim": false, "reason": "Proef." },
                "options": [{ "code": 1, "text": "Eens", "positive": true }, { "code": 2, "text": "Oneens" }, { "code": 9, "text": "Geen mening", "substantive": false }] }] }
            """)!.AsObject();
        json["derived"] = JsonNode.Parse(derived);
        json["blocks"] = new JsonArray(new JsonObject { ["id"] = "blok", ["title"] = "Blok", ["origin"] = "own", ["questions"] = list });
        return QuestionnaireReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }

    public static Questionnaire Of(string questions, string derived = "[]")
    {
        var reading = Read(questions, derived);
        Assert.True(reading.Succeeded, string.Join("; ", reading.Errors.Select(error => $"{error.Place}: {error.Text}")));
        return reading.Questionnaire;
    }

    /// <summary>Answers as they are written down: <c>("A", "1")</c>.</summary>
    public static Dictionary<string, AnswerValue> Answers(Questionnaire questionnaire, params (string Code, string Value)[] answers) =>
        answers.ToDictionary(answer => answer.Code, answer => AnswerValue.Parse(questionnaire.Find(answer.Code)!, answer.Value) ?? throw new ArgumentException($"{answer.Code} cannot be {answer.Value}", nameof(answers)), StringComparer.Ordinal);

    public static Road Road(Questionnaire questionnaire, params (string Code, string Value)[] answers) => Flow.Road.Of(questionnaire, Answers(questionnaire, answers), Around);
}
