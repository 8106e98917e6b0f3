// An AAPOR outcome code as the product uses it: 1 response, 2 no response though eligible, 3 unknown, 4 not eligible.
// 2.2 and 2.20 are one code; 2.11 is another. Which of two outcomes of a case stands, is decided here and nowhere else.
using System.Text.RegularExpressions;

namespace Keukentafel.Fieldwork;

public readonly partial record struct Outcome
{
    private Outcome(string code) => Code = code;

    /// <summary>The code without trailing zeros: 2.2, 2.11, 4.7.</summary>
    public string Code { get; }

    public static readonly Outcome Complete = Parse("1.1");
    public static readonly Outcome Partial = Parse("1.2");

    /// <summary>The client, or somebody for the client, says: I do not take part.</summary>
    public static readonly Outcome Refused = Parse("2.11");

    /// <summary>Began, and left off with too little to use.</summary>
    public static readonly Outcome BrokenOff = Parse("2.12");

    /// <summary>Written to, nothing came back.</summary>
    public static readonly Outcome NoContact = Parse("2.2");

    /// <summary>Drawn, but never written to.</summary>
    public static readonly Outcome NotSent = Parse("3.11");

    /// <summary>The letter came back.</summary>
    public static readonly Outcome Returned = Parse("3.19");

    /// <summary>Deceased or moved away.</summary>
    public static readonly Outcome Gone = Parse("4.1");

    /// <summary>Says not to be a client: "dit is niet voor mij".</summary>
    public static readonly Outcome NotAClient = Parse("4.7");

    public bool IsResponse => Code.StartsWith("1.", StringComparison.Ordinal);

    public bool IsRefusal => Code.StartsWith("2.1", StringComparison.Ordinal) && this != BrokenOff;

    public bool IsNotEligible => Code.StartsWith("4.", StringComparison.Ordinal);

    /// <summary>Follows from the answers themselves: 1.1, 1.2 or 2.12.</summary>
    public bool IsFromAnswers => this == Complete || this == Partial || this == BrokenOff;

    /// <summary>No further letters after this.</summary>
    public bool Stops => this == Complete || IsRefusal || IsNotEligible || this == Returned;

    /// <summary>
    /// Whether this outcome takes the place of an earlier one. The answers tell their own latest state; otherwise: complete answers go before
    /// what the client said (refusal, not eligible), that before partial answers, those before the post, the post before "no contact". Of equals the later stands.
    /// </summary>
    public bool Replaces(Outcome earlier) => (IsFromAnswers && earlier.IsFromAnswers) || Rank >= earlier.Rank;

    private int Rank =>
        this == Complete ? 5
        : IsRefusal || IsNotEligible ? 4
        : IsFromAnswers ? 3
        : this == Returned ? 2
        : 1;

    public static Outcome Parse(string code) =>
        TryParse(code, out var outcome) ? outcome : throw new FormatException($"'{code}' is not an outcome.");

    public static bool TryParse(string? text, out Outcome outcome)
    {
        var code = (text ?? "").Trim().Replace(',', '.');
        if (!Shape().IsMatch(code))
        {
            outcome = default;
            return false;
        }

        code = code.Contains('.', StringComparison.Ordinal) ? code.TrimEnd('0') : code + ".";
        outcome = new Outcome(code.EndsWith('.') ? code + "0" : code);
        return true;
    }

    public override string ToString() => Code;

    // Complete 1.1, partial 1.2; refusal 2.1x, no contact 2.2x, other 2.3x; unknown 3.x; not eligible 4.x (3 and 4 by themselves are 3.0 and 4.0).
    [GeneratedRegex(@"^(1\.[12]0*|2\.[123][0-9]{0,2}0*|[34](\.[0-9]{1,3}0*)?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
