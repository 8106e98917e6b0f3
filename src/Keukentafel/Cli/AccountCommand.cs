// The way in for the first administrator of an organisation, and the way back when the last one is gone: a one-time link, printed and never stored.
using System.CommandLine;
using Keukentafel.Access;
using Keukentafel.Access.Invitations;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Cli;

internal static class AccountCommand
{
    private const string Municipality = "gemeente";
    private const string Bureau = "bureau";

    public static Command Make(Terminal terminal) => new("account", "Accounts van medewerkers.") { Add(terminal) };

    private static Command Add(Terminal terminal)
    {
        var settings = new SettingsOptions();
        var code = new Option<string>("--organisation-code") { Description = "Gemeentecode, zoals GM0014, of een eigen code van een bureau.", HelpName = "CODE", Required = true };
        var name = new Option<string>("--organisation-name") { Description = "Naam van de organisatie; van een gemeente is de naam bekend.", HelpName = "NAAM" };
        var kind = new Option<string>("--kind") { Description = $"{Municipality} of {Bureau} ({Municipality}).", HelpName = "SOORT", DefaultValueFactory = _ => Municipality };
        var email = new Option<string>("--email") { Description = "Mailadres van de beheerder.", HelpName = "MAILADRES", Required = true };
        var json = new Option<bool>("--json") { Description = "Schrijft het antwoord als JSON." };
        var command = new Command("add", "Nodigt een beheerder uit met een eenmalige koppeling; maakt de organisatie als die er nog niet is.") { code, name, kind, email, json };
        foreach (var option in settings.All)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(kind) is not (Municipality or Bureau))
            {
                return terminal.Wrong($"--kind: kies {Municipality} of {Bureau}.");
            }

            var given = settings.Read(parsed, Path.Combine("data", "serve"));
            var opened = given.Ok ? Backstage.Open(given.Value) : given.Problem;
            if (!opened.Ok)
            {
                return terminal.Refuse(opened.Problem);
            }

            await using var services = opened.Value;
            var wanted = new NewOrganisation(
                parsed.GetValue(code)!, parsed.GetValue(name), parsed.GetValue(kind) == Bureau ? OrganisationKind.Bureau : OrganisationKind.Municipality);
            var invited = await Invite(services, wanted, parsed.GetResult(kind) is { Implicit: false }, parsed.GetValue(email)!, cancel);
            return invited.Match(
                answer =>
                {
                    if (parsed.GetValue(json))
                    {
                        terminal.SayJson(new { organisation = wanted.Code, address = answer.Address, expiresAt = answer.ExpiresAt });
                    }
                    else
                    {
                        terminal.Say($"Geef deze koppeling aan de beheerder. Zij werkt één keer, tot en met {Clock.Local(answer.ExpiresAt).ToString("d MMMM yyyy", Dutch.Culture)}:");
                        terminal.Say(answer.Address);
                    }

                    return CommandLine.Done;
                },
                terminal.Refuse);
        });
        return command;
    }

    private static async Task<Result<Invited>> Invite(IServiceProvider services, NewOrganisation wanted, bool kindGiven, string email, CancellationToken cancel)
    {
        if (!EmailAddress.IsValid(email))
        {
            return AccessProblems.NotAnEmail.Of("--email");
        }

        var organisation = await Find(services, wanted, kindGiven, cancel);
        if (!organisation.Ok)
        {
            return organisation.Problem;
        }

        return await services.GetRequiredService<Pipeline>().Change<WhoStore, Invited>(
            Caller.Program(organisation.Value.Id) with { OrganisationCode = wanted.Code },
            Right.Accounts,
            scope =>
            {
                if (organisation.Value.New)
                {
                    scope.GetRequiredService<AuditTrail>().Note("organisation.add", $"organisation:{organisation.Value.Id}", $"Code {wanted.Code}.");
                }

                return scope.GetRequiredService<InvitePerson>().Handle(new Invite(email, [Role.Administrator], ByMail: false), cancel);
            },
            cancel);
    }

    private static async Task<Result<(OrganisationId Id, bool New)>> Find(IServiceProvider services, NewOrganisation wanted, bool kindGiven, CancellationToken cancel)
    {
        await using (var store = services.GetRequiredService<StoreFactory>().Open<WhoStore>(StoreScope.Installation, StoreAccess.Read))
        {
            if (await store.Set<Organisation>().FirstOrDefaultAsync(row => row.Code == wanted.Code, cancel) is { } already)
            {
                var differs = (kindGiven && already.Kind != wanted.Kind) || (wanted.Name?.Trim() is { } name && name != already.Name);
                return differs
                    ? OrganisationProblems.Different.Of(already.Code, already.Kind == OrganisationKind.Bureau ? Bureau : Municipality, already.Name)
                    : (already.OrganisationId, false);
            }
        }

        var added = await services.GetRequiredService<Pipeline>().Change<WhoStore, Organisation>(
            Caller.Installation, right: null, scope => scope.GetRequiredService<AddOrganisation>().Handle(wanted, cancel), cancel);
        return added.Ok ? (added.Value.OrganisationId, true) : added.Problem;
    }
}
