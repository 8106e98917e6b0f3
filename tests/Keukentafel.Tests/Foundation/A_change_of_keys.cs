// After a change of keys everything that was sealed opens and is found as before, and nothing is left that the old key would open.
using System.Text;
using Keukentafel.Access;
using Keukentafel.Cli;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Keys;
using Keukentafel.Foundation.Mail;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Foundation;

public abstract class A_change_of_keys
{
    /// <summary>Bytes that tell nothing by themselves, and so are not sealed: a picture, random ids with a bit each, a report without persons.</summary>
    private static readonly string[] NotSealed = ["organisations.logo", "drawn_frames.members", "drawn_frames.selected", "report_files.content"];

    private readonly Installation installation;

    protected A_change_of_keys(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public void Every_sealed_column_is_declared_by_its_room()
    {
        var stores = installation.Services.GetRequiredService<StoreFactory>();
        var declared = installation.Services.GetServices<SealedRows>().Select(rows => $"{rows.Row.Name}.{rows.Property}").ToList();
        using var who = stores.Create<WhoStore>();
        using var what = stores.Create<WhatStore>();
        using var bridge = stores.Create<BridgeStore>();
        var columns = (from entity in who.Model.GetEntityTypes().Concat(what.Model.GetEntityTypes()).Concat(bridge.Model.GetEntityTypes())
                       from property in entity.GetProperties()
                       where property.ClrType == typeof(byte[]) && !NotSealed.Contains($"{entity.GetTableName()}.{property.GetColumnName()}")
                       select $"{entity.ClrType.Name}.{property.Name}").ToList();
        Assert.Equal(columns.Order(StringComparer.Ordinal), declared.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Everything_sealed_opens_and_is_found_afterwards()
    {
        var (zonnedam, noorderhaven) = (await Fill("GM9001"), await Fill("GM9002"));
        var services = installation.Services;
        var ticket = services.GetRequiredService<IDataProtectionProvider>().CreateProtector("aanmelding").Protect("Anna");

        var renewed = await services.GetRequiredService<KeyRotation>().Rotate([zonnedam.Organisation, noorderhaven.Organisation], _ => { });

        Assert.True(renewed >= 12, $"{renewed} values were sealed anew");
        Assert.Equal([2], Keyring.Open(installation.Settings.KeyFile).Numbers);

        // A node that starts now has never seen the old key.
        await using var fresh = Backstage.Open(installation.Settings).Value;
        Assert.Equal("Anna", fresh.GetRequiredService<IDataProtectionProvider>().CreateProtector("aanmelding").Unprotect(ticket));
        foreach (var filled in new[] { zonnedam, noorderhaven })
        {
            await Check(fresh, filled);
            await Check(services, filled);
        }
    }

    private async Task<Filled> Fill(string code)
    {
        var secrets = installation.Services.GetRequiredService<ISecrets>();
        var person = await new People(installation).Add("Anna de Wit", code, secondFactor: true, Role.Administrator);
        var organisation = person.Home.OrganisationId;
        return (await installation.Pipeline.Change<WhoStore, Filled>(Caller.Program(organisation), right: null, async services =>
        {
            var store = services.GetRequiredService<WhoStore>();
            var study = new Study { Id = secrets.NewId<StudyId>(), OrganisationId = organisation, Name = "Wmo", Law = Law.Wmo, CreatedAt = installation.Time.Now() };
            var round = new Round { Id = secrets.NewId<RoundId>(), OrganisationId = organisation, StudyId = study.Id, Name = "2025", Year = 2025, InstrumentId = "ceo-wmo-standaard", InstrumentVersion = 1 };
            var delivery = new Delivery { Id = secrets.NewId<DeliveryId>(), OrganisationId = organisation, FileName = "register.csv", CreatedAt = installation.Time.Now() };
            var details = new ContactDetails { ClientNumber = "C1", Name = "A. Proefpersoon", Surname = "Proefpersoon", Street = "Kerkstraat", HouseNumber = "1", Postcode = "9991 AB", Town = code };
            var indexes = services.GetRequiredService<ClientIndexes>();
            var id = secrets.NewId<ClientId>();
            store.AddRange(study, delivery);
            store.Add(round);
            var client = new Client
            {
                Id = id,
                OrganisationId = organisation,
                DeliveryId = delivery.Id,
                NumberIndex = indexes.Number(organisation, "C1"),
                NameIndex = indexes.Surname(organisation, "Proefpersoon"),
                AddressIndex = indexes.Address(organisation, "9991 AB", "1"),
                Sealed = services.GetRequiredService<SealedContacts>().Seal(organisation, id, details),
                Attributes = "{}",
            };
            store.Add(client);
            var @case = new Case { Id = secrets.NewId<CaseId>(), OrganisationId = organisation, RoundId = round.Id, ClientId = id };
            var codes = services.GetRequiredService<AccessCodes>();
            var access = codes.Make(@case);
            store.AddRange(@case, access);
            await services.GetRequiredService<Outbox>().Put("proef", new MailMessage("anna@zonnedam.example", "Onderwerp", "Tekst"));
            await using var file = new MemoryStream(Encoding.UTF8.GetBytes("client_id\nC1\n"));
            var upload = await services.GetRequiredService<Uploads>().Keep(file, "register.csv");
            await services.GetRequiredService<NoContactList>().Add(client, NoContactReason.Asked);
            return new Filled(organisation, person, id, codes.Open(access)!, @case.Id, upload.Id, code);
        })).Value;
    }

    private static async Task Check(IServiceProvider node, Filled filled)
    {
        Assert.Equal(filled.Person.Id, (await node.GetRequiredService<AccountDirectory>().ByEmail(filled.Person.Email))!.Id);
        var found = await node.GetRequiredService<Pipeline>().Read<FoundCode?>(Caller.Installation, right: null, async services => await services.GetRequiredService<AccessCodes>().Find(filled.Code));
        Assert.Equal(filled.Case, found.Value!.CaseId);
        await node.GetRequiredService<Pipeline>().Read<Done>(Caller.Program(filled.Organisation), right: null, async services =>
        {
            var store = services.GetRequiredService<WhoStore>();
            var indexes = services.GetRequiredService<ClientIndexes>();
            var (numbers, names, addresses) = (indexes.Numbers(filled.Organisation, "C1"), indexes.Surnames(filled.Organisation, "proefpersoon"), indexes.Addresses(filled.Organisation, "9991ab", "1"));
            var client = await store.Set<Client>().SingleAsync(client => numbers.Contains(client.NumberIndex) && names.Contains(client.NameIndex) && addresses.Contains(client.AddressIndex));
            Assert.Equal(client.NumberIndex, (await store.Set<NoContactEntry>().SingleAsync()).NumberIndex);
            Assert.Equal(filled.Town, services.GetRequiredService<SealedContacts>().Open(client).Town);
            Assert.Equal(filled.Person.FactorKey, services.GetRequiredService<AccountSeal>().SecondFactor(await store.Set<Account>().SingleAsync(account => account.Id == filled.Person.Id)));
            using var reader = new StreamReader((await services.GetRequiredService<Uploads>().Open(filled.Upload))!);
            Assert.Equal("client_id\nC1\n", await reader.ReadToEndAsync());
            var mail = await store.Set<OutgoingMail>().SingleAsync(mail => mail.Key == "proef");
            Assert.Contains("Onderwerp", services.GetRequiredService<Sealer>().OpenText(mail.Sealed, OutgoingMail.SealContext(mail.Id)), StringComparison.Ordinal);
            Assert.True(await store.Set<AuditEntry>().AnyAsync(entry => entry.Act == "keys.replace"));
            return Done.It;
        });
    }

    private sealed record Filled(OrganisationId Organisation, Person Person, ClientId Client, string Code, CaseId Case, UploadId Upload, string Town);
}

public sealed class A_change_of_keys_on_SQLite(SqliteInstallation installation) : A_change_of_keys(installation), IClassFixture<SqliteInstallation>;

public sealed class A_change_of_keys_on_PostgreSQL(PostgresInstallation installation) : A_change_of_keys(installation), IClassFixture<PostgresInstallation>;
