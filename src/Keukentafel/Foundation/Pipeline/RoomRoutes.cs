// How a room opens its doors. Every door says who may enter (Audience, Right) and which store it writes; the same filter around each holds the pipeline's order:
// who is this → may they → antiforgery → stores → the handler → commit → only then the answer.
using Keukentafel.Foundation.Audit;
using Keukentafel.Store;
using Microsoft.AspNetCore.Antiforgery;

namespace Keukentafel.Foundation.Pipeline;

/// <summary>Who a door is for.</summary>
public enum Audience
{
    /// <summary>Anyone, signed in or not.</summary>
    Anyone,

    /// <summary>A respondent with a code; has an antiforgery field and a store session of its own.</summary>
    Respondent,

    /// <summary>Anybody who is signed in, before an organisation is chosen.</summary>
    SignedIn,

    /// <summary>Staff of the organisation named in the address.</summary>
    Staff,
}

/// <summary>What a door asks; read by the tests that walk every route.</summary>
/// <param name="MaxMegabytes">Size of the files that may be sent; null where none are.</param>
public sealed record Door(Audience Audience, Right? Right, Type? Writes, int? MaxMegabytes = null);

/// <summary>Finds out who calls. Access fills this slot; null means: not (fully) signed in, and the answer says where to go.</summary>
public delegate Task<(Caller? Caller, IResult? Otherwise)> IdentifyCaller(HttpContext http, Door door);

/// <summary>Renders a refusal as a page. Design fills this slot.</summary>
public delegate IResult RefusalPage(HttpContext http, Problem problem);

/// <summary>An answer that says no: nothing of the request is stored.</summary>
public sealed class Refused(Problem problem, IResult page) : IResult
{
    public Problem Problem => problem;

    public Task ExecuteAsync(HttpContext httpContext) => page.ExecuteAsync(httpContext);
}

public sealed class RoomRoutes(IEndpointRouteBuilder app)
{
    /// <summary>Scanners of mail and watchers of a site ask for the head of a page only.</summary>
    internal static readonly string[] Reads = ["GET", "HEAD"];

    private const int Megabyte = 1024 * 1024;

    /// <summary>Up to this size (in MB) a file that is too large is read to its end, so that the browser shows why it is refused.</summary>
    private const int MaxRead = 500;

    /// <summary>A page of an organisation: path below <c>/bureau/{organisatie}</c>.</summary>
    public RouteHandlerBuilder Page(string path, Right right, Delegate handler) =>
        Add(app.MapGet("/bureau/{organisatie}" + path, handler), new Door(Audience.Staff, right, Writes: null));

    /// <summary>An act of an organisation's staff, which writes <typeparamref name="TStore"/>.</summary>
    public RouteHandlerBuilder Act<TStore>(string path, Right right, Delegate handler) where TStore : StoreContext =>
        Add(app.MapPost("/bureau/{organisatie}" + path, handler), new Door(Audience.Staff, right, typeof(TStore)));

    /// <summary>
    /// An act with a file. The file stands in memory until it is sealed, never readable on the disk of the server; a larger one is refused with a page.
    /// </summary>
    public RouteHandlerBuilder Upload<TStore>(string path, Right right, int maxMegabytes, Delegate handler) where TStore : StoreContext =>
        Add(app.MapPost("/bureau/{organisatie}" + path, handler), new Door(Audience.Staff, right, typeof(TStore), maxMegabytes))
            .WithFormOptions(memoryBufferThreshold: (maxMegabytes + 1) * Megabyte, multipartBodyLengthLimit: (maxMegabytes + 1L) * Megabyte)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxRead * (long)Megabyte));

    public RouteHandlerBuilder Get(string path, Audience audience, Delegate handler) =>
        Add(app.MapMethods(path, Reads, handler), new Door(audience, Right: null, Writes: null));

    public RouteHandlerBuilder Post<TStore>(string path, Audience audience, Delegate handler) where TStore : StoreContext =>
        Add(app.MapPost(path, handler), new Door(audience, Right: null, typeof(TStore)));

    /// <summary>A door for respondents that arranges its own stores (the intake of answers).</summary>
    public RouteHandlerBuilder PostAnswers(string path, Delegate handler) =>
        Add(app.MapPost(path, handler), new Door(Audience.Respondent, Right: null, Writes: null));

    // In two halves, because the handler's parameters are made in between: before them it is known who asks and the stores may be opened,
    // after the handler comes the commit, and only then is the answer written.
    private static RouteHandlerBuilder Add(RouteHandlerBuilder route, Door door)
    {
        route.Add(endpoint =>
        {
            var handle = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = http => Enter(http, handle, door);
        });
        return route
            .WithMetadata(door)
            .DisableAntiforgery() // validated at the door, so that the refusal is a page in Dutch
            .AddEndpointFilter((context, next) => Leave(context, next, door));
    }

    private static async Task Enter(HttpContext http, RequestDelegate handle, Door door)
    {
        if (door.Audience == Audience.Respondent)
        {
            await handle(http);
            return;
        }

        var services = http.RequestServices;
        var refuse = services.GetRequiredService<RefusalPage>();
        var (caller, otherwise) = await services.GetRequiredService<IdentifyCaller>()(http, door);
        var refusal = caller is null ? null : Pipeline.Refusal(caller, door.Right);
        if (caller is not null && refusal is null && door.MaxMegabytes is { } max && http.Request.ContentLength > (max + 1L) * Megabyte)
        {
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            refusal = PipelineProblems.FileTooLarge.Of(max);
        }

        if (caller is not null && refusal is null && door.Writes is not null && !await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            refusal = PipelineProblems.Stale.Of();
        }

        if (caller is not null)
        {
            services.GetRequiredService<CurrentCaller>().Caller = caller;
        }

        if (caller is null || refusal is not null)
        {
            await (refusal is null ? otherwise ?? TypedResults.NotFound() : refuse(http, refusal)).ExecuteAsync(http);
            return;
        }

        var session = services.GetRequiredService<StoreSession>();
        if (door.Writes is null)
        {
            session.Read(caller.Scope);
        }
        else
        {
            Begin(session, caller.Scope, door.Writes);
        }

        await handle(http);
    }

    private static async ValueTask<object?> Leave(EndpointFilterInvocationContext context, EndpointFilterDelegate next, Door door)
    {
        var answer = await next(context);
        if (door.Audience == Audience.Respondent)
        {
            return answer;
        }

        var http = context.HttpContext;
        var services = http.RequestServices;
        if (door.Writes is null)
        {
            await Pipeline.KeepLooks(services);
        }
        else if (Innermost(answer) is Refused)
        {
            services.GetRequiredService<AuditTrail>().ForgetChanges();
            await services.GetRequiredService<StoreSession>().Abandon();
            await Pipeline.KeepLooks(services);
        }
        else if (door.Writes == typeof(WhoStore))
        {
            await Pipeline.Keep<WhoStore>(services, http.RequestAborted);
        }
        else
        {
            await Pipeline.Keep<WhatStore>(services, http.RequestAborted);
        }

        return answer;
    }

    private static object? Innermost(object? answer) => answer is INestedHttpResult nested ? Innermost(nested.Result) : answer;

    private static void Begin(StoreSession session, StoreScope scope, Type store)
    {
        if (store == typeof(WhoStore))
        {
            session.Change<WhoStore>(scope);
        }
        else if (store == typeof(WhatStore))
        {
            session.Change<WhatStore>(scope);
        }
        else
        {
            session.Change<BridgeStore>(scope);
        }
    }
}
