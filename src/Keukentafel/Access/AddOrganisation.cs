// Makes an organisation, on behalf of whoever runs the installation. Its first administrator follows by an invitation.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Municipalities;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access;

/// <param name="Code">A municipality's code, GM and four digits; for a bureau a short name of its own.</param>
/// <param name="Name">Null takes the municipality's name from the table.</param>
public sealed record NewOrganisation(string Code, string? Name, OrganisationKind Kind);

public sealed class AddOrganisation(WhoStore store, ISecrets secrets, TimeProvider time)
{
    /// <summary>Words that stand in addresses at the place of a code.</summary>
    private static readonly HashSet<string> Taken = new(StringComparer.OrdinalIgnoreCase) { "mijn-account", "tweede-stap" };

    public async Task<Result<Organisation>> Handle(NewOrganisation request, CancellationToken cancel = default)
    {
        var known = request.Kind == OrganisationKind.Municipality ? Known(request.Code) : null;
        if (Refusal(request, known) is { } refusal)
        {
            return refusal;
        }

        if (await store.Set<Organisation>().AnyAsync(row => row.Code == request.Code, cancel))
        {
            return OrganisationProblems.CodeTaken.Of(request.Code);
        }

        var organisation = new Organisation
        {
            OrganisationId = secrets.NewId<OrganisationId>(),
            Code = request.Code,
            Name = request.Name?.Trim() ?? known!.Name,
            Kind = request.Kind,
        };
        store.Add(organisation);
        return organisation;
    }

    private static Problem? Refusal(NewOrganisation request, Municipality? known) => request switch
    {
        { Kind: OrganisationKind.Municipality } when known is null && !MunicipalityTable.IsInvented(request.Code) => OrganisationProblems.UnknownMunicipality.Of(request.Code),
        { Kind: OrganisationKind.Bureau } when !IsBureauCode(request.Code) => OrganisationProblems.BadBureauCode.Of(request.Code),
        { Name: null } when known is null => OrganisationProblems.NoName.Of(request.Code),
        { Name: { } name } when name.Trim().Length is 0 or > Organisation.NameMaxLength => OrganisationProblems.BadName.Of(Organisation.NameMaxLength, name.Trim().Length),
        _ => null,
    };

    private Municipality? Known(string code)
    {
        var year = Math.Clamp(time.Today().Year, MunicipalityTable.FirstYear, MunicipalityTable.LastYear);
        return MunicipalityTable.Find(code, year);
    }

    private static bool IsBureauCode(string code) =>
        code.Length is >= 3 and <= Organisation.CodeMaxLength
        && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        && char.IsAsciiLetter(code[0]) && !code.StartsWith("GM", StringComparison.OrdinalIgnoreCase) && !Taken.Contains(code);
}

public static class OrganisationProblems
{
    public static readonly ProblemKind UnknownMunicipality = new("organisatie.onbekende-gemeente", "{0} is dit jaar geen gemeentecode. Gebruik GM en vier cijfers, zoals GM0014, of een verzonnen gemeente van GM9001 tot en met GM9999.");
    public static readonly ProblemKind BadBureauCode = new("organisatie.bureaucode", "{0} kan niet als code van een bureau. Gebruik 3 tot 20 letters, cijfers en streepjes, beginnend met een letter en niet met GM.");
    public static readonly ProblemKind NoName = new("organisatie.geen-naam", "Van {0} is geen naam bekend. Geef de naam van de organisatie op.");
    public static readonly ProblemKind BadName = new("organisatie.naam", "De naam van een organisatie heeft 1 tot en met {0} tekens; deze naam heeft er {1}. Geef een andere naam op.");
    public static readonly ProblemKind Different = new("organisatie.anders", "De organisatie {0} is er al, als {1} met de naam {2}. Laat naam en soort weg om er een beheerder bij uit te nodigen, of kies een andere code.", ProblemSort.Conflict);
    public static readonly ProblemKind CodeTaken = new("organisatie.code-bezet", "Er is al een organisatie met code {0}. Kies een andere code.", ProblemSort.Conflict);
}
