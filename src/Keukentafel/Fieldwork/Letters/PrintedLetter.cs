// What one letter prints, and what all letters of a run have in common. Exists only while it is printed, shown or written to a mail-merge file.
using System.Globalization;
using Keukentafel.Access;
using Keukentafel.Foundation;
using Keukentafel.Register;

namespace Keukentafel.Fieldwork;

/// <summary>One letter. Printing the record itself prints nothing: it holds a name, an address and a code.</summary>
public sealed record PrintedLetter
{
    public required string Number { get; init; }
    public required ContactDetails To { get; init; }

    /// <summary>In groups.</summary>
    public required string Code { get; init; }
    public required string Link { get; init; }

    /// <summary>The lines in the window of the envelope: sans serif, no punctuation, two spaces between postcode and town, as the post asks.</summary>
    public IReadOnlyList<string> Address =>
    [
        WithoutDoubleSpaces($"{Title(To.Salutation)} {To.Name}"),
        WithoutDoubleSpaces($"{To.Street} {To.HouseNumber}"),
        $"{PostcodeWithSpace(To.Postcode)}  {To.Town.ToUpper(Dutch.Culture)}",
    ];

    public string Salutation => Gender(To.Salutation) switch
    {
        "v" => $"Geachte mevrouw {To.Name}",
        "m" => $"Geachte heer {To.Name}",
        _ when To.Salutation.Length > 0 => $"Geachte {To.Salutation} {To.Name}",
        _ => $"Geachte {To.Name}",
    };

    public override string ToString() => nameof(PrintedLetter);

    private static string Title(string salutation) => Gender(salutation) switch
    {
        "v" => "Mevrouw",
        "m" => "De heer",
        _ => salutation,
    };

    private static string Gender(string salutation) => salutation.Trim().TrimEnd('.').ToLowerInvariant() switch
    {
        "mevrouw" or "mevr" or "mw" or "v" or "vrouw" => "v",
        "de heer" or "heer" or "dhr" or "m" or "man" or "meneer" => "m",
        _ => "",
    };

    private static string PostcodeWithSpace(string postcode) =>
        postcode.Length == 6 && char.IsAsciiDigit(postcode[3]) && char.IsAsciiLetter(postcode[4]) ? $"{postcode[..4]} {postcode[4..].ToUpperInvariant()}" : postcode;

    private static string WithoutDoubleSpaces(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>Who writes, and what every letter of the run says.</summary>
public sealed record LetterRun
{
    public required string Title { get; init; }
    public required string SenderName { get; init; }
    public required string ReturnAddress { get; init; }
    public required string Phone { get; init; }
    public required string Email { get; init; }

    /// <summary>The logo as a data address; null when there is none.</summary>
    public required string? Logo { get; init; }
    public required bool Invented { get; init; }

    /// <summary>Address of the site as people type it.</summary>
    public required string Website { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public required WindowSide Window { get; init; }
    public required DateOnly DatedOn { get; init; }
    public required DateOnly ClosesOn { get; init; }

    public IReadOnlyDictionary<string, string> Values(PrintedLetter letter) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["aanhef"] = letter.Salutation,
        ["gemeente"] = SenderName,
        ["sluitdatum"] = Day(ClosesOn),
        // A number that is broken over two lines is dialled wrong.
        ["telefoon"] = Phone.Replace(' ', '\u00a0'),
        ["email"] = Email,
        ["website"] = Website,
    };

    /// <summary>A day as letters write it: maandag 14 april 2025.</summary>
    public static string Day(DateOnly day) => day.ToString("dddd d MMMM yyyy", Dutch.Culture);

    public static LetterRun Of(Organisation organisation, LetterText text, DateOnly datedOn, DateOnly closesOn, string publicAddress, string title) => new()
    {
        Title = title,
        SenderName = NameOf(organisation),
        ReturnAddress = string.Join(", ", organisation.Address.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        Phone = organisation.Phone,
        Email = organisation.Email,
        Logo = organisation is { Logo: { Length: > 0 } logo, LogoType: { } type } ? $"data:{type};base64,{Convert.ToBase64String(logo)}" : null,
        Invented = organisation.Invented,
        Website = WebsiteOf(publicAddress),
        Subject = text.Subject,
        Body = text.Body,
        Window = text.Window ?? WindowSide.Left,
        DatedOn = datedOn,
        ClosesOn = closesOn,
    };

    /// <summary>The personal link of a code.</summary>
    public static string LinkOf(string publicAddress, string codeInGroups) => string.Create(CultureInfo.InvariantCulture, $"{publicAddress.TrimEnd('/')}/i/{codeInGroups}");

    private static string WebsiteOf(string publicAddress)
    {
        var place = publicAddress.IndexOf("://", StringComparison.Ordinal);
        return (place < 0 ? publicAddress : publicAddress[(place + 3)..]).TrimEnd('/');
    }

    private static string NameOf(Organisation organisation) =>
        organisation.Kind == OrganisationKind.Municipality && !organisation.Name.StartsWith("gemeente ", StringComparison.OrdinalIgnoreCase)
            ? $"gemeente {organisation.Name}"
            : organisation.Name;
}
