// Refusals and findings: a code is one thing only, somebody says it, a test provokes it, and the user guide explains it.
using System.Text.RegularExpressions;
using Mono.Cecil;
using Xunit;

namespace Keukentafel.Rules.Tests;

public sealed class MessageTests
{
    [Fact]
    public void A_code_has_one_meaning() =>
        Rule.Holds(MessagePage.All.GroupBy(message => message.Code, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group.Select(message => message.Name))}"));

    [Fact]
    public void A_code_is_a_room_s_word_and_a_thing_in_small_letters() =>
        Rule.Holds(MessagePage.All.Where(message => !Regex.IsMatch(message.Code, "^[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$")).Select(message => $"{message.Name}: {message.Code}"));

    [Fact]
    public void A_message_is_a_sentence_and_tells_what_to_do() =>
        Rule.Holds(MessagePage.All
            .Where(message => !Ends(message.Text) || (message.Remedy is { } remedy && !Ends(remedy)))
            .Select(message => $"{message.Code}: {message.Text} {message.Remedy}"));

    [Fact]
    public void Every_kind_is_said_somewhere()
    {
        var said = House.TypesOf(House.Application)
            .SelectMany(type => type.Methods.Where(method => method is { HasBody: true, IsConstructor: false } || (method.HasBody && !method.IsStatic)))
            .SelectMany(method => method.Body.Instructions)
            .Select(instruction => instruction.Operand)
            .OfType<FieldReference>()
            .Select(field => $"{field.DeclaringType.Name}.{field.Name}")
            .ToHashSet(StringComparer.Ordinal);
        // A table of kinds is filled by a static constructor; a kind that stands in one is said by whoever reads the table.
        var listed = House.TypesOf(House.Application)
            .SelectMany(type => type.Methods.Where(method => method is { HasBody: true, IsConstructor: true, IsStatic: true }))
            .SelectMany(method => method.Body.Instructions.Where(instruction => instruction.OpCode.Code == Mono.Cecil.Cil.Code.Ldsfld))
            .Select(instruction => (FieldReference)instruction.Operand)
            .Select(field => $"{field.DeclaringType.Name}.{field.Name}");
        Rule.Holds(MessagePage.All.Select(message => message.Name).Except(said).Except(listed));
    }

    [Fact]
    public void Every_kind_is_provoked_by_a_test()
    {
        var tests = string.Concat(House.Files(".cs", ".razor")
            .Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && !file.StartsWith("tests/Keukentafel.Rules.Tests/", StringComparison.Ordinal))
            .Select(House.Text));
        Rule.Holds(MessagePage.All
            .Where(message => !tests.Contains(message.Code, StringComparison.Ordinal) && !tests.Contains(message.Name, StringComparison.Ordinal))
            .Select(message => $"{message.Code} ({message.Name})"));
    }

    /// <summary>Run with UPDATE=1 to write the page anew.</summary>
    [Fact]
    public void The_user_guide_explains_every_message()
    {
        var file = Path.Combine(House.Root, MessagePage.Path);
        var text = MessagePage.Text();
        if (Environment.GetEnvironmentVariable("UPDATE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(file) && File.ReadAllText(file) == text, $"{MessagePage.Path} is out of date: run scripts/update-pages");
    }

    private static bool Ends(string text) => text.Length > 0 && text[^1] is '.' or '?' or '}' or '"' or '…' or ')';
}
