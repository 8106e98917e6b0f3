// The native JSON form of a questionnaire, as it stands in a file: everything may still be missing or wrong.
// An unknown field is an error, so that a misspelt one never passes in silence.
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Keukentafel.Questionnaires;

internal sealed record QuestionnaireFile(
    string? Id,
    int? Version,
    string? Title,
    string? Law,
    string? Developer,
    IReadOnlyList<EraFile>? Eras,
    IReadOnlyList<ScaleFile>? Scales,
    IReadOnlyList<BlockFile>? Blocks)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static QuestionnaireFile? Parse(Stream json) => JsonSerializer.Deserialize<QuestionnaireFile>(json, Options);
}

internal sealed record EraFile(int From, int? To, Obligation Obligation);

internal sealed record ScaleFile(string? Name, OriginFile? Origin, IReadOnlyList<OptionFile>? Options);

internal sealed record BlockFile(string? Id, string? Title, BlockOrigin Origin, IReadOnlyList<QuestionFile>? Questions);

internal sealed record QuestionFile(
    string? Code,
    string? Type,
    string? Text,
    string? Theme,
    string? Scale,
    IReadOnlyList<OptionFile>? Options,
    OriginFile? Origin);

internal sealed record OptionFile(int Code, string? Text, bool Positive = false, bool Substantive = true);

internal sealed record OriginFile(bool Verbatim, string? Reason = null, IReadOnlyList<string>? Sources = null);
