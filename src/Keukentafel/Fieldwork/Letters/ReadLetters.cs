// Opens what letters need: name, address and code of each case of a batch, in order. Whoever calls this notes it in the audit trail.
using Keukentafel.Access;
using Keukentafel.Foundation;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

public sealed class ReadLetters(WhoStore store, LetterTexts texts, AccessCodes codes, SealedContacts contacts, Settings settings, TimeProvider time)
{
    /// <summary>What all letters of the batch say.</summary>
    public async Task<LetterRun> Run(Round round, LetterBatch batch, CancellationToken cancel = default)
    {
        var text = await texts.Of(round, batch.Step, cancel);
        var what = batch.Step == LetterStep.Invitation ? "Brieven" : "Herinneringen";
        return await Run(round, text, batch.DatedOn ?? time.Today(), $"{what} partij {batch.Number}, {round.Name}", cancel);
    }

    public async Task<LetterRun> Run(Round round, LetterText text, DateOnly datedOn, string title, CancellationToken cancel = default)
    {
        var sender = await store.Set<Organisation>().FirstAsync(organisation => organisation.OrganisationId == round.OrganisationId, cancel);
        return LetterRun.Of(sender, text, datedOn, round.ClosesOn ?? datedOn, settings.PublicAddress, title);
    }

    /// <summary>The letters of a batch by position; with <paramref name="only"/> that one, never those at <paramref name="without"/>. A code that was erased makes it a refusal.</summary>
    public async Task<Result<IReadOnlyList<PrintedLetter>>> Of(LetterBatch batch, int? only = null, IReadOnlyList<int>? without = null, CancellationToken cancel = default)
    {
        var left = without ?? [];
        var rows = from letter in store.Set<Letter>()
                   join one in store.Set<Case>() on letter.CaseId equals one.Id
                   join client in store.Set<Client>() on one.ClientId equals client.Id
                   join code in store.Set<AccessCode>() on one.Id equals code.CaseId
                   where letter.BatchId == batch.Id && (only == null || letter.Position == only) && !left.Contains(letter.Position)
                   orderby letter.Position
                   select new { letter.Position, Client = client, Code = code };
        var letters = new List<PrintedLetter>();
        foreach (var row in await rows.AsNoTracking().ToListAsync(cancel))
        {
            if (codes.Open(row.Code) is not { } code)
            {
                return FieldworkProblems.CodeErased.Of();
            }

            var grouped = AccessCodeFormat.InGroups(code);
            letters.Add(new PrintedLetter
            {
                Number = batch.NumberOf(row.Position),
                To = contacts.Open(row.Client),
                Code = grouped,
                Link = LetterRun.LinkOf(settings.PublicAddress, grouped),
            });
        }

        return letters;
    }
}
