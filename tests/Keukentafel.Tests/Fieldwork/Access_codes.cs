// Codes as people type them, and what a typing error costs: nothing.
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Xunit;

namespace Keukentafel.Tests.Fieldwork;

public sealed class Access_codes
{
    private static readonly ISecrets Secrets = new SystemSecrets();

    [Fact]
    public void A_code_holds_at_least_fifty_bits() => Assert.True(AccessCodeFormat.Bits >= 50);

    [Fact]
    public void No_two_signs_of_the_alphabet_look_alike()
    {
        foreach (var alike in new[] { "0OQ", "1IL", "2Z", "5S", "6G", "8B", "UV" })
        {
            Assert.True(alike.Count(AccessCodeFormat.Alphabet.Contains) <= 1, alike);
        }
    }

    [Fact]
    public void A_new_code_is_right_and_is_read_back_however_it_is_typed()
    {
        for (var i = 0; i < 200; i++)
        {
            var code = AccessCodeFormat.Make(Secrets);
            var printed = AccessCodeFormat.InGroups(code);
            Assert.Matches("^[2-9A-Y]{4}-[2-9A-Y]{4}-[2-9A-Y]{4}$", printed);
            foreach (var typed in new[] { code, printed, printed.ToLowerInvariant(), printed.Replace('-', ' '), $"  {printed}. ", printed.Replace("-", " – ") })
            {
                Assert.Equal(CodeReading.Right, AccessCodeFormat.Check(typed, out var read));
                Assert.Equal(code, read);
            }
        }
    }

    [Fact]
    public void Every_single_wrong_sign_is_recognised()
    {
        var code = AccessCodeFormat.Make(Secrets);
        for (var place = 0; place < code.Length; place++)
        {
            foreach (var other in AccessCodeFormat.Alphabet.Where(sign => sign != code[place]))
            {
                var wrong = code[..place] + other + code[(place + 1)..];
                Assert.Equal(CodeReading.WrongCheck, AccessCodeFormat.Check(wrong, out _));
            }
        }
    }

    [Fact]
    public void Every_swap_of_neighbours_is_recognised()
    {
        for (var i = 0; i < 500; i++)
        {
            var code = AccessCodeFormat.Make(Secrets);
            for (var place = 0; place + 1 < code.Length; place++)
            {
                if (code[place] != code[place + 1])
                {
                    var swapped = code[..place] + code[place + 1] + code[place] + code[(place + 2)..];
                    Assert.Equal(CodeReading.WrongCheck, AccessCodeFormat.Check(swapped, out _));
                }
            }
        }
    }

    [Fact]
    public void Every_sign_is_as_likely_as_another()
    {
        var counts = AccessCodeFormat.Alphabet.ToDictionary(sign => sign, _ => 0);
        for (var i = 0; i < 5000; i++)
        {
            foreach (var sign in AccessCodeFormat.Make(Secrets))
            {
                counts[sign]++;
            }
        }

        // 60,000 signs, 2,400 of each expected with a spread of 48: eight times that never happens by chance.
        Assert.All(counts.Values, count => Assert.InRange(count, 2016, 2784));
    }

    [Theory]
    [InlineData("", CodeReading.TooShort)]
    [InlineData(null, CodeReading.TooShort)]
    [InlineData("2222-2222-222", CodeReading.TooShort)]
    [InlineData("2222-2222-2222-2", CodeReading.TooLong)]
    [InlineData("2222-2222-222O", CodeReading.UnknownSign)]
    [InlineData("2222-2222-222é", CodeReading.UnknownSign)]
    [InlineData("2222-2222-2222", CodeReading.Right)]
    [InlineData("ZZZZ zzzz 2222", CodeReading.Right)]
    public void What_is_wrong_with_a_code_is_told_apart(string? typed, CodeReading expected) =>
        Assert.Equal(expected, AccessCodeFormat.Check(typed, out _));
}
