// A text with places for what was answered before: "U gaf een {RC02}." What stands behind a bar is said when there is no answer: {RC02|cijfer}.
// Two braces are one: {{.
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Keukentafel.Questionnaires.Expressions;
using Keukentafel.Questionnaires.Flow;

namespace Keukentafel.Questionnaires;

internal sealed class TextTemplate
{
    private const string Nothing = "…";
    private readonly ImmutableArray<Piece> pieces;

    private TextTemplate(ImmutableArray<Piece> pieces) => this.pieces = pieces;

    /// <summary>Codes of the questions whose answers the text repeats.</summary>
    public IEnumerable<string> Uses => pieces.SelectMany(piece => piece.Value?.Uses ?? []);

    public static bool HasPlaces(string text) => text.Contains('{', StringComparison.Ordinal) || text.Contains('}', StringComparison.Ordinal);

    /// <summary>The template, or what is wrong with the first place that is wrong.</summary>
    public static (TextTemplate? Template, ExpressionError? Error) Parse(string text, ExpressionScope scope)
    {
        var found = ImmutableArray.CreateBuilder<Piece>();
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '{' or '}' && at + 1 < text.Length && text[at + 1] == text[at])
            {
                plain.Append(text[at++]);
            }
            else if (text[at] == '{' && text.IndexOf('}', at) is var end and > 0)
            {
                var (source, fallback) = text[(at + 1)..end].Split('|', 2) is [var expression, var otherwise] ? (expression, otherwise) : (text[(at + 1)..end], Nothing);
                var (value, error) = ExpressionParser.Parse(source, scope);
                if (value is null)
                {
                    return (null, error! with { Position = at + 1 + error.Position });
                }

                found.Add(new Piece(plain.ToString(), null, string.Empty));
                found.Add(new Piece(string.Empty, value, fallback));
                plain.Clear();
                at = end;
            }
            else if (text[at] is '{' or '}')
            {
                return (null, new ExpressionError(ExpressionFault.UnexpectedSign, at + 1, text[at].ToString()));
            }
            else
            {
                plain.Append(text[at]);
            }
        }

        found.Add(new Piece(plain.ToString(), null, string.Empty));
        return (new TextTemplate(found.ToImmutable()), null);
    }

    /// <summary>The text with everything filled in; options are named by <paramref name="optionText"/>.</summary>
    public string Fill(Road answers, CultureInfo culture, Func<Expression, Outcome, string?> optionText)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            text.Append(piece.Plain);
            if (piece.Value is { } expression)
            {
                var outcome = expression.Evaluate(answers);
                text.Append(outcome.State == OutcomeState.Known ? optionText(expression, outcome) ?? Words(outcome.Value!, culture) : piece.Otherwise);
            }
        }

        return text.ToString();
    }

    private static string Words(object value, CultureInfo culture) => value switch
    {
        DateOnly day => day.ToString("d MMMM yyyy", culture),
        decimal number => number.ToString("#,0.####", culture),
        _ => Convert.ToString(value, culture) ?? string.Empty,
    };

    private readonly record struct Piece(string Plain, Expression? Value, string Otherwise);
}
