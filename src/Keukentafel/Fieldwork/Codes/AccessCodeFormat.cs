// What an access code looks like: eleven random signs and a check sign, printed as XXXX-XXXX-XXXX.
// 25 signs that are never mistaken for each other; 25^11 codes are 51 bits. A mistyped code is recognised by its check sign, without asking the store.
using System.Text;
using Keukentafel.Foundation;

namespace Keukentafel.Fieldwork;

/// <summary>What is wrong with a typed code, if anything.</summary>
public enum CodeReading { Right, TooShort, TooLong, UnknownSign, WrongCheck }

public static class AccessCodeFormat
{
    /// <summary>Without 0 O Q, 1 I L, 2's Z, 5's S, 6's G, 8's B and V's U.</summary>
    public const string Alphabet = "23456789ACDEFHJKMNPRTVWXY";

    public const int Length = 12;

    public const int GroupLength = 4;

    /// <summary>Bits of chance in a code.</summary>
    public static readonly double Bits = (Length - 1) * Math.Log2(Alphabet.Length);

    // Weights 1 2 3 4 1 2 …: each of them, and each difference of two that stand one or two places apart, has an inverse modulo 25.
    // So the weighted sum changes with any single wrong sign, and with any swap over one or two places.
    private static int Weight(int place) => (place % 4) + 1;

    private const int InverseOfLastWeight = 19; // 4 × 19 = 76 = 1 modulo 25

    /// <summary>A new code, without groups.</summary>
    public static string Make(ISecrets secrets)
    {
        Span<char> code = stackalloc char[Length];
        var sum = 0;
        for (var place = 0; place < Length - 1; place++)
        {
            var sign = Uniform(secrets);
            code[place] = Alphabet[sign];
            sum += Weight(place) * sign;
        }

        var n = Alphabet.Length;
        code[Length - 1] = Alphabet[(n - (sum % n)) * InverseOfLastWeight % n];
        return new string(code);
    }

    /// <summary>
    /// Reads a code as people type it: any case, with or without dashes, spaces and full stops. <paramref name="code"/> is the code without groups,
    /// or empty when it is not one. Signs that are not used but look like one that is (B for 8, S for 5) are taken for it.
    /// </summary>
    public static CodeReading Check(string? typed, out string code)
    {
        code = "";
        var signs = new StringBuilder(Length);
        foreach (var sign in typed ?? "")
        {
            if (char.IsWhiteSpace(sign) || char.IsPunctuation(sign))
            {
                continue;
            }

            var read = Read(sign);
            if (read == '\0')
            {
                return CodeReading.UnknownSign;
            }

            if (signs.Length == Length)
            {
                return CodeReading.TooLong;
            }

            signs.Append(read);
        }

        if (signs.Length < Length)
        {
            return CodeReading.TooShort;
        }

        var sum = 0;
        for (var place = 0; place < Length; place++)
        {
            sum += Weight(place) * Alphabet.IndexOf(signs[place], StringComparison.Ordinal);
        }

        if (sum % Alphabet.Length != 0)
        {
            return CodeReading.WrongCheck;
        }

        code = signs.ToString();
        return CodeReading.Right;
    }

    /// <summary>The code as letters and addresses print it: XXXX-XXXX-XXXX.</summary>
    public static string InGroups(string code) =>
        string.Join('-', code.Chunk(GroupLength).Select(group => new string(group)));

    private static char Read(char sign) => char.ToUpperInvariant(sign) switch
    {
        'B' => '8',
        'G' => '6',
        'S' => '5',
        'Z' => '2',
        'U' => 'V',
        var upper when Alphabet.Contains(upper, StringComparison.Ordinal) => upper,
        _ => '\0',
    };

    private static int Uniform(ISecrets secrets)
    {
        Span<byte> one = stackalloc byte[1];
        do
        {
            secrets.Fill(one);
        }
        while (one[0] >= 250); // 250 = 10 × 25: every sign equally likely

        return one[0] % Alphabet.Length;
    }
}
