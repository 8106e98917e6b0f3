// What is printed takes time, and people are taken off the list meanwhile. Whatever is stored, fetched or released holds nobody who may not be written to.
using System.Text;
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Keukentafel.Tests.Fieldwork.FieldActs;

namespace Keukentafel.Tests.Fieldwork;

public abstract class A_batch_that_changes_while_it_prints
{
    private readonly Installation installation;

    protected A_batch_that_changes_while_it_prints(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task Made_again_without_somebody_the_paper_that_still_holds_her_is_not_kept()
    {
        var (round, batch) = await Printing(6);
        var chosen = await Choose(round, batch);
        var gone = chosen.Places[2].Case;
        var name = chosen.Letters[2].To.Name;
        await Silence(round, gone);
        await Remake(round);

        Assert.False(await Keep(round, chosen));
        Assert.Equal(0, await Files(round));
        Assert.Equal("brief.niet-gemaakt", (await Release(round, 1)).Problem.Code);

        Assert.True(await Keep(round, await Choose(round, batch)));
        var stored = await Pdf(round);
        Assert.DoesNotContain(stored, line => line.EndsWith(name, StringComparison.Ordinal));
        Assert.Equal(["1-001", "1-002", "1-003", "1-004", "1-005"], stored.Select(line => line.Split(' ')[0]));
        Assert.True((await Release(round, 1)).Ok);
        Assert.DoesNotContain(gone, await Written(round));
    }

    [Fact]
    public async Task Made_again_with_another_text_the_paper_with_the_old_text_is_not_kept()
    {
        var (round, batch) = await Printing(3);
        var chosen = await Choose(round, batch);
        await Remake(round);

        Assert.False(await Keep(round, chosen));
        Assert.Equal(0, await Files(round));
    }

    [Fact]
    public async Task Somebody_who_says_no_while_the_paper_is_made_is_left_out_of_the_next()
    {
        var (round, batch) = await Printing(3);
        var chosen = await Choose(round, batch);
        await Settle(round, chosen.Places[0].Case, Outcome.Refused);

        Assert.False(await Keep(round, chosen));
        Assert.Equal(2, (await Choose(round, batch)).Letters.Count);
    }

    [Fact]
    public async Task A_letter_that_went_with_its_case_is_missed()
    {
        var (round, batch) = await Printing(3);
        var chosen = await Choose(round, batch);
        await round.Change(async services =>
        {
            await Set<Letter>(services).Where(letter => letter.BatchId == batch && letter.Position == 2).ExecuteDeleteAsync();
            return Done.It;
        });

        Assert.False(await Keep(round, chosen));
    }

    [Fact]
    public async Task The_paper_of_a_batch_that_was_thrown_away_is_not_kept()
    {
        var (round, batch) = await Printing(3);
        var chosen = await Choose(round, batch);
        await round.Change(services => services.GetRequiredService<DropBatch>().Handle(round.Round, 1));

        Assert.True(await Keep(round, chosen));
        Assert.Equal(0, await Files(round));
    }

    [Fact]
    public async Task A_file_of_an_earlier_edition_is_neither_fetched_nor_released()
    {
        var (round, batch) = await Printing(3);
        await Keep(round, await Choose(round, batch));
        await round.Change(async services =>
        {
            (await Set<LetterBatch>(services).SingleAsync(one => one.Id == batch)).Edition = services.GetRequiredService<ISecrets>().NewId<LetterEdition>();
            return Done.It;
        });

        Assert.Equal(FieldworkProblems.OldFiles.Of(1).Text, (await Printed(round)).Problem.Text);
        Assert.Equal(FieldworkProblems.OldFiles.Of(1).Text, (await Release(round, 1)).Problem.Text);
        await Remake(round);
        await Keep(round, await Choose(round, batch));
        Assert.True((await Release(round, 1)).Ok);
    }

    [Fact]
    public async Task A_batch_that_was_to_be_printed_is_not_released_without_its_file()
    {
        var (round, batch) = await Printing(3);
        await Keep(round, await Choose(round, batch));
        await round.Change(async services =>
        {
            await Set<LetterFile>(services).Where(file => file.BatchId == batch).ExecuteDeleteAsync();
            return Done.It;
        });

        Assert.Equal("brief.oude-bestanden", (await Release(round, 1)).Problem.Code);
    }

    [Fact]
    public async Task After_release_the_pdf_is_refused_and_the_address_file_leaves_out_who_reacted_or_wants_no_letter()
    {
        var (round, batch) = await Printing(6);
        var chosen = await Choose(round, batch);
        await Keep(round, chosen);
        Assert.True((await Release(round, 1)).Ok);
        Assert.Equal(6, (await Pdf(round)).Length);

        await Silence(round, chosen.Places[1].Case);
        await Settle(round, chosen.Places[4].Case, Outcome.Complete);

        Assert.Equal(FieldworkProblems.WithdrawnInFile.Of(1, 2, 6).Text, (await Printed(round)).Problem.Text);
        Assert.True((await round.Try(services => services.GetRequiredService<DownloadBatch>().Printed(round.Round, 1, LetterFileKind.Sheet))).Ok);
        var addresses = Encoding.UTF8.GetString((await Download(round, 1)).Value.Content);
        Assert.Equal(["1-001", "1-003", "1-004", "1-006"], addresses.Split("\r\n").Where(line => line.StartsWith("1-0", StringComparison.Ordinal)).Select(line => line.Split(';')[0]));
        foreach (var gone in new[] { chosen.Letters[1], chosen.Letters[4] })
        {
            Assert.DoesNotContain(gone.Code, addresses, StringComparison.Ordinal);
            Assert.DoesNotContain(gone.To.Name + ";", addresses, StringComparison.Ordinal);
        }

        Assert.Contains("4 namen en adressen", (await Notes(round, "fieldwork.download-addresses")).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_everybody_reacted_there_is_no_address_file_either()
    {
        var (round, _, _) = await FieldActs.Released(installation, 2);
        await Settle(round, await Some(round, 0), Outcome.Complete);
        await Settle(round, await Some(round, 1), Outcome.Refused);

        Assert.Equal("brief.niemand", (await Download(round, 1)).Problem.Code);
        await Close(round);
        Assert.Equal("brief.code-gewist", (await Download(round, 1)).Problem.Code);
    }

    [Fact]
    public async Task The_page_of_a_released_batch_tells_why_the_pdf_is_not_there_any_more()
    {
        var people = new People(installation);
        using var field = await people.Anna(Role.Fieldwork);
        var (round, batch) = await Printing(4, await people.OrganisationOf(People.Zonnedam));
        var address = $"/bureau/{People.Zonnedam}/onderzoeken/{round.Study}/{round.Round}/veldwerk/partijen/1";
        var chosen = await Choose(round, batch);
        await Keep(round, chosen);
        await Release(round, 1);
        Assert.NotNull((await field.Page(address)).QuerySelector("a[href$='brieven.pdf']"));
        await Silence(round, chosen.Places[0].Case);

        await Refusal.Says(await field.Get(address + "/brieven.pdf"), FieldworkProblems.WithdrawnInFile.Of(1, 1, 4));
        var page = await field.Page(address);
        Assert.Null(page.QuerySelector("a[href$='brieven.pdf']"));
        Assert.NotNull(page.QuerySelector("a[href$='adressen.csv']"));
        Assert.Contains("Eén deelnemer van de 4 in deze partij wordt niet meer aangeschreven", page.Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>A round whose only batch waits to be printed.</summary>
    private async Task<(SmallRound Round, LetterBatchId Batch)> Printing(int clients, Organisation? home = null)
    {
        var round = await SmallRound.With(installation, home, clients);
        await round.Change(services => services.GetRequiredService<Keukentafel.Sampling.DrawSample>().Handle(new(round.Round, new Keukentafel.Sampling.PlanChoices { Letters = clients })));
        await round.Change(services => services.GetRequiredService<MakeLetters>().Handle(new LettersRequest(round.Round, LetterStep.Invitation, Today)));
        return (round, await round.Read(services => Set<LetterBatch>(services).Where(batch => batch.RoundId == round.Round).Select(batch => batch.Id).SingleAsync()));
    }

    private static async Task<ChosenLetters> Choose(SmallRound round, LetterBatchId batch) =>
        (await round.Change(services => services.GetRequiredService<BatchFiles>().Choose(batch)))!;

    /// <summary>Hands in paper on which each letter is a line: number and name.</summary>
    private static Task<bool> Keep(SmallRound round, ChosenLetters chosen)
    {
        var paper = Encoding.UTF8.GetBytes(string.Join('\n', chosen.Letters.Select(letter => $"{letter.Number} {letter.To.Name}")));
        return round.Change(services => services.GetRequiredService<BatchFiles>().Keep(chosen, paper, paper, chosen.Letters.Count));
    }

    private static Task<Result<FileToSave>> Printed(SmallRound round) =>
        round.Try(services => services.GetRequiredService<DownloadBatch>().Printed(round.Round, 1, LetterFileKind.Letters));

    private static async Task<string[]> Pdf(SmallRound round) => Encoding.UTF8.GetString((await Printed(round)).Value.Content).Split('\n');

    private static Task Remake(SmallRound round) => round.Change(services => services.GetRequiredService<RemakeBatch>().Handle(round.Round, 1));

    private static Task<int> Files(SmallRound round) => round.Read(services => Set<LetterFile>(services).CountAsync());
}

public sealed class A_batch_that_changes_while_it_prints_on_SQLite(SqliteInstallation installation) : A_batch_that_changes_while_it_prints(installation), IClassFixture<SqliteInstallation>;

public sealed class A_batch_that_changes_while_it_prints_on_PostgreSQL(PostgresInstallation installation) : A_batch_that_changes_while_it_prints(installation), IClassFixture<PostgresInstallation>;

/// <summary>The whole work with a real browser, held up until the batch was made again.</summary>
public sealed class A_batch_made_again_under_the_printer(InstallationWithAWaitingBrowser installation) : IClassFixture<InstallationWithAWaitingBrowser>
{
    [Fact]
    public async Task Comes_out_without_who_fell_out()
    {
        Tool.Require("chromium", "pdftotext");
        var cancel = TestContext.Current.CancellationToken;
        var round = await Drawn(installation, 4);
        await round.Change(services => services.GetRequiredService<MakeLetters>().Handle(new LettersRequest(round.Round, LetterStep.Invitation, Today)));
        var (gone, letter) = await round.Read(async services => (
            await Set<Letter>(services).Where(one => one.Position == 1).Select(one => one.CaseId).SingleAsync(),
            (await services.GetRequiredService<ReadLetters>().Of(await Set<LetterBatch>(services).SingleAsync(), only: 1)).Value[0]));

        var work = installation.Services.GetRequiredService<JobRunner>().RunAll(cancel);
        await installation.BrowserIsAsked(cancel);
        await Silence(round, gone);
        await round.Change(services => services.GetRequiredService<RemakeBatch>().Handle(round.Round, 1));
        installation.LetBrowserGo();
        await work;

        Assert.Equal((LetterBatchStatus.Made, 3), (await Batches(round)).Select(batch => (batch.Status, batch.Letters)).Single());
        var file = (await round.Try(services => services.GetRequiredService<DownloadBatch>().Printed(round.Round, 1, LetterFileKind.Letters))).Value;
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pdf");
        await File.WriteAllBytesAsync(path, file.Content, cancel);
        var text = Tool.Run("pdftotext", path, "-");
        File.Delete(path);
        Assert.DoesNotContain(letter.Code, text, StringComparison.Ordinal);
        Assert.DoesNotContain(letter.To.Name + "\n", text, StringComparison.Ordinal);
        Assert.Contains("Brief 1-003", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Brief 1-004", text, StringComparison.Ordinal);
    }
}

/// <summary>An installation whose browser starts only when the test says so.</summary>
public sealed class InstallationWithAWaitingBrowser : Installation
{
    private string Asked => Path.Combine(Folder, "asked");

    private string Go => Path.Combine(Folder, "go");

    public async Task BrowserIsAsked(CancellationToken cancel)
    {
        while (!File.Exists(Asked))
        {
            await Task.Delay(20, cancel);
        }
    }

    public void LetBrowserGo() => File.WriteAllText(Go, "");

    protected override Task<Settings> Prepare()
    {
        _ = Migrator.MigrateSqlite(Folder, TimeProvider.System).Value;
        var browser = Path.Combine(Folder, "waiting-browser");
        File.WriteAllText(browser, $"#!/bin/sh\n: > '{Asked}'\nwhile [ ! -e '{Go}' ]; do sleep 0.05; done\nexec chromium \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return Task.FromResult(new Settings { DataFolder = Folder, Chromium = browser });
    }
}
