// Either an answer or the reason why not. A bug is an exception, never a Problem.
namespace Keukentafel.Foundation;

public readonly struct Result<T>
{
    private readonly T? value;
    private readonly Problem? problem;

    private Result(T? value, Problem? problem) => (this.value, this.problem) = (value, problem);

    public bool Ok => problem is null;
    public T Value => problem is null ? value! : throw new InvalidOperationException($"There is no value: {problem}");
    public Problem Problem => problem ?? throw new InvalidOperationException("There is no problem.");

    public static implicit operator Result<T>(T value) => new(value, problem: null);
    public static implicit operator Result<T>(Problem problem) => new(default, problem);

    public TOut Match<TOut>(Func<T, TOut> ok, Func<Problem, TOut> refused) => problem is null ? ok(value!) : refused(problem);
}

/// <summary>The answer of an operation that has nothing to tell but that it was done.</summary>
public readonly record struct Done
{
    public static readonly Done It;
}
