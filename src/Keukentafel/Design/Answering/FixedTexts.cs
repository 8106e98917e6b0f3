// The texts of the respondent's pages that no study changes, per language and form of address: Texts/{language}.json, and .je.json for a youth's version.
// A file that lacks a text, or has one too many, is refused when it is read: there is no falling back to another language on screen.
using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Keukentafel.Questionnaires;
using Microsoft.AspNetCore.Components;

namespace Keukentafel.Design.Answering;

public sealed class FixedTexts
{
    private static readonly Lazy<FrozenDictionary<(Language, Address), FixedTexts>> All = new(Read);

    [JsonIgnore]
    public Language Language { get; private set; } = Language.Dutch;

    public required string Questionnaire { get; init; }
    public required string Invented { get; init; }
    public required string LanguageChoice { get; init; }
    public required string Display { get; init; }
    public required string LargeType { get; init; }
    public required string NormalType { get; init; }
    public required string HighContrast { get; init; }
    public required string NormalContrast { get; init; }
    public required string ReadAloud { get; init; }
    public required string StopReading { get; init; }
    public required string Listen { get; init; }
    public required string SkipToContent { get; init; }
    public required string HelpByPhone { get; init; }
    public required string Privacy { get; init; }
    public required string Accessibility { get; init; }
    public required string Welcome { get; init; }
    public required string WelcomeWmo { get; init; }
    public required string WelcomeYouth { get; init; }
    public required string WelcomeWhy { get; init; }
    public required string WelcomeLength { get; init; }
    public required string WelcomeLengthAtMost { get; init; }
    public required string WelcomeVoluntary { get; init; }
    public required string WelcomeSkip { get; init; }
    public required string WelcomeHelp { get; init; }
    public required string WelcomeUntil { get; init; }
    public required string Confidential { get; init; }
    public required string ConfidentialWho { get; init; }
    public required string ConfidentialApart { get; init; }
    public required string ConfidentialGroups { get; init; }
    public required string ConfidentialWithdraw { get; init; }
    public required string ConfidentialMore { get; init; }
    public required string Begin { get; init; }
    public required string GoOn { get; init; }
    public required string LeaveHeading { get; init; }
    public required string LeaveExplained { get; init; }
    public required string LeaveNotTakingPart { get; init; }
    public required string LeaveNotForMe { get; init; }
    public required string LeaveGone { get; init; }
    public required string QuestionOf { get; init; }
    public required string QuestionOfAtMost { get; init; }
    public required string QuestionsOf { get; init; }
    public required string QuestionsOfAtMost { get; init; }
    public required string ReadThis { get; init; }
    public required string StatementAsk { get; init; }
    public required string MultipleAsk { get; init; }
    public required string GradeAsk { get; init; }
    public required string RankingAsk { get; init; }
    public required string RankingPlace { get; init; }
    public required string RankingNone { get; init; }
    public required string NumberBetween { get; init; }
    public required string DateExample { get; init; }
    public required string TextLimit { get; init; }
    public required string NoNames { get; init; }
    public required string SkipAllowed { get; init; }
    public required string SkipAllowedMany { get; init; }
    public required string Next { get; init; }
    public required string Back { get; init; }
    public required string Keep { get; init; }
    public required string StopAllowed { get; init; }
    public required string ToBeginning { get; init; }
    public required string Check { get; init; }
    public required string CheckExplained { get; init; }
    public required string CheckOpenOne { get; init; }
    public required string CheckOpenMany { get; init; }
    public required string NotFilledIn { get; init; }
    public required string FillIn { get; init; }
    public required string Change { get; init; }
    public required string QuestionNumber { get; init; }
    public required string Send { get; init; }
    public required string Thanks { get; init; }
    public required string ThanksHeading { get; init; }
    public required string ThanksArrived { get; init; }
    public required string ThanksUse { get; init; }
    public required string ThanksClose { get; init; }
    public required string ReceiptHeading { get; init; }
    public required string ReceiptExplained { get; init; }
    public required string SupportHeading { get; init; }
    public required string SupportExplained { get; init; }
    public required string SupportAsk { get; init; }
    public required string Left { get; init; }
    public required string LeftHeading { get; init; }
    public required string LeftExplained { get; init; }
    public required string LeftLater { get; init; }
    public required string LeftNotCounted { get; init; }
    public required string LeftMistake { get; init; }
    public required string LeftUndo { get; init; }
    public required string Closed { get; init; }
    public required string ClosedUntil { get; init; }
    public required string ClosedOver { get; init; }
    public required string ClosedKept { get; init; }
    public required string NotYet { get; init; }
    public required string NotYetExplained { get; init; }
    public required string CallSender { get; init; }
    public required string Wrong { get; init; }
    public required string WrongAnswers { get; init; }
    public required string WrongAnswersExplained { get; init; }
    public required string WrongGoOn { get; init; }
    public required string FaultUnknownOption { get; init; }
    public required string FaultExclusive { get; init; }
    public required string FaultSamePlaceTwice { get; init; }
    public required string FaultPlaceSkipped { get; init; }
    public required string FaultNotANumber { get; init; }
    public required string FaultTooManyDecimals { get; init; }
    public required string FaultNoDecimals { get; init; }
    public required string FaultOutOfRange { get; init; }
    public required string FaultNotADate { get; init; }
    public required string FaultDateOutOfRange { get; init; }
    public required string FaultDateBefore { get; init; }
    public required string FaultDateAfter { get; init; }
    public required string FaultTooLong { get; init; }
    public required string FaultOtherQuestion { get; init; }
    public required string FaultUnknownStep { get; init; }
    public required string FaultForeignForm { get; init; }
    public required string FaultNotKept { get; init; }
    public required string FaultTooMuch { get; init; }
    public required string CodeWrong { get; init; }
    public required string CodeWait { get; init; }
    public required string CodeField { get; init; }
    public required string CodeHint { get; init; }
    public required string CodeGo { get; init; }
    public required string ReceiptPage { get; init; }
    public required string ReceiptPageExplained { get; init; }
    public required string ReceiptField { get; init; }
    public required string ReceiptGo { get; init; }
    public required string ReceiptUnknown { get; init; }
    public required string ReceiptYours { get; init; }
    public required string ReceiptWithdraw { get; init; }
    public required string ReceiptWithdrawSure { get; init; }
    public required string ReceiptWithdrawYes { get; init; }
    public required string ReceiptWithdrawNo { get; init; }
    public required string ReceiptWithdrawn { get; init; }
    public required string ReceiptWithdrawnExplained { get; init; }
    public required string KioskStart { get; init; }
    public required string KioskExplained { get; init; }
    public required string KioskForgotten { get; init; }
    public required string KioskNext { get; init; }
    public required string KioskIdle { get; init; }
    public required string KioskStop { get; init; }
    public required string PaperHow { get; init; }
    public required string PaperTick { get; init; }
    public required string PaperMistake { get; init; }
    public required string PaperOnline { get; init; }
    public required string PaperReturn { get; init; }
    public required string PaperOnlyIf { get; init; }
    public required string PaperRank { get; init; }
    public required string PaperPage { get; init; }
    public required string PaperEnd { get; init; }

    public static bool Exist(Language language, Address address) => Find(language, address) is not null;

    public static FixedTexts Of(Language language, Address address) =>
        Find(language, address) ?? throw new ArgumentException($"There are no texts in {language.Tag} for {address}.", nameof(language));

    /// <summary>A text with values in its places, written as the language writes them.</summary>
    public string Fill(string text, params ReadOnlySpan<object?> values) => string.Format(Language.Culture, text, values);

    /// <summary>The same as HTML, with each value held apart: a telephone number or a name keeps its own direction among Arabic words.</summary>
    public MarkupString Html(string text, params ReadOnlySpan<object?> values)
    {
        var apart = new object?[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            apart[i] = $"<bdi>{HtmlEncoder.Default.Encode(Convert.ToString(values[i], Language.Culture) ?? string.Empty)}</bdi>";
        }

        return new MarkupString(string.Format(Language.Culture, HtmlEncoder.Default.Encode(text), apart));
    }

    /// <summary>A day in words.</summary>
    public string Day(DateOnly day) => day.ToString("d MMMM yyyy", Language.Culture);

    private static FixedTexts? Find(Language language, Address address) => All.Value.GetValueOrDefault((language, address));

    private static FrozenDictionary<(Language, Address), FixedTexts> Read()
    {
        var options = new JsonSerializerOptions { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };
        var all = new Dictionary<(Language, Address), FixedTexts>();
        foreach (var address in Enum.GetValues<Address>())
        {
            foreach (var language in Language.All)
            {
                using var stream = typeof(FixedTexts).Assembly.GetManifestResourceStream($"Keukentafel.Design.Answering.Texts.{language.Tag}{(address == Address.Familiar ? ".je" : "")}.json");
                if (stream is not null)
                {
                    var texts = JsonSerializer.Deserialize<FixedTexts>(stream, options)!;
                    texts.Language = language;
                    all.Add((language, address), texts);
                }
            }
        }

        return all.ToFrozenDictionary();
    }
}
