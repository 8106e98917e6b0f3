// The attributes of a client that its response may carry: only those that the round names, and "onbekend" where the register has none.
using System.Text.Json;

namespace Keukentafel.Answering;

public static class FrameVariables
{
    public const string Unknown = "onbekend";

    /// <param name="names">The round's frame variables.</param>
    /// <param name="attributes">The client's attributes: a JSON object of texts; null when the client is gone.</param>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<string> names, string? attributes)
    {
        var known = attributes is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string?>>(attributes)!;
        return names.Distinct(StringComparer.Ordinal).ToDictionary(
            name => name,
            name => known.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : Unknown,
            StringComparer.Ordinal);
    }
}
