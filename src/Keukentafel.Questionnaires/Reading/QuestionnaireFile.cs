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
    IReadOnlyList<BlockFile>? Blocks,
    Address Address = Address.Formal,
    IReadOnlyList<DerivationFile>? Derived = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static QuestionnaireFile? Parse(Stream json) => JsonSerializer.Deserialize<QuestionnaireFile>(json, Options);

    public static TranslationFile? ParseTranslation(Stream json) => JsonSerializer.Deserialize<TranslationFile>(json, Options);
}

internal sealed record EraFile(int From, int? To, Obligation Obligation);

internal sealed record ScaleFile(string? Name, OriginFile? Origin, IReadOnlyList<OptionFile>? Options);

internal sealed record BlockFile(string? Id, string? Title, BlockOrigin Origin, IReadOnlyList<QuestionFile>? Questions, string? AskedIf = null);

internal sealed record DerivationFile(string? Name, string? Value);

/// <summary>A question; which of the fields it needs and may have depends on its type.</summary>
internal sealed record QuestionFile(
    string? Code,
    string? Type,
    string? Text,
    string? Theme,
    string? Scale,
    IReadOnlyList<OptionFile>? Options,
    OriginFile? Origin,
    string? Help = null,
    string? AskedIf = null,
    IReadOnlyList<RuleFile>? Rules = null,
    decimal? Min = null,
    decimal? Max = null,
    int? Decimals = null,
    string? Unit = null,
    DateOnly? From = null,
    DateOnly? To = null,
    int? MaxLength = null,
    int? Places = null,
    OptionFile? NoOpinion = null,
    IReadOnlyList<RowFile>? Rows = null);

/// <summary>A statement of a grid.</summary>
internal sealed record RowFile(string? Code, string? Text, OriginFile? Origin = null, string? AskedIf = null);

internal sealed record RuleFile(string? Must, string? Text);

internal sealed record OptionFile(int Code, string? Text, bool Positive = false, bool Substantive = true, bool Exclusive = false);

internal sealed record OriginFile(bool Verbatim, string? Reason = null, IReadOnlyList<string>? Sources = null);

/// <summary>Every text of a questionnaire in another language, by its key: see <see cref="QuestionnaireTexts"/>.</summary>
internal sealed record TranslationFile(string? Questionnaire, int? Version, string? Language, string? CheckedBy, IReadOnlyDictionary<string, string?>? Texts);
