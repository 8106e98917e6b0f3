// "Ik doe niet mee", "dit is niet voor mij", "overleden of verhuisd": one click stops all further letters, and one click undoes it.
// What was answered until then stays where it is but does not count while the respondent is out.
using Keukentafel.Answering.Intake;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;

namespace Keukentafel.Answering;

public sealed class LeaveRound(Pipeline pipeline, Withdrawal withdrawal, TimeProvider time)
{
    /// <summary>Refused once the answers are complete: then there are no further letters anyway.</summary>
    public async Task<Result<Place>> Handle(Respondent respondent, StopReason reason, CancellationToken cancel = default)
    {
        if (respondent.PlaceOn(time.Today()) is Place.Thanks or Place.Closed)
        {
            return respondent.PlaceOn(time.Today());
        }

        if (!respondent.MayLeave)
        {
            return FieldworkProblems.AlreadyAnswered.Of();
        }

        // First the answers, then the case: whatever happens in between, no answer counts of a case that refused.
        await withdrawal.SetAside(respondent, Cases.OutcomeOf(reason));
        var stopped = await pipeline.Change<WhoStore, Done>(
            Caller.Program(respondent.OrganisationId),
            right: null,
            services => services.GetRequiredService<Cases>().Stop(respondent.CaseId, reason, time.Today(), cancel),
            cancel);
        return stopped.Match<Result<Place>>(_ => new Place.Left(), problem => problem);
    }
}

public sealed class ComeBack(Pipeline pipeline, Withdrawal withdrawal, TimeProvider time)
{
    public async Task<Result<Place>> Handle(Respondent respondent, CancellationToken cancel = default)
    {
        if (respondent.PlaceOn(time.Today()) is Place.Thanks or Place.Closed)
        {
            return respondent.PlaceOn(time.Today());
        }

        var outcome = withdrawal.OutcomeOf(respondent);
        var back = await pipeline.Change<WhoStore, Done>(
            Caller.Program(respondent.OrganisationId),
            right: null,
            async services =>
            {
                var cases = services.GetRequiredService<Cases>();
                var undone = await cases.UndoStop(respondent.CaseId, cancel);
                if (undone.Ok && outcome is not null)
                {
                    await cases.Settle(respondent.CaseId, Outcome.Parse(outcome), on: null, cancel);
                }

                return undone;
            },
            cancel);
        if (!back.Ok)
        {
            return back.Problem;
        }

        await withdrawal.TakeUpAgain(respondent, outcome);
        return (respondent with { Withdrawn = false }).PlaceOn(time.Today());
    }
}
