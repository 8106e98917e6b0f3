// The report's place on the road of a round.
using Keukentafel.Answering;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Reports;

public sealed class ReportStep(WhatStore store) : StudyStep
{
    public override int Order => 12;

    public override string Title => "Rapport";

    public override string Path => ReportPages.Path;

    public override Right Right => Right.Figures;

    public override async Task<StepNow> Of(Round round, CancellationToken cancel)
    {
        if (round.Status == RoundStatus.Planned)
        {
            return new StepNow(StepState.Later, "Kan zodra er antwoorden zijn.", Act: null);
        }

        var made = await store.Set<ReportFile>().Where(file => file.RoundId == round.Id).Select(file => new { file.MadeOn, file.Usable }).FirstOrDefaultAsync(cancel);
        if (made is null && !await store.Set<Response>().AnyAsync(response => response.RoundId == round.Id, cancel))
        {
            return new StepNow(StepState.Later, "Er zijn nog geen antwoorden.", Act: null);
        }

        return made is null
            ? new StepNow(StepState.Ready, "Er is nog geen rapport gemaakt.", "Maak het rapport")
            : new StepNow(
                round.Status == RoundStatus.Closed ? StepState.Done : StepState.Busy,
                $"Gemaakt op {made.MadeOn.ToString("d MMMM yyyy", Foundation.Dutch.Culture)}, met {made.Usable.ToString("N0", Foundation.Dutch.Culture)} bruikbare antwoorden.",
                "Bekijk het rapport");
    }
}
