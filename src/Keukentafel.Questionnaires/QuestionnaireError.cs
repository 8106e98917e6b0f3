// What can be wrong with the definition of a questionnaire. A code keeps its meaning for life; place names the
// spot in the file (blocks[1].questions[0]), the text says in Dutch what is wrong and how to mend it.
namespace Keukentafel.Questionnaires;

public sealed record QuestionnaireError(QuestionnaireFault Fault, string Place, string Text)
{
    internal static QuestionnaireError At(string place, QuestionnaireFault fault, object? value = null) =>
        new(fault, place, Describe(fault, value?.ToString() ?? string.Empty));

    private static string Describe(QuestionnaireFault fault, string value) => fault switch
    {
        QuestionnaireFault.NotReadable => $"Dit is geen leesbare vragenlijst: herstel regel {value}.",
        QuestionnaireFault.EmptyEntry => "Hier staat niets: vul dit onderdeel in of haal het weg.",
        QuestionnaireFault.MissingText => $"Hier ontbreekt een tekst: vul '{value}' in.",
        QuestionnaireFault.TextTooLong => $"Deze tekst is te lang: gebruik hoogstens {value} tekens.",
        QuestionnaireFault.BadIdentifier => $"'{value}' kan geen naam zijn: gebruik kleine letters, cijfers en streepjes.",
        QuestionnaireFault.BadVersion => $"Versie {value} bestaat niet: tel vanaf 1.",
        QuestionnaireFault.BadQuestionCode => $"'{value}' kan geen vraagcode zijn: begin met een letter en gebruik verder letters, cijfers en '_'.",
        QuestionnaireFault.DuplicateQuestionCode => $"Vraagcode '{value}' komt vaker voor: geef elke vraag een eigen code.",
        QuestionnaireFault.UnknownQuestionType => $"Vraagsoort '{value}' bestaat niet: kies statement, yes-no of single-choice.",
        QuestionnaireFault.UnknownScale => $"Schaal '{value}' bestaat niet: voeg de schaal toe of kies een andere.",
        QuestionnaireFault.DuplicateName => $"De naam '{value}' komt vaker voor: geef elk onderdeel een eigen naam.",
        QuestionnaireFault.NoQuestions => "Er staat geen vraag in: voeg er ten minste één toe.",
        QuestionnaireFault.TooFewOptions => "Er zijn minder dan twee antwoorden: voeg antwoorden toe.",
        QuestionnaireFault.BadOptionCode => $"Antwoordcode {value} kan niet: gebruik een getal van 0 tot en met {Option.MaxCode}.",
        QuestionnaireFault.DuplicateOptionCode => $"Antwoordcode {value} komt vaker voor: geef elk antwoord een eigen code.",
        QuestionnaireFault.PositiveWithoutSubstance => $"Antwoord {value} is 'geen mening' en tegelijk positief: kies een van beide.",
        QuestionnaireFault.ScaleWithoutContrast => "De schaal heeft positieve en niet-positieve antwoorden nodig: geef aan welke antwoorden positief zijn.",
        QuestionnaireFault.NotYesNo => "Een ja/nee-vraag heeft precies twee inhoudelijke antwoorden, waarvan één positief.",
        QuestionnaireFault.MixedOptions => "Een vraag heeft een schaal of eigen antwoorden, niet allebei en niet geen van beide.",
        QuestionnaireFault.VerbatimWithoutSource => "De tekst heet letterlijk overgenomen, maar er staat geen bron bij: noem de bron.",
        QuestionnaireFault.AssumedWithoutReason => "De tekst is een aanname: leg in 'reason' uit waarom.",
        QuestionnaireFault.BadEra => $"De periode {value} kan niet: het eerste jaar komt voor het laatste en periodes overlappen niet.",
        QuestionnaireFault.CoreNotFirst => $"Blok '{value}' hoort bij de vaste kern en staat na een ander blok: zet de kern vooraan.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault without a text."),
    };
}

public enum QuestionnaireFault
{
    NotReadable,
    EmptyEntry,
    MissingText,
    TextTooLong,
    BadIdentifier,
    BadVersion,
    BadQuestionCode,
    DuplicateQuestionCode,
    UnknownQuestionType,
    UnknownScale,
    DuplicateName,
    NoQuestions,
    TooFewOptions,
    BadOptionCode,
    DuplicateOptionCode,
    PositiveWithoutSubstance,
    ScaleWithoutContrast,
    NotYesNo,
    MixedOptions,
    VerbatimWithoutSource,
    AssumedWithoutReason,
    BadEra,
    CoreNotFirst,
}
