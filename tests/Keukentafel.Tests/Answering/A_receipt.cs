// The code that somebody gets after sending: by it the answers can be seen again and taken back, and nothing else.
using System.Net;
using AngleSharp.Dom;
using Keukentafel.Answering;
using Keukentafel.Answering.Receipts;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Answering;

public abstract class A_receipt
{
    private readonly Installation installation;

    protected A_receipt(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task Is_shown_once_and_shows_the_answers_without_a_name()
    {
        var (round, anna, code) = await Sent();
        Assert.Null((await anna.OpenLink(round.Code)).Document.QuerySelector(".code"));

        var shown = await See(anna, code.ToLowerInvariant());
        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Contains("Helemaal mee eens", shown.Document.QuerySelectorAll(".gegeven").Select(given => given.TextContent));
        Assert.Contains("De taxi kwam op tijd.", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(round.Code, shown.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_kept_as_a_hash_only()
    {
        var (round, _, code) = await Sent();
        var hash = await round.Round.Read(async services => (await services.GetRequiredService<WhatStore>().Set<Receipt>().SingleAsync()).CodeHash);
        Assert.Equal(AccessCodeFormat.Check(code, out var plain) == CodeReading.Right ? Receipt.HashOf(plain) : null, hash);
        Assert.DoesNotContain(plain, hash, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Takes_everything_back_after_one_more_question()
    {
        var (round, anna, code) = await Sent();
        Assert.Equal("1.1", (await round.CaseAfterCarrying()).Outcome);
        var sure = await (await See(anna, code)).Press("stap", "wissen");
        Assert.Contains("Weet u het zeker?", sure.Text, StringComparison.Ordinal);
        Assert.NotEmpty(await round.Stored());
        Assert.Contains("Dit hebt u geantwoord", (await sure.Press("stap", "bekijken")).Text, StringComparison.Ordinal);

        var gone = await sure.Press("stap", "zeker");

        Assert.Contains("Uw antwoorden zijn gewist", gone.Text, StringComparison.Ordinal);
        Assert.Empty(await round.Stored());
        Assert.Equal(0, await round.Round.Read(services => services.GetRequiredService<WhatStore>().Set<FrameValue>().CountAsync()));
        var response = (await round.Response()).Response;
        Assert.Equal(("2.11", true), (response.Outcome, response.Sent));
        var @case = await round.CaseAfterCarrying();
        Assert.Equal(("2.11", true, null), (@case.Outcome, @case.Stopped, @case.OutcomeOn));
        Assert.Equal("bedankt", (await anna.OpenLink(round.Code)).Name);
        Assert.Equal(HttpStatusCode.NotFound, (await See(anna, code)).Status);
    }

    [Fact]
    public async Task That_does_not_exist_is_told_kindly()
    {
        var (round, anna, _) = await Sent();
        foreach (var typed in new[] { "", "abc", AccessCodeFormat.Make(installation.Services.GetRequiredService<ISecrets>()), round.Code })
        {
            var told = await See(anna, typed);
            Assert.Equal(HttpStatusCode.NotFound, told.Status);
            Assert.StartsWith("Deze ontvangstcode kennen wij niet.", told.Alert, StringComparison.Ordinal);
            Assert.Equal(typed, told.Typed("code"));
        }
    }

    [Fact]
    public async Task Comes_once_however_often_somebody_sends()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var check = await anna.Open($"/i/{round.Code}?pagina=controle");
        var pages = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => check.Send()));
        Assert.All(pages, page => Assert.Equal("bedankt", page.Name));
        Assert.Single(pages, page => page.Document.QuerySelector(".code") is not null);
        Assert.Equal(1, await round.Round.Read(services => services.GetRequiredService<WhatStore>().Set<Receipt>().CountAsync()));
    }

    private static async Task<VisitedPage> See(LinkVisitor visitor, string code) => await visitor.Post("/ontvangst", ("code", code), ("stap", "bekijken"));

    private async Task<(AnsweringRound Round, LinkVisitor Anna, string Code)> Sent()
    {
        var round = await AnsweringRound.With(installation);
        await round.Change(row => row.InstrumentVersion = 2);
        var anna = new LinkVisitor(installation.Address);
        await (await anna.Open($"/i/{round.Code}?pagina=1")).Answer(1);
        await (await anna.Open($"/i/{round.Code}?pagina=11")).Press("stap", "verder", ("TOEL", "De taxi kwam op tijd."));
        var thanks = await (await anna.Open($"/i/{round.Code}?pagina=controle")).Send();
        return (round, anna, thanks.Document.QuerySelector(".code")!.TextContent);
    }
}

public sealed class A_receipt_on_SQLite(SqliteInstallation installation) : A_receipt(installation), IClassFixture<SqliteInstallation>;

public sealed class A_receipt_on_PostgreSQL(PostgresInstallation installation) : A_receipt(installation), IClassFixture<PostgresInstallation>;
