// Length over complexity, but not length made of what everybody uses.
using Keukentafel.Access;
using Xunit;

namespace Keukentafel.Tests.Access;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("fiets paraplu lantaarn 7")]
    [InlineData("xk4!pqz8wmv2")]
    [InlineData("Mijn kat eet graag haring op dinsdag")]
    [InlineData("éénmaal-niets-is-nog-altijd-niets")]
    public void A_long_password_of_ones_own_is_good(string password) => Assert.Null(PasswordRules.Check(password, "Anna de Wit", "anna@zonnedam.example"));

    [Theory]
    [InlineData("kort", "wachtwoord.te-kort")]
    [InlineData("elfletters1", "wachtwoord.te-kort")]
    [InlineData("aaaaaaaaaaaaaaaa", "wachtwoord.te-eenvoudig")]
    [InlineData("abababababababab", "wachtwoord.te-eenvoudig")]
    [InlineData("1234567890123456", "wachtwoord.te-eenvoudig")]
    [InlineData("qwertyuiopasdfghjkl", "wachtwoord.te-eenvoudig")]
    [InlineData("poiuytrewq123", "wachtwoord.te-eenvoudig")]
    [InlineData("Wachtwoord2025!", "wachtwoord.te-gewoon")]
    [InlineData("WelkomWelkom2025", "wachtwoord.te-gewoon")]
    [InlineData("Gemeente-Zonnedam", "wachtwoord.te-gewoon")]
    [InlineData("annadewit-2025", "wachtwoord.te-gewoon")]
    [InlineData("zonnedam-anna!", "wachtwoord.te-gewoon")]
    public void What_is_short_simple_common_or_ones_own_name_is_refused(string password, string code) =>
        Assert.Equal(code, PasswordRules.Check(password, "Anna de Wit", "anna@zonnedam.example")?.Code);

    [Fact]
    public void The_text_of_a_refusal_tells_how_long_it_is_and_must_be() =>
        Assert.Equal(
            "Het wachtwoord heeft 4 tekens; er zijn er minstens 12 nodig. Een zin van een paar woorden is makkelijk te onthouden.",
            PasswordRules.Check("kort", "Anna", "anna@zonnedam.example")!.Text);

    [Fact]
    public void A_password_is_not_endless() =>
        Assert.Equal("wachtwoord.te-lang", PasswordRules.Check(string.Concat(Enumerable.Repeat("fiets paraplu ", 20)), "Anna", "anna@zonnedam.example")?.Code);
}
