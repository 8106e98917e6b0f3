// The door of a respondent: /i/{code}. A GET shows where somebody is and changes nothing; a POST hands in a page and answers, after the commit, with the way on.
// Nothing of a code, a case or an answer goes into a log or a trace.
using System.Globalization;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Microsoft.AspNetCore.Components;
using Reply = Keukentafel.Design.Answer;

namespace Keukentafel.Answering.Pages;

internal sealed partial class RespondentDoor(
    OpenLink link, HandInPage handIn, LeaveRound leave, ComeBack comeBack, FormSeal seals, Guessing guessing, TimeProvider time, ILogger<RespondentDoor> log)
{
    public const string Route = "/i/{code}";
    public const long MaxBody = 64 * 1024;

    public async Task<IResult> Show(HttpContext http, string code)
    {
        var (respondent, refusal) = await Find(http, code);
        if (respondent is null)
        {
            return refusal!;
        }

        var place = respondent.PlaceOn(time.Today());
        if (place is Place.Welcome or Place.AtQuestion or Place.Check && PageNames.NumberOf(respondent, http.Request.Query[PageNames.Field].ToString()) is { } asked)
        {
            place = respondent.PageAt(asked);
        }

        return Render(respondent, place, http.Request.Query[PageNames.BackTo] == PageNames.Check);
    }

    public async Task<IResult> HandIn(HttpContext http, string code)
    {
        var (respondent, refusal) = await Find(http, code);
        if (respondent is null)
        {
            return refusal!;
        }

        if (respondent.PlaceOn(time.Today()) is Place.Thanks or Place.Closed)
        {
            return Reply.Go(respondent.Address);
        }

        var form = await Read(http);
        var page = form[PageNames.Field].ToString();
        if (!seals.Fits(respondent.CaseId, page, form[FormSeal.Field].ToString()))
        {
            return GoOn(respondent, AnsweringProblems.ForeignForm.Of());
        }

        try
        {
            return await Act(respondent, page, form);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            LogNotKept(Traces.Of(problem));
            var here = PageNames.NumberOf(respondent, page) is { } number ? respondent.PageAt(number) : respondent.PlaceOn(time.Today());
            return Render(respondent, here, FromCheck(form), AnsweringProblems.NotKept.Of(), Picked(respondent, here, form));
        }
    }

    /// <summary>The form; an empty one, which fits no page, when it cannot be read: cut off, or too many fields.</summary>
    private static async Task<IFormCollection> Read(HttpContext http)
    {
        try
        {
            return http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or (IOException and not BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }))
        {
            return FormCollection.Empty;
        }
    }

    private async Task<IResult> Act(Respondent respondent, string page, IFormCollection form)
    {
        if (form["herstel"].Count > 0)
        {
            return Way(respondent, await comeBack.Handle(respondent), respondent.PageAt(0));
        }

        if (LeaveReasons.Of(form["reden"].ToString()) is { } reason)
        {
            return Way(respondent, await leave.Handle(respondent, reason), respondent.PageAt(0));
        }

        if (PageNames.NumberOf(respondent, page) is not { } number)
        {
            return Reply.Go(respondent.Address);
        }

        if (StepOf(form["stap"].ToString(), respondent.PageAt(number)) is not { } step)
        {
            return Render(respondent, respondent.PageAt(number), fromCheck: false, AnsweringProblems.UnknownStep.Of());
        }

        if (number == 0)
        {
            return Reply.Go(PageNames.Address(respondent, Math.Max(respondent.SoFar?.GoOnAt ?? 1, 1)));
        }

        var fromCheck = FromCheck(form);
        var codes = respondent.Questions.Select(question => question.Code).ToHashSet(StringComparer.Ordinal);
        var answers = form.Where(field => codes.Contains(field.Key)).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        return Way(respondent, await handIn.Handle(respondent, new PageHandedIn(number, step, answers, fromCheck)), respondent.PageAt(number), fromCheck);
    }

    private static bool FromCheck(IFormCollection form) => form[PageNames.BackTo] == PageNames.Check;

    /// <summary>The answer that was chosen on this page, to show it again.</summary>
    private static int? Picked(Respondent respondent, Place here, IFormCollection form) =>
        here is Place.AtQuestion(var number) && int.TryParse(form[respondent.Questions[number - 1].Code].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var option) ? option : null;

    /// <summary>Without a button, as some browsers send a form on Enter, a page goes on; but only a press of "verzenden" sends.</summary>
    private static Step? StepOf(string name, Place place) => name switch
    {
        "verder" => Step.Next,
        "" when place is not Place.Check => Step.Next,
        "terug" => Step.Back,
        "verzenden" => Step.Send,
        _ => null,
    };

    /// <summary>The way on by GET, so that a reload sends nothing twice; or the same page again with what is wrong.</summary>
    private static IResult Way(Respondent respondent, Result<Place> next, Place here, bool fromCheck = false) => next.Match(
        place => Reply.Go(place switch
        {
            Place.Welcome => PageNames.Address(respondent, 0),
            Place.AtQuestion(var number) => PageNames.Address(respondent, number),
            Place.Check => PageNames.Address(respondent, respondent.CheckPage),
            _ => respondent.Address,
        }),
        problem => Render(respondent, here, fromCheck, problem));

    private static IResult Render(Respondent respondent, Place place, bool fromCheck = false, Problem? problem = null, int? picked = null) => place switch
    {
        Place.Welcome => Page<WelcomePage>(respondent, problem),
        Place.AtQuestion(var number) => Page<QuestionPage>(respondent, problem, ("Number", number), ("FromCheck", fromCheck), ("Picked", picked)),
        Place.Check => Page<CheckPage>(respondent, problem),
        Place.Left => Page<LeftPage>(respondent, problem),
        Place.Thanks => Page<ThanksPage>(respondent, problem: null),
        Place.Closed(var notYet) => Page<ClosedPage>(respondent, problem: null, ("NotYet", notYet)),
        _ => throw new InvalidOperationException($"There is no page for {place}."),
    };

    private static IResult GoOn(Respondent respondent, Problem problem) => Page<GoOnPage>(respondent, problem);

    private static IResult Page<TPage>(Respondent respondent, Problem? problem, params ReadOnlySpan<(string Name, object? Value)> more) where TPage : IComponent
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

        return Reply.Page<TPage>(parameters, problem is null ? StatusCodes.Status200OK : Reply.StatusOf(problem));
    }

    private async Task<(Respondent? Respondent, IResult? Refusal)> Find(HttpContext http, string typed)
    {
        if (AccessCodeFormat.Check(typed, out var code) != CodeReading.Right)
        {
            return (null, NoSuchCode(typed, CodeEntry.Refusal(typed)!));
        }

        var (respondent, stopped) = await guessing.Try(http.Connection.RemoteIpAddress, () => link.Handle(code, http.RequestAborted), http.RequestAborted);
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
