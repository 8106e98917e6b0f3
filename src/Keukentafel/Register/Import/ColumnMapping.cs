// Which column of a file is what: proposed by the program, settled by a person, remembered for the next file with the same header.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Keukentafel.Foundation;
using Keukentafel.Studies;

namespace Keukentafel.Register.Import;

/// <param name="Column">Name of the column in the file.</param>
/// <param name="Attribute">Under which name the attribute is kept; empty for a column that gives none.</param>
public sealed record ColumnUse(string Column, ColumnRole Role, string Attribute = "");

/// <param name="LettersNeeded">Whether letters go out on paper, so that a client without an address cannot be reached.</param>
public sealed record ColumnMapping(IReadOnlyList<ColumnUse> Columns, bool LettersNeeded = true)
{
    public const int AttributeNameMaxLength = 60;
    public const int MaxColumns = 200;
    public const int MaxAttributes = 40;

    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Names that mean something else in files and tables.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal) { FrameUse.Channel, "client_id", "outcome", "question", "group_variable", "group_value" };

    /// <summary>Names of the attributes, in the order of the columns.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Attributes => Columns.Where(use => use.Role.GivesAttribute()).Select(use => use.Attribute).ToList();

    public bool Has(params ReadOnlySpan<ColumnRole> roles)
    {
        foreach (var use in Columns)
        {
            if (roles.Contains(use.Role))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Everything that is wrong with the mapping, each at the field of its column (<c>rol-0</c>, <c>kenmerk-0</c>).</summary>
    public Problem? Check()
    {
        var problems = new List<Problem>();
        if (!Has(ColumnRole.ClientNumber))
        {
            problems.Add(RegisterProblems.NoNumberColumn.Of());
        }

        if (Attributes.Count > MaxAttributes)
        {
            problems.Add(RegisterProblems.TooManyAttributes.Of(MaxAttributes, Attributes.Count));
        }

        var roles = new Dictionary<ColumnRole, string>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < Columns.Count; i++)
        {
            var use = Columns[i];
            if (!use.Role.MayRepeat() && !roles.TryAdd(use.Role, use.Column))
            {
                problems.Add(RegisterProblems.RoleTwice.Of(use.Role.Title(), roles[use.Role], use.Column).At($"rol-{i}"));
            }

            if (use.Role.GivesAttribute() && Wrong(use, names) is { } wrong)
            {
                problems.Add(wrong.At($"kenmerk-{i}"));
            }
        }

        if (LettersNeeded && !HasAddress)
        {
            problems.Add(RegisterProblems.NoAddressColumns.Of().At("brieven"));
        }

        return Problem.Of(problems);
    }

    /// <summary>How a name of an attribute is written: small letters, single spaces.</summary>
    public static string NameOf(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();

    public string Json() => JsonSerializer.Serialize(this, Options);

    public static ColumnMapping Read(string json) => JsonSerializer.Deserialize<ColumnMapping>(json, Options)!;

    /// <summary>What tells files with the same columns from others.</summary>
    public static string HeaderHash(IEnumerable<string> header) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', header).ToLowerInvariant())));

    private bool HasAddress => (Has(ColumnRole.StreetAndNumber) || (Has(ColumnRole.Street) && Has(ColumnRole.HouseNumber)))
        && (Has(ColumnRole.PostcodeAndTown) || (Has(ColumnRole.Postcode) && Has(ColumnRole.Town)));

    private static Problem? Wrong(ColumnUse use, Dictionary<string, string> names) =>
        use.Attribute.Length == 0 ? RegisterProblems.AttributeWithoutName.Of(use.Column)
        : use.Attribute.Length > AttributeNameMaxLength ? RegisterProblems.AttributeNameTooLong.Of(use.Column, AttributeNameMaxLength)
        : Reserved.Contains(use.Attribute) ? RegisterProblems.AttributeNameReserved.Of(use.Attribute)
        : !names.TryAdd(use.Attribute, use.Column) ? RegisterProblems.AttributeTwice.Of(use.Attribute, names[use.Attribute], use.Column)
        : null;
}
