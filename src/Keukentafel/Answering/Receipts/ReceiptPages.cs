// /ontvangst: type the code, see the answers, take them back after one more question. Slow for whoever guesses, as the links are.
using Keukentafel.Answering.Pages;
using Keukentafel.Design.Answering;
using Keukentafel.Fieldwork;
using Keukentafel.Questionnaires;
using Reply = Keukentafel.Design.Answer;

namespace Keukentafel.Answering.Receipts;

public enum ReceiptStage { Ask, Show, Sure, Gone }

internal sealed class ReceiptPages(OpenReceipt open, TakeBackAnswers takeBack, Guessing guessing)
{
    public const string Path = "/ontvangst";
    public const string CodeField = "code";

    public static IResult Ask(HttpContext http) => Page(ReceiptStage.Ask, Display.Read(http.Request.Query[Display.LanguageField], http.Request.Query[Display.LookField]) ?? Display.Usual);

    public async Task<IResult> HandIn(HttpContext http)
    {
        var form = await PlainForm.Read(http.Request, http.RequestAborted) ?? FormCollection.Empty;
        var display = (form["weergave"] is [{ } pressed, ..] ? Display.OfWhole(pressed) : Display.Read(form[Display.LanguageField], form[Display.LookField])) ?? Display.Usual;
        var typed = form[CodeField].ToString();
        var (given, _) = AccessCodeFormat.Check(typed, out var code) == CodeReading.Right
            ? await guessing.Try(http.Connection.RemoteIpAddress, () => open.Handle(code, http.RequestAborted), http.RequestAborted)
            : (null, false);
        if (given is null)
        {
            return Page(ReceiptStage.Ask, display, typed, unknown: true);
        }

        display = Display.For(given.Questionnaire, display.LanguageAsked ? display : display with { Language = given.Language, LanguageAsked = true }, given.Language);
        switch (form["stap"].ToString())
        {
            case "wissen":
                return Page(ReceiptStage.Sure, display, code, given);
            case "zeker":
                await takeBack.Handle(given, http.RequestAborted);
                return Page(ReceiptStage.Gone, display, given: given with { Answers = new Dictionary<string, AnswerValue>(StringComparer.Ordinal) });
            default:
                return Page(ReceiptStage.Show, display, code, given);
        }
    }

    private static IResult Page(ReceiptStage stage, Display display, string typed = "", GivenAnswers? given = null, bool unknown = false) => Reply.Page<ReceiptPage>(
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["Stage"] = stage, ["Display"] = display, ["Typed"] = typed, ["Given"] = given, ["Unknown"] = unknown },
        unknown ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
}
