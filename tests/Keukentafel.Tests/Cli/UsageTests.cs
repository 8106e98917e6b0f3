// How the command line answers what it does not understand: exit code 2, in Dutch, naming the option.
using Xunit;

namespace Keukentafel.Tests.Cli;

public sealed class UsageTests
{
    [Fact]
    public async Task Without_a_command_it_asks_for_one()
    {
        var (code, output, error) = await Commands.Type();
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.StartsWith("Noem een opdracht.", error);
    }

    [Theory]
    [InlineData("Dit wordt niet begrepen: --kleur", "serve", "--kleur")]
    [InlineData("Dit wordt niet begrepen: vlieg", "vlieg")]
    [InlineData("--urls: hierachter hoort een waarde.", "serve", "--urls")]
    [InlineData("--urls: schrijf een adres zo: http://127.0.0.1:5080", "serve", "--urls", "ergens")]
    [InlineData("--urls: schrijf een adres zo: http://127.0.0.1:5080", "serve", "--urls", "http://127.0.0.1:99999")]
    [InlineData("--urls: schrijf een adres zo: http://127.0.0.1:5080", "serve", "--urls", "http://127.0.0.1:5195/foo")]
    [InlineData("--data: hierachter hoort een waarde.", "migrate", "--data", "")]
    [InlineData("--database: hierachter hoort een waarde.", "serve", "--database", " ")]
    [InlineData("--to: hierachter hoort een waarde.", "backup", "--to", "")]
    [InlineData("Kies een van beide: --database-owner voor PostgreSQL, of --data voor de ingebouwde opslag.", "migrate", "--data", "x", "--database-owner", "y")]
    public async Task Wrong_usage_is_told_in_Dutch(string text, params string[] args)
    {
        var (code, output, error) = await Commands.Type(args);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(text, error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    [InlineData("migrate", "-h")]
    public async Task Help_is_Dutch_and_goes_to_standard_output(params string[] args)
    {
        var (code, output, error) = await Commands.Type(args);
        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.Contains("Gebruik: ./keukentafel", output);
        Assert.DoesNotContain("Usage", output);
    }

    [Fact]
    public async Task The_version_is_told()
    {
        var (code, output, _) = await Commands.Type("--version");
        Assert.Equal(0, code);
        Assert.StartsWith("Keukentafel 0.", output);
    }
}
