// The codes of the second factor are those of RFC 6238, so that every authenticator app shows the same.
using System.Text;
using Keukentafel.Access;
using Xunit;

namespace Keukentafel.Tests.Access;

public sealed class AuthenticatorCodesTests
{
    // The secret of appendix B of the RFC; its eight digits end in our six.
    private static readonly string Key = Base32.Write(Encoding.ASCII.GetBytes("12345678901234567890"));

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, AuthenticatorCodes.CodeAt(Key, DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime));

    [Theory]
    [InlineData("")]
    [InlineData("f")]
    [InlineData("fo")]
    [InlineData("foo")]
    [InlineData("foob")]
    [InlineData("fooba")]
    [InlineData("foobar")]
    public void Base_32_reads_what_it_wrote(string text) => Assert.Equal(text, Encoding.ASCII.GetString(Base32.Read(Base32.Write(Encoding.ASCII.GetBytes(text)))));

    [Fact]
    public void Base_32_is_that_of_RFC_4648() => Assert.Equal("MZXW6YTBOI", Base32.Write("foobar"u8));

    [Fact]
    public void The_address_for_the_app_names_the_product_and_the_person() =>
        Assert.Equal(
            "otpauth://totp/Keukentafel:anna%40zonnedam.example?secret=ABC&issuer=Keukentafel&digits=6&period=30",
            AuthenticatorCodes.Address("ABC", "anna@zonnedam.example", "Keukentafel"));
}
