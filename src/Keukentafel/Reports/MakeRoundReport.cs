// Makes the report of a round, as a job: the same analysis and the same writers as the headless command. New files take the place of the old ones all at once.
using System.Text.Json;
using Keukentafel.Access;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Questionnaires;
using Keukentafel.Results;
using Keukentafel.Results.Analysis;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Reports;

/// <summary>Asks for the report of a round.</summary>
public sealed class AskForReport(WhoStore store, JobDesk desk, AuditTrail audit)
{
    public async Task<Result<JobId>> Handle(RoundId id, CancellationToken cancel = default)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == id, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (round.Status == RoundStatus.Planned)
        {
            return ResultsProblems.NothingYet.Of(round.Name);
        }

        audit.Note("report.make", $"round:{id}", round.Name);
        return desk.Ask(MakeRoundReport.JobKind, new MakeRoundReport.Arguments(id.Value)).Id;
    }
}

public sealed class MakeRoundReport(Pipeline pipeline, ReportFolder report, TimeProvider time) : JobWork
{
    public const string JobKind = "report";
    private const int Steps = 3;

    public sealed record Arguments(Guid Round);

    public override string Kind => JobKind;

    public override async Task<Result<string>> Run(RunningJob job, CancellationToken cancel)
    {
        await job.Progress(0, Steps, "De antwoorden worden gewogen en geteld.", cancel);
        var id = new RoundId(job.Arguments<Arguments>().Round);
        var source = await pipeline.Read<ReportSource>(job.Caller, right: null, services => Analyse(services, id, cancel));
        if (!source.Ok)
        {
            return source.Problem;
        }

        await job.Progress(1, Steps, "Het rapport wordt geschreven en als PDF afgedrukt.", cancel);
        var folder = Directory.CreateTempSubdirectory("keukentafel-rapport-");
        try
        {
            var written = await report.Write(folder.FullName, source.Value, step: null, cancel);
            if (!written.Ok)
            {
                return written.Problem;
            }

            await job.Progress(2, Steps, "De bestanden worden bewaard.", cancel);
            var usable = (int)(source.Value.Outcome.Outcomes.Complete + source.Value.Outcome.Outcomes.Partial);
            var kept = await Keep(job.Caller, id, folder, usable, cancel);
            return kept.Match<Result<string>>(_ => JsonSerializer.Serialize(new { usable }), problem => problem);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<Result<ReportSource>> Analyse(IServiceProvider services, RoundId id, CancellationToken cancel)
    {
        var who = services.GetRequiredService<WhoStore>();
        if (await who.Set<Round>().FirstOrDefaultAsync(one => one.Id == id, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        var data = await services.GetRequiredService<RoundData>().Of(round, cancel);
        if (!data.Ok)
        {
            return data.Problem;
        }

        var choices = RoundData.ChoicesOf(round);
        var outcome = SurveyAnalysis.Run(data.Value, choices);
        if (!outcome.Ok)
        {
            return outcome.Problem;
        }

        var organisation = await who.Set<Organisation>().FirstAsync(one => one.OrganisationId == round.OrganisationId, cancel);
        var subject = new ReportSubject(
            organisation.Code, organisation.Name, round.Year, organisation.Invented, Demonstration: false,
            StandardInstruments.Find(round.InstrumentId, round.InstrumentVersion)!);
        return new ReportSource(subject, choices, outcome.Value, Inputs: [], Warnings: [], time.Today(), ProgramVersion.Current);
    }

    private Task<Result<Done>> Keep(Caller caller, RoundId id, DirectoryInfo folder, int usable, CancellationToken cancel) =>
        pipeline.Change<WhatStore, Done>(
            caller,
            right: null,
            async services =>
            {
                var store = services.GetRequiredService<WhatStore>();
                await store.Set<ReportFile>().Where(file => file.RoundId == id).ExecuteDeleteAsync(cancel);
                foreach (var file in folder.GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
                {
                    store.Add(new ReportFile
                    {
                        OrganisationId = caller.Here,
                        RoundId = id,
                        Name = file.Name,
                        Content = await File.ReadAllBytesAsync(file.FullName, cancel),
                        MadeOn = time.Today(),
                        Usable = usable,
                    });
                }

                return Done.It;
            },
            cancel);
}
