// Rows of one organisation are never seen or written from the scope of another: by the query filter on every database, on PostgreSQL by row-level security too.
using Keukentafel.Access;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Store;

public abstract class Organisations_are_apart
{
    private readonly Installation installation;

    protected Organisations_are_apart(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public async Task A_study_is_seen_by_its_own_organisation_only()
    {
        var (zonnedam, noorderhaven) = (NewOrganisation(), NewOrganisation());
        await AddStudy(zonnedam, "Wmo 2025");

        Assert.Equal(["Wmo 2025"], await Studies(zonnedam));
        Assert.Empty(await Studies(noorderhaven));
    }

    [Fact]
    public async Task A_row_of_another_organisation_is_not_stored()
    {
        var (zonnedam, noorderhaven) = (NewOrganisation(), NewOrganisation());
        await Assert.ThrowsAsync<InvalidOperationException>(() => AddStudy(zonnedam, "Verdwaald", of: noorderhaven));
        Assert.Empty(await Studies(noorderhaven));
    }

    private OrganisationId NewOrganisation() => installation.Services.GetRequiredService<ISecrets>().NewId<OrganisationId>();

    private async Task AddStudy(OrganisationId scope, string name, OrganisationId? of = null)
    {
        var added = await installation.Pipeline.Change<WhoStore, Done>(Caller.Program(scope), right: null, services =>
        {
            services.GetRequiredService<WhoStore>().Add(new Study
            {
                Id = services.GetRequiredService<ISecrets>().NewId<StudyId>(),
                OrganisationId = of ?? scope,
                Name = name,
                Law = Law.Wmo,
                CreatedAt = installation.Time.Now(),
            });
            return Task.FromResult<Result<Done>>(Done.It);
        });
        Assert.True(added.Ok);
    }

    private async Task<List<string>> Studies(OrganisationId scope) =>
        (await installation.Pipeline.Read<List<string>>(Caller.Program(scope), right: null, async services =>
            await services.GetRequiredService<WhoStore>().Set<Study>().Select(study => study.Name).ToListAsync())).Value;
}

public sealed class Organisations_are_apart_on_SQLite(SqliteInstallation installation) : Organisations_are_apart(installation), IClassFixture<SqliteInstallation>;

public sealed class Organisations_are_apart_on_PostgreSQL(PostgresInstallation installation) : Organisations_are_apart(installation), IClassFixture<PostgresInstallation>;
