// Named people of two invented municipalities, who sign in over HTTP as anybody would: password, and the code of an authenticator app when they have one.
// Anna works for Zonnedam, Bram for Noorderhaven.
using System.Collections.Concurrent;
using Keukentafel.Access;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.World;

/// <summary>Somebody with an account. <paramref name="FactorKey"/> is what the person's authenticator app holds; null when there is none.</summary>
public sealed record Person(AccountId Id, string Name, string Email, string Password, string? FactorKey, Organisation Home);

public sealed class People(Installation installation)
{
    public const string Zonnedam = "GM9001";
    public const string Noorderhaven = "GM9002";
    public const string Password = "fiets paraplu lantaarn 7";

    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Making = new(StringComparer.Ordinal);
    private int made;

    /// <summary>Somebody of Zonnedam with these roles, signed in, second factor included.</summary>
    public async Task<Visitor> Anna(params Role[] roles) => await SignIn(await Add("Anna de Wit", Zonnedam, roles));

    /// <summary>Somebody of Noorderhaven with these roles, signed in, second factor included.</summary>
    public async Task<Visitor> Bram(params Role[] roles) => await SignIn(await Add("Bram Postma", Noorderhaven, roles));

    /// <summary>Somebody without an account.</summary>
    public Visitor Nobody() => new(installation.Address);

    /// <summary>The organisation with this code; it is made at the first call.</summary>
    public async Task<Organisation> OrganisationOf(string code)
    {
        var gate = Making.GetOrAdd($"{installation.Settings.DataFolder} {code}", _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync();
        try
        {
            var services = installation.Services;
            await using var store = services.GetRequiredService<StoreFactory>().Open<WhoStore>(StoreScope.Installation, StoreAccess.Change);
            if (await store.Set<Organisation>().FirstOrDefaultAsync(organisation => organisation.Code == code) is { } already)
            {
                return already;
            }

            var organisation = new Organisation
            {
                OrganisationId = services.GetRequiredService<ISecrets>().NewId<OrganisationId>(),
                Code = code,
                Name = code switch { Zonnedam => "Zonnedam", Noorderhaven => "Noorderhaven", _ => "Bureau " + code },
                Kind = code.StartsWith("GM", StringComparison.Ordinal) ? OrganisationKind.Municipality : OrganisationKind.Bureau,
            };
            store.Add(organisation);
            await store.SaveChangesAsync();
            await store.Database.CurrentTransaction!.CommitAsync();
            return organisation;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A new account in an organisation, with a mail address of its own. It has an authenticator app when a role needs one.</summary>
    public Task<Person> Add(string name, string organisationCode, params Role[] roles) =>
        Add(name, organisationCode, secondFactor: Roles.NeedSecondFactor(Roles.RightsOf(roles)), roles);

    public async Task<Person> Add(string name, string organisationCode, bool secondFactor, params Role[] roles)
    {
        var home = await OrganisationOf(organisationCode);
        var email = $"{name.Split(' ')[0].ToLowerInvariant()}{Interlocked.Increment(ref made)}.{installation.Services.GetRequiredService<ISecrets>().NewToken()[..6].ToLowerInvariant()}@{home.Name.ToLowerInvariant().Replace(' ', '-')}.example";
        var added = await installation.Pipeline.Change<WhoStore, Person>(Caller.Program(home.OrganisationId), right: null, async services =>
        {
            var account = new Account
            {
                Id = services.GetRequiredService<ISecrets>().NewId<AccountId>(),
                OrganisationId = home.OrganisationId,
                Name = name,
                CreatedAt = installation.Time.Now(),
            };
            var accounts = services.GetRequiredService<Accounts>();
            services.GetRequiredService<AccountSeal>().SetEmail(account, email);
            Assert.True((await accounts.CreateAsync(account, Password)).Succeeded);
            if (secondFactor)
            {
                await accounts.ResetAuthenticatorKeyAsync(account);
                await accounts.SetTwoFactorEnabledAsync(account, true);
            }

            services.GetRequiredService<WhoStore>().AddRange(roles.Select(role => new Membership { OrganisationId = home.OrganisationId, AccountId = account.Id, Role = role }));
            return new Person(account.Id, name, email, Password, await accounts.GetAuthenticatorKeyAsync(account), home);
        });
        return added.Value;
    }

    /// <summary>Gives somebody a role in another organisation.</summary>
    public async Task Join(Person person, string organisationCode, params Role[] roles)
    {
        var organisation = await OrganisationOf(organisationCode);
        await installation.Pipeline.Change<WhoStore, Done>(Caller.Program(organisation.OrganisationId), right: null, services =>
        {
            services.GetRequiredService<WhoStore>().AddRange(roles.Select(role => new Membership { OrganisationId = organisation.OrganisationId, AccountId = person.Id, Role = role }));
            return Task.FromResult<Result<Done>>(Done.It);
        });
    }

    /// <summary>Signs in over HTTP and arrives at the person's own organisation.</summary>
    public async Task<Visitor> SignIn(Person person)
    {
        var visitor = Nobody();
        var answer = await visitor.Post("/aanmelden", ("mailadres", person.Email), ("wachtwoord", person.Password));
        if (person.FactorKey is { } key)
        {
            Assert.StartsWith("/aanmelden/code", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);

            // A code works once, so that a second sign-in in the same half minute takes the code before or after.
            var now = installation.Time.Now();
            foreach (var second in new[] { -30, 0, 30 })
            {
                answer = await visitor.Post("/aanmelden/code", ("code", AuthenticatorCodes.CodeAt(key, now.AddSeconds(second))));
                if (answer.Headers.Location is not null)
                {
                    break;
                }
            }
        }

        Assert.Equal("/bureau", answer.Headers.Location?.OriginalString);
        visitor.Person = person;
        return visitor;
    }
}
