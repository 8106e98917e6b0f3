// Walks every route of the site, also those that are made after this test: as nobody, in a wrong role, and in the right role of another municipality.
using System.Net;
using System.Text.RegularExpressions;
using Keukentafel.Access;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Tests.World;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Access;

public abstract class Every_door
{
    private readonly Installation installation;
    private readonly People people;

    protected Every_door(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        (this.installation, people) = (installation, new People(installation));
    }

    [Fact]
    public void Every_route_has_a_door()
    {
        var without = Endpoints().Where(endpoint => endpoint.Metadata.GetMetadata<Door>() is null).Select(endpoint => endpoint.RoutePattern.RawText);
        Assert.All(without, path => Assert.StartsWith("/health/", path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_is_sent_to_sign_in()
    {
        await people.OrganisationOf(People.Zonnedam);
        using var nobody = people.Nobody();
        await Walk(
            door => door.Audience is Audience.SignedIn or Audience.Staff,
            _ => Task.FromResult(nobody),
            answer => answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.StartsWith("/aanmelden?terug=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_role_is_refused()
    {
        await people.OrganisationOf(People.Zonnedam);
        var visitors = new Dictionary<Right, Visitor>();
        await Walk(
            door => door.Right is not null,
            async door =>
            {
                var right = door.Right!.Value;
                if (!visitors.TryGetValue(right, out var visitor))
                {
                    // Every role that lacks the right, all together.
                    var roles = Roles.All.Where(role => !Roles.RightsOf(role).Contains(right)).ToArray();
                    Assert.NotEmpty(roles);
                    visitors[right] = visitor = await people.Anna(roles);
                }

                return visitor;
            },
            answer => answer.StatusCode == HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_right_role_of_another_municipality_finds_nothing()
    {
        await people.OrganisationOf(People.Zonnedam);
        using var bram = await people.Bram([.. Roles.All]);
        await Walk(door => door.Audience == Audience.Staff, _ => Task.FromResult(bram), answer => answer.StatusCode == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_is_refused_stays_signed_in()
    {
        await people.OrganisationOf(People.Noorderhaven);
        using var anna = await people.Anna(Role.Reader);
        foreach (var path in new[] { "/bureau/GM9001/accounts", "/bureau/GM9002/accounts" })
        {
            Assert.Contains("Anna de Wit", (await Visitor.Read(await anna.Get(path))).QuerySelector("header")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_is_changed_by_a_form_that_is_not_ours()
    {
        using var anna = await people.Anna([.. Roles.All]);
        await Walk(
            door => door.Writes is not null,
            _ => Task.FromResult(anna),
            answer => answer.StatusCode == HttpStatusCode.BadRequest && answer.Content.ReadAsStringAsync().Result.Contains("Dit formulier was te lang open", StringComparison.Ordinal));
    }

    private async Task Walk(Func<Door, bool> which, Func<Door, Task<Visitor>> who, Func<HttpResponseMessage, bool> expected)
    {
        var wrong = new List<string>();
        var walked = 0;
        foreach (var endpoint in Endpoints())
        {
            if (endpoint.Metadata.GetMetadata<Door>() is not { } door || !which(door))
            {
                continue;
            }

            var visitor = await who(door);
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), PathOf(endpoint));
                if (method != "GET")
                {
                    request.Content = new FormUrlEncodedContent([KeyValuePair.Create("naam", "proef")]);
                }

                using var answer = await visitor.Http.SendAsync(request);
                walked++;
                if (!expected(answer))
                {
                    wrong.Add($"{method} {endpoint.RoutePattern.RawText}: {(int)answer.StatusCode} {answer.Headers.Location}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.NotEqual(0, walked);
    }

    private List<RouteEndpoint> Endpoints()
    {
        _ = installation.Address;
        return [.. installation.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];
    }

    /// <summary>An address that fits the route, in Zonnedam; what it names does not exist.</summary>
    private static string PathOf(RouteEndpoint endpoint) =>
        Regex.Replace(endpoint.RoutePattern.RawText!, @"\{\*{0,2}(?<name>[^}:?=]+)(?<rule>:[^}]*)?[^}]*\}", match => match.Groups["name"].Value switch
        {
            "organisatie" => People.Zonnedam,
            _ when match.Groups["rule"].Value.Contains("int", StringComparison.Ordinal) => "1",
            _ => "3f2a9c1e-5b7d-4e8f-9a0b-1c2d3e4f5a6b",
        });
}

public sealed class Every_door_on_SQLite(SqliteInstallation installation) : Every_door(installation), IClassFixture<SqliteInstallation>;

public sealed class Every_door_on_PostgreSQL(PostgresInstallation installation) : Every_door(installation), IClassFixture<PostgresInstallation>;
