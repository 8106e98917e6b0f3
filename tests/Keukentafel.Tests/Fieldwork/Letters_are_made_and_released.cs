// Who gets a letter and who never does, from choosing to releasing. No printing here: Letters_on_paper looks at the paper.
using System.Text;
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Register;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Keukentafel.Tests.Fieldwork.FieldActs;

namespace Keukentafel.Tests.Fieldwork;

public abstract class Letters_are_made_and_released
{
    private readonly Installation installation;

    protected Letters_are_made_and_released(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task Six_hundred_cases_make_three_batches_of_at_most_250_and_each_case_is_in_one()
    {
        var round = await Drawn(installation, 600);
        var asked = await Make(round, LetterStep.Invitation);

        Assert.Equal(new LettersAsked(600, 3, 0), asked);
        var batches = await Batches(round);
        Assert.Equal([(1, 250), (2, 250), (3, 100)], batches.Select(batch => (batch.Number, batch.Letters)));
        var letters = await round.Read(services => Set<Letter>(services).ToListAsync());
        Assert.Equal(600, letters.Select(letter => letter.CaseId).Distinct().Count());
        Assert.All(batches, batch => Assert.Equal(Enumerable.Range(1, batch.Letters), letters.Where(letter => letter.BatchId == batch.Id).Select(letter => letter.Position).Order()));
    }

    [Fact]
    public async Task Nobody_gets_the_same_letter_twice()
    {
        var round = await Drawn(installation, 20);
        await Make(round, LetterStep.Invitation);

        Assert.Equal("brief.niemand", await Refused(round, LetterStep.Invitation));
    }

    [Fact]
    public async Task Who_does_not_want_to_be_contacted_gets_no_letter_however_late_that_was_said()
    {
        var round = await Drawn(installation, 20);
        var (before, after) = (await Some(round, 0), await Some(round, 1));
        await Silence(round, before);
        await Make(round, LetterStep.Invitation);
        Assert.DoesNotContain(before, await Written(round));

        // After making: neither the file with it nor the batch goes out.
        await Silence(round, after);
        Assert.Equal("brief.maak-opnieuw", (await Download(round, 1)).Problem.Code);
        Assert.Equal("brief.haal-eruit", (await Release(round, 1)).Problem.Code);
        Assert.Equal(RoundStatus.Drawn, await Status(round));

        await round.Change(services => services.GetRequiredService<RemakeBatch>().Handle(round.Round, 1));
        Assert.DoesNotContain(after, await Written(round));
        var places = await round.Read(services => Set<Letter>(services).Select(letter => letter.Position).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 18), places.Order());
    }

    [Fact]
    public async Task A_letter_that_may_not_go_any_more_can_be_taken_out_by_hand_and_then_does_not_count_as_sent()
    {
        var round = await Drawn(installation, 20);
        await Make(round, LetterStep.Invitation);
        var gone = await Some(round, 3);
        var number = await round.Read(async services => "1-" + (await Set<Letter>(services).SingleAsync(letter => letter.CaseId == gone)).Position.ToString("000"));
        await Silence(round, gone);

        Assert.Contains(number, (await Release(round, 1)).Problem.Text, StringComparison.Ordinal);
        Assert.Equal("brief.haal-eruit", (await Release(round, 1, number, "1-020")).Problem.Code);
        Assert.True((await Release(round, 1, number)).Ok);

        Assert.DoesNotContain(gone, await Written(round));
        Assert.Equal(19, (await Counts(round)).Sent);
    }

    [Fact]
    public async Task Releasing_opens_the_round_and_stands_in_the_audit()
    {
        var round = await Drawn(installation, 20);
        await Make(round, LetterStep.Invitation);
        Assert.Equal(0, (await Counts(round)).Sent);
        Assert.True((await Release(round, 1)).Ok);

        Assert.Equal(RoundStatus.Open, await Status(round));
        var counts = await Counts(round);
        Assert.Equal((20, 20, 20), (counts.Cases, counts.Sent, counts.Open));
        Assert.Contains("Partij 1 vrijgegeven: 20 brieven", (await Notes(round, "fieldwork.release")).Single(), StringComparison.Ordinal);
        Assert.Equal("brief.al-vrijgegeven", (await Release(round, 1)).Problem.Code);
        Assert.Equal("veldwerk.al-verstuurd", (await round.Try(services => services.GetRequiredService<UndoDraw>().Handle(round.Round))).Problem.Code);
    }

    [Fact]
    public async Task A_reminder_goes_only_to_who_was_written_to_and_did_not_react()
    {
        var round = await Drawn(installation, 20);
        Assert.Equal("brief.eerst-uitnodigen", await Refused(round, LetterStep.Reminder));
        await Make(round, LetterStep.Invitation);
        await Release(round, 1);
        var ids = await round.Read(services => Set<Case>(services).OrderBy(one => one.Id).Select(one => one.Id).ToListAsync());
        await Settle(round, ids[0], Outcome.Complete);
        await Settle(round, ids[1], Outcome.Partial);
        await Settle(round, ids[2], Outcome.Returned);
        await round.Change(services => services.GetRequiredService<Cases>().Stop(ids[3], StopReason.NotTakingPart, Today));
        await Silence(round, ids[4]);

        Assert.Equal(15, (await Make(round, LetterStep.Reminder)).Letters);
        var reminded = await round.Read(services => Set<Letter>(services).Where(letter => letter.Step == LetterStep.Reminder).Select(letter => letter.CaseId).ToListAsync());
        Assert.Empty(reminded.Intersect(ids.Take(5)));
    }

    [Fact]
    public async Task Who_answers_between_making_and_releasing_a_reminder_falls_out()
    {
        var round = await Drawn(installation, 20);
        await Make(round, LetterStep.Invitation);
        await Release(round, 1);
        await Make(round, LetterStep.Reminder);
        await Settle(round, await Some(round, 7), Outcome.Complete);

        Assert.Equal("brief.haal-eruit", (await Release(round, 2)).Problem.Code);
        await round.Change(services => services.GetRequiredService<RemakeBatch>().Handle(round.Round, 2));
        Assert.Equal(19, (await Batches(round))[1].Letters);
    }

    [Fact]
    public async Task Who_has_no_full_address_gets_no_letter_and_is_counted()
    {
        var round = await Drawn(installation, 5);
        await round.Change(async services =>
        {
            var client = await Set<Client>(services).FirstAsync();
            var contacts = services.GetRequiredService<SealedContacts>();
            client.Sealed = contacts.Seal(client.OrganisationId, client.Id, contacts.Open(client) with { Street = "" });
            return Done.It;
        });

        Assert.Equal(new LettersAsked(4, 1, 1), await Make(round, LetterStep.Invitation));
    }

    [Fact]
    public async Task What_a_letter_must_print_has_to_be_there_first()
    {
        var round = await Drawn(installation, 5);
        await round.Change(async services =>
        {
            await Set<Organisation>(services).ExecuteUpdateAsync(set => set.SetProperty(one => one.Phone, ""));
            await Set<Round>(services).ExecuteUpdateAsync(set => set.SetProperty(one => one.ClosesOn, (DateOnly?)null));
            return Done.It;
        });

        var refused = await round.Try(services => services.GetRequiredService<MakeLetters>().Handle(new LettersRequest(round.Round, LetterStep.Invitation, Today)));

        Assert.Equal(["brief.geen-sluitdatum", "brief.geen-afzender"], refused.Problem.All.Select(one => one.Code));
    }

    [Fact]
    public async Task A_text_that_cannot_be_printed_is_not_kept()
    {
        var round = await Drawn(installation, 5);
        var refused = await round.Try(services => services.GetRequiredService<WriteLetter>().Handle(round.Round, LetterStep.Invitation, "Beste {naam}", "Doe mee!", WindowSide.Left));

        Assert.Equal(["onderwerp", "tekst", "tekst", "tekst"], refused.Problem.All.Select(one => one.Field));
        Assert.Equal(0, await round.Read(services => Set<LetterText>(services).CountAsync()));
    }

    [Fact]
    public async Task Letters_that_print_an_older_closing_day_are_not_released()
    {
        var round = await Drawn(installation, 5);
        await Make(round, LetterStep.Invitation);
        await round.Change(async services =>
        {
            (await Set<Round>(services).SingleAsync()).ClosesOn = new DateOnly(2025, 5, 1);
            return Done.It;
        });

        Assert.Equal("brief.andere-sluitdatum", (await Release(round, 1)).Problem.Code);
        await round.Change(services => services.GetRequiredService<RemakeBatch>().Handle(round.Round, 1));
        Assert.True((await Release(round, 1)).Ok);
    }

    [Fact]
    public async Task A_dropped_batch_leaves_its_clients_to_be_written_to()
    {
        var round = await Drawn(installation, 20);
        await Make(round, LetterStep.Invitation);
        await round.Change(services => services.GetRequiredService<DropBatch>().Handle(round.Round, 1));

        Assert.Empty(await Batches(round));
        Assert.Equal(20, (await Make(round, LetterStep.Invitation)).Letters);
    }

    [Fact]
    public async Task The_mail_merge_file_reads_in_Dutch_Excel_and_runs_nothing()
    {
        var round = await Drawn(installation, 3);
        await round.Change(async services =>
        {
            var client = await Set<Client>(services).OrderBy(one => one.Id).FirstAsync();
            var contacts = services.GetRequiredService<SealedContacts>();
            client.Sealed = contacts.Seal(client.OrganisationId, client.Id, contacts.Open(client) with { Name = "=HYPERLINK(\"x\")", Salutation = "" });
            return Done.It;
        });
        await Make(round, LetterStep.Invitation);

        var file = (await Download(round, 1)).Value;
        Assert.Equal([0xEF, 0xBB, 0xBF], file.Content[..3]);
        var lines = Encoding.UTF8.GetString(file.Content[3..]).Split("\r\n");
        Assert.StartsWith("brief;adresregel1;adresregel2;adresregel3;aanhef;", lines[0], StringComparison.Ordinal);
        Assert.Equal(3, lines.Count(line => line.StartsWith("1-0", StringComparison.Ordinal)));
        Assert.Contains("'=HYPERLINK", string.Concat(lines), StringComparison.Ordinal);
        Assert.DoesNotContain(";=HYPERLINK", string.Concat(lines), StringComparison.Ordinal);
        var codes = await round.Read(async services => (await Set<AccessCode>(services).ToListAsync()).ConvertAll(code => AccessCodeFormat.InGroups(services.GetRequiredService<AccessCodes>().Open(code)!)));
        Assert.All(codes, code => Assert.Contains($"/i/{code};maandag 14 april 2025", string.Join('\n', lines), StringComparison.Ordinal));
        Assert.Contains("3 namen en adressen", (await Notes(round, "fieldwork.download-addresses")).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_of_another_municipality_does_not_exist()
    {
        var round = await Drawn(installation, 5);
        await Make(round, LetterStep.Invitation);
        var other = await SmallRound.With(installation, clients: 1);

        var refused = await other.Try(services => services.GetRequiredService<DownloadBatch>().MailMerge(round.Round, 1));

        Assert.Equal("meting.onbekend", refused.Problem.Code);
    }
}

public sealed class Letters_are_made_and_released_on_SQLite(SqliteInstallation installation) : Letters_are_made_and_released(installation), IClassFixture<SqliteInstallation>;

public sealed class Letters_are_made_and_released_on_PostgreSQL(PostgresInstallation installation) : Letters_are_made_and_released(installation), IClassFixture<PostgresInstallation>;
