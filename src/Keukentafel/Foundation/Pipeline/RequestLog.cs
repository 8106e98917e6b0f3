// One line a request: method, route template, status, milliseconds. Never the path or the query string, which hold codes and names;
// the framework's own request log, which has them, is off.
namespace Keukentafel.Foundation.Pipeline;

public sealed partial class RequestLog(RequestDelegate next, TimeProvider time, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var start = time.GetTimestamp();
        await next(http);
        Request(http.Request.Method, TemplateOf(http), http.Response.StatusCode, (int)time.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>What may be told of an address.</summary>
    public static string TemplateOf(HttpContext http) =>
        (http.GetEndpoint() ?? http.Features.Get<FailedAt>()?.Endpoint) is RouteEndpoint route ? route.RoutePattern.RawText ?? "/" : "(onbekend adres)";

    /// <summary>What the machinery logs: warnings, and nothing that holds paths, parameters or messages of exceptions.</summary>
    public static void Quiet(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
        .AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None)
        .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
        .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None)
        .AddFilter("Npgsql", LogLevel.None);

    [LoggerMessage(1, LogLevel.Information, "{Method} {Template} {Status} {Milliseconds} ms")]
    private partial void Request(string method, string template, int status, int milliseconds);

    internal sealed record FailedAt(Endpoint? Endpoint);
}
