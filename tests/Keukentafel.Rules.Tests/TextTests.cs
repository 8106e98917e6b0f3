// What stands in the files: no file too long to hold in mind, nothing left to do, nothing but the product, and paths that exist.
using System.Text.RegularExpressions;
using Xunit;

namespace Keukentafel.Rules.Tests;

public sealed class TextTests
{
    private const int LongestFile = 400;
    private static readonly string[] Code = [".cs", ".razor", ".css", ".ts", ".js", ".sql"];
    private static readonly string[] Tops = ["src/", "tests/", "docs/", "scripts/", "tools/", "bench/", ".ci/"];

    /// <summary>Named in the map of the house before it is built.</summary>
    private static readonly string[] Planned = ["docs/handleiding/afbeeldingen/meting.png", "src/Keukentafel/Demo"];

    [Fact]
    public void No_file_of_code_is_longer_than_four_hundred_lines() =>
        Rule.Holds(House.Files(Code).Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(file => (file, lines: House.Text(file).Split('\n').Length - 1))
            .Where(each => each.lines > LongestFile)
            .Select(each => $"{each.file}: {each.lines} lines"));

    [Fact]
    public void Every_file_of_code_opens_with_its_idea()
    {
        var opening = new Regex(@"^\uFEFF?(#pragma[^\n]*\n)?(//|@\*|/\*)", RegexOptions.ExplicitCapture);
        var silent = House.Files(".cs", ".razor")
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) || file.StartsWith("tools/", StringComparison.Ordinal))
            .Where(file => Path.GetFileName(file) is not ("Program.cs" or "_Imports.razor") && !opening.IsMatch(House.Text(file)))
            .ToList();
        Rule.Holds(silent);
    }

    [Fact]
    public void Nothing_is_left_to_do() =>
        Rule.Holds(Lines(new Regex(string.Join('|', "TO" + "DO", "FIX" + "ME", "X" + "XX:", "NotImplemented" + "Exception"))));

    [Fact]
    public void The_repository_speaks_of_the_product_alone() =>
        Rule.Holds(Lines(new Regex(string.Join('|', "/t" + "mp/", "/wo" + "rk/", @"\.\./sha" + "red", @"\b[Cc]la" + @"ude\b", @"\b[Aa]nthro" + "pic", @"\b[Ss]ub" + "agent", @"\bwork" + @"tree\b", "BRI" + @"EF\.md"))));

    [Fact]
    public void Every_path_named_in_Markdown_exists()
    {
        var wrong = new List<string>();
        foreach (var file in House.Files(".md"))
        {
            var text = House.Text(file);
            var folder = Path.GetDirectoryName(file) ?? "";
            var links = Regex.Matches(text, @"\]\(([^)#\s]+)[^)]*\)").Select(match => match.Groups[1].Value)
                .Where(target => !Regex.IsMatch(target, "^(https?|mailto):"))
                .Select(target => Path.Combine(folder, target));
            var named = Regex.Matches(text, "`([^`\n]+)`").SelectMany(match => match.Groups[1].Value.Split(' '))
                .Select(word => word.TrimEnd('.', ',', ':', ';', ')'))
                .Where(word => Tops.Any(top => word.StartsWith(top, StringComparison.Ordinal)) && !Regex.IsMatch(word, "[{}<>…*$]"));
            wrong.AddRange(links.Concat(named).Except(Planned).Where(path => !Path.Exists(Path.Combine(House.Root, path))).Select(path => $"{file}: {path}"));
        }

        Rule.Holds(wrong);
    }

    [Fact]
    public void Every_picture_of_the_user_guide_stands_on_a_page()
    {
        var pages = string.Concat(House.Files(".md").Where(file => file.StartsWith("docs/handleiding/", StringComparison.Ordinal)).Select(House.Text));
        Rule.Holds(Directory.GetFiles(Path.Combine(House.Root, "docs/handleiding/afbeeldingen")).Select(file => Path.GetFileName(file)!)
            .Where(file => !pages.Contains($"(afbeeldingen/{file})", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_package_has_its_reason()
    {
        var page = House.Text("docs/adr/0007-packages.md");
        Rule.Holds(Regex.Matches(House.Text("Directory.Packages.props"), "Include=\"(?<name>[^\"]+)\"")
            .Select(match => match.Groups["name"].Value)
            .Where(name => !page.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Decisions_are_numbered_and_each_number_is_used_once()
    {
        var pages = House.Files(".md").Where(file => file.StartsWith("docs/adr/", StringComparison.Ordinal) && !file.EndsWith("README.md", StringComparison.Ordinal)).ToList();
        Rule.Holds(pages.Where(page => !Regex.IsMatch(page, @"/\d{4}-[a-z0-9-]+\.md$")));
        Rule.Holds(pages.GroupBy(page => page["docs/adr/".Length..][..4], StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => string.Join(", ", group)));
    }

    private static IEnumerable<string> Lines(Regex wrong) =>
        from file in House.Files()
        where Path.GetExtension(file) is ".cs" or ".razor" or ".css" or ".md" or ".sql" or ".props" or ".csproj" or ".slnx" or ".json" or ".yml" or "" && !file.EndsWith("packages.lock.json", StringComparison.Ordinal)
        let lines = House.Text(file).Split('\n')
        from number in Enumerable.Range(0, lines.Length)
        where wrong.IsMatch(lines[number])
        select $"{file}:{number + 1}: {lines[number].Trim()}";
}
