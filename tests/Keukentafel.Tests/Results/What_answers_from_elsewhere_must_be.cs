// The form for answers of a round that was held elsewhere, and the report of a round that has none: what is refused is told at its place, and nothing is kept.
using System.Text;
using AngleSharp.Dom;
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Results;
using Keukentafel.Results.Import;
using Keukentafel.Store;
using Keukentafel.Tests.Fieldwork;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Results;

public abstract class What_answers_from_elsewhere_must_be
{
    private const int Megabyte = 1024 * 1024;
    private readonly Installation installation;
    private readonly People people;

    protected What_answers_from_elsewhere_must_be(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        (this.installation, people) = (installation, new People(installation));
    }

    [Fact]
    public async Task Two_files_with_something_in_them()
    {
        using var anna = await people.Anna(Role.DataEntry);
        var (round, address) = await Round();
        var cases = ResultsProblems.NoFile.Of("Benaderde cliënten").At("benaderingen");
        var responses = ResultsProblems.NoFile.Of("Antwoorden").At("antwoorden");
        await Refusal.Says(await anna.Post(address), cases, responses);
        await Refusal.Says(await anna.Upload(address, "benaderingen", "cases.csv", "client_id;outcome\r\n"u8.ToArray()), responses);
        await Refusal.Says(await anna.Upload(address, [("benaderingen", "cases.csv", []), ("antwoorden", "responses.csv", [1])]), cases);
        await NothingIsKept(round);
    }

    [Fact]
    public async Task Not_larger_than_they_may_be()
    {
        using var anna = await people.Anna(Role.DataEntry);
        var (round, address) = await Round();
        await Refusal.Says(
            await anna.Upload(address, [("benaderingen", "groot.csv", new byte[(TakeAnswers.MaxMegabytes * Megabyte) + 1]), ("antwoorden", "responses.csv", [1])]),
            ResultsProblems.FileTooLarge.Of("groot.csv", TakeAnswers.MaxMegabytes).At("benaderingen"));
        await Refusal.Says(
            await anna.Upload(address, [("benaderingen", "a.csv", new byte[27 * Megabyte]), ("antwoorden", "b.csv", new byte[27 * Megabyte])]),
            PipelineProblems.FileTooLarge.Of(2 * TakeAnswers.MaxMegabytes));
        await NothingIsKept(round);
    }

    [Fact]
    public async Task Without_a_fault_or_every_fault_is_listed_and_none_is_kept()
    {
        using var anna = await people.Anna(Role.DataEntry);
        var (round, address) = await Round();
        var page = await Refusal.Says(
            await anna.Upload(address, [
                ("benaderingen", "cases.csv", Encoding.UTF8.GetBytes("client_id;outcome\r\nC000000;1.1\r\nBESTAATNIET;2.20\r\nC000001;9.9\r\n")),
                ("antwoorden", "responses.csv", Encoding.UTF8.GetBytes("client_id;kanaal;CEO01;CEO02;CEO03;CEO04;CEO05;CEO06;CEO07;CEO08;CEO09;CEO10\r\nC000000;online;7;1;1;1;1;1;1;1;1;1\r\n")),
            ]),
            ResultsProblems.FilesWrong.Of(3));
        Assert.Equal(3, page.QuerySelectorAll("table tbody tr").Length);
        await NothingIsKept(round);
    }

    [Fact]
    public async Task There_before_a_report_is_made()
    {
        using var anna = await people.Anna(Role.Researcher);
        var (round, address) = await Round();
        await Refusal.Says(await anna.Post(address.Replace(ImportAddress, "/rapport", StringComparison.Ordinal)), ResultsProblems.NothingYet.Of("Meting 2025"));
        await NothingIsKept(round);
    }

    private const string ImportAddress = "/antwoorden-inlezen";

    private static async Task NothingIsKept(SmallRound round)
    {
        var kept = await round.Read(async services =>
        {
            var store = services.GetRequiredService<WhoStore>();
            return (await store.Set<Case>().CountAsync(one => one.RoundId == round.Round), await store.Set<Job>().CountAsync(), await store.Set<Upload>().CountAsync());
        });
        Assert.Equal((0, 0, 0), kept);
    }

    private async Task<(SmallRound Round, string Address)> Round()
    {
        var round = await SmallRound.With(installation, await people.OrganisationOf(People.Zonnedam), clients: 5);
        return (round, $"/bureau/{People.Zonnedam}/onderzoeken/{round.Study}/{round.Round}{ImportAddress}");
    }
}

public sealed class What_answers_from_elsewhere_must_be_on_SQLite(SqliteInstallation installation) : What_answers_from_elsewhere_must_be(installation), IClassFixture<SqliteInstallation>;

public sealed class What_answers_from_elsewhere_must_be_on_PostgreSQL(PostgresInstallation installation) : What_answers_from_elsewhere_must_be(installation), IClassFixture<PostgresInstallation>;
