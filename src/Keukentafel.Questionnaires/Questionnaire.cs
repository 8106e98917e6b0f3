// What is asked: one immutable version of a questionnaire. A change makes a new version; a question keeps its
// code, and an option its number, over all versions. The same questionnaire in another language is a questionnaire
// too: same codes, same conditions, other words.
using System.Collections.Frozen;
using System.Collections.Immutable;
using Keukentafel.Questionnaires.Expressions;
using Keukentafel.Questionnaires.Flow;

namespace Keukentafel.Questionnaires;

public sealed record Questionnaire(
    string Id,
    int Version,
    string Title,
    string Law,
    string Developer,
    ImmutableArray<Era> Eras,
    ImmutableArray<Scale> Scales,
    ImmutableArray<Block> Blocks)
{
    public const int MaxIdLength = 64;
    public const int MaxTitleLength = 200;

    /// <summary>The language of the words in it.</summary>
    public Language Language { get; init; } = Language.Dutch;

    /// <summary>How it speaks to the one who answers.</summary>
    public Address Address { get; init; }

    /// <summary>Values that are computed from answers.</summary>
    public ImmutableArray<Derivation> Derivations { get; init; } = [];

    /// <summary>The other languages in which every text is there, with what is known of the translation.</summary>
    public ImmutableArray<Translation> Translations { get; init; } = [];

    internal FrozenDictionary<string, TextTemplate> Templates { get; init; } = FrozenDictionary<string, TextTemplate>.Empty;

    internal FrozenDictionary<string, FrozenSet<string>> Dependencies { get; init; } = FrozenDictionary<string, FrozenSet<string>>.Empty;

    /// <summary>Every language in which it can be asked; its own first.</summary>
    public IEnumerable<Language> Languages => Translations.Select(translation => translation.Language).Prepend(Language);

    /// <summary>All questions in the order in which they are asked.</summary>
    public IEnumerable<Question> Questions => Blocks.SelectMany(block => block.Questions);

    /// <summary>The questions that count for completeness: the locked core, or everything to answer where there is no core.</summary>
    public IEnumerable<Question> Core =>
        (Blocks.Any(block => block.Origin == BlockOrigin.Core) ? Blocks.Where(block => block.Origin == BlockOrigin.Core).SelectMany(block => block.Questions) : Questions)
        .Where(question => question.IsAnswered);

    /// <summary>The question with this code, or null. Codes compare without regard to case, as column names do.</summary>
    public Question? Find(string code) =>
        Questions.FirstOrDefault(question => string.Equals(question.Code, code, StringComparison.OrdinalIgnoreCase));

    public Derivation? FindDerivation(string name) =>
        Derivations.FirstOrDefault(derivation => string.Equals(derivation.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The questions on whose answers it depends whether this one is asked, or with which words.</summary>
    public IReadOnlySet<string> LooksAt(Question question) => Dependencies.TryGetValue(question.Code, out var codes) ? codes : FrozenSet<string>.Empty;

    /// <summary>The questionnaire in one of its languages.</summary>
    /// <exception cref="ArgumentException">It is not among <see cref="Languages"/>: there is no falling back to another language on screen.</exception>
    public Questionnaire In(Language language) =>
        language.Equals(Language) ? this
        : Translations.FirstOrDefault(translation => translation.Language.Equals(language))?.Questionnaire
            ?? throw new ArgumentException($"{Id} is not there in {language.Tag}.", nameof(language));

    /// <summary>Whether the law prescribed the core in this year of measurement.</summary>
    public bool IsMandatoryIn(int year) =>
        Eras.Any(era => era.Covers(year) && era.Obligation == Obligation.Mandatory);

    internal string Fill(string text, Road answers) =>
        Templates.TryGetValue(text, out var template) ? template.Fill(answers, Language.Culture, OptionText) : text;

    private string? OptionText(Expression expression, Outcome outcome) => expression.Type switch
    {
        ExpressionType.Choice => Find(expression.Uses[0])?.FindOption((int)outcome.Value!)?.Text,
        ExpressionType.Choices => string.Join(", ", ((ImmutableArray<int>)outcome.Value!).Select(option => Find(expression.Uses[0])?.FindOption(option)?.Text)),
        _ => null,
    };
}

/// <summary>A translation of which no text is missing.</summary>
/// <param name="CheckedBy">Who, speaking the language from home, read it and found it right; null as long as nobody did, and staff are told.</param>
public sealed record Translation(Language Language, string? CheckedBy, Questionnaire Questionnaire);

/// <summary>The form of address.</summary>
public enum Address
{
    /// <summary>u</summary>
    Formal,

    /// <summary>je: a youth's own version.</summary>
    Familiar,
}

/// <summary>A run of years in which the questionnaire had one standing in law; without To it still goes on.</summary>
public sealed record Era(int From, int? To, Obligation Obligation)
{
    public bool Covers(int year) => year >= From && (To is null || year <= To);
}

public enum Obligation
{
    Mandatory,
    Voluntary,
}

/// <summary>A group of questions under one title.</summary>
public sealed record Block(string Id, string Title, BlockOrigin Origin, ImmutableArray<Question> Questions)
{
    /// <summary>When the questions of the block are asked; null is always.</summary>
    public Expression? AskedIf { get; init; }
}

/// <summary>Core: locked, compared between municipalities. Model: a ready extension. Own: written by the municipality.</summary>
public enum BlockOrigin
{
    Core,
    Model,
    Own,
}
