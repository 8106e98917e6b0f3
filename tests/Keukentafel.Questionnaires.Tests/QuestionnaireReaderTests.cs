// A good small questionnaire, spoilt in one place at a time.
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Keukentafel.Questionnaires.Tests;

public class QuestionnaireReaderTests
{
    private const string Good = """
        {
          "id": "proef", "version": 1, "title": "Proef", "law": "", "developer": "",
          "eras": [{ "from": 2016, "to": 2020, "obligation": "mandatory" }, { "from": 2021, "obligation": "voluntary" }],
          "scales": [
            { "name": "eens", "origin": { "verbatim": false, "reason": "Bedacht." },
              "options": [{ "code": 1, "text": "Eens", "positive": true }, { "code": 2, "text": "Oneens" }, { "code": 9, "text": "Geen mening", "substantive": false }] }
          ],
          "blocks": [
            { "id": "kern", "title": "Kern", "origin": "core", "questions": [
              { "code": "A1", "type": "statement", "text": "Het ging goed.", "scale": "eens", "origin": { "verbatim": true, "sources": ["bron"] } },
              { "code": "A2", "type": "yes-no", "text": "Ging het goed?", "scale": "eens", "origin": { "verbatim": false, "reason": "Bedacht." } } ] },
            { "id": "eigen", "title": "Eigen", "origin": "own", "questions": [
              { "code": "B1", "type": "single-choice", "text": "Waar?", "origin": { "verbatim": false, "reason": "Bedacht." },
                "options": [{ "code": 1, "text": "Hier" }, { "code": 2, "text": "Daar" }] } ] }
          ]
        }
        """;

    private static QuestionnaireReading Read(string json) =>
        QuestionnaireReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    private static QuestionnaireError SingleError(Action<JsonObject> spoil)
    {
        var json = JsonNode.Parse(Good)!.AsObject();
        spoil(json);
        var reading = Read(json.ToJsonString());
        Assert.False(reading.Succeeded);
        var error = Assert.Single(reading.Errors);
        Assert.NotEmpty(error.Text);
        return error;
    }

    private static JsonObject Question(JsonObject json, int block, int question) =>
        json["blocks"]![block]!["questions"]![question]!.AsObject();

    /// <summary>The third question as one of another type.</summary>
    private static void Become(JsonObject json, string type, params (string Name, JsonNode Value)[] fields)
    {
        var question = Question(json, 1, 0);
        question["type"] = type;
        question.Remove("options");
        foreach (var (name, value) in fields)
        {
            question[name] = value;
        }
    }

    private static bool Add(JsonObject json)
    {
        Question(json, 1, 0)["options"]!.AsArray().Add(new JsonObject { ["code"] = 3, ["text"] = "Misschien" });
        return true;
    }

    [Fact]
    public void A_good_file_becomes_a_questionnaire()
    {
        var reading = Read(Good);
        Assert.True(reading.Succeeded);
        Assert.Equal(["A1", "A2", "B1"], reading.Questionnaire.Questions.Select(question => question.Code));
        Assert.Equal(["A1", "A2"], reading.Questionnaire.Core.Select(question => question.Code));
        Assert.False(reading.Questionnaire.Find("B1")!.IsScored);
        Assert.Equal(new TextOrigin.Verbatim(["bron"]).Sources, ((TextOrigin.Verbatim)reading.Questionnaire.Find("A1")!.Origin).Sources);
    }

    [Fact]
    public void A_file_that_is_not_json_names_the_line()
    {
        var error = Assert.Single(Read("{\n\"id\": proef }").Errors);
        Assert.Equal(QuestionnaireFault.NotReadable, error.Fault);
        Assert.Contains("regel 2", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_field_is_not_passed_over() =>
        Assert.Equal(QuestionnaireFault.NotReadable, SingleError(json => json["titel"] = "Proef").Fault);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public void What_is_no_object_is_refused(string json) =>
        Assert.Equal(QuestionnaireFault.NotReadable, Assert.Single(Read(json).Errors).Fault);

    [Fact]
    public void Every_fault_has_its_code_and_place()
    {
        (Action<JsonObject> Spoil, QuestionnaireFault Fault, string Place)[] cases =
        [
            (json => json["id"] = "Proef 1", QuestionnaireFault.BadIdentifier, "id"),
            (json => json["version"] = 0, QuestionnaireFault.BadVersion, "version"),
            (json => json["title"] = " ", QuestionnaireFault.MissingText, "title"),
            (json => json["eras"]![1]!["from"] = 2020, QuestionnaireFault.BadEra, "eras[1]"),
            (json => json["eras"]![0]!["to"] = 2015, QuestionnaireFault.BadEra, "eras[0]"),
            (json => json["blocks"]!.AsArray().Add(null), QuestionnaireFault.EmptyEntry, "blocks[2]"),
            (json => json["blocks"]![1]!["id"] = "kern", QuestionnaireFault.DuplicateName, "blocks[1].id"),
            (json => json["blocks"] = new JsonArray(), QuestionnaireFault.NoQuestions, "blocks"),
            (json => json["scales"]!.AsArray().Add(json["scales"]![0]!.DeepClone()), QuestionnaireFault.DuplicateName, "scales[1].name"),
            (json => json["scales"]![0]!["options"]![0]!["code"] = -1, QuestionnaireFault.BadOptionCode, "scales[0].options[0]"),
            (json => json["scales"]![0]!["options"]![2]!["code"] = 1, QuestionnaireFault.DuplicateOptionCode, "scales[0].options[2]"),
            (json => json["scales"]![0]!["options"]![2]!["positive"] = true, QuestionnaireFault.PositiveWithoutSubstance, "scales[0].options[2]"),
            (json => Question(json, 0, 0)["code"] = "1A", QuestionnaireFault.BadQuestionCode, "blocks[0].questions[0].code"),
            (json => Question(json, 1, 0)["code"] = "a1", QuestionnaireFault.DuplicateQuestionCode, "blocks[1].questions[0].code"),
            (json => Question(json, 0, 0)["type"] = "matrix", QuestionnaireFault.UnknownQuestionType, "blocks[0].questions[0].type"),
            (json => Question(json, 0, 0)["scale"] = "vijf", QuestionnaireFault.UnknownScale, "blocks[0].questions[0].scale"),
            (json => Question(json, 0, 0)["text"] = new string('x', 501), QuestionnaireFault.TextTooLong, "blocks[0].questions[0].text"),
            (json => Question(json, 1, 0)["scale"] = "eens", QuestionnaireFault.MixedOptions, "blocks[1].questions[0]"),
            (json => Question(json, 0, 0).Remove("scale"), QuestionnaireFault.MixedOptions, "blocks[0].questions[0]"),
            (json => Question(json, 1, 0)["options"]!.AsArray().RemoveAt(1), QuestionnaireFault.TooFewOptions, "blocks[1].questions[0].options"),
            (json => Question(json, 0, 0)["origin"]!["sources"] = new JsonArray(), QuestionnaireFault.VerbatimWithoutSource, "blocks[0].questions[0].origin"),
            (json => Question(json, 0, 1).Remove("origin"), QuestionnaireFault.AssumedWithoutReason, "blocks[0].questions[1].origin"),
            (json => Question(json, 1, 0)["places"] = 1, QuestionnaireFault.FieldOfOtherType, "blocks[1].questions[0]"),
            (json => Question(json, 1, 0)["options"]![0]!["exclusive"] = true, QuestionnaireFault.ExclusiveElsewhere, "blocks[1].questions[0].options[0]"),
            (json => Become(json, "number", ("min", 5), ("max", 1)), QuestionnaireFault.BadLimits, "blocks[1].questions[0]"),
            (json => Become(json, "number", ("decimals", 9)), QuestionnaireFault.BadLimits, "blocks[1].questions[0]"),
            (json => Become(json, "date", ("from", "2026-01-02"), ("to", "2026-01-01")), QuestionnaireFault.BadLimits, "blocks[1].questions[0]"),
            (json => Become(json, "short-text", ("maxLength", 251)), QuestionnaireFault.BadLimits, "blocks[1].questions[0]"),
            (json => Become(json, "long-text", ("maxLength", 0)), QuestionnaireFault.BadLimits, "blocks[1].questions[0]"),
            (json => Become(json, "grid", ("scale", "eens")), QuestionnaireFault.NoQuestions, "blocks[1].questions[0].rows"),
            (json => Become(json, "grade", ("noOpinion", new JsonObject { ["code"] = 10, ["text"] = "Tien", ["substantive"] = false })), QuestionnaireFault.SubstantiveNoOpinion, "blocks[1].questions[0].noOpinion"),
            (json => (Question(json, 1, 0)["type"], Question(json, 1, 0)["places"]) = ("ranking", 3), QuestionnaireFault.BadPlaces, "blocks[1].questions[0].places"),
            (json => (Question(json, 1, 0)["type"], _) = ("consent", Add(json)), QuestionnaireFault.NotTwoOptions, "blocks[1].questions[0].options"),
            (json => Question(json, 0, 1)["text"] = "Ging {A3} goed?", QuestionnaireFault.BadPlaceInText, "blocks[0].questions[1].text"),
            (json => Question(json, 0, 1)["text"] = "Ging {A2} goed?", QuestionnaireFault.BadPlaceInText, "blocks[0].questions[1].text"),
            (json => Question(json, 0, 1)["text"] = "Ging { goed?", QuestionnaireFault.BadPlaceInText, "blocks[0].questions[1].text"),
            (json => json["blocks"]![0]!["askedIf"] = "A1 = 1", QuestionnaireFault.BadExpression, "blocks[0].askedIf"),
            (json => json["derived"] = JsonNode.Parse("""[{ "name": "A1", "value": "true" }]"""), QuestionnaireFault.DuplicateDerivation, "derived[0].name"),
            (json => json["derived"] = JsonNode.Parse("""[{ "name": "x", "value": "y" }]"""), QuestionnaireFault.BadExpression, "derived[0].value"),
            (json => json["derived"] = JsonNode.Parse("""[{ "name": "x", "value": "x" }]"""), QuestionnaireFault.BadExpression, "derived[0].value"),
            (json => Question(json, 0, 1)["rules"] = JsonNode.Parse("""[{ "must": "A2 = 1" }]"""), QuestionnaireFault.MissingText, "blocks[0].questions[1].rules[0]"),
            (json => json["blocks"]![1]!.AsObject().Insert(0, "origin2", null), QuestionnaireFault.NotReadable, "$.blocks[1].origin2"),
        ];

        Assert.All(cases, expected =>
        {
            var error = SingleError(expected.Spoil);
            Assert.Equal((expected.Fault, expected.Place), (error.Fault, error.Place));
        });
    }

    [Fact]
    public void The_core_comes_before_other_blocks()
    {
        var error = SingleError(json =>
        {
            json["blocks"]![0]!["origin"] = "own";
            json["blocks"]![1]!["origin"] = "core";
        });
        Assert.Equal((QuestionnaireFault.CoreNotFirst, "blocks[1]"), (error.Fault, error.Place));
    }

    [Fact]
    public void A_scale_on_which_nothing_is_positive_tells_so_and_so_does_the_yes_no_question_that_uses_it()
    {
        var json = JsonNode.Parse(Good)!;
        json["scales"]![0]!["options"]![0]!["positive"] = false;
        Assert.Equal(
            [QuestionnaireFault.ScaleWithoutContrast, QuestionnaireFault.NotYesNo],
            Read(json.ToJsonString()).Errors.Select(error => error.Fault));
    }

    [Fact]
    public void All_faults_are_listed_not_only_the_first()
    {
        var json = JsonNode.Parse(Good)!.AsObject();
        json["id"] = "";
        json["title"] = null;
        Question(json, 0, 0)["type"] = "matrix";
        Assert.Equal(
            [QuestionnaireFault.BadIdentifier, QuestionnaireFault.MissingText, QuestionnaireFault.UnknownQuestionType],
            Read(json.ToJsonString()).Errors.Select(error => error.Fault));
    }
}
