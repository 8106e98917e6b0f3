// On whose behalf something is done: a person of an organisation, the program itself, or nobody yet.
namespace Keukentafel.Foundation.Pipeline;

public sealed record Caller
{
    public AccountId? Account { get; init; }

    /// <summary>The organisation whose rows are in scope; null only where the installation itself acts.</summary>
    public OrganisationId? Organisation { get; init; }

    /// <summary>Code of that organisation, for addresses.</summary>
    public string OrganisationCode { get; init; } = "";

    public string OrganisationName { get; init; } = "";

    public string Name { get; init; } = "";

    public IReadOnlySet<Right> Rights { get; init; } = new HashSet<Right>();

    public bool May(Right right) => Rights.Contains(right);

    public OrganisationId Here => Organisation ?? throw new InvalidOperationException("No organisation is in scope.");

    public Store.StoreScope Scope => new(Organisation);

    /// <summary>The program itself, within one organisation: jobs, the outbox, the demonstration.</summary>
    public static Caller Program(OrganisationId organisation) => new()
    {
        Organisation = organisation,
        Name = "Keukentafel",
        Rights = new HashSet<Right>(Enum.GetValues<Right>()),
    };

    /// <summary>The program itself, over organisations: sees only what is marked for that.</summary>
    public static readonly Caller Installation = new() { Name = "Keukentafel", Rights = new HashSet<Right>(Enum.GetValues<Right>()) };
}

/// <summary>Holds the caller of the request or job step in hand.</summary>
public sealed class CurrentCaller
{
    public Caller Caller { get; set; } = new();
}
