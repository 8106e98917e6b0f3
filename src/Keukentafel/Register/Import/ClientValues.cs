// How single values of a register are written, and how they are read: days, ages, postcodes, house numbers, yes and no.
using System.Globalization;
using System.Text.RegularExpressions;

namespace Keukentafel.Register.Import;

/// <summary>A day as far as it can be read.</summary>
public abstract record ReadDay
{
    private ReadDay()
    {
    }

    public sealed record Known(DateOnly Day) : ReadDay;

    /// <summary>Only the year is known; the register of residents writes 00-00-1950.</summary>
    public sealed record YearOnly(int Year) : ReadDay;

    public sealed record Impossible : ReadDay;
}

public static partial class ClientValues
{
    private const int OldestAge = 120;
    private static readonly string[] DayFormats = ["yyyy-MM-dd", "d-M-yyyy", "d/M/yyyy", "d.M.yyyy", "yyyyMMdd", "yyyy/MM/dd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "d-M-yyyy H:mm", "d-M-yyyy H:mm:ss"];
    private static readonly HashSet<string> Yes = new(["ja", "j", "yes", "y", "1", "x", "true", "waar"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> No = new(["nee", "n", "no", "0", "false", "onwaar", "neen"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Single spaces, no line ends, nothing around it.</summary>
    public static string Tidy(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsWhiteSpace(value[i]) && (value[i] != ' ' || i == 0 || i == value.Length - 1 || value[i - 1] == ' '))
            {
                return string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            }
        }

        return value;
    }

    public static ReadDay Day(string value)
    {
        if (DateTime.TryParseExact(value, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new ReadDay.Known(DateOnly.FromDateTime(day));
        }

        var year = UnknownDay().Match(value);
        return year.Success ? new ReadDay.YearOnly(int.Parse(year.Groups["year"].ValueSpan, CultureInfo.InvariantCulture)) : new ReadDay.Impossible();
    }

    /// <summary>An age in whole years; null when it is none.</summary>
    public static int? Age(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var age) && age <= OldestAge ? age : null;

    /// <summary>Whether somebody born then can be alive on that day.</summary>
    public static bool CanBeBorn(DateOnly birth, DateOnly today) => birth <= today && birth.AddYears(OldestAge + 1) > today;

    public static string AgeClass(int age) => age switch
    {
        < 18 => "0-17",
        < 65 => "18-64",
        < 75 => "65-74",
        < 85 => "75-84",
        _ => "85+",
    };

    public static string AgeClass(DateOnly birth, DateOnly today)
    {
        var age = today.Year - birth.Year;
        return AgeClass(birth.AddYears(age) > today ? age - 1 : age);
    }

    /// <summary>The class when only the year of birth is known; null when the class depends on the day.</summary>
    public static string? AgeClass(int birthYear, DateOnly today)
    {
        var oldest = AgeClass(new DateOnly(birthYear, 1, 1), today);
        return birthYear <= today.Year && oldest == AgeClass(new DateOnly(birthYear, 12, 31), today) ? oldest : null;
    }

    public static string Quarter(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}-K{((day.Month - 1) / 3) + 1}");

    public static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);

    /// <summary>Yes, no, or null when it is neither. Nothing is no.</summary>
    public static bool? YesNo(string value) => value.Length == 0 || No.Contains(value) ? false : Yes.Contains(value) ? true : null;

    public static bool IsPostcode(string value) => PostcodeShape().IsMatch(value);

    /// <summary>1234 AB; what has another shape stays as it is.</summary>
    public static string Postcode(string value)
    {
        var match = PostcodeShape().Match(value);
        return match.Success ? $"{match.Groups["digits"].Value} {match.Groups["letters"].Value.ToUpperInvariant()}" : value;
    }

    /// <summary>Takes "1234 AB Zonnedam" apart; what has no postcode in front is all town.</summary>
    public static (string Postcode, string Town) PostcodeAndTown(string value)
    {
        var match = PostcodeInFront().Match(value);
        return match.Success ? (Postcode(match.Groups["postcode"].Value), match.Groups["town"].Value) : ("", value);
    }

    /// <summary>Takes "Kerkstraat 12 A" apart at the first word after the first that begins with a digit. A year in the street's name (Plein 1944 12) stays with the street.</summary>
    public static (string Street, string Number) StreetAndNumber(string value)
    {
        var words = value.Split(' ');
        for (var i = 1; i < words.Length; i++)
        {
            var year = words[i] is { Length: 4 } && words[i].All(char.IsAsciiDigit) && i + 1 < words.Length && char.IsAsciiDigit(words[i + 1][0]);
            if (char.IsAsciiDigit(words[i][0]) && !year)
            {
                return (string.Join(' ', words[..i]).TrimEnd(','), string.Join(' ', words[i..]));
            }
        }

        return (value, "");
    }

    public static bool IsEmail(string value) => EmailShape().IsMatch(value);

    public static bool IsPhone(string value) => PhoneShape().IsMatch(value) && value.Count(char.IsAsciiDigit) is >= 10 and <= 15;

    /// <summary>A number that a spreadsheet has rounded: 1,23E+08.</summary>
    public static bool IsRoundedNumber(string value) => Scientific().IsMatch(value);

    public static string Salutation(string value) => value.ToLowerInvariant().TrimEnd('.') switch
    {
        "v" or "vrouw" or "mw" or "mevr" or "mevrouw" or "f" => "mevrouw",
        "m" or "man" or "dhr" or "heer" or "de heer" or "meneer" => "de heer",
        _ => value,
    };

    /// <summary>"Vries, J. de" as an envelope prints it: J. de Vries.</summary>
    public static string NameInReadingOrder(string value)
    {
        var comma = value.IndexOf(',', StringComparison.Ordinal);
        return comma <= 0 || value.IndexOf(',', comma + 1) >= 0 ? value : $"{value[(comma + 1)..].Trim()} {value[..comma].Trim()}".Trim();
    }

    /// <summary>The surname in a whole name: what stands before the comma, else the last word.</summary>
    public static string SurnameIn(string value)
    {
        var comma = value.IndexOf(',', StringComparison.Ordinal);
        return comma > 0 ? value[..comma].Trim() : value[(value.LastIndexOf(' ') + 1)..];
    }

    [GeneratedRegex(@"^(00-00-(?<year>(19|20)\d\d)|(?<year>(19|20)\d\d)-00-00|(?<year>(19|20)\d\d)0000)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex UnknownDay();

    [GeneratedRegex(@"^(?<digits>[1-9]\d{3})\s?(?<letters>[A-Za-z]{2})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PostcodeShape();

    [GeneratedRegex(@"^(?<postcode>[1-9]\d{3}\s?[A-Za-z]{2})[\s,]+(?<town>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PostcodeInFront();

    [GeneratedRegex(@"^[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>().]{2,}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex EmailShape();

    [GeneratedRegex(@"^(\+|00)?[\d\s()-]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PhoneShape();

    [GeneratedRegex(@"^\d([.,]\d+)?[eE]\+?\d+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Scientific();
}
