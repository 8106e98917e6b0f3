// Dutch words for what the code names in English.
namespace Keukentafel.Register;

internal static class RegisterTexts
{
    /// <summary>Reasons that a person may give; the others come from the file.</summary>
    public static readonly IReadOnlyList<NoContactReason> Given = [NoContactReason.Asked, NoContactReason.Deceased, NoContactReason.MovedAway, NoContactReason.Unsafe, NoContactReason.Other];

    public static string Of(NoContactReason? reason) => reason switch
    {
        null => "mag benaderd worden",
        NoContactReason.InFile => "stond zo in het bestand",
        NoContactReason.NoAddress => "geen volledig adres",
        NoContactReason.Deceased => "overleden",
        NoContactReason.MovedAway => "verhuisd naar buiten de gemeente",
        NoContactReason.Asked => "heeft gevraagd om geen brief",
        NoContactReason.Unsafe => "geheim adres, of een brief is niet veilig",
        NoContactReason.Other => "andere reden",
        NoContactReason.Gone => "overleden of verhuisd, volgens het antwoord op een brief",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string Of(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Preview => "nog niet ingelezen",
        DeliveryStatus.Importing => "wordt ingelezen",
        DeliveryStatus.Imported => "ingelezen",
        DeliveryStatus.Undone => "teruggenomen",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
