// The doors of the report: ask for it, see how far it is, take the files.
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Reports;

internal static class ReportPages
{
    public const string Path = "/rapport";

    public static void Map(RoomRoutes routes)
    {
        routes.Page(StudyAddress.RoundRoute + Path, Right.Figures, Show);
        routes.Act<WhoStore>(StudyAddress.RoundRoute + Path, Right.Figures, Ask);
        routes.Page(StudyAddress.RoundRoute + Path + "/{bestand}", Right.Figures, Take);
    }

    private static async Task<IResult> Show(Guid onderzoek, Guid meting, SeeStudies see, WhoStore who, WhatStore what, HttpContext http)
    {
        var found = await see.Round(new StudyId(onderzoek), new RoundId(meting), http.RequestAborted);
        return found.Ok ? Answer.Page<RoundReportPage>(await Parameters(found.Value, who, what, http.RequestAborted)) : Answer.Refuse(found.Problem);
    }

    private static async Task<IResult> Ask(Guid onderzoek, Guid meting, SeeStudies see, AskForReport ask, WhoStore who, WhatStore what, CurrentCaller current, HttpContext http)
    {
        var found = await see.Round(new StudyId(onderzoek), new RoundId(meting), http.RequestAborted);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var asked = await ask.Handle(found.Value.Round.Id, http.RequestAborted);
        return asked.Ok
            ? Answer.Go(StudyAddress.Of(current.Caller, found.Value.Round) + Path)
            : Answer.Refuse<RoundReportPage>(asked.Problem, await Parameters(found.Value, who, what, http.RequestAborted));
    }

    /// <summary>A file to keep; the page itself may also be looked at, shut off from the rest of the site.</summary>
    private static async Task<IResult> Take(Guid onderzoek, Guid meting, string bestand, SeeStudies see, WhatStore store, HttpContext http)
    {
        var found = await see.Round(new StudyId(onderzoek), new RoundId(meting), http.RequestAborted);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var id = found.Value.Round.Id;
        if (await store.Set<ReportFile>().FirstOrDefaultAsync(file => file.RoundId == id && file.Name == bestand, http.RequestAborted) is not { } kept)
        {
            return Answer.Refuse(PipelineProblems.NotFound.Of());
        }

        http.Response.Headers.CacheControl = "private, no-store";
        if (bestand == WriteReport.PageName && http.Request.Query.ContainsKey("bekijk"))
        {
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'none'";
            return TypedResults.File(kept.Content, kept.MediaType);
        }

        return TypedResults.File(kept.Content, kept.MediaType, $"{found.Value.Round.Year}-{kept.Name}");
    }

    private static async Task<Dictionary<string, object?>> Parameters((Study Study, Round Round) found, WhoStore who, WhatStore what, CancellationToken cancel)
    {
        var id = found.Round.Id;
        var files = await what.Set<ReportFile>().AsNoTracking().Where(file => file.RoundId == id)
            .Select(file => new KeptFile(file.Name, file.Content.Length, file.MadeOn, file.Usable)).ToListAsync(cancel);
        var wanted = $"\"{id}\"";
        var job = await who.Set<Job>().AsNoTracking().Where(row => row.Kind == MakeRoundReport.JobKind && row.Arguments.Contains(wanted))
            .OrderByDescending(row => row.CreatedAt).FirstOrDefaultAsync(cancel);
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(RoundReportPage.Study)] = found.Study,
            [nameof(RoundReportPage.Round)] = found.Round,
            [nameof(RoundReportPage.Files)] = files,
            [nameof(RoundReportPage.Job)] = job,
        };
    }
}

/// <summary>A file of the report, as the page lists it.</summary>
public sealed record KeptFile(string Name, int Bytes, DateOnly MadeOn, int Usable);
