// The place of answering on the road of a round: closed, coming in, or complete.
using Keukentafel.Foundation;
using Keukentafel.Studies;

namespace Keukentafel.Answering.Progress;

internal sealed class AnswersStep(CountResponses count) : StudyStep
{
    public override int Order => AnsweringRoom.Number;

    public override string Title => "Antwoorden";

    public override string Path => ProgressPages.Path;

    public override async Task<StepNow> Of(Round round, CancellationToken cancel)
    {
        if (round.Status is RoundStatus.Planned or RoundStatus.Drawn)
        {
            return new StepNow(StepState.Later, "Antwoorden komen binnen als de brieven zijn vrijgegeven.", Act: null);
        }

        var progress = await count.Of(round.Id, cancel);
        var told = string.Create(Dutch.Culture, $"{progress.Began:N0} van {progress.Drawn:N0} deelnemers zijn begonnen; {progress.Sent:N0} hebben verzonden.");
        return new StepNow(round.Status == RoundStatus.Closed ? StepState.Done : StepState.Busy, told, "Bekijk hoe de antwoorden binnenkomen");
    }
}
