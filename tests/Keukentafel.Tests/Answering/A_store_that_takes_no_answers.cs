// The disk is full, or the database refuses: the respondent is told, loses nothing of what was kept, and presses the same button again when it works.
using System.Net;
using Keukentafel.Answering;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace Keukentafel.Tests.Answering;

public abstract class A_store_that_takes_no_answers
{
    private readonly Installation installation;

    protected A_store_that_takes_no_answers(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task Is_told_with_the_choice_still_there_and_takes_it_when_it_can_again()
    {
        var round = await AnsweringRound.With(installation);
        using var anna = new LinkVisitor(installation.Address);
        var second = await (await anna.Open($"/i/{round.Code}?pagina=1")).Answer(1);

        await Break();
        var told = await second.Answer(4);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, AnsweringProblems.NotKept.Text), (told.Status, told.Alert));
        Assert.Equal(("CEO02", "4"), (told.Question, told.Chosen));
        Assert.Equal(["CEO01"], (await round.Response()).Answers.Keys);

        await Mend();
        Assert.Equal("CEO03", (await told.Next()).Question);
        Assert.Equal([("CEO01", 1), ("CEO02", 4)], (await round.Response()).Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => (answer.Key, answer.Value)));
    }

    /// <summary>From now on every new answer is refused.</summary>
    protected abstract Task Break();

    protected abstract Task Mend();
}

public sealed class A_store_that_takes_no_answers_on_SQLite(SqliteInstallation installation) : A_store_that_takes_no_answers(installation), IClassFixture<SqliteInstallation>
{
    protected override Task Break() => Run("create trigger full before insert on answers begin select raise(abort, 'full'); end");

    protected override Task Mend() => Run("drop trigger full");

    private async Task Run(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={StoreFactory.FileOf(installation.Settings.DataFolder, "what")}");
        await connection.OpenAsync();
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class A_store_that_takes_no_answers_on_PostgreSQL(PostgresInstallation installation) : A_store_that_takes_no_answers(installation), IClassFixture<PostgresInstallation>
{
    protected override Task Break() => Run("alter table what.answers add constraint full_disk check (false) not valid");

    protected override Task Mend() => Run("alter table what.answers drop constraint full_disk");

    private async Task Run(string sql)
    {
        await using var connection = new NpgsqlConnection(installation.OwnerConnection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
