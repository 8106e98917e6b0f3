// The audit is read by people: every act that is written into it has its Dutch words, and every subject a kind that the log can name.
using System.Text.RegularExpressions;
using Xunit;

namespace Keukentafel.Rules.Tests;

public sealed partial class AuditTests
{
    [Fact]
    public void Every_act_in_the_audit_has_words()
    {
        var named = Sources().Where(file => file.Text.Contains("AuditAct", StringComparison.Ordinal))
            .SelectMany(file => Named().Matches(file.Text)).Select(match => match.Groups["act"].Value).ToHashSet(StringComparer.Ordinal);
        var written = Sources().SelectMany(file => Written().Matches(file.Text))
            .SelectMany(match => Literal().Matches(match.Groups["first"].Value)).Select(match => match.Groups["act"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.True(written.Count > 30, "The rule does not find the acts any more.");
        Rule.Holds(written.Except(named, StringComparer.Ordinal));
    }

    private static IEnumerable<(string File, string Text)> Sources() =>
        House.Files(".cs").Where(file => file.StartsWith("src/Keukentafel/", StringComparison.Ordinal)).Select(file => (file, House.Text(file)));

    [GeneratedRegex("new(?: AuditAct)?\\(\"(?<act>[a-z]+\\.[a-z-]+)\", \"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex("(?:Note|Look)(?:edAt)?\\((?<first>[^,;)]*(?:, (?:\"[a-z]+\\.[a-z-]+\"))?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();

    [GeneratedRegex("\"(?<act>[a-z]+\\.[a-z-]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Literal();
}
