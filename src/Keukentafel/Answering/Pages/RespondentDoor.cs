// The door of a respondent: /i/{code}. A GET shows where somebody is and changes nothing; a POST hands in a page and answers, after the commit, with the way on.
// Nothing of a code, a case or an answer goes into a log or a trace.
using Keukentafel.Design.Answering;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Microsoft.AspNetCore.Components;
using Reply = Keukentafel.Design.Answer;

namespace Keukentafel.Answering.Pages;

internal sealed partial class RespondentDoor(
    OpenLink link, HandInPage handIn, LeaveRound leave, ComeBack comeBack, FormSeal seals, Guessing guessing, ILogger<RespondentDoor> log)
{
    public const string Route = "/i/{code}";

    /// <summary>A text far over its limit still comes in, so that it can be shown again and shortened.</summary>
    public const long MaxBody = 2 * 1024 * 1024;

    public async Task<IResult> Show(HttpContext http, string code)
    {
        var (respondent, refusal) = await Find(http, code, Display.Read(http.Request.Query[Display.LanguageField], http.Request.Query[Display.LookField]));
        if (respondent is null)
        {
            return refusal!;
        }

        var place = respondent.PlaceOn(respondent.Today);
        if (place is Place.Welcome or Place.AtQuestion or Place.Check && PageNames.NumberOf(respondent, http.Request.Query[PageNames.Field].ToString()) is { } asked)
        {
            place = respondent.PageAt(asked);
        }

        return Render(respondent, place, http.Request.Query[PageNames.BackTo] == PageNames.Check);
    }

    public async Task<IResult> HandIn(HttpContext http, string code)
    {
        var (form, tooMuch) = await Read(http);
        var (respondent, refusal) = await Find(http, code, Wanted(form));
        if (respondent is null)
        {
            return refusal!;
        }

        if (respondent.PlaceOn(respondent.Today) is Place.Thanks or Place.Closed)
        {
            return Reply.Go(PageNames.Begin(respondent));
        }

        var page = form[PageNames.Field].ToString();
        if (tooMuch || !seals.Fits(respondent.CaseId, page, form[FormSeal.Field].ToString()))
        {
            return Page<GoOnPage>(respondent, (tooMuch ? AnsweringProblems.TooMuch : AnsweringProblems.ForeignForm).Of());
        }

        try
        {
            return await Act(respondent, page, form);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            LogNotKept(Traces.Of(problem));
            var here = PageNames.NumberOf(respondent, page) is { } number ? Here(respondent, number) : respondent.PlaceOn(respondent.Today);
            return Render(respondent, here, FromCheck(form), AnsweringProblems.NotKept.Of(), typed: Field(form));
        }
    }

    /// <summary>The form; an empty one, which fits no page, when it cannot be read: cut off, or too many fields.</summary>
    private static async Task<(IFormCollection Form, bool TooMuch)> Read(HttpContext http)
    {
        try
        {
            return (await PlainForm.Read(http.Request, http.RequestAborted) ?? FormCollection.Empty, false);
        }
        catch (BadHttpRequestException tooMuch) when (tooMuch.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (FormCollection.Empty, true);
        }
        catch (IOException)
        {
            return (FormCollection.Empty, false);
        }
    }

    /// <summary>The language and look of the page, or those of the switch that was pressed on it.</summary>
    private static Display? Wanted(IFormCollection form) =>
        form["weergave"] is [{ } pressed, ..] ? Display.OfWhole(pressed) : Display.Read(form[Display.LanguageField], form[Display.LookField]);

    private static Func<string, IReadOnlyList<string>> Field(IFormCollection form) => name => form[name].OfType<string>().ToList();

    private async Task<IResult> Act(Respondent respondent, string page, IFormCollection form)
    {
        if (form["herstel"].Count > 0)
        {
            return (await comeBack.Handle(respondent)).Match(place => Way(respondent, place), problem => Render(respondent, respondent.PageAt(0), problem: problem));
        }

        if (LeaveReasons.Of(form["reden"].ToString()) is { } reason)
        {
            return (await leave.Handle(respondent, reason)).Match(place => Way(respondent, place), problem => Render(respondent, respondent.PageAt(0), problem: problem));
        }

        if (PageNames.NumberOf(respondent, page) is not { } number)
        {
            return Reply.Go(PageNames.Begin(respondent));
        }

        var fromCheck = FromCheck(form);
        var here = Here(respondent, number);
        if (StepOf(form, here) is not { } step)
        {
            return Render(respondent, here, fromCheck, AnsweringProblems.UnknownStep.Of(), typed: Field(form));
        }

        if (number == 0)
        {
            return Reply.Go(PageNames.Address(respondent, respondent.Road.After(respondent.Plan, (respondent.SoFar?.GoOnAt ?? 1) - 1)));
        }

        if (Foreign(respondent, number, form))
        {
            return Render(respondent, here, fromCheck, AnsweringProblems.OtherQuestion.Of());
        }

        var handedIn = await handIn.Handle(respondent, new PageHandedIn(number, step, Field(form), fromCheck));
        if (handedIn.Receipt is { } receipt)
        {
            // The one page that answers a POST itself: the receipt is shown now and never again, so it can stand in no address.
            return Page<ThanksPage>(respondent, problem: null, faulty: false, ("Receipt", receipt));
        }

        return handedIn.Refusals.Count == 0
            ? Way(respondent, handedIn.Place, fromCheck && step == Step.Stay)
            : Render((await link.Handle(respondent.Code, respondent.Display))!, here, fromCheck, typed: Field(form), refusals: handedIn.Refusals);
    }

    /// <summary>The page that was handed in, also when the road has moved away from it in the meantime.</summary>
    private static Place Here(Respondent respondent, int number) => respondent.PageAt(number);

    /// <summary>Whether the form holds an answer to a question that is not on the page.</summary>
    private static bool Foreign(Respondent respondent, int number, IFormCollection form)
    {
        var own = respondent.Plan.QuestionsOn(number).Select(question => question.Code).ToHashSet(StringComparer.Ordinal);
        return form.Keys.Any(name => !own.Contains(name) && respondent.Questionnaire.Questions.Any(question => question.Code == name));
    }

    private static bool FromCheck(IFormCollection form) => form[PageNames.BackTo] == PageNames.Check;

    /// <summary>Without a button, as some browsers send a form on Enter, a page goes on; but only a press of "verzenden" sends.</summary>
    private static Step? StepOf(IFormCollection form, Place place) => form["stap"].ToString() switch
    {
        _ when form["weergave"].Count > 0 => Step.Stay,
        "verder" => Step.Next,
        "" when place is not Place.Check => Step.Next,
        "terug" => Step.Back,
        "verzenden" => Step.Send,
        _ => null,
    };

    /// <summary>The way on by GET, so that a reload sends nothing twice.</summary>
    private static IResult Way(Respondent respondent, Place next, bool fromCheck = false) => Reply.Go(next switch
    {
        Place.Welcome => PageNames.Address(respondent, 0),
        Place.AtQuestion(var number) => PageNames.Address(respondent, number, fromCheck),
        Place.Check => PageNames.Address(respondent, respondent.CheckPage),
        _ => PageNames.Begin(respondent),
    });

    private static IResult Render(
        Respondent respondent, Place place, bool fromCheck = false, Problem? problem = null, Func<string, IReadOnlyList<string>>? typed = null, IReadOnlyList<AnswerRefusal>? refusals = null) => place switch
    {
        Place.Welcome => Page<WelcomePage>(respondent, problem),
        Place.AtQuestion(var number) => Page<QuestionPage>(respondent, problem, refusals is { Count: > 0 }, ("Number", number), ("FromCheck", fromCheck), ("Typed", typed), ("Refusals", refusals ?? [])),
        Place.Check => Page<CheckPage>(respondent, problem),
        Place.Left => Page<LeftPage>(respondent, problem),
        Place.Thanks => Page<ThanksPage>(respondent, problem: null),
        Place.Closed(var notYet) => Page<ClosedPage>(respondent, problem: null, faulty: false, ("NotYet", notYet)),
        _ => throw new InvalidOperationException($"There is no page for {place}."),
    };

    private static IResult Page<TPage>(Respondent respondent, Problem? problem, bool faulty = false, params ReadOnlySpan<(string Name, object? Value)> more) where TPage : IComponent
    {
        var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Respondent"] = respondent };
        if (problem is not null)
        {
            parameters["Problem"] = problem;
        }

        foreach (var (name, value) in more)
        {
            parameters[name] = value;
        }

        return Reply.Page<TPage>(parameters, problem is not null ? Reply.StatusOf(problem) : faulty ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private async Task<(Respondent? Respondent, IResult? Refusal)> Find(HttpContext http, string typed, Display? display)
    {
        http.Response.Headers.ContentSecurityPolicy = Foundation.Pipeline.SecurityHeaders.ContentPolicyWithScript;
        if (AccessCodeFormat.Check(typed, out var code) != CodeReading.Right)
        {
            return (null, NoSuchCode(typed, CodeEntry.Refusal(typed)!));
        }

        var (respondent, stopped) = await guessing.Try(http.Connection.RemoteIpAddress, () => link.Handle(code, display, http.RequestAborted), http.RequestAborted);
        if (respondent is not null)
        {
            return (respondent, null);
        }

        if (stopped)
        {
            http.Response.Headers.RetryAfter = "3600";
        }

        return (null, NoSuchCode(typed, stopped ? AnsweringProblems.TooManyCodes.Of() : AnsweringProblems.UnknownCode.Of()));
    }

    private static IResult NoSuchCode(string typed, Problem problem) => Reply.Page<CodePage>(
        new { Typed = typed, Problem = problem },
        problem.Kind.Sort == ProblemSort.TooMany ? StatusCodes.Status429TooManyRequests : StatusCodes.Status404NotFound);

    [LoggerMessage(702, LogLevel.Error, "A page of answers could not be stored.\n{Trace}")]
    private partial void LogNotKept(string trace);
}
