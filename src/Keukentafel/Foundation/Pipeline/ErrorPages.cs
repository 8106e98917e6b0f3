// Turns what went wrong into a Dutch page that helps: an address that does not exist, a request that cannot be read, a bug.
// A bug is logged by kind and place; the message of an exception may quote what somebody typed, and stays out.
namespace Keukentafel.Foundation.Pipeline;

public sealed partial class ErrorPages(RequestDelegate next, ILogger<ErrorPages> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException problem)
        {
            http.Response.StatusCode = problem.StatusCode;
        }
        catch (Exception problem)
        {
            http.Features.Set(new RequestLog.FailedAt(http.GetEndpoint()));
            Broken(http.Request.Method, RequestLog.TemplateOf(http), Traces.Of(problem));
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }

        var answer = http.Response;
        if (answer.StatusCode >= 400 && !answer.HasStarted && answer.ContentLength is null && string.IsNullOrEmpty(answer.ContentType))
        {
            await Show(http, answer.StatusCode);
        }
    }

    private static ProblemKind KindOf(int status) => status switch
    {
        StatusCodes.Status403Forbidden => PipelineProblems.NotAllowed,
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => PipelineProblems.NotFound,
        StatusCodes.Status413PayloadTooLarge => PipelineProblems.TooLarge,
        StatusCodes.Status429TooManyRequests => PipelineProblems.Busy,
        >= 500 => PipelineProblems.Broken,
        _ => PipelineProblems.BadRequest,
    };

    private async Task Show(HttpContext http, int status)
    {
        var problem = KindOf(status).Of();
        try
        {
            // The page is told the status of its problem; the reader of the answer is told what really happened.
            http.Response.OnStarting(() =>
            {
                http.Response.StatusCode = status;
                return Task.CompletedTask;
            });
            await http.RequestServices.GetRequiredService<RefusalPage>()(http, problem).ExecuteAsync(http);
        }
        catch (Exception second) when (!http.Response.HasStarted)
        {
            // The store or the keys may be the very thing that failed; this page needs neither.
            Broken(http.Request.Method, RequestLog.TemplateOf(http), Traces.Of(second));
            http.Response.StatusCode = status;
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync($"<!DOCTYPE html><html lang=\"nl\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Even niet bereikbaar – Keukentafel</title></head><body><main><h1>Even niet bereikbaar</h1><p>{problem.Text}</p></main></body></html>");
        }
    }

    [LoggerMessage(2, LogLevel.Error, "{Method} {Template} failed.\n{Trace}")]
    private partial void Broken(string method, string template, string trace);
}
