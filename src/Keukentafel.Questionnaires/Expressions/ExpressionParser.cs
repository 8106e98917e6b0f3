// From text to a checked expression, by recursive descent: one method per rank of operator. Types are checked on the way, so that what comes out cannot fail.
using System.Collections.Immutable;
using System.Globalization;

namespace Keukentafel.Questionnaires.Expressions;

internal sealed class ExpressionParser
{
    private const int MaxDepth = 40;
    private readonly ExpressionScope scope;
    private readonly ImmutableArray<Token> tokens;
    private readonly SortedSet<string> uses = new(StringComparer.Ordinal);
    private int next;
    private int depth;

    private ExpressionParser(string source, ExpressionScope scope)
    {
        this.scope = scope;
        tokens = Tokens.Of(source);
    }

    private Token Current => tokens[next];

    /// <summary>The expression, or what is wrong with it.</summary>
    public static (Expression? Expression, ExpressionError? Error) Parse(string source, ExpressionScope scope)
    {
        try
        {
            if (source.Length > Expression.MaxLength)
            {
                throw Fail(ExpressionFault.TooLong, 1, string.Empty);
            }

            var parser = new ExpressionParser(source, scope);
            var root = parser.Or();
            return parser.Current.Kind == TokenKind.End
                ? (new Expression(source, root, [.. parser.uses]), null)
                : throw parser.Unexpected();
        }
        catch (ExpressionException exception)
        {
            return (null, exception.Error);
        }
    }

    private Node Or()
    {
        var left = And();
        while (Take("or"))
        {
            left = new Junction(Truth(left), Truth(And()), Deciding: true);
        }

        return left;
    }

    private Node And()
    {
        var left = Negation();
        while (Take("and"))
        {
            left = new Junction(Truth(left), Truth(Negation()), Deciding: false);
        }

        return left;
    }

    private Node Negation()
    {
        if (!Take("not"))
        {
            return Relation();
        }

        Deepen();
        var inner = new Not(Truth(Negation()));
        depth--;
        return inner;
    }

    private Node Relation()
    {
        var at = Current.Position;
        var left = Sum();
        if (Take("in"))
        {
            return In(left, at);
        }

        if (Take("has"))
        {
            return left is AnswerOf { Type: ExpressionType.Choices } asked ? new Has(asked, OptionOf(asked.Question)) : throw WrongType(at, "'has'");
        }

        return Current.Text switch
        {
            "=" => Compare(left, Expressions.Relation.Equal, at),
            "!=" => Compare(left, Expressions.Relation.Unequal, at),
            "<" => Compare(left, Expressions.Relation.Less, at),
            "<=" => Compare(left, Expressions.Relation.AtMost, at),
            ">" => Compare(left, Expressions.Relation.More, at),
            ">=" => Compare(left, Expressions.Relation.AtLeast, at),
            _ => left,
        };
    }

    private Comparison Compare(Node left, Relation relation, int at)
    {
        var sign = Next().Text;
        var equality = relation is Expressions.Relation.Equal or Expressions.Relation.Unequal;
        if (left is AnswerOf { Type: ExpressionType.Choice } asked)
        {
            return equality ? new Comparison(left, relation, new Constant(ExpressionType.Choice, OptionOf(asked.Question))) : throw WrongType(at, $"'{sign}'");
        }

        var right = Sum();
        var ordered = left.Type is ExpressionType.Number or ExpressionType.Day;
        return left.Type == right.Type && (ordered || (equality && left.Type is ExpressionType.Words or ExpressionType.Truth))
            ? new Comparison(left, relation, right)
            : throw WrongType(at, $"'{sign}'");
    }

    private OneOf In(Node left, int at)
    {
        Expect("(");
        var values = ImmutableArray.CreateBuilder<object>();
        do
        {
            values.Add(left switch
            {
                AnswerOf { Type: ExpressionType.Choice } asked => OptionOf(asked.Question),
                { Type: ExpressionType.Number } => NumberOf(Next(TokenKind.Number)),
                { Type: ExpressionType.Words } => Next(TokenKind.Words).Text,
                _ => throw WrongType(at, "'in'"),
            });
        }
        while (Take(","));
        Expect(")");
        return new OneOf(left, values.ToImmutable());
    }

    private int OptionOf(Question question)
    {
        var token = Next(TokenKind.Number);
        return int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var option) && question.FindOption(option) is not null
            ? option
            : throw Fail(ExpressionFault.UnknownOption, token.Position, token.Text);
    }

    private Node Sum()
    {
        var left = Product();
        while (Current is { Kind: TokenKind.Sign, Text: "+" or "-" })
        {
            var sign = Next();
            left = new Arithmetic(Number(left, sign), sign.Text[0], Number(Product(), sign));
        }

        return left;
    }

    private Node Product()
    {
        var left = Signed();
        while (Current is { Kind: TokenKind.Sign, Text: "*" or "/" })
        {
            var sign = Next();
            left = new Arithmetic(Number(left, sign), sign.Text[0], Number(Signed(), sign));
        }

        return left;
    }

    private Node Signed()
    {
        if (Current is not { Kind: TokenKind.Sign, Text: "-" })
        {
            return Part();
        }

        var sign = Next();
        Deepen();
        var inner = new Sign(Number(Signed(), sign));
        depth--;
        return inner;
    }

    private Node Part()
    {
        var token = Next();
        switch (token.Kind)
        {
            case TokenKind.Number:
                return new Constant(ExpressionType.Number, NumberOf(token));
            case TokenKind.Words:
                return new Constant(ExpressionType.Words, token.Text);
            case TokenKind.Name when token.Text is "true" or "false":
                return new Constant(ExpressionType.Truth, token.Text == "true");
            case TokenKind.Name when Current is { Kind: TokenKind.Sign, Text: "(" } && token.Text is not ("and" or "or" or "not" or "in" or "has"):
                return Function(token);
            case TokenKind.Name:
                return Name(token);
            case TokenKind.Sign when token.Text == "(":
                Deepen();
                var inner = Or();
                Expect(")");
                depth--;
                return inner;
            default:
                next--;
                throw Unexpected();
        }
    }

    private Node Name(Token token)
    {
        if (scope.Question(token.Text) is { } question)
        {
            uses.Add(question.Code);
            return TypeOf(question) is { } type ? new AnswerOf(type, question) : throw WrongType(token.Position, token.Text);
        }

        if (scope.Derivation(token.Text) is { } derivation)
        {
            uses.UnionWith(derivation.Value.Uses);
            return new DerivedOf(derivation.Value.Type, derivation.Name);
        }

        return StudyFacts.Types.TryGetValue(token.Text, out var fact)
            ? new FactOf(fact, token.Text)
            : throw Fail(scope.ComesLater(token.Text) ? ExpressionFault.LaterQuestion : ExpressionFault.UnknownName, token.Position, token.Text);
    }

    private static ExpressionType? TypeOf(Question question) => question switch
    {
        Statement or YesNo or SingleChoice or Consent => ExpressionType.Choice,
        MultipleChoice or Ranking => ExpressionType.Choices,
        Grade or NumberQuestion => ExpressionType.Number,
        DateQuestion => ExpressionType.Day,
        ShortText or LongText => ExpressionType.Words,
        _ => null,
    };

    private Node Function(Token name)
    {
        Deepen();
        Expect("(");
        Node node = name.Text switch
        {
            "answered" => new Answered(AskedQuestion()),
            "noopinion" => AskedQuestion() is { IsCoded: true } question ? new NoOpinion(question) : throw WrongType(name.Position, "'noopinion'"),
            "count" => new Counted(Typed(Or(), ExpressionType.Choices, name)),
            "length" => new Length(Typed(Or(), ExpressionType.Words, name)),
            "today" => new Today(),
            "date" => new Constant(ExpressionType.Day, DayOf(Next(TokenKind.Words))),
            "years" => new Years(Typed(Or(), ExpressionType.Day, name), Typed(After(name), ExpressionType.Day, name)),
            "if" => Choose(name),
            "round" => new Rounded(Number(Or(), name)),
            "min" => new Summarised(Summary.Min, Numbers(name)),
            "max" => new Summarised(Summary.Max, Numbers(name)),
            "mean" => new Summarised(Summary.Mean, Numbers(name)),
            _ => throw Fail(ExpressionFault.UnknownFunction, name.Position, name.Text),
        };
        if (Current is { Kind: TokenKind.Sign, Text: "," })
        {
            throw Fail(ExpressionFault.WrongNumberOfParts, name.Position, name.Text);
        }

        Expect(")");
        depth--;
        return node;
    }

    private Question AskedQuestion()
    {
        var token = Next(TokenKind.Name);
        var question = scope.Question(token.Text)
            ?? throw Fail(scope.ComesLater(token.Text) ? ExpressionFault.LaterQuestion : ExpressionFault.UnknownName, token.Position, token.Text);
        uses.Add(question.Code);
        return question.IsAnswered ? question : throw WrongType(token.Position, token.Text);
    }

    private If Choose(Token name)
    {
        var condition = Truth(Or());
        var then = After(name);
        var otherwise = After(name);
        return then.Type == otherwise.Type && then.Type is not (ExpressionType.Choice or ExpressionType.Choices)
            ? new If(condition, then, otherwise)
            : throw WrongType(name.Position, "'if'");
    }

    private ImmutableArray<Node> Numbers(Token name)
    {
        var parts = ImmutableArray.CreateBuilder<Node>();
        do
        {
            parts.Add(Number(Or(), name));
        }
        while (Take(","));
        return parts.ToImmutable();
    }

    private Node After(Token name) => Take(",") ? Or() : throw Fail(ExpressionFault.WrongNumberOfParts, name.Position, name.Text);

    private Node Truth(Node node) => Typed(node, ExpressionType.Truth, Current);

    private static Node Number(Node node, Token at) => Typed(node, ExpressionType.Number, at);

    private static Node Typed(Node node, ExpressionType type, Token at) => node.Type == type ? node : throw WrongType(at.Position, at.Kind == TokenKind.End ? "het laatste deel" : $"'{at.Text}'");

    private static decimal NumberOf(Token token) =>
        decimal.TryParse(token.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= NumberQuestion.Limit
            ? number
            : throw Fail(ExpressionFault.BadNumber, token.Position, token.Text);

    private static DateOnly DayOf(Token token) =>
        DateOnly.TryParseExact(token.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Fail(ExpressionFault.BadDay, token.Position, token.Text);

    private void Deepen()
    {
        if (++depth > MaxDepth)
        {
            throw Fail(ExpressionFault.TooDeep, Current.Position, string.Empty);
        }
    }

    private bool Take(string text)
    {
        if (Current.Kind is not (TokenKind.Sign or TokenKind.Name) || !string.Equals(Current.Text, text, StringComparison.Ordinal))
        {
            return false;
        }

        next++;
        return true;
    }

    private Token Next() => Current.Kind == TokenKind.End ? throw Unexpected() : tokens[next++];

    private Token Next(TokenKind kind) => Current.Kind == kind ? tokens[next++] : throw Unexpected();

    private void Expect(string sign)
    {
        if (!Take(sign))
        {
            throw Unexpected();
        }
    }

    private ExpressionException Unexpected() => Current.Kind == TokenKind.End
        ? Fail(ExpressionFault.UnexpectedEnd, Current.Position, string.Empty)
        : Fail(ExpressionFault.UnexpectedSign, Current.Position, Current.Text);

    private static ExpressionException WrongType(int at, string detail) => Fail(ExpressionFault.WrongType, at, detail);

    private static ExpressionException Fail(ExpressionFault fault, int position, string detail) => new(new ExpressionError(fault, position, detail));
}
