// Acts of one organisation's people with their register, through the pipeline, and the work that follows from them.
using System.Text;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Register.Import;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Register;

internal sealed class RegisterWorld(Installation installation, Caller? caller = null)
{
    public Caller Caller { get; } = caller ?? Caller.Program(installation.Services.GetRequiredService<ISecrets>().NewId<OrganisationId>());

    public RegisterWorld As(Caller other) => new(installation, other);

    public Task<Result<TakenFile>> Take(string text, string fileName = "register.csv") => Take(Encoding.UTF8.GetBytes(text), fileName);

    public Task<Result<TakenFile>> Take(byte[] file, string fileName) =>
        Change(Right.ContactChange, services => services.GetRequiredService<TakeFile>().Handle(new MemoryStream(file), fileName));

    /// <summary>Takes a file in and settles its columns as they are proposed.</summary>
    public async Task<DeliveryId> TakeAndName(string text, bool lettersNeeded = true)
    {
        var taken = (await Take(text)).Value;
        await NameAsProposed(taken.Delivery, lettersNeeded);
        return taken.Delivery;
    }

    public async Task NameAsProposed(DeliveryId id, bool lettersNeeded = true)
    {
        var mapping = ColumnMapping.Read((await Delivery(id)).Mapping);
        var named = await Change(Right.ContactChange, services => services.GetRequiredService<NameColumns>().Handle(new(id, mapping.Columns.Select(use => (use.Role, use.Attribute)).ToList(), lettersNeeded)));
        Assert.True(named.Ok);
    }

    /// <summary>A file all the way to its clients.</summary>
    public async Task<DeliveryId> Import(string text, bool lettersNeeded = true)
    {
        var id = await TakeAndName(text, lettersNeeded);
        await Work();
        Assert.True((await Start(id)).Ok);
        await Work();
        Assert.Equal(DeliveryStatus.Imported, (await Delivery(id)).Status);
        return id;
    }

    public Task<Result<Done>> Start(DeliveryId id) => Change(Right.ContactChange, services => services.GetRequiredService<StartImport>().Handle(id));

    public Task<Result<Done>> Undo(DeliveryId id) => Change(Right.ContactChange, services => services.GetRequiredService<UndoImport>().Handle(id));

    /// <summary>Runs the jobs that wait.</summary>
    public Task Work() => installation.Services.GetRequiredService<JobRunner>().RunAll();

    public Task<Delivery> Delivery(DeliveryId id) => Read(store => store.Set<Delivery>().SingleAsync(delivery => delivery.Id == id));

    public async Task<CheckOutcome> Outcome(DeliveryId id) => CheckOutcome.Of(await Delivery(id))!;

    /// <summary>Everything that stands open and sealed of the clients of a delivery.</summary>
    public async Task<List<(Client Client, ContactDetails Details)>> Clients(DeliveryId id)
    {
        var contacts = installation.Services.GetRequiredService<SealedContacts>();
        return (await Read(store => store.Set<Client>().Where(client => client.DeliveryId == id).ToListAsync()))
            .ConvertAll(client => (client, contacts.Open(client)))
            .OrderBy(pair => pair.Item2.ClientNumber, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>A study with one round that uses nothing yet.</summary>
    public async Task<(StudyId Study, RoundId Round)> AddRound(string name = "Meting 2025")
    {
        var made = await Change<(StudyId, RoundId)>(Right.StudyChange, async services =>
        {
            var study = (await services.GetRequiredService<AddStudy>().Handle(new($"Onderzoek bij {name}", "", Law.Wmo))).Value;
            return (study, (await services.GetRequiredService<AddRound>().Handle(study, new(name, 2025, Baseline: false, ClosesOn: null, "ceo-wmo-standaard"))).Value);
        });
        return made.Value;
    }

    public Task<Round> Round(RoundId id) => Read(store => store.Set<Round>().SingleAsync(round => round.Id == id));

    public async Task<List<string>> Acts() =>
        await Read(store => store.Set<Keukentafel.Foundation.Audit.AuditEntry>().OrderBy(entry => entry.At).Select(entry => entry.Act).ToListAsync());

    public async Task<T> Read<T>(Func<WhoStore, Task<T>> read) =>
        (await installation.Pipeline.Read<T>(Caller, right: null, async services => await read(services.GetRequiredService<WhoStore>()))).Value;

    public Task<Result<T>> Change<T>(Right right, Func<IServiceProvider, Task<Result<T>>> act) => installation.Pipeline.Change<WhoStore, T>(Caller, right, act);

    public Task<Result<T>> See<T>(Right right, Func<IServiceProvider, Task<Result<T>>> act) => installation.Pipeline.Read(Caller, right, act);
}
