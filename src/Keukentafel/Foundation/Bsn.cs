// The citizen service number (BSN) must never come in. A column full of them refuses its whole file; one that strayed into a text is pointed out and left out.
// What passes the eleven-test need not be a BSN (one in eleven numbers passes), so a column is judged by its shares.
using System.Text.RegularExpressions;

namespace Keukentafel.Foundation;

public static partial class Bsn
{
    private const int MinDigits = 8;
    private const int MaxDigits = 9;

    /// <summary>Whether the text is 8 or 9 digits, also grouped as people print a BSN (1234.56.789 or 123 456 789).</summary>
    public static bool HasItsShape(string text) => Digits(text) is not null;

    /// <summary>Whether the text has the shape of a BSN and passes the eleven-test: 9a + 8b + … + 2h − i is a multiple of 11.</summary>
    public static bool Passes(string text) => Digits(text) is { } digits && PassesElevenTest(digits);

    /// <summary>Whether a number that may be a BSN stands in the text, by itself or among words. A day written as 20251231 is none.</summary>
    public static bool StandsIn(string text) => CanHoldOne(text) && Candidate().Matches(text).Any(IsOne);

    /// <summary>The text without such numbers.</summary>
    public static string LeftOut(string text) =>
        CanHoldOne(text) ? Candidate().Replace(text, match => IsOne(match) ? "" : match.Value).Trim() : text;

    private static bool IsOne(Match match) => !IsDay(match.Value) && Passes(match.Value);

    // Most texts hold fewer than eight digits: they are passed over at once.
    private static bool CanHoldOne(string text)
    {
        var digits = 0;
        foreach (var character in text)
        {
            digits += char.IsAsciiDigit(character) ? 1 : 0;
        }

        return digits >= MinDigits;
    }

    private static bool IsDay(string digits) => DateOnly.TryParseExact(
        digits, ["yyyyMMdd", "ddMMyyyy"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _);

    private static string? Digits(string text)
    {
        var trimmed = text.Trim();
        if (!CanHoldOne(trimmed) || !Whole().IsMatch(trimmed))
        {
            return null;
        }

        return string.Concat(trimmed.Where(char.IsAsciiDigit));
    }

    private static bool PassesElevenTest(string digits)
    {
        var padded = digits.PadLeft(MaxDigits, '0');
        var sum = -(padded[^1] - '0');
        for (var i = 0; i < MaxDigits - 1; i++)
        {
            sum += (padded[i] - '0') * (MaxDigits - i);
        }

        return sum % 11 == 0 && padded.AsSpan().ContainsAnyExcept('0');
    }

    [GeneratedRegex(@"^(\d{8,9}|\d{3}[. ]\d{3}[. ]\d{3}|\d{4}[. ]\d{2}[. ]\d{3})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    [GeneratedRegex(@"(?<![\d\p{L}.,-])(\d{8,9}|\d{3}[. ]\d{3}[. ]\d{3}|\d{4}[. ]\d{2}[. ]\d{3})(?![\d\p{L}])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Candidate();
}

/// <summary>Judges a column while its values pass by: at least 60% of the non-empty values have the shape of a BSN, and at least 90% of those pass the test.</summary>
public sealed class BsnColumn
{
    private const int ShapePercent = 60;
    private const int TestPercent = 90;

    private long values;
    private long shaped;
    private long passing;

    public void Add(string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return;
        }

        values++;
        if (Bsn.HasItsShape(value))
        {
            shaped++;
            passing += Bsn.Passes(value) ? 1 : 0;
        }
    }

    public bool HoldsBsns => shaped > 0 && shaped * 100 >= values * ShapePercent && passing * 100 >= shaped * TestPercent;
}
