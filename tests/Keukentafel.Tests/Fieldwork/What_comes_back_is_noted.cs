// Letters that come back and people who call, typed in by number or code; and the end of a round.
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Keukentafel.Tests.Fieldwork.FieldActs;

namespace Keukentafel.Tests.Fieldwork;

public abstract class What_comes_back_is_noted
{
    private readonly Installation installation;

    protected What_comes_back_is_noted(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task A_returned_letter_is_noted_by_its_number_or_code_and_can_be_taken_back()
    {
        var (round, numbers, codes) = await Released(installation, 4);

        Assert.Equal(2, (await Note(round, $"{numbers[0]}\n\n {codes[1].ToLowerInvariant()} ", StaffNote.Returned)).Value);
        Assert.Equal(2, (await Counts(round)).Returned);
        Assert.Equal(2, (await Make(round, LetterStep.Reminder)).Letters);

        Assert.Equal(1, (await Note(round, numbers[0], StaffNote.Undo)).Value);
        Assert.Equal(1, (await Counts(round)).Returned);
    }

    [Fact]
    public async Task All_wrong_lines_are_named_and_nothing_is_noted()
    {
        var (round, numbers, codes) = await Released(installation, 4);
        var wrong = codes[1][..^1] + (codes[1][^1] == 'A' ? 'C' : 'A');

        var refused = await Note(round, $"{numbers[0]}\nbrief vier\n{wrong}\n9-001\n{AccessCodeFormat.Make(installation.Services.GetRequiredService<ISecrets>())}", StaffNote.Returned);

        Assert.Equal(
            ["veldwerk.geen-brief-of-code", "veldwerk.code-klopt-niet", "veldwerk.niet-in-meting", "veldwerk.niet-in-meting"],
            refused.Problem.All.Select(one => one.Code));
        Assert.StartsWith("Regel 2:", refused.Problem.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await Counts(round)).Returned);
    }

    [Fact]
    public async Task Who_calls_to_stop_is_noted_as_a_refusal_and_who_has_answered_cannot_be()
    {
        var (round, numbers, codes) = await Released(installation, 4);
        await Note(round, numbers[0], StaffNote.NotTakingPart);
        await Note(round, numbers[1], StaffNote.Gone);
        var answered = await round.Read(async services => (await services.GetRequiredService<AccessCodes>().Find(codes[2]))!.CaseId);
        await Settle(round, answered, Outcome.Complete);

        var refused = await Note(round, codes[2], StaffNote.NotForMe);

        Assert.Equal("veldwerk.heeft-geantwoord", refused.Problem.Code);
        var counts = await Counts(round);
        Assert.Equal((1, 1, 1, 1), (counts.Refused, counts.NotEligible, counts.Complete, counts.Open));
    }

    [Fact]
    public async Task Closing_a_round_refuses_while_letters_are_unsent()
    {
        var round = await Drawn(installation, 20);
        await Make(round, LetterStep.Invitation);

        var refused = await Close(round);

        Assert.Equal("veldwerk.onverzonden-brieven", refused.Problem.Code);
        Assert.Contains("partij 1", refused.Problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_a_round_erases_its_codes_and_gives_every_case_an_outcome()
    {
        var (round, numbers, codes) = await Released(installation, 4);
        var silent = await Some(round, 1);
        var answered = await Some(round, 0);
        await Settle(round, answered, Outcome.Complete);
        Assert.True((await Close(round)).Ok);

        Assert.Equal("1.1", (await round.Case(answered)).Outcome);
        Assert.Equal("2.2", (await round.Case(silent)).Outcome);
        Assert.Equal(RoundStatus.Closed, await Status(round));
        Assert.True(await round.Read(services => Set<AccessCode>(services).AllAsync(code => code.Sealed == null)));
        Assert.Equal(0, await round.Read(services => Set<LetterFile>(services).CountAsync()));
        Assert.NotNull(await round.Read(services => services.GetRequiredService<AccessCodes>().Find(codes[0])));
        Assert.Equal("brief.mag-niet-meer", (await round.Try(services => services.GetRequiredService<DownloadBatch>().Again(round.Round, numbers[1]))).Problem.Code);
        Assert.Equal("brief.code-gewist", (await Download(round, 1)).Problem.Code);
    }

    [Fact]
    public async Task A_case_to_whom_no_letter_went_is_closed_as_not_sent()
    {
        var round = await Drawn(installation, 20);
        var silent = await Some(round, 0);
        await Silence(round, silent);
        await Make(round, LetterStep.Invitation);
        await Release(round, 1);
        await Close(round);

        Assert.Equal("3.11", (await round.Case(silent)).Outcome);
    }
}

public sealed class What_comes_back_is_noted_on_SQLite(SqliteInstallation installation) : What_comes_back_is_noted(installation), IClassFixture<SqliteInstallation>;

public sealed class What_comes_back_is_noted_on_PostgreSQL(PostgresInstallation installation) : What_comes_back_is_noted(installation), IClassFixture<PostgresInstallation>;
