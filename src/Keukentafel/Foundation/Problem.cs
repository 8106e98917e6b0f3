// A refusal: a code that never changes meaning and a Dutch text that names the place and the repair.
// Each room keeps its kinds in one static class (`…Problems`); docs/handleiding/meldingen.md lists them all, and a test holds that.
using System.Globalization;

namespace Keukentafel.Foundation;

/// <summary>What a refusal means for the caller: decides the HTTP status, never the text.</summary>
public enum ProblemSort { Refused, NotFound, Forbidden, Conflict, TooMany, Unavailable, Broken }

/// <summary>A kind of refusal. <paramref name="Text"/> is a composite format string in Dutch.</summary>
public sealed record ProblemKind(string Code, string Text, ProblemSort Sort = ProblemSort.Refused)
{
    public Problem Of(params object?[] values) => new(this, string.Format(Dutch.Culture, Text, values), Field: null);
}

public sealed record Problem(ProblemKind Kind, string Text, string? Field)
{
    public string Code => Kind.Code;

    /// <summary>The form field the refusal is about, so that the page can point to it.</summary>
    public Problem At(string field) => this with { Field = field };

    /// <summary>More refusals of the same form: a person sees them all at once.</summary>
    public IReadOnlyList<Problem> Others { get; init; } = [];

    public IEnumerable<Problem> All => Others.Prepend(this);

    /// <summary>One refusal of many, or none when there is nothing to refuse.</summary>
    public static Problem? Of(IReadOnlyList<Problem> problems) =>
        problems.Count == 0 ? null : problems[0] with { Others = problems.Skip(1).ToList() };

    public override string ToString() => $"{Code}: {Text}";
}

/// <summary>The way numbers and dates are written for people. Files use the invariant culture.</summary>
public static class Dutch
{
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("nl-NL");
}
