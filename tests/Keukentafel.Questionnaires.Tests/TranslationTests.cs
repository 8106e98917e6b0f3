// A translation is complete and fits, or it is an error with the key of the text.
using System.Text;
using System.Text.Json.Nodes;
using Keukentafel.Questionnaires.Flow;
using Xunit;

namespace Keukentafel.Questionnaires.Tests;

public class TranslationTests
{
    private static readonly Questionnaire Original = Sample.Of("""
        [{ "code": "A", "type": "statement", "text": "Goed.", "scale": "eens", "help": "Uitleg." },
         { "code": "B", "type": "number", "text": "Hoeveel?", "unit": "uur", "rules": [{ "must": "B > 1", "text": "Te weinig na {A|niets}." }] },
         { "code": "C", "type": "multiple-choice", "text": "U zei {A}.", "options": [{ "code": 1, "text": "Een" }, { "code": 2, "text": "Twee" }] },
         { "code": "G", "type": "grid", "text": "De mens", "scale": "eens", "rows": [{ "code": "G1", "text": "luistert." }] }]
        """);

    private static JsonObject Whole() => new()
    {
        ["questionnaire"] = "proef",
        ["version"] = 1,
        ["language"] = "en",
        ["texts"] = new JsonObject(QuestionnaireTexts.Of(Original).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)$"en {pair.Value}"))),
    };

    private static QuestionnaireReading Add(JsonObject file) => TranslationReader.Add(Original, new MemoryStream(Encoding.UTF8.GetBytes(file.ToJsonString())));

    [Fact]
    public void Every_text_has_a_key() =>
        Assert.Equal(
            ["title", "scale.eens.1", "scale.eens.2", "scale.eens.9", "block.blok", "A", "A.help", "B", "B.rule.1", "B.unit", "C", "C.option.1", "C.option.2", "G", "G1"],
            QuestionnaireTexts.Of(Original).Keys);

    [Fact]
    public void A_whole_translation_is_the_same_questionnaire_in_other_words()
    {
        var english = Add(Whole()).Questionnaire!.In(Language.English);
        Assert.All(QuestionnaireTexts.Of(english), text => Assert.StartsWith("en ", text.Value, StringComparison.Ordinal));
        Assert.Equal(Original.Questions.Select(question => (question.Code, question.GetType())), english.Questions.Select(question => (question.Code, question.GetType())));
        var road = Sample.Road(Original, ("A", "2"));
        Assert.Equal("en U zei en Oneens.", road.Say(english, english.Find("C")!.Text));
        Assert.Equal("U zei Oneens.", road.Say(Original, Original.Find("C")!.Text));
    }

    [Fact]
    public void A_language_that_is_not_there_is_not_made_up() => Assert.Throws<ArgumentException>(() => Original.In(Language.Polish));

    [Fact]
    public void Whoever_read_it_is_kept_and_nobody_is_nobody()
    {
        Assert.Null(Assert.Single(Add(Whole()).Questionnaire!.Translations).CheckedBy);
        var file = Whole();
        file["checkedBy"] = "J. Smith, Bath";
        Assert.Equal("J. Smith, Bath", Assert.Single(Add(file).Questionnaire!.Translations).CheckedBy);
    }

    [Fact]
    public void What_is_wrong_is_told_by_its_key()
    {
        (Action<JsonObject> Spoil, QuestionnaireFault Fault, string Place)[] cases =
        [
            (file => file["texts"]!.AsObject().Remove("A.help"), QuestionnaireFault.MissingTranslation, "texts.A.help"),
            (file => file["texts"]!["C.option.2"] = " ", QuestionnaireFault.MissingTranslation, "texts.C.option.2"),
            (file => file["texts"]!["A.hint"] = "x", QuestionnaireFault.UnknownTextKey, "texts.A.hint"),
            (file => file["texts"]!["C"] = "You said.", QuestionnaireFault.OtherPlaces, "texts.C"),
            (file => file["texts"]!["A"] = "Good {B}.", QuestionnaireFault.OtherPlaces, "texts.A"),
            (file => file["texts"]!["C"] = "You said {Z}.", QuestionnaireFault.BadPlaceInText, "texts.C"),
            (file => file["language"] = "xx", QuestionnaireFault.UnknownLanguage, "language"),
            (file => file["language"] = "nl", QuestionnaireFault.UnknownLanguage, "language"),
            (file => file["version"] = 2, QuestionnaireFault.OtherQuestionnaire, "questionnaire"),
            (file => file["teksten"] = 1, QuestionnaireFault.NotReadable, "$.teksten"),
        ];
        Assert.All(cases, expected =>
        {
            var file = Whole();
            expected.Spoil(file);
            var error = Assert.Single(Add(file).Errors);
            Assert.Equal((expected.Fault, expected.Place), (error.Fault, error.Place));
            Assert.NotEmpty(error.Text);
        });
    }
}
