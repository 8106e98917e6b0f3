// A file on its way to clients: taken in, columns named, checked, imported, taken back. And what is kept of it when it is refused: nothing.
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
using static Keukentafel.Tests.Register.RegisterText;

namespace Keukentafel.Tests.Register;

public abstract class Importing_a_register
{
    private readonly Installation installation;
    private readonly RegisterWorld world;

    protected Importing_a_register(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
        world = new RegisterWorld(installation);
    }

    [Fact]
    public async Task While_a_file_is_read_everybody_else_can_go_on()
    {
        var others = new RegisterWorld(installation);
        var bytes = System.Text.Encoding.UTF8.GetBytes(File(Row("C1"), Row("C2")));
        using var slow = new WatchedStream(bytes, () => Assert.NotEqual(default, others.AddRound().WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult().Round));

        var taken = await world.Change(Right.ContactChange, services => services.GetRequiredService<TakeFile>().Handle(slow, "register.csv"));

        Assert.True(taken.Ok);
        Assert.True(slow.WasRead);
    }

    [Fact]
    public async Task A_good_file_becomes_clients_and_is_erased()
    {
        var id = await world.Import(File(Row("C1", surname: "Duinker"), Row("C2", noContact: "ja", wijk: "West"), Row("C3", street: "")));
        var delivery = await world.Delivery(id);
        Assert.Equal((3, 2, 3), (delivery.Clients, delivery.NoContact, delivery.Rows));
        Assert.Equal(["leeftijd", "voorziening", "wijk", "startdatum"], delivery.Attributes);
        var clients = await world.Clients(id);
        Assert.Equal(["C1", "C2", "C3"], clients.Select(pair => pair.Details.ClientNumber));
        Assert.Equal([null, NoContactReason.InFile, NoContactReason.NoAddress], clients.Select(pair => pair.Client.NoContactReason));
        Assert.Equal("A. van der Duinker", clients[0].Details.Name);
        Assert.Equal(0, await world.Read(store => store.Set<UploadPart>().CountAsync()));
        Assert.Equal(["register.take", "register.columns", "register.import", "register.imported"], await world.Acts());
    }

    [Fact]
    public async Task Nothing_readable_stands_in_the_store()
    {
        var id = await world.Import(File(Row("Nummer77", surname: "Duinker", email: "duinker@zonnedam.example")));
        var client = Assert.Single(await world.Clients(id)).Client;
        var open = Encoding.UTF8.GetString(client.Sealed) + client.NumberIndex + client.NameIndex + client.AddressIndex + client.Attributes;
        Assert.All(["Nummer77", "Duinker", "Kerkstraat", "1234", "duinker@"], text => Assert.DoesNotContain(text, open, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Nobody_is_seen_before_the_import()
    {
        var id = await world.TakeAndName(File(Row("C1")));
        await world.Work();
        Assert.Empty(await world.Clients(id));
        Assert.Equal(0, (await Counts(id)).Total);
    }

    [Fact]
    public async Task A_file_with_errors_is_not_imported_and_all_errors_are_told_in_kinds()
    {
        var rows = Enumerable.Range(0, 40).Select(i => Row($"C{i}", birth: "31-02-1950", postcode: i < 3 ? "x" : "1234AB")).Append(Row("C0"));
        var id = await world.TakeAndName(File(rows));
        await world.Work();
        var outcome = await world.Outcome(id);
        Assert.Equal([("register.datum-onmogelijk", 40, true), ("register.nummer-dubbel", 1, true), ("register.postcode", 3, false)], outcome.Kinds.Select(kind => (kind.Code, kind.Count, kind.IsError)));
        Assert.Equal(Enumerable.Range(2, FindingTally.FirstPlaces).Cast<int?>(), outcome.Kinds[0].First.Select(place => place.Row));
        var refused = await world.Start(id);
        Assert.Equal("register.nog-fouten", refused.Problem.Code);
        Assert.Contains("41 fouten", refused.Problem.Text, StringComparison.Ordinal);
        Assert.Empty(await world.Clients(id));
    }

    [Fact]
    public async Task A_file_is_not_imported_before_it_is_checked()
    {
        var id = await world.TakeAndName(File(Row("C1")));
        Assert.Equal("register.niet-gecontroleerd", (await world.Start(id)).Problem.Code);
    }

    [Fact]
    public async Task Starting_twice_imports_once()
    {
        var id = await world.TakeAndName(File(Row("C1"), Row("C2")));
        await world.Work();
        Assert.True((await world.Start(id)).Ok);
        Assert.Equal("register.al-ingelezen", (await world.Start(id)).Problem.Code);
        await world.Work();
        Assert.Equal(2, (await world.Clients(id)).Count);
    }

    [Theory]
    [InlineData("client_id;bsn\r\nC1;123456782\r\nC2;111222333\r\n", "register.bsn-kolom", "kolom “bsn”")]
    [InlineData("", "register.bestand-onbruikbaar", "leeg")]
    [InlineData("client_id;wijk\r\n", "register.bestand-onbruikbaar", "alleen een kopregel")]
    [InlineData("<html></html>", "register.bestand-onbruikbaar", "geen CSV-bestand")]
    [InlineData("C100200;Zonneveld;1234 AB\r\nC100201;Duinker;1234 AC\r\n", "register.bestand-onbruikbaar", "kolomnamen")]
    public async Task Of_a_file_that_is_refused_nothing_is_kept(string text, string code, string told)
    {
        var refused = await world.Take(text);
        Assert.Equal((code, "bestand"), (refused.Problem.Code, refused.Problem.Field));
        Assert.Contains(told, refused.Problem.Text, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), await world.Read(async store => (await store.Set<Upload>().CountAsync(), await store.Set<UploadPart>().CountAsync(), await store.Set<Delivery>().CountAsync())));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        var refused = await world.Take(new byte[(TakeFile.MaxMegabytes * 1024 * 1024) + 1], "groot.csv");
        Assert.Equal("register.bestand-te-groot", refused.Problem.Code);
        Assert.Contains("25 MB", refused.Problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_hundreds_of_columns_is_refused_and_so_are_dozens_of_attributes()
    {
        var header = string.Join(';', Enumerable.Range(0, ColumnMapping.MaxColumns + 1).Select(i => $"kolom {i}"));
        Assert.Equal("register.te-veel-kolommen", (await world.Take(header + "\r\nx\r\n")).Problem.Code);
        var many = new ColumnMapping([new("nr", ColumnRole.ClientNumber), .. Enumerable.Range(0, ColumnMapping.MaxAttributes + 1).Select(i => new ColumnUse($"k{i}", ColumnRole.Attribute, $"k{i}"))], LettersNeeded: false);
        Assert.Equal("register.te-veel-kenmerken", many.Check()!.Code);
    }

    [Fact]
    public async Task A_workbook_is_read_as_well()
    {
        var taken = await world.Take(Workbook.Of(["client_id", "geboortedatum", "wijk"], ["C1", "1950-12-31", "Oost"], ["C2", "1940-01-01", "West"]), "register.xlsx");
        await world.NameAsProposed(taken.Value.Delivery, lettersNeeded: false);
        await world.Work();
        Assert.True((await world.Start(taken.Value.Delivery)).Ok);
        await world.Work();
        Assert.Equal(["65-74", "85+"], (await Counts(taken.Value.Delivery, "leeftijd")).MarginOf("leeftijd").Select(pair => pair.Value));
    }

    [Fact]
    public async Task Columns_are_remembered_for_the_next_file_with_the_same_header()
    {
        var first = await world.Take("nummer;gebied\r\n1;Oost\r\n2;Oost\r\n");
        Assert.False(first.Value.ColumnsKnown);
        await world.Change(Right.ContactChange, services => services.GetRequiredService<NameColumns>().Handle(new(first.Value.Delivery, [(ColumnRole.ClientNumber, ""), (ColumnRole.Attribute, "Wijk ")], LettersNeeded: false)));
        var second = await world.Take("Nummer;Gebied\r\n3;West\r\n4;West\r\n");
        Assert.True(second.Value.ColumnsKnown);
        await world.Work();
        Assert.Equal(0, (await world.Outcome(second.Value.Delivery)).Errors);
        var mapping = ColumnMapping.Read((await world.Delivery(second.Value.Delivery)).Mapping);
        Assert.Equal([new("Nummer", ColumnRole.ClientNumber), new("Gebied", ColumnRole.Attribute, "wijk")], mapping.Columns);
        Assert.False(mapping.LettersNeeded);

        var noorderhaven = new RegisterWorld(installation);
        Assert.False((await noorderhaven.Take("nummer;gebied\r\n1;Oost\r\n2;Oost\r\n")).Value.ColumnsKnown);
    }

    [Fact]
    public async Task Naming_the_columns_anew_checks_anew()
    {
        var id = await world.TakeAndName(File(Row("C1", birth: "31-02-1950")));
        await world.Work();
        Assert.Equal(1, (await world.Outcome(id)).Errors);
        var columns = ColumnMapping.Read((await world.Delivery(id)).Mapping).Columns.Select(use => (use.Role == ColumnRole.BirthDate ? ColumnRole.Ignore : use.Role, use.Attribute)).ToList();
        await world.Change(Right.ContactChange, services => services.GetRequiredService<NameColumns>().Handle(new(id, columns, LettersNeeded: true)));
        Assert.Null(CheckOutcome.Of(await world.Delivery(id)));
        await world.Work();
        Assert.Equal(0, (await world.Outcome(id)).Errors);
    }

    [Fact]
    public async Task Taking_back_leaves_no_client_and_frees_the_round()
    {
        var id = await world.Import(File(Enumerable.Range(0, 12).Select(i => Row($"C{i}"))));
        var (_, roundId) = await world.AddRound();
        await world.Change<Done>(Right.ContactChange, async services =>
        {
            var round = await services.GetRequiredService<WhoStore>().Set<Round>().SingleAsync(round => round.Id == roundId);
            Assert.Null(round.UseFrame(id.Value, new FrameUse { BreakDown = ["wijk"] }));
            return Done.It;
        });
        Assert.True((await world.Undo(id)).Ok);
        Assert.Equal(0, (await Counts(id)).Total);
        await world.Work();
        Assert.Empty(await world.Clients(id));
        var freed = await world.Round(roundId);
        Assert.Null(freed.DeliveryId);
        Assert.Empty(freed.FrameVariables);
        Assert.Equal("register.al-teruggenomen", (await world.Undo(id)).Problem.Code);
    }

    [Fact]
    public async Task Taking_back_is_refused_once_a_round_has_drawn_from_it()
    {
        var id = await world.Import(File(Row("C1")));
        var (_, roundId) = await world.AddRound("Meting voorjaar");
        await world.Change<Done>(Right.ContactChange, async services =>
        {
            var round = await services.GetRequiredService<WhoStore>().Set<Round>().SingleAsync(round => round.Id == roundId);
            Assert.Null(round.UseFrame(id.Value, FrameUse.Nothing));
            Assert.Null(round.Draw());
            return Done.It;
        });
        var refused = await world.Undo(id);
        Assert.Equal("register.in-gebruik", refused.Problem.Code);
        Assert.Contains("Meting voorjaar", refused.Problem.Text, StringComparison.Ordinal);
        await world.Work();
        Assert.Single(await world.Clients(id));
    }

    [Fact]
    public async Task A_file_that_nobody_imported_is_erased_after_a_month()
    {
        var forgotten = await world.TakeAndName(File(Row("C1")));
        installation.Time.Advance(TimeSpan.FromDays(TakeFile.DaysKept + 1));
        var fresh = await world.Take(File(Row("C2")));
        Assert.Equal([fresh.Value.Delivery], await world.Read(store => store.Set<Delivery>().Select(delivery => delivery.Id).ToListAsync()));
        Assert.Equal(1, await world.Read(store => store.Set<Upload>().CountAsync()));
        await world.Work();
        Assert.NotEqual(forgotten, fresh.Value.Delivery);
    }

    [Fact]
    public async Task Another_municipality_finds_no_delivery()
    {
        var id = await world.Import(File(Row("C1")));
        var noorderhaven = new RegisterWorld(installation);
        Assert.Equal("register.levering-onbekend", (await noorderhaven.Start(id)).Problem.Code);
        Assert.Equal("register.levering-onbekend", (await noorderhaven.Undo(id)).Problem.Code);
        Assert.Single(await world.Clients(id));
    }

    [Fact]
    public async Task No_log_line_holds_contact_data()
    {
        var id = await world.Import(File(Row("Spoor1", surname: "Spoorzoeker", street: "Spoorlaan", email: "spoor@zonnedam.example"), Row("C2", birth: "31-12-1950")));
        await world.Undo(id);
        await world.Work();
        Assert.DoesNotContain(installation.Logs.Lines, line => line.Contains("spoor", StringComparison.OrdinalIgnoreCase));
    }

    private async Task<FrameCounts> Counts(DeliveryId id, params string[] variables) =>
        (await world.See<FrameCounts>(Right.StudySee, async services => await services.GetRequiredService<Frame>().Counts(id, variables))).Value;

    /// <summary>Lets somebody else do something at the first byte.</summary>
    private sealed class WatchedStream(byte[] bytes, Action meanwhile) : MemoryStream(bytes)
    {
        public bool WasRead { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            Meet();
            return base.Read(buffer);
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Meet();
            return base.Read(buffer, offset, count);
        }

        private void Meet()
        {
            if (!WasRead)
            {
                WasRead = true;
                meanwhile();
            }
        }
    }
}

public sealed class Importing_a_register_on_SQLite(SqliteInstallation installation) : Importing_a_register(installation), IClassFixture<SqliteInstallation>;

public sealed class Importing_a_register_on_PostgreSQL(PostgresInstallation installation) : Importing_a_register(installation), IClassFixture<PostgresInstallation>;
