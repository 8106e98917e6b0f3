// The doors of taking in what was held elsewhere.
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Results.Files;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Results.Import;

internal static class ImportPages
{
    public const string Path = "/antwoorden-inlezen";

    public static void Map(RoomRoutes routes)
    {
        routes.Page(StudyAddress.RoundRoute + Path, Right.Enter, Show);
        routes.Upload<WhoStore>(StudyAddress.RoundRoute + Path, Right.Enter, 2 * TakeAnswers.MaxMegabytes, Take);
        routes.Act<WhoStore>(StudyAddress.RoundRoute + Path + "/terugnemen", Right.Enter, Undo);
    }

    private static async Task<IResult> Undo(Guid onderzoek, Guid meting, UndoAnswers undo, SeeStudies see, CurrentCaller current, HttpContext http)
    {
        var found = await see.Round(new StudyId(onderzoek), new RoundId(meting), http.RequestAborted);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var asked = await undo.Handle(found.Value.Round.Id, http.RequestAborted);
        return asked.Ok ? Answer.Done(http, StudyAddress.Of(current.Caller, found.Value.Round) + Path, "De antwoorden worden teruggenomen.") : Answer.Refuse(asked.Problem);
    }

    private static async Task<IResult> Show(Guid onderzoek, Guid meting, SeeStudies see, WhoStore store, HttpContext http)
    {
        var found = await see.Round(new StudyId(onderzoek), new RoundId(meting), http.RequestAborted);
        return found.Ok ? Answer.Page<ImportPage>(await Parameters(found.Value, store, findings: [], http.RequestAborted)) : Answer.Refuse(found.Problem);
    }

    private static async Task<IResult> Take(Guid onderzoek, Guid meting, Form form, TakeAnswers take, CurrentCaller current, HttpContext http)
    {
        var round = new RoundId(meting);
        var cases = File(form, "benaderingen", "Benaderde cliënten");
        var responses = File(form, "antwoorden", "Antwoorden");
        if (form.Problem is { } incomplete)
        {
            return await Refuse(incomplete, []);
        }

        await using var casesStream = cases!.OpenReadStream();
        await using var responsesStream = responses!.OpenReadStream();
        var taken = await take.Handle(round, new InputFile(cases.FileName, casesStream), new InputFile(responses.FileName, responsesStream), http.RequestAborted);
        if (!taken.Ok)
        {
            return await Refuse(taken.Problem, []);
        }

        if (taken.Value.Job is null)
        {
            var faults = taken.Value.Findings.Count(finding => finding.IsError);
            return await Refuse(ResultsProblems.FilesWrong.Of(faults), taken.Value.Findings);
        }

        var warnings = taken.Value.Findings.Count;
        return Answer.Done(
            http,
            StudyAddress.Of(current.Caller, new StudyId(onderzoek), round) + Path,
            string.Create(Dutch.Culture, $"De bestanden zijn in orde: {taken.Value.Cases:N0} benaderde cliënten en {taken.Value.Responses:N0} antwoorden{(warnings == 0 ? "" : $", met {warnings:N0} opmerkingen")}. Ze worden nu bewaard."));

        async Task<IResult> Refuse(Problem problem, IReadOnlyList<Finding> findings)
        {
            var services = http.RequestServices;
            var found = await services.GetRequiredService<SeeStudies>().Round(new StudyId(onderzoek), round, http.RequestAborted);
            return found.Ok
                ? Answer.Refuse<ImportPage>(problem, await Parameters(found.Value, services.GetRequiredService<WhoStore>(), findings, http.RequestAborted))
                : Answer.Refuse(found.Problem);
        }
    }

    private static IFormFile? File(Form form, string name, string label)
    {
        if (form.Files[name] is { Length: > 0 } file)
        {
            return file;
        }

        form.Refuse(name, ResultsProblems.NoFile.Of(label));
        return null;
    }

    private static async Task<Dictionary<string, object?>> Parameters((Study Study, Round Round) found, WhoStore store, IReadOnlyList<Finding> findings, CancellationToken cancel)
    {
        var wanted = $"\"{found.Round.Id}\"";
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ImportPage.Study)] = found.Study,
            [nameof(ImportPage.Round)] = found.Round,
            [nameof(ImportPage.Findings)] = findings,
            [nameof(ImportPage.Drawn)] = await store.Set<Sampling.Draw>().AnyAsync(draw => draw.RoundId == found.Round.Id, cancel),
            [nameof(ImportPage.Job)] = await store.Set<Job>().AsNoTracking()
                .Where(job => (job.Kind == StoreAnswers.JobKind || job.Kind == EraseAnswers.JobKind) && job.Arguments.Contains(wanted))
                .OrderByDescending(job => job.CreatedAt).FirstOrDefaultAsync(cancel),
        };
    }
}
