// Stores the clients of a checked file, in chunks. Each chunk is one transaction with the row it came to, so that an import that is cut off anywhere
// goes on where it was: no client twice, none missed. Nobody sees a client before the last one is there.
using System.Text.Json;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register.Import;

public sealed class StartImport(WhoStore store, AskForWork work, AuditTrail audit)
{
    public async Task<Result<Done>> Handle(DeliveryId id)
    {
        if (await store.Set<Delivery>().FirstOrDefaultAsync(delivery => delivery.Id == id) is not { } delivery)
        {
            return RegisterProblems.NoSuchDelivery.Of();
        }

        if (delivery.Status != DeliveryStatus.Preview)
        {
            return RegisterProblems.NotInPreview.Of(delivery.FileName);
        }

        if (CheckOutcome.Of(delivery) is not { } outcome)
        {
            return RegisterProblems.NotChecked.Of(delivery.FileName);
        }

        if (outcome.Errors > 0)
        {
            return RegisterProblems.StillWrong.Of(delivery.FileName, outcome.Errors);
        }

        delivery.Status = DeliveryStatus.Importing;
        work.Import(delivery);
        audit.Note("register.import", $"delivery:{delivery.Id}", string.Create(Dutch.Culture, $"Inlezen van “{delivery.FileName}” begonnen: {outcome.Clients:N0} cliënten."));
        return Done.It;
    }
}

public sealed class ImportClients(Pipeline pipeline, SealedContacts contacts, ClientIndexes indexes, ISecrets secrets, TimeProvider time) : JobWork
{
    public const string KindName = "register.import";
    private const int ChunkSize = 1000;

    public override string Kind => KindName;

    public override async Task<Result<string>> Run(RunningJob job, CancellationToken cancel)
    {
        var id = job.Arguments<WorkOn>().Id;
        var found = await pipeline.Read<OpenDelivery>(job.Caller, right: null, services => services.GetRequiredService<OpenFile>().Handle(id, cancel));
        if (!found.Ok)
        {
            return found.Problem;
        }

        await using var open = found.Value;
        var delivery = open.Delivery;
        var (reached, stored) = (delivery.RowsRead, delivery.Clients);
        var errors = 0;
        foreach (var chunk in open.Clients(finding => errors += finding.IsError ? 1 : 0).Where(pair => pair.Row > reached).Chunk(ChunkSize))
        {
            cancel.ThrowIfCancellationRequested();
            if (errors > 0)
            {
                break;
            }

            if (!await Store(job, delivery, chunk, reached, cancel))
            {
                return RegisterProblems.UndoneAlready.Of(delivery.FileName);
            }

            (reached, stored) = (chunk[^1].Row, stored + chunk.Length);
            await job.Progress(stored, delivery.Rows, "De cliënten worden opgeslagen.", cancel);
        }

        return errors > 0 ? await GiveUp(job, delivery, errors, cancel) : await Finish(job, delivery, stored, cancel);
    }

    /// <summary>One chunk and how far it came, or nothing at all. False when the import was taken back, or is done by another worker.</summary>
    private async Task<bool> Store(RunningJob job, Delivery delivery, (int Row, ReadClient Client)[] chunk, int reached, CancellationToken cancel)
    {
        var last = chunk[^1].Row;
        var noContact = chunk.Count(pair => pair.Client.NoContact is not null);
        var stored = await pipeline.Change<WhoStore, Done>(
            job.Caller,
            right: null,
            async services =>
            {
                var store = services.GetRequiredService<WhoStore>();
                var moved = await store.Set<Delivery>()
                    .Where(row => row.Id == delivery.Id && row.Status == DeliveryStatus.Importing && row.RowsRead == reached)
                    .ExecuteUpdateAsync(
                        set => set
                            .SetProperty(row => row.RowsRead, last)
                            .SetProperty(row => row.Clients, row => row.Clients + chunk.Length)
                            .SetProperty(row => row.NoContact, row => row.NoContact + noContact),
                        cancel);
                if (moved == 0)
                {
                    return RegisterProblems.UndoneAlready.Of(delivery.FileName);
                }

                store.ChangeTracker.AutoDetectChangesEnabled = false;
                store.AddRange(chunk.Select(pair => Client(delivery, pair.Client)));
                return Done.It;
            },
            cancel);
        return stored.Ok;
    }

    private Client Client(Delivery delivery, ReadClient read)
    {
        var id = secrets.NewId<ClientId>();
        var organisation = delivery.OrganisationId;
        return new Client
        {
            Id = id,
            OrganisationId = organisation,
            DeliveryId = delivery.Id,
            NumberIndex = indexes.Number(organisation, read.Details.ClientNumber),
            NameIndex = indexes.Surname(organisation, read.Details.Surname),
            AddressIndex = indexes.Address(organisation, read.Details.Postcode, read.Details.HouseNumber),
            Sealed = contacts.Seal(organisation, id, read.Details),
            Attributes = JsonSerializer.Serialize(read.Attributes),
            NoContact = read.NoContact is not null,
            NoContactReason = read.NoContact,
        };
    }

    private async Task<Result<string>> Finish(RunningJob job, Delivery delivery, int stored, CancellationToken cancel)
    {
        var finished = await pipeline.Change<WhoStore, Done>(
            job.Caller,
            right: null,
            async services =>
            {
                await services.GetRequiredService<NoContactList>().Meet(delivery.Id, cancel);
                var row = await services.GetRequiredService<WhoStore>().Set<Delivery>().FirstAsync(row => row.Id == delivery.Id, cancel);
                if (row.Status != DeliveryStatus.Importing)
                {
                    return RegisterProblems.UndoneAlready.Of(row.FileName);
                }

                await services.GetRequiredService<Uploads>().Erase(row.UploadId!.Value, cancel);
                (row.Status, row.UploadId, row.ImportedAt) = (DeliveryStatus.Imported, null, time.Now());
                services.GetRequiredService<AuditTrail>().Note("register.imported", $"delivery:{row.Id}", string.Create(Dutch.Culture, $"“{row.FileName}” ingelezen: {row.Clients:N0} cliënten, {row.NoContact:N0} niet te benaderen. Het bestand is gewist."));
                return Done.It;
            },
            cancel);
        return finished.Match<Result<string>>(_ => JsonSerializer.Serialize(new { clients = stored }), problem => problem);
    }

    /// <summary>The file holds errors that its check did not (the rules became stricter meanwhile): everything goes back.</summary>
    private async Task<Result<string>> GiveUp(RunningJob job, Delivery delivery, int errors, CancellationToken cancel)
    {
        await pipeline.Change<WhoStore, Done>(job.Caller, right: null, services => services.GetRequiredService<UndoImport>().Handle(delivery.Id), cancel);
        return RegisterProblems.StillWrong.Of(delivery.FileName, errors);
    }
}
