// Letters are printed by Chromium. Where it is missing the page says so, the batch waits unmade, and the address file remains a way.
using System.Net;
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Keukentafel.Tests.Fieldwork.FieldActs;

namespace Keukentafel.Tests.Fieldwork;

public sealed class A_machine_without_a_browser(InstallationWithoutBrowser installation) : IClassFixture<InstallationWithoutBrowser>
{
    [Fact]
    public async Task Says_so_keeps_the_batch_unmade_and_still_gives_the_address_file()
    {
        var people = new People(installation);
        var round = await SmallRound.With(installation, await people.OrganisationOf(People.Zonnedam), clients: 5);
        await round.Change(services => services.GetRequiredService<DrawSample>().Handle(new SampleRequest(round.Round, new PlanChoices { Letters = 5 })));
        using var field = await people.Anna(Role.Researcher, Role.Fieldwork);
        var address = $"/bureau/{People.Zonnedam}/onderzoeken/{round.Study}/{round.Round}/veldwerk";

        await Refusal.Says(await field.Get($"{address}/brief/uitnodiging/voorbeeld.pdf"), FieldworkProblems.NoPrinter.Of());
        await field.Post($"{address}/partijen", ("stap", "uitnodiging"), ("datum", "2025-03-05"), ("vorm", "pdf"));
        await installation.Services.GetRequiredService<JobRunner>().RunAll(TestContext.Current.CancellationToken);

        Assert.Contains(FieldworkProblems.NoPrinter.Text, (await field.Page($"{address}/partijen/1")).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(LetterBatchStatus.Making, Assert.Single(await Batches(round)).Status);
        await Refusal.Says(await field.Get($"{address}/partijen/1/adressen.csv"), FieldworkProblems.NotMade.Of(1));
        await Refusal.Says(await field.Post($"{address}/partijen/1/vrijgeven"), FieldworkProblems.NotMade.Of(1));

        await field.Post($"{address}/partijen/1/verwijderen");
        await field.Post($"{address}/partijen", ("stap", "uitnodiging"), ("datum", "2025-03-05"), ("vorm", "adressen"));
        Assert.Equal(HttpStatusCode.OK, (await field.Get($"{address}/partijen/1/adressen.csv")).StatusCode);
    }
}

public sealed class InstallationWithoutBrowser : Installation
{
    protected override Task<Settings> Prepare()
    {
        _ = Migrator.MigrateSqlite(Folder, TimeProvider.System).Value;
        return Task.FromResult(new Settings { DataFolder = Folder, Chromium = Path.Combine(Folder, "no-browser") });
    }
}
