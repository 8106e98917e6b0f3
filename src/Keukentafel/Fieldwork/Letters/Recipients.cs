// Who may be written to. The one place that decides it, asked when letters are chosen, when they are printed, when they are downloaded and when they are released.
// Nobody on the no-contact list passes here, whenever they were put on it.
using Keukentafel.Foundation;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

/// <param name="Cases">Who gets a letter.</param>
/// <param name="WithoutAddress">Who would get one, were there a full name and address.</param>
public sealed record RecipientList(IReadOnlyList<CaseId> Cases, int WithoutAddress);

/// <summary>A letter that may not go out any more. <paramref name="NoContact"/>: not even a mistake is allowed; otherwise it is needless.</summary>
public sealed record WithdrawnLetter(CaseId Case, int Position, bool NoContact);

public sealed class Recipients(WhoStore store, SealedContacts contacts, ISecrets secrets)
{
    /// <summary>The cases that should get a letter of this step and have none yet, in order of their (random) id.</summary>
    public async Task<RecipientList> For(RoundId round, LetterStep step, CancellationToken cancel = default)
    {
        var letters = store.Set<Letter>();
        var list = store.Set<NoContactEntry>();
        var invited = from letter in letters
                      join batch in store.Set<LetterBatch>() on letter.BatchId equals batch.Id
                      where letter.Step == LetterStep.Invitation && batch.Status == LetterBatchStatus.Released
                      select letter.CaseId;
        var open = from one in store.Set<Case>()
                   join client in store.Set<Client>() on one.ClientId equals client.Id
                   where one.RoundId == round && !one.Stopped && one.Outcome == null && !client.NoContact && !list.Any(entry => entry.NumberIndex == client.NumberIndex)
                   where !letters.Any(letter => letter.CaseId == one.Id && letter.Step == step)
                   where step == LetterStep.Invitation || invited.Contains(one.Id)
                   select new { one.Id, Client = client };
        var cases = new List<CaseId>();
        var without = 0;
        foreach (var found in await open.ToListAsync(cancel))
        {
            if (contacts.Open(found.Client) is { HasAddress: true, Name.Length: > 0 })
            {
                cases.Add(found.Id);
            }
            else
            {
                without++;
            }
        }

        return new RecipientList([.. cases.OrderBy(id => id.Value)], without);
    }

    /// <summary>The letters of a batch that may not go out any more: not to be contacted, or answered, refused, returned since.</summary>
    public async Task<IReadOnlyList<WithdrawnLetter>> WithdrawnFrom(LetterBatchId batch, CancellationToken cancel = default)
    {
        var list = store.Set<NoContactEntry>();
        var withdrawn = from letter in store.Set<Letter>()
                        join one in store.Set<Case>() on letter.CaseId equals one.Id
                        join client in store.Set<Client>() on one.ClientId equals client.Id
                        let silent = client.NoContact || list.Any(entry => entry.NumberIndex == client.NumberIndex)
                        where letter.BatchId == batch && (silent || one.Stopped || one.Outcome != null)
                        select new WithdrawnLetter(letter.CaseId, letter.Position, silent);
        return (await withdrawn.ToListAsync(cancel)).OrderBy(letter => letter.Position).ToList();
    }

    /// <summary>Takes letters out of a batch that is not released, and closes the gaps. Files made before are of an earlier edition from then on. An empty batch goes.</summary>
    public async Task TakeOut(LetterBatch batch, IReadOnlyList<WithdrawnLetter> withdrawn, bool renumber, CancellationToken cancel = default)
    {
        if (withdrawn.Count == 0)
        {
            return;
        }

        var gone = withdrawn.Select(letter => letter.Case).ToList();
        await store.Set<Letter>().Where(letter => letter.BatchId == batch.Id && gone.Contains(letter.CaseId)).ExecuteDeleteAsync(cancel);
        batch.Letters -= withdrawn.Count;
        batch.Edition = secrets.NewId<LetterEdition>();
        if (batch.Letters == 0)
        {
            store.Remove(batch);
        }
        else if (renumber)
        {
            var rest = await store.Set<Letter>().Where(letter => letter.BatchId == batch.Id).OrderBy(letter => letter.Position).Select(letter => new { letter.CaseId, letter.Position }).ToListAsync(cancel);
            for (var i = 0; i < rest.Count; i++)
            {
                // One by one from the front: each place is free by the time it is taken.
                var (id, place) = (rest[i].CaseId, i + 1);
                if (rest[i].Position != place)
                {
                    await store.Set<Letter>().Where(letter => letter.BatchId == batch.Id && letter.CaseId == id).ExecuteUpdateAsync(set => set.SetProperty(letter => letter.Position, place), cancel);
                }
            }
        }
    }
}
