// The sampling frame: the clients who can be drawn, by stratum, in one fixed order. The same clients and strata always give the same order and so the same hash,
// which is what makes a draw repeatable.
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Keukentafel.Register;
using Keukentafel.Statistics;

namespace Keukentafel.Sampling;

/// <param name="Values">Values of the stratum variables, in the order of the round; none when there is one stratum.</param>
/// <param name="Clients">In order of their ids, which are random and tell nothing.</param>
public sealed record FrameStratum(IReadOnlyList<string> Values, IReadOnlyList<ClientId> Clients)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The values as they are stored: a JSON array.</summary>
    public string Key => KeyOf(Values);

    public string Name => NameOf(Values);

    public static string KeyOf(IReadOnlyList<string> values) => JsonSerializer.Serialize(values, Plain);

    public static IReadOnlyList<string> ValuesOf(string key) => JsonSerializer.Deserialize<List<string>>(key) ?? [];

    public static string NameOf(IReadOnlyList<string> values) => values.Count == 0 ? "alle cliënten" : string.Join(" · ", values);
}

public sealed class SampleFrame
{
    private const int IdLength = 16;

    private SampleFrame(IReadOnlyList<FrameStratum> strata) => Strata = strata;

    public IReadOnlyList<FrameStratum> Strata { get; }

    public int Population => Strata.Sum(stratum => stratum.Clients.Count);

    /// <summary>SHA-256 over one line per client, stratum after stratum: the stratum's values as JSON, a tab, the client's id, a line feed; UTF-8.</summary>
    public string Hash
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var stratum in Strata)
            {
                var key = stratum.Key;
                foreach (var client in stratum.Clients)
                {
                    hash.AppendData(Encoding.UTF8.GetBytes($"{key}\t{client.Value:D}\n"));
                }
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>Puts clients in their strata and everything in its fixed order: strata by code point, clients by id.</summary>
    public static SampleFrame Of(IEnumerable<(ClientId Client, IReadOnlyList<string> Values)> clients) =>
        new(clients
            .GroupBy(client => FrameStratum.KeyOf(client.Values), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new FrameStratum(
                group.First().Values,
                group.Select(client => client.Client).OrderBy(client => client.Value.ToString("D"), StringComparer.Ordinal).ToList()))
            .ToList());

    /// <summary>The stratum of every client, in the order of the frame: what a draw goes by.</summary>
    public Categories ByStratum => new("stratum", Strata.Select(stratum => stratum.Key).ToList(), Strata.SelectMany((stratum, index) => Enumerable.Repeat(index, stratum.Clients.Count)).ToArray());

    /// <summary>The clients in the order of the frame.</summary>
    public IReadOnlyList<ClientId> Clients => Strata.SelectMany(stratum => stratum.Clients).ToList();

    /// <summary>The ids, sixteen bytes each, to be kept with the draw.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Population * IdLength];
        var place = 0;
        foreach (var client in Clients)
        {
            client.Value.TryWriteBytes(bytes.AsSpan(place, IdLength), bigEndian: true, out _);
            place += IdLength;
        }

        return bytes;
    }

    /// <summary>The frame as it was kept: ids stratum after stratum.</summary>
    public static SampleFrame From(ReadOnlyMemory<byte> bytes, IEnumerable<(string Key, int Population)> strata)
    {
        var found = new List<FrameStratum>();
        var place = 0;
        foreach (var (key, population) in strata.OrderBy(stratum => stratum.Key, StringComparer.Ordinal))
        {
            var clients = new List<ClientId>(population);
            for (var i = 0; i < population; i++)
            {
                clients.Add(ClientAt(bytes.Span, place));
                place += IdLength;
            }

            found.Add(new FrameStratum(FrameStratum.ValuesOf(key), clients));
        }

        return new SampleFrame(found);
    }

    /// <summary>Everybody of a frame as it was kept, whatever the stratum.</summary>
    public static HashSet<ClientId> Members(ReadOnlySpan<byte> bytes)
    {
        var members = new HashSet<ClientId>(bytes.Length / IdLength);
        for (var place = 0; place < bytes.Length; place += IdLength)
        {
            members.Add(ClientAt(bytes, place));
        }

        return members;
    }

    private static ClientId ClientAt(ReadOnlySpan<byte> bytes, int place) => new(new Guid(bytes.Slice(place, IdLength), bigEndian: true));
}
