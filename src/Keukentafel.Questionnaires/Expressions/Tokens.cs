// The signs, names, numbers and words of which an expression consists.
using System.Collections.Immutable;

namespace Keukentafel.Questionnaires.Expressions;

internal enum TokenKind { Name, Number, Words, Sign, End }

/// <param name="Position">Where it begins, counted from 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position);

internal static class Tokens
{
    public static ImmutableArray<Token> Of(string source)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        var at = 0;
        while (at < source.Length)
        {
            var sign = source[at];
            var end = sign switch
            {
                _ when char.IsWhiteSpace(sign) => at + 1,
                _ when char.IsAsciiLetter(sign) => EndOf(source, at, letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'),
                _ when char.IsAsciiDigit(sign) => EndOf(source, at, digit => char.IsAsciiDigit(digit) || digit == '.'),
                '\'' => source.IndexOf('\'', at + 1) is var close and >= 0 ? close + 1 : throw new ExpressionException(new ExpressionError(ExpressionFault.UnexpectedEnd, at + 1, "'")),
                '<' or '>' or '!' when at + 1 < source.Length && source[at + 1] == '=' => at + 2,
                '=' or '<' or '>' or '(' or ')' or ',' or '+' or '-' or '*' or '/' => at + 1,
                _ => throw new ExpressionException(new ExpressionError(ExpressionFault.UnexpectedSign, at + 1, sign.ToString())),
            };
            var text = source[at..end];
            if (!char.IsWhiteSpace(sign))
            {
                tokens.Add(sign switch
                {
                    '\'' => new Token(TokenKind.Words, text[1..^1], at + 1),
                    _ when char.IsAsciiLetter(sign) => new Token(TokenKind.Name, text, at + 1),
                    _ when char.IsAsciiDigit(sign) => new Token(TokenKind.Number, text, at + 1),
                    _ => new Token(TokenKind.Sign, text, at + 1),
                });
            }

            at = end;
        }

        tokens.Add(new Token(TokenKind.End, string.Empty, source.Length + 1));
        return tokens.ToImmutable();
    }

    private static int EndOf(string source, int from, Func<char, bool> belongs)
    {
        var end = from;
        while (end < source.Length && belongs(source[end]))
        {
            end++;
        }

        return end;
    }
}
