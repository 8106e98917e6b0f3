// Names of tabs as Excel accepts them: at most 31 characters, none of []:*?/\, no apostrophe at the ends, unique
// whatever the case.
namespace Keukentafel.Documents.Sheets;

internal sealed class SheetNames
{
    private const int MaxLength = 31;
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    public string Fit(string wished)
    {
        var clean = new string([.. wished.Select(character => character is '[' or ']' or ':' or '*' or '?' or '/' or '\\' || char.IsControl(character) ? ' ' : character)]);
        clean = Cut(clean.Trim().Trim('\''), MaxLength);
        if (clean.Length == 0)
        {
            clean = "Blad";
        }

        var name = clean;
        for (var number = 2; !taken.Add(name); number++)
        {
            var suffix = string.Create(System.Globalization.CultureInfo.InvariantCulture, $" ({number})");
            name = Cut(clean, MaxLength - suffix.Length) + suffix;
        }

        return name;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd();
}
