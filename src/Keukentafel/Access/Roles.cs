// Roles are sets of rights: this table is the whole of it. docs/handleiding/rechten.md prints the same table, and a test holds the two together.
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Access;

public enum Role { Researcher, Fieldwork, Interviewer, DataEntry, CouncilMember, Reader, Administrator }

public static class Roles
{
    public static readonly IReadOnlyList<Role> All = Enum.GetValues<Role>();

    /// <summary>Who sees figures and open texts does not see contact data, and the other way round. A person may be given both roles, in sight of the audit.</summary>
    public static IReadOnlySet<Right> RightsOf(Role role) => Matrix[role];

    public static IReadOnlySet<Right> RightsOf(IEnumerable<Role> roles) => roles.SelectMany(role => Matrix[role]).ToHashSet();

    /// <summary>Contact data, letters (they hold names with codes) and accounts are only opened with a second factor.</summary>
    public static bool NeedSecondFactor(IReadOnlySet<Right> rights) => rights.Overlaps(Guarded);

    public static string NameOf(Role role) => role switch
    {
        Role.Researcher => "onderzoeker",
        Role.Fieldwork => "veldwerk",
        Role.Interviewer => "interviewer",
        Role.DataEntry => "invoer",
        Role.CouncilMember => "raadslid",
        Role.Reader => "lezer",
        Role.Administrator => "beheerder",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>What the role is for, in one line, for whoever hands it out.</summary>
    public static string PurposeOf(Role role) => role switch
    {
        Role.Researcher => "richt onderzoeken in, trekt de steekproef, ziet uitkomsten en open antwoorden; ziet geen contactgegevens",
        Role.Fieldwork => "beheert het register met contactgegevens, verstuurt brieven en houdt de respons bij",
        Role.Interviewer => "belt deelnemers en vult voor hen in",
        Role.DataEntry => "voert papieren vragenlijsten in",
        Role.CouncilMember => "lid van de adviesraad: ziet uitkomsten",
        Role.Reader => "ziet onderzoeken en uitkomsten",
        Role.Administrator => "beheert accounts en de gegevens van de organisatie, ziet het logboek",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    private static readonly HashSet<Right> Guarded = [Right.ContactSee, Right.ContactChange, Right.Release, Right.Accounts];

    private static readonly Dictionary<Role, HashSet<Right>> Matrix = new()
    {
        [Role.Researcher] = [Right.StudySee, Right.StudyChange, Right.Draw, Right.Figures, Right.OpenTexts, Right.Publish],
        [Role.Fieldwork] = [Right.StudySee, Right.ContactSee, Right.ContactChange, Right.Release, Right.Enter],
        [Role.Interviewer] = [Right.ContactSee, Right.Enter],
        [Role.DataEntry] = [Right.Enter],
        [Role.CouncilMember] = [Right.Figures],
        [Role.Reader] = [Right.StudySee, Right.Figures],
        [Role.Administrator] = [Right.StudySee, Right.Accounts, Right.Audit],
    };
}
