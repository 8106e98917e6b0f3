// Classes of an attribute that were combined, because one of them was too small to stand beside answers: {"leeftijd": {"85+": "75 en ouder"}}.
using System.Text.Json;

namespace Keukentafel.Register;

public sealed class CombinedClasses
{
    private readonly Dictionary<string, Dictionary<string, string>> byVariable;

    private CombinedClasses(Dictionary<string, Dictionary<string, string>> byVariable) => this.byVariable = byVariable;

    public static CombinedClasses Of(Delivery delivery) => new(JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(delivery.Combined)!);

    /// <summary>The class that a value belongs to now.</summary>
    public string ClassOf(string variable, string value) =>
        byVariable.TryGetValue(variable, out var classes) && classes.TryGetValue(value, out var combined) ? combined : value;

    /// <summary>Puts classes, as they stand now, together under one name.</summary>
    public CombinedClasses With(string variable, IReadOnlyCollection<string> together, string name)
    {
        var copy = byVariable.ToDictionary(pair => pair.Key, pair => new Dictionary<string, string>(pair.Value, StringComparer.Ordinal), StringComparer.Ordinal);
        if (!copy.TryGetValue(variable, out var classes))
        {
            copy[variable] = classes = new Dictionary<string, string>(StringComparer.Ordinal);
        }

        foreach (var (value, combined) in classes.ToList())
        {
            classes[value] = together.Contains(combined) ? name : combined;
        }

        foreach (var value in together)
        {
            classes.TryAdd(value, name);
        }

        return new CombinedClasses(copy);
    }

    /// <summary>The classes of a variable as the file had them.</summary>
    public CombinedClasses Without(string variable) =>
        new(byVariable.Where(pair => pair.Key != variable).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));

    public bool Has(string variable) => byVariable.ContainsKey(variable);

    public string Json() => JsonSerializer.Serialize(byVariable);
}
