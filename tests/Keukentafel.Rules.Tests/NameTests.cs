// Names say what a thing is in the field's own words; an interface stands where there are two implementations, or at a true boundary.
using Mono.Cecil;
using Xunit;

namespace Keukentafel.Rules.Tests;

public sealed class NameTests
{
    private static readonly string[] EmptySuffixes = ["Manager", "Helper", "Helpers", "Util", "Utils", "Base", "Impl", "Dto", "Service"];

    /// <summary>Interfaces with fewer than two implementations in the product, and the boundary that each stands at.</summary>
    private static readonly Dictionary<string, string> Boundaries = new(StringComparer.Ordinal)
    {
        ["ISecrets"] = "cryptographic chance of the operating system; tests give known bytes",
        ["IRandomness"] = "the seed is the caller's; statistics take it as a parameter",
        ["IInBridge`1"] = "marks what stands in the Bridge store, which has one table; the other two stores have many",
    };

    [Fact]
    public void No_type_is_named_after_nothing() =>
        Rule.Holds(House.Projects.SelectMany(House.TypesOf)
            .Where(type => !House.IsGenerated(type))
            .Where(type => EmptySuffixes.Any(suffix => type.Name.Split('`')[0].EndsWith(suffix, StringComparison.Ordinal)))
            .Select(type => type.FullName));

    [Fact]
    public void An_interface_has_two_implementations_or_is_a_boundary()
    {
        var types = House.Projects.SelectMany(House.TypesOf).ToList();
        var implementations = types
            .Where(type => type is { IsInterface: false, IsAbstract: false })
            .SelectMany(type => Ancestry(type).SelectMany(each => each.Interfaces).Select(face => (Face: face.InterfaceType.GetElementType().FullName, Form: $"{face.InterfaceType.FullName} {type.FullName}")))
            .Distinct()
            .ToLookup(pair => pair.Face, StringComparer.Ordinal);
        Rule.Holds(types
            .Where(type => type.IsInterface && implementations[type.FullName].Count() < 2 && !Boundaries.ContainsKey(type.Name))
            .Select(type => $"{type.FullName}: {implementations[type.FullName].Count()} implementations"));
    }

    [Fact]
    public void The_list_of_boundaries_names_only_interfaces_that_are_there() =>
        Rule.Holds(Boundaries.Keys.Except(House.Projects.SelectMany(House.TypesOf).Where(type => type.IsInterface).Select(type => type.Name)));

    /// <summary>A type with those it inherits from in our own projects.</summary>
    private static IEnumerable<TypeDefinition> Ancestry(TypeDefinition type)
    {
        for (var each = type; each is not null; each = each.BaseType is { } up && up.Namespace.StartsWith("Keukentafel", StringComparison.Ordinal) ? up.Resolve() : null)
        {
            yield return each;
        }
    }
}
