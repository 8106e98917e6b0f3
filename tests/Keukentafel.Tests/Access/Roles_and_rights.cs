// The table of roles and rights in the user guide is the one that the program uses.
using System.Runtime.CompilerServices;
using Keukentafel.Access;
using Keukentafel.Foundation.Pipeline;
using Xunit;

namespace Keukentafel.Tests.Access;

public sealed class Roles_and_rights
{
    private const string SecondFactor = "Tweede stap verplicht";

    private static readonly Dictionary<Right, string> Names = new()
    {
        [Right.ContactSee] = "Contactgegevens zien",
        [Right.ContactChange] = "Contactgegevens wijzigen",
        [Right.Draw] = "Steekproef trekken",
        [Right.Release] = "Brieven vrijgeven",
        [Right.Enter] = "Antwoorden invoeren",
        [Right.Figures] = "Uitkomsten zien",
        [Right.OpenTexts] = "Open antwoorden zien",
        [Right.Publish] = "Publiceren",
        [Right.Accounts] = "Accounts beheren",
        [Right.Audit] = "Logboek zien",
        [Right.StudySee] = "Onderzoeken zien",
        [Right.StudyChange] = "Onderzoeken wijzigen",
    };

    [Fact]
    public void The_guide_and_the_program_agree()
    {
        var expected = new List<string> { Row("Recht", Roles.NameOf) };
        expected.AddRange(Enum.GetValues<Right>().Select(right => Row(Names[right], role => Roles.RightsOf(role).Contains(right) ? "ja" : "")));
        expected.Add(Row(SecondFactor, role => Roles.NeedSecondFactor(Roles.RightsOf(role)) ? "ja" : ""));
        var inGuide = File.ReadAllLines(Guide()).Where(line => line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal));
        Assert.Equal(expected, inGuide);
    }

    [Fact]
    public void No_single_role_sees_both_contact_data_and_open_answers() =>
        Assert.All(Roles.All, role => Assert.False(Roles.RightsOf(role).Contains(Right.ContactSee) && Roles.RightsOf(role).Contains(Right.OpenTexts)));

    [Fact]
    public void Every_right_belongs_to_a_role_and_every_right_is_missing_in_one() =>
        Assert.All(Enum.GetValues<Right>(), right =>
        {
            Assert.Contains(Roles.All, role => Roles.RightsOf(role).Contains(right));
            Assert.Contains(Roles.All, role => !Roles.RightsOf(role).Contains(right));
        });

    [Theory]
    [InlineData(Right.ContactSee)]
    [InlineData(Right.ContactChange)]
    [InlineData(Right.Release)]
    [InlineData(Right.Accounts)]
    public void Contact_data_letters_and_accounts_ask_for_a_second_factor(Right right) =>
        Assert.All(Roles.All.Where(role => Roles.RightsOf(role).Contains(right)), role => Assert.True(Roles.NeedSecondFactor(Roles.RightsOf(role))));

    private static string Row(string first, Func<Role, string> cell) => $"| {first} | {string.Join(" | ", Roles.All.Select(cell))} |";

    private static string Guide([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/handleiding/rechten.md"));
}
