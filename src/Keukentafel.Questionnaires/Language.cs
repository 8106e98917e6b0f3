// The languages in which a respondent can be asked. Plain Dutch is one of them: a variant of its own, with its own texts.
using System.Collections.Immutable;
using System.Globalization;

namespace Keukentafel.Questionnaires;

public sealed record Language
{
    public static readonly Language Dutch = new("nl", "Nederlands", "Nederlands", "nl-NL");
    public static readonly Language PlainDutch = new("nl-x-simpel", "Makkelijk Nederlands", "Nederlands, eenvoudig (B1)", "nl-NL");
    public static readonly Language English = new("en", "English", "Engels", "en-GB");
    public static readonly Language Frisian = new("fy", "Frysk", "Fries", "fy-NL");
    public static readonly Language Turkish = new("tr", "Türkçe", "Turks", "tr-TR");
    public static readonly Language Arabic = new("ar", "العربية", "Arabisch", "ar", rightToLeft: true);
    public static readonly Language Polish = new("pl", "Polski", "Pools", "pl-PL");

    /// <summary>All of them, in the order in which they are offered.</summary>
    public static readonly ImmutableArray<Language> All = [Dutch, PlainDutch, English, Frisian, Turkish, Arabic, Polish];

    private Language(string tag, string ownName, string dutchName, string culture, bool rightToLeft = false)
    {
        Tag = tag;
        OwnName = ownName;
        DutchName = dutchName;
        RightToLeft = rightToLeft;
        // Western digits also in Arabic: Dutch letters, codes and telephone numbers have them too.
        var format = (CultureInfo)CultureInfo.GetCultureInfo(culture).Clone();
        format.DateTimeFormat.Calendar = format.OptionalCalendars.OfType<GregorianCalendar>().First();
        Culture = CultureInfo.ReadOnly(format);
    }

    /// <summary>As in <c>lang</c> on a page (BCP 47).</summary>
    public string Tag { get; }

    /// <summary>The name in the language itself.</summary>
    public string OwnName { get; }

    /// <summary>The name for staff.</summary>
    public string DutchName { get; }

    public bool RightToLeft { get; }

    /// <summary>How days and numbers are written.</summary>
    public CultureInfo Culture { get; }

    public static Language? Find(string? tag) => All.FirstOrDefault(language => string.Equals(language.Tag, tag, StringComparison.Ordinal));

    public bool Equals(Language? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Tag.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Tag;
}
