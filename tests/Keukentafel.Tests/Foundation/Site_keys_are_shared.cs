// What one node signs or seals for the browser, another node and a later start accept.
using Keukentafel.Cli;
using Keukentafel.Foundation.Keys;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Foundation;

public abstract class Site_keys_are_shared
{
    private readonly Installation installation;

    protected Site_keys_are_shared(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task A_second_node_and_a_restart_accept_what_the_first_node_gave()
    {
        string given;
        await using (var first = Backstage.Open(installation.Settings).Value)
        await using (var second = Backstage.Open(installation.Settings).Value)
        {
            given = Protector(first).Protect("Anna");
            Assert.Equal("Anna", Protector(second).Unprotect(given));
        }

        await using var restarted = Backstage.Open(installation.Settings).Value;
        Assert.Equal("Anna", Protector(restarted).Unprotect(given));
    }

    [Fact]
    public async Task The_database_alone_does_not_tell_them()
    {
        await using var node = Backstage.Open(installation.Settings).Value;
        Protector(node).Protect("Anna");
        await using var store = node.GetRequiredService<StoreFactory>().Open<WhoStore>(StoreScope.Installation, StoreAccess.Read);
        var rows = await store.Set<SiteKey>().ToListAsync();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.DoesNotContain("masterKey", System.Text.Encoding.UTF8.GetString(row.Sealed), StringComparison.OrdinalIgnoreCase));
    }

    private static IDataProtector Protector(IServiceProvider node) => node.GetRequiredService<IDataProtectionProvider>().CreateProtector("aanmelding");
}

public sealed class Site_keys_are_shared_on_SQLite(SqliteInstallation installation) : Site_keys_are_shared(installation), IClassFixture<SqliteInstallation>;

public sealed class Site_keys_are_shared_on_PostgreSQL(PostgresInstallation installation) : Site_keys_are_shared(installation), IClassFixture<PostgresInstallation>;
