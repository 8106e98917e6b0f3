// Letters that cannot be made, released or found, and notes that cannot be taken: told on the page where it was asked, with what was typed, and nothing stored.
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Sampling;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Keukentafel.Tests.Fieldwork.FieldActs;

namespace Keukentafel.Tests.Fieldwork;

public abstract class What_fieldwork_refuses
{
    private static readonly DateOnly Closes = new(2025, 4, 14);
    private readonly Installation installation;
    private readonly People people;

    protected What_fieldwork_refuses(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        (this.installation, people) = (installation, new People(installation));
    }

    [Fact]
    public async Task A_date_that_cannot_stand_on_a_letter_is_told_at_its_field_and_the_form_stays_filled_in()
    {
        using var field = await people.Anna(Role.Fieldwork);
        var (round, address) = await Drawn();
        foreach (var date in new[] { "2025-03-02", "2025-04-15" })
        {
            var page = await Refusal.Says(await Make(field, address, date), FieldworkProblems.DateOutOfRange.Of(Closes).At("datum-uitnodiging"));
            Assert.Equal(date, page.QuerySelector<IHtmlInputElement>("#veld-datum-uitnodiging")!.Value);
            Assert.Equal("adressen", page.QuerySelector<IHtmlSelectElement>("#vorm-uitnodiging")!.Value);
        }

        await Refusal.Says(await Make(field, address, ""), FormProblems.Missing.Of("Datum op de brief").At("datum-uitnodiging"));
        Assert.Empty(await Of(round));
    }

    [Fact]
    public async Task After_the_closing_day_no_letter_is_made_or_released()
    {
        using var field = await people.Anna(Role.Fieldwork);
        var (round, address) = await Drawn();
        await Make(field, address, "2025-03-05");
        await CloseOn(round, new DateOnly(2025, 3, 2));

        await Refusal.Says(await field.Post($"{address}/partijen/1/vrijgeven"), FieldworkProblems.ClosingDayPassed.Of(new DateOnly(2025, 3, 2)));
        await Refusal.Says(await field.Post($"{address}/partijen/1/opnieuw"), FieldworkProblems.ClosingDayPassed.Of(new DateOnly(2025, 3, 2)));
        Assert.Equal(LetterBatchStatus.Made, Assert.Single(await Of(round)).Status);
        await field.Post($"{address}/partijen/1/verwijderen");
        await Refusal.Says(await Make(field, address, "2025-03-05"), FieldworkProblems.ClosingDayPassed.Of(new DateOnly(2025, 3, 2)));
        Assert.Empty(await Of(round));
    }

    [Fact]
    public async Task A_letter_that_names_a_mail_address_needs_one()
    {
        using var field = await people.Anna(Role.Researcher, Role.Fieldwork);
        var (round, address) = await Drawn();
        await field.Post($"{address}/brief/uitnodiging", ("onderwerp", "Uw mening"), ("tekst", "{aanhef},\n\n{code}\n\nTot {sluitdatum}. Bel {telefoon} of mail {email}."), ("venster", "links"));
        await round.Change(async services =>
        {
            await Set<Organisation>(services).ExecuteUpdateAsync(set => set.SetProperty(one => one.Email, ""));
            return Done.It;
        });

        await Refusal.Says(await Make(field, address, "2025-03-05"), FieldworkProblems.NoEmail.Of());
        Assert.Empty(await Of(round));
    }

    [Fact]
    public async Task Everything_wrong_with_a_text_is_told_at_its_field_and_the_text_stays()
    {
        const string Subject = "Beste {buurvrouw}";
        const string Body = "Doe mee! {code} }";
        using var anna = await people.Anna(Role.Researcher);
        var (round, address) = await Drawn();
        var findings = LetterWording.Check(Subject, Body);
        Assert.Equal(
            [LetterFindings.UnknownPlaceholder.Code, LetterFindings.LooseBrace.Code, LetterFindings.MissingPlaceholder.Code, LetterFindings.MissingPlaceholder.Code, LetterFindings.CodeNotAlone.Code],
            findings.Select(finding => finding.Code));

        var page = await Refusal.Says(
            await anna.Post($"{address}/brief/uitnodiging", ("onderwerp", Subject), ("tekst", Body), ("venster", "links")),
            findings.Select(finding => FieldworkProblems.TextNotPrintable.Of(finding.Text, finding.Remedy).At(finding.Column!)).ToArray());

        Assert.Equal(Body, page.QuerySelector<IHtmlTextAreaElement>("#veld-tekst")!.Value);
        Assert.Equal(0, await round.Read(services => Set<LetterText>(services).CountAsync(text => text.RoundId == round.Round)));
    }

    [Fact]
    public async Task A_batch_or_a_file_that_is_not_there_says_what_is()
    {
        using var field = await people.Anna(Role.Fieldwork);
        var (_, address) = await Drawn();
        await Make(field, address, "2025-03-05");
        foreach (var path in new[] { "/partijen/9", "/partijen/9/adressen.csv", "/partijen/9/brieven.pdf" })
        {
            await Refusal.Says(await field.Get(address + path), FieldworkProblems.NoSuchBatch.Of());
        }

        await Refusal.Says(await field.Post(address + "/partijen/9/vrijgeven"), FieldworkProblems.NoSuchBatch.Of());
        await Refusal.Says(await field.Get(address + "/partijen/1/brieven.pdf"), FieldworkProblems.NoFile.Of(1));
        await Refusal.Says(await field.Get(address + "/partijen/1/verzamelblad.pdf"), FieldworkProblems.NoFile.Of(1));
    }

    [Fact]
    public async Task A_letter_number_that_is_not_of_this_round_stays_in_its_field()
    {
        using var field = await people.Anna(Role.Fieldwork);
        var (_, address) = await Released(field);
        foreach (var typed in new[] { "7-001", "1-099", "brief drie" })
        {
            var page = await Refusal.Says(await field.Get($"{address}/brief-opnieuw?brief={Uri.EscapeDataString(typed)}"), FieldworkProblems.NoSuchLetter.Of(typed).At("brief"));
            Assert.Equal(typed, page.QuerySelector<IHtmlInputElement>("#veld-brief")!.Value);
        }
    }

    [Fact]
    public async Task More_lines_than_can_be_noted_at_once_are_not_noted_in_part()
    {
        using var field = await people.Anna(Role.Fieldwork);
        var (round, address) = await Released(field);
        var lines = string.Join('\n', Enumerable.Repeat("1-001", NoteOutcomes.MaxLines + 1));

        var page = await Refusal.Says(
            await field.Post($"{address}/uitkomsten", ("wat", "Returned"), ("brieven", lines)), FieldworkProblems.TooManyLines.Of(NoteOutcomes.MaxLines + 1, NoteOutcomes.MaxLines).At("brieven"));

        Assert.Equal(lines, page.QuerySelector<IHtmlTextAreaElement>("#veld-brieven")!.Value);
        Assert.NotNull(page.QuerySelector("input[name=wat][value=Returned][checked]"));
        Assert.Equal(0, await round.Read(services => Set<Case>(services).CountAsync(one => one.RoundId == round.Round && one.Outcome != null)));
    }

    private static Task<HttpResponseMessage> Make(Visitor visitor, string address, string date) =>
        visitor.Post($"{address}/partijen", ("stap", "uitnodiging"), ("datum", date), ("vorm", "adressen"));

    private static Task<List<LetterBatch>> Of(SmallRound round) => round.Read(services => Set<LetterBatch>(services).Where(batch => batch.RoundId == round.Round).ToListAsync());

    private static Task CloseOn(SmallRound round, DateOnly day) => round.Change(async services =>
    {
        (await Set<Round>(services).SingleAsync(one => one.Id == round.Round)).ClosesOn = day;
        return Done.It;
    });

    private async Task<(SmallRound Round, string Address)> Drawn()
    {
        const int Clients = 5;
        var round = await SmallRound.With(installation, await people.OrganisationOf(People.Zonnedam), Clients);
        await round.Change(services => services.GetRequiredService<DrawSample>().Handle(new SampleRequest(round.Round, new PlanChoices { Letters = Clients })));
        return (round, $"/bureau/{People.Zonnedam}/onderzoeken/{round.Study}/{round.Round}/veldwerk");
    }

    private async Task<(SmallRound Round, string Address)> Released(Visitor staff)
    {
        var (round, address) = await Drawn();
        await Make(staff, address, "2025-03-05");
        await staff.Post($"{address}/partijen/1/vrijgeven");
        return (round, address);
    }
}

public sealed class What_fieldwork_refuses_on_SQLite(SqliteInstallation installation) : What_fieldwork_refuses(installation), IClassFixture<SqliteInstallation>;

public sealed class What_fieldwork_refuses_on_PostgreSQL(PostgresInstallation installation) : What_fieldwork_refuses(installation), IClassFixture<PostgresInstallation>;
