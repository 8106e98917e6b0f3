// On PostgreSQL the database itself keeps account data of one organisation from another, whatever SQL the program would send.
using Keukentafel.Access;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Access;

public sealed class Accounts_are_apart(PostgresInstallation installation) : IClassFixture<PostgresInstallation>
{
    [Theory]
    [InlineData("accounts")]
    [InlineData("memberships")]
    [InlineData("invitations")]
    [InlineData("password_links")]
    [InlineData("outgoing_mails")]
    [InlineData("audit_entries")]
    [InlineData("organisations")]
    public async Task Raw_SQL_finds_only_rows_of_the_organisation_in_scope(string table)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        var people = new People(installation);
        using var anna = await people.Anna(Role.Administrator);
        await anna.Post("/bureau/GM9001/accounts/uitnodigingen", ("mailadres", "els@zonnedam.example"), ("rollen", "Reader"));
        await anna.Post("/aanmelden/wachtwoord-vergeten", ("mailadres", anna.Person!.Email));
        var bram = await people.Add("Bram Postma", People.Noorderhaven, Role.Reader);

        Assert.NotEqual(0, await Count(table, anna.Person));
        await using var store = installation.Services.GetRequiredService<StoreFactory>().Open<WhoStore>(StoreScope.Of(bram.Home.OrganisationId), StoreAccess.Change);
        var (there, here) = (anna.Person.Home.OrganisationId.Value, bram.Home.OrganisationId.Value);
#pragma warning disable EF1002 // the names of our own tables
        Assert.Equal(0, await store.Database.SqlQueryRaw<int>($"select count(*)::int as \"Value\" from who.{table} where organisation_id <> {{0}}", here).SingleAsync());
        Assert.Equal(0, await store.Database.ExecuteSqlRawAsync($"delete from who.{table} where organisation_id = {{0}}", there));
#pragma warning restore EF1002
    }

    private async Task<int> Count(string table, Person person)
    {
        await using var store = installation.Services.GetRequiredService<StoreFactory>().Open<WhoStore>(StoreScope.Of(person.Home.OrganisationId), StoreAccess.Read);
#pragma warning disable EF1002 // the names of our own tables
        return await store.Database.SqlQueryRaw<int>($"select count(*)::int as \"Value\" from who.{table}").SingleAsync();
#pragma warning restore EF1002
    }
}
