// Arrows point one way: application → libraries; later room → earlier room → ground. Read from the compiled code, bodies of methods included.
using System.Text.RegularExpressions;
using Mono.Cecil;
using Xunit;

namespace Keukentafel.Rules.Tests;

public sealed class ArrowTests
{
    [Fact]
    public void The_libraries_know_nothing_of_the_application_nor_of_each_other() =>
        Rule.Holds(House.Projects
            .Where(project => House.Libraries.Contains(project.Name.Name))
            .SelectMany(project => project.MainModule.AssemblyReferences
                .Where(reference => reference.Name.StartsWith("Keukentafel", StringComparison.Ordinal))
                .Select(reference => $"{project.Name.Name} uses {reference.Name}")));

    [Fact]
    public void The_libraries_know_no_web_and_no_database() =>
        Rule.Holds(House.Projects
            .Where(project => House.Libraries.Contains(project.Name.Name))
            .SelectMany(project => project.MainModule.AssemblyReferences
                .Where(reference => Regex.IsMatch(reference.Name, "^(Microsoft\\.AspNetCore|Microsoft\\.EntityFrameworkCore|Npgsql|Microsoft\\.Data\\.Sqlite)"))
                .Select(reference => $"{project.Name.Name} uses {reference.Name}")));

    [Fact]
    public void Every_folder_of_the_application_is_a_known_room() =>
        Rule.Holds(Directory.EnumerateDirectories(Path.Combine(House.Root, "src", "Keukentafel"))
            .Select(folder => Path.GetFileName(folder)!)
            .Except(["bin", "obj", "Properties", "wwwroot"])
            .Except([.. House.Rooms, .. House.Ground, .. House.Doors]));

    [Fact]
    public void A_room_uses_only_rooms_before_it()
    {
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in House.TypesOf(House.Application).Where(type => !House.Outermost(type).Name.Contains('<', StringComparison.Ordinal)))
        {
            var from = House.RoomOf(House.Outermost(type).Namespace);
            foreach (var reference in References.Of(type).Where(InApplication))
            {
                var to = House.RoomOf(reference.Namespace);
                if (!MayUse(from, to))
                {
                    wrong.Add($"{from} → {to}: {House.Outermost(type).FullName} uses {reference.FullName}");
                }
            }
        }

        Rule.Holds(wrong);
    }

    /// <summary>Constants leave no trace in compiled code; a using directive does in the source.</summary>
    [Fact]
    public void A_room_names_only_rooms_before_it()
    {
        var wrong = new List<string>();
        foreach (var file in House.Files(".cs", ".razor").Where(file => file.StartsWith("src/Keukentafel/", StringComparison.Ordinal)))
        {
            var parts = file.Split('/');
            var from = parts.Length > 3 ? parts[2] : "Site";
            wrong.AddRange(Regex.Matches(House.Text(file), @"^\s*@?using (static )?Keukentafel\.(?<room>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)
                .Select(match => match.Groups["room"].Value)
                .Where(to => !House.Libraries.Contains("Keukentafel." + to) && !MayUse(from, to))
                .Select(to => $"{file} names {to}"));
        }

        Rule.Holds(wrong);
    }

    [Fact]
    public void Analysis_is_pure_columns_in_tables_out()
    {
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in House.TypesOf(House.Application).Where(type => House.Outermost(type).Namespace.StartsWith("Keukentafel.Results.Analysis", StringComparison.Ordinal)))
        {
            foreach (var reference in References.Of(type))
            {
                var pure = InApplication(reference)
                    ? reference.Namespace.StartsWith("Keukentafel.Results.Analysis", StringComparison.Ordinal) || reference.Namespace == "Keukentafel.Foundation"
                    : reference.Namespace.StartsWith("System", StringComparison.Ordinal) || reference.Namespace.StartsWith("Keukentafel.Statistics", StringComparison.Ordinal)
                        || reference.Namespace.Length == 0 || reference.Namespace == "Microsoft.CodeAnalysis";
                if (!pure)
                {
                    wrong.Add($"{House.Outermost(type).FullName} uses {reference.FullName}");
                }
            }
        }

        Rule.Holds(wrong);
    }

    [Fact]
    public void A_page_never_sees_the_database()
    {
        var wrong = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in House.TypesOf(House.Application).Where(type => IsComponent(House.Outermost(type))))
        {
            wrong.UnionWith(References.Of(type)
                .Where(reference => reference.Namespace == "Keukentafel.Store" || Regex.IsMatch(reference.Namespace, "^(Microsoft\\.EntityFrameworkCore|Npgsql|Microsoft\\.Data|System\\.Data)"))
                .Select(reference => $"{House.Outermost(type).FullName} uses {reference.FullName}"));
        }

        Rule.Holds(wrong);
    }

    /// <summary>The message of an exception can quote a name, an answer or a code: a log takes <c>Traces.Of(problem)</c>.</summary>
    [Fact]
    public void A_log_takes_no_exception() =>
        Rule.Holds(House.Projects.SelectMany(House.TypesOf).SelectMany(type => type.Methods)
            .Where(method => method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "LoggerMessageAttribute"))
            .Where(method => method.Parameters.Any(parameter => parameter.ParameterType.Name.EndsWith("Exception", StringComparison.Ordinal)))
            .Select(method => method.FullName));

    private static bool InApplication(TypeReference reference) => reference.Scope == House.Application.MainModule && !reference.Name.Contains('<', StringComparison.Ordinal);

    private static bool IsComponent(TypeDefinition type) => type.BaseType is { } up
        && (up.FullName is "Microsoft.AspNetCore.Components.ComponentBase" or "Microsoft.AspNetCore.Components.LayoutComponentBase" || (up.Resolve() is { } known && InApplication(known) && IsComponent(known)));

    private static bool MayUse(string from, string to)
    {
        if (from == to || House.Doors.Contains(from))
        {
            return true;
        }

        if (to == "Site" || House.Doors.Contains(to))
        {
            return false;
        }

        if (House.Ground.Contains(to))
        {
            return to != "Design" || !House.Ground.Contains(from);
        }

        var order = House.Rooms.ToList();
        return order.IndexOf(to) is >= 0 and var other && other < order.IndexOf(from);
    }
}
