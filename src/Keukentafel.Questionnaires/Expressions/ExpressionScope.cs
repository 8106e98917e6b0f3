// The names that an expression may use at its place: questions that come before it, derived values, and facts about the study.
namespace Keukentafel.Questionnaires.Expressions;

internal sealed class ExpressionScope(IReadOnlySet<string> later)
{
    private readonly Dictionary<string, Question> questions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Derivation> derived = new(StringComparer.OrdinalIgnoreCase);

    public void Add(Question question) => questions.TryAdd(question.Code, question);

    public void Add(Derivation derivation) => derived.TryAdd(derivation.Name, derivation);

    public Question? Question(string name) => questions.GetValueOrDefault(name);

    public Derivation? Derivation(string name) => derived.GetValueOrDefault(name);

    public bool ComesLater(string name) => later.Contains(name);
}

/// <summary>A value that is computed from answers under a name of its own. It is not stored: the same answers give the same value.</summary>
public sealed record Derivation(string Name, Expression Value)
{
    public const int MaxNameLength = Question.MaxCodeLength;
}

/// <summary>What a questionnaire may say about the study that asks it: the same for everybody.</summary>
public static class StudyFacts
{
    public const string Sender = "gemeente";
    public const string Phone = "telefoon";
    public const string Year = "jaar";

    public static readonly IReadOnlyDictionary<string, ExpressionType> Types = new Dictionary<string, ExpressionType>(StringComparer.OrdinalIgnoreCase)
    {
        [Sender] = ExpressionType.Words,
        [Phone] = ExpressionType.Words,
        [Year] = ExpressionType.Number,
    };
}
