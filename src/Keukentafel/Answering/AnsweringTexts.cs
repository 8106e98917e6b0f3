// What a respondent reads when something is wrong, in the respondent's language.
using System.Globalization;
using Keukentafel.Design.Answering;
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;

namespace Keukentafel.Answering;

public static class AnsweringTexts
{
    private static readonly DateOnly ExampleDay = new(1950, 12, 31);

    /// <summary>A refusal in the language of the page; the Dutch words where they are of another room.</summary>
    public static string Say(FixedTexts texts, Problem problem) => problem.Kind.Code switch
    {
        _ when problem.Kind == AnsweringProblems.OtherQuestion => texts.FaultOtherQuestion,
        _ when problem.Kind == AnsweringProblems.UnknownStep => texts.FaultUnknownStep,
        _ when problem.Kind == AnsweringProblems.ForeignForm => texts.FaultForeignForm,
        _ when problem.Kind == AnsweringProblems.NotKept => texts.FaultNotKept,
        _ when problem.Kind == AnsweringProblems.TooMuch => texts.FaultTooMuch,
        _ => problem.Text,
    };

    /// <summary>What is wrong with an answer, and how to mend it.</summary>
    public static string Say(Respondent respondent, AnswerRefusal refusal)
    {
        var texts = respondent.Texts;
        var asked = respondent.Asked.Find(refusal.Question.Code)!;
        return refusal.Fault switch
        {
            AnswerFault.UnknownOption => texts.FaultUnknownOption,
            AnswerFault.ExclusiveWithOthers => texts.Fill(texts.FaultExclusive, asked.Options.First(option => option.Exclusive).Text),
            AnswerFault.SamePlaceTwice => texts.FaultSamePlaceTwice,
            AnswerFault.PlaceSkipped => texts.FaultPlaceSkipped,
            AnswerFault.NotANumber => texts.FaultNotANumber,
            AnswerFault.TooManyDecimals => asked is NumberQuestion { Decimals: > 0 and var decimals } ? texts.Fill(texts.FaultTooManyDecimals, decimals) : texts.FaultNoDecimals,
            AnswerFault.OutOfRange when asked is NumberQuestion number => texts.Fill(texts.FaultOutOfRange, Figure(texts, number.Min), Figure(texts, number.Max)),
            AnswerFault.NotADate => texts.Fill(texts.FaultNotADate, ExampleDay.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)),
            AnswerFault.DateOutOfRange when asked is DateQuestion date => (date.Min, date.Max) switch
            {
                ({ } from, { } to) => texts.Fill(texts.FaultDateOutOfRange, texts.Day(from), texts.Day(to)),
                ({ } from, null) => texts.Fill(texts.FaultDateAfter, texts.Day(from)),
                (_, var to) => texts.Fill(texts.FaultDateBefore, texts.Day(to!.Value)),
            },
            AnswerFault.TooLong => texts.Fill(texts.FaultTooLong, Figure(texts, refusal.Length), Figure(texts, asked switch { ShortText text => text.MaxLength, LongText text => text.MaxLength, _ => 0 })),
            AnswerFault.RuleUnmet => respondent.Road.Say(respondent.Asked, asked.Rules[refusal.Rule].Text),
            _ => throw new InvalidOperationException($"There are no words for {refusal.Fault} of {asked.GetType().Name}."),
        };
    }

    private static string Figure(FixedTexts texts, decimal number) => number.ToString("#,0.####", texts.Language.Culture);
}
