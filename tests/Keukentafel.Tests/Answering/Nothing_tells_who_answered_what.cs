// Marked data goes the whole road; afterwards its code, its name and its answers are searched for wherever they may not be.
using System.Text;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Keys;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Answering;

public abstract class Nothing_tells_who_answered_what
{
    private readonly Installation installation;

    protected Nothing_tells_who_answered_what(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task No_code_case_or_answer_stands_in_a_log_line_or_in_the_audit()
    {
        var round = await AnsweringRound.With(installation, clients: 2);
        using var anna = new LinkVisitor(installation.Address);
        var page = await (await anna.OpenLink(round.Code)).Next();
        while (page.Name == "vraag")
        {
            page = await page.Answer(2);
        }

        await page.Send();
        await anna.Open($"/i/{round.Code}?pagina=1&x={round.Code}");
        var left = await (await anna.OpenLink(round.Cases[1].Code)).Press("reden", "doet-niet-mee");
        await left.Press("herstel", "ja");
        await anna.Post($"/i/{round.Code}", ("pagina", round.Code));
        await anna.Post("/", ("code", round.Code + "2"));
        await round.CaseAfterCarrying();

        var response = (await round.Response()).Response;
        var marks = round.Cases.SelectMany(@case => new[] { @case.Code, AccessCodeFormat.InGroups(@case.Code), @case.Id.ToString() }).Append(response.Id.ToString()).Append("CEO0").ToList();
        Assert.NotEmpty(installation.Logs.Lines);
        Assert.All(installation.Logs.Lines, line => Assert.DoesNotContain(marks, mark => line.Contains(mark, StringComparison.OrdinalIgnoreCase)));
        Assert.Empty(await round.Round.Read(services => services.GetRequiredService<WhoStore>().Set<AuditEntry>().ToListAsync()));
    }

    [Fact]
    public async Task The_answers_hold_no_name_number_code_or_case_and_the_people_hold_no_answer()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        await (await (await anna.OpenLink(round.Code)).Next()).Answer(4);
        var client = await round.Round.Read(services => services.GetRequiredService<WhoStore>().Set<Client>().SingleAsync());
        var index = installation.Services.GetRequiredService<BlindIndex>().Of(KeyPurpose.AccessCode, "access-code", round.Code);

        string[] ofPeople = [round.Code, AccessCodeFormat.InGroups(round.Code), index, round.Cases[0].Id.ToString(), client.Id.ToString(), client.NumberIndex, "Proefpersoon", "Kerkstraat"];
        var answers = await Everything(new[] { "responses", "answers", "frame_values", "outcomes_on_their_way" }, services => services.GetRequiredService<WhatStore>(), round);
        Assert.Contains("CEO01", answers, StringComparison.Ordinal);
        Assert.All(ofPeople, mark => Assert.DoesNotContain(mark, answers, StringComparison.OrdinalIgnoreCase));

        var people = await Everything(new[] { "cases", "access_codes", "clients", "audit_entries", "jobs" }, services => services.GetRequiredService<WhoStore>(), round);
        Assert.Contains(round.Cases[0].Id.ToString(), people, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain((await round.Response()).Response.Id.ToString(), people, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("CEO01", people, StringComparison.Ordinal);
        Assert.DoesNotContain(round.Code, people, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Every value of these tables as text.</summary>
    private static Task<string> Everything(IEnumerable<string> tables, Func<IServiceProvider, StoreContext> store, AnsweringRound round) => round.Round.Read(async services =>
    {
        var text = new StringBuilder();
        var context = store(services);
        var schema = context.Database.IsNpgsql() ? $"{context.Schema}." : "";
        foreach (var table in tables)
        {
            await using var command = context.Database.GetDbConnection().CreateCommand();
            command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(context.Database.CurrentTransaction!);
            command.CommandText = $"select * from {schema}{table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    text.Append(reader.GetValue(column) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(reader.GetValue(column), System.Globalization.CultureInfo.InvariantCulture)).Append('\n');
                }
            }
        }

        return text.ToString();
    });
}

public sealed class Nothing_tells_who_answered_what_on_SQLite(SqliteInstallation installation) : Nothing_tells_who_answered_what(installation), IClassFixture<SqliteInstallation>;

public sealed class Nothing_tells_who_answered_what_on_PostgreSQL(PostgresInstallation installation) : Nothing_tells_who_answered_what(installation), IClassFixture<PostgresInstallation>;
