// Each drawn client becomes a case with a code of its own; when the draw is taken back they go again, unless somebody was written to.
using Keukentafel.Foundation;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

public sealed class MakeCases(WhoStore store, AccessCodes codes, ISecrets secrets) : DrawFollower
{
    public override Task Drawn(Round round, IReadOnlyList<DrawnClient> sample, CancellationToken cancel)
    {
        foreach (var (client, probability) in sample)
        {
            var @case = new Case
            {
                Id = secrets.NewId<CaseId>(),
                OrganisationId = round.OrganisationId,
                RoundId = round.Id,
                ClientId = client,
                InclusionProbability = probability,
            };
            store.Add(@case);
            store.Add(codes.Make(@case));
        }

        return Task.CompletedTask;
    }

    public override async Task<Problem?> Objection(Round round, CancellationToken cancel) =>
        await store.Set<LetterBatch>().AnyAsync(batch => batch.RoundId == round.Id && batch.Status == LetterBatchStatus.Released, cancel)
        || await store.Set<Case>().AnyAsync(@case => @case.RoundId == round.Id && @case.Outcome != null, cancel)
            ? FieldworkProblems.AlreadyWritten.Of()
            : null;

    public override async Task TakenBack(Round round, CancellationToken cancel)
    {
        await store.Set<LetterBatch>().Where(batch => batch.RoundId == round.Id).ExecuteDeleteAsync(cancel);
        await store.Set<Case>().Where(@case => @case.RoundId == round.Id).ExecuteDeleteAsync(cancel);
    }
}
