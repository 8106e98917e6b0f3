// What is asked: one immutable version of a questionnaire. A change makes a new version; a question keeps its
// code, and an option its number, over all versions.
using System.Collections.Immutable;

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

    /// <summary>All questions in the order in which they are asked.</summary>
    public IEnumerable<Question> Questions => Blocks.SelectMany(block => block.Questions);

    /// <summary>The questions that count for completeness: the locked core, or everything where there is no core.</summary>
    public IEnumerable<Question> Core =>
        Blocks.Any(block => block.Origin == BlockOrigin.Core)
            ? Blocks.Where(block => block.Origin == BlockOrigin.Core).SelectMany(block => block.Questions)
            : Questions;

    /// <summary>The question with this code, or null. Codes compare without regard to case, as column names do.</summary>
    public Question? Find(string code) =>
        Questions.FirstOrDefault(question => string.Equals(question.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the law prescribed the core in this year of measurement.</summary>
    public bool IsMandatoryIn(int year) =>
        Eras.Any(era => era.Covers(year) && era.Obligation == Obligation.Mandatory);
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
public sealed record Block(string Id, string Title, BlockOrigin Origin, ImmutableArray<Question> Questions);

/// <summary>Core: locked, compared between municipalities. Model: a ready extension. Own: written by the municipality.</summary>
public enum BlockOrigin
{
    Core,
    Model,
    Own,
}
