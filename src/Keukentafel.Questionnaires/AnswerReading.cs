// From what a form hands in to an answer of a question: an answer, nothing, or what is wrong with it. The same for a screen, a kiosk and a desk.
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Keukentafel.Questionnaires;

public enum AnswerFault
{
    UnknownOption,
    ExclusiveWithOthers,
    SamePlaceTwice,
    PlaceSkipped,
    NotANumber,
    TooManyDecimals,
    OutOfRange,
    NotADate,
    DateOutOfRange,
    TooLong,
    RuleUnmet,
}

/// <param name="Value">Null where the question was left open or the answer is refused.</param>
/// <param name="Length">How long the refused text was.</param>
public sealed record AnswerReading(AnswerValue? Value, AnswerFault? Fault = null, int Length = 0)
{
    private static readonly string[] DayFormats = ["d-M-yyyy", "d/M/yyyy", "d.M.yyyy", "d M yyyy", "yyyy-M-d", "d-M-yy", "d/M/yy"];
    private static readonly AnswerReading Open = new(Value: null);

    /// <summary>Under this name a form hands in the place of an option in a ranking.</summary>
    public static string PlaceField(string question, int place) => string.Create(CultureInfo.InvariantCulture, $"{question}.{place}");

    /// <summary>Reads the fields of one question; <paramref name="field"/> gives what was handed in under a name, which may be nothing.</summary>
    public static AnswerReading Of(Question question, Func<string, IReadOnlyList<string>> field) => question switch
    {
        Information => Open,
        MultipleChoice multiple => Several(multiple, Filled(field(question.Code))),
        Ranking ranking => Ranked(ranking, field),
        NumberQuestion number => Number(number, Single(field(question.Code))),
        DateQuestion date => Day(date, Single(field(question.Code))),
        ShortText shortText => Words(Single(field(question.Code)).ReplaceLineEndings(" "), shortText.MaxLength),
        LongText longText => Words(Single(field(question.Code)).ReplaceLineEndings("\n"), longText.MaxLength),
        _ => One(question, Filled(field(question.Code))),
    };

    private static string Single(IReadOnlyList<string> posted) => posted.Count == 0 ? string.Empty : posted[^1];

    private static List<string> Filled(IReadOnlyList<string> posted) => [.. posted.Where(text => text.Length > 0)];

    private static AnswerReading One(Question question, List<string> posted) =>
        posted.Count == 0 ? Open
        : posted.Count == 1 && Option(question, posted[0]) is { } option ? new AnswerReading(new AnswerValue.One(option.Code))
        : new AnswerReading(null, AnswerFault.UnknownOption);

    private static AnswerReading Several(MultipleChoice question, List<string> posted)
    {
        if (posted.Count == 0)
        {
            return Open;
        }

        var options = posted.ConvertAll(text => Option(question, text));
        if (options.Contains(null))
        {
            return new AnswerReading(null, AnswerFault.UnknownOption);
        }

        return options.Distinct().Count() > 1 && options.Exists(option => option!.Exclusive)
            ? new AnswerReading(null, AnswerFault.ExclusiveWithOthers)
            : new AnswerReading(new AnswerValue.Several(options.Select(option => option!.Code)));
    }

    private static AnswerReading Ranked(Ranking question, Func<string, IReadOnlyList<string>> field)
    {
        var order = new List<int>();
        var skipped = false;
        for (var place = 1; place <= question.Places; place++)
        {
            var text = Single(field(PlaceField(question.Code, place)));
            if (text.Length == 0)
            {
                skipped = true;
                continue;
            }

            if (Option(question, text) is not { } option)
            {
                return new AnswerReading(null, AnswerFault.UnknownOption);
            }

            if (skipped)
            {
                return new AnswerReading(null, AnswerFault.PlaceSkipped);
            }

            order.Add(option.Code);
        }

        return order.Count == 0 ? Open
            : order.Distinct().Count() < order.Count ? new AnswerReading(null, AnswerFault.SamePlaceTwice)
            : new AnswerReading(new AnswerValue.Ranked(order));
    }

    private static Option? Option(Question question, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? question.FindOption(code) : null;

    // A comma and a point are both a decimal sign: a respondent writes no thousands with a point, and "1.500" hours is refused as too many decimals.
    private static AnswerReading Number(NumberQuestion question, string text)
    {
        var plain = Western(text).Trim().Replace(',', '.');
        if (plain.Length == 0)
        {
            return Open;
        }

        if (plain.Length > 30 || !decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return new AnswerReading(null, AnswerFault.NotANumber);
        }

        return number < question.Min || number > question.Max ? new AnswerReading(null, AnswerFault.OutOfRange)
            : decimal.Round(number, question.Decimals) != number ? new AnswerReading(null, AnswerFault.TooManyDecimals)
            : new AnswerReading(new AnswerValue.Number(number));
    }

    private static AnswerReading Day(DateQuestion question, string text)
    {
        var plain = string.Join(' ', Western(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Replace(" - ", "-", StringComparison.Ordinal);
        if (plain.Length == 0)
        {
            return Open;
        }

        if (!DateOnly.TryParseExact(plain, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new AnswerReading(null, AnswerFault.NotADate);
        }

        return day < question.Min || day > question.Max ? new AnswerReading(null, AnswerFault.DateOutOfRange) : new AnswerReading(new AnswerValue.Day(day));
    }

    /// <summary>Words stay as they were typed; only what no text can hold (NUL, half a surrogate pair) becomes U+FFFD, and that is marked.</summary>
    private static AnswerReading Words(string text, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Open;
        }

        if (text.Length > maxLength)
        {
            return new AnswerReading(null, AnswerFault.TooLong, text.Length);
        }

        var mended = Mend(text);
        return new AnswerReading(new AnswerValue.Words(mended, Mended: !string.Equals(mended, text, StringComparison.Ordinal) || text.Contains('\uFFFD', StringComparison.Ordinal)));
    }

    private static string Mend(string text)
    {
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            mended.Append(rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString());
        }

        return mended.ToString();
    }

    /// <summary>Arabic-Indic and Persian digits are digits.</summary>
    private static string Western(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            span[i] = source[i] switch
            {
                >= '\u0660' and <= '\u0669' => (char)(source[i] - '\u0660' + '0'),
                >= '\u06F0' and <= '\u06F9' => (char)(source[i] - '\u06F0' + '0'),
                '\u066B' => '.',
                '\u2212' => '-',
                var other => other,
            };
        }
    });
}
