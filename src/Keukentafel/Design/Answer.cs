// The answers that handlers give: a page, a page that says what is wrong, or "done, go there".
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Keukentafel.Design;

public static class Answer
{
    private const string DoneCookie = "kt-gedaan";

    public static RazorComponentResult<TPage> Page<TPage>(object? parameters = null, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        new(parameters ?? new { }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>The same page again with what is wrong; nothing of the request is stored. The page has a parameter <c>Problem</c>.</summary>
    public static Refused Refuse<TPage>(Problem problem, IReadOnlyDictionary<string, object?> parameters) where TPage : IComponent =>
        new(problem, new RazorComponentResult<TPage>(new Dictionary<string, object?>(parameters, StringComparer.Ordinal) { ["Problem"] = problem })
        {
            StatusCode = StatusOf(problem),
            PreventStreamingRendering = true,
        });

    /// <summary>A refusal with a page of its own.</summary>
    public static Refused Refuse(Problem problem) => new(problem, Page<ProblemPage>(new { Problem = problem }, StatusOf(problem)));

    /// <summary>Goes to another page by GET, so that a reload does nothing twice; <paramref name="done"/> is told there once.</summary>
    public static IResult Done(HttpContext http, string address, string done)
    {
        http.Response.Cookies.Append(DoneCookie, Uri.EscapeDataString(done), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/" });
        return Go(address);
    }

    public static IResult Go(string address) => TypedResults.Redirect(address);

    public static int StatusOf(Problem problem) => problem.Kind.Sort switch
    {
        ProblemSort.NotFound => StatusCodes.Status404NotFound,
        ProblemSort.Forbidden => StatusCodes.Status403Forbidden,
        ProblemSort.Conflict => StatusCodes.Status409Conflict,
        ProblemSort.TooMany => StatusCodes.Status429TooManyRequests,
        ProblemSort.Unavailable => StatusCodes.Status503ServiceUnavailable,
        ProblemSort.Broken => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };

    internal static string? TakeDone(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Cookies[DoneCookie] is not { Length: > 0 } text || http.Response.HasStarted)
        {
            return null;
        }

        http.Response.Cookies.Delete(DoneCookie);
        return Uri.UnescapeDataString(text);
    }
}
