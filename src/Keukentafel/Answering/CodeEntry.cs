// A code that somebody typed: what is wrong with it, in words that help, before anything is looked up.
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;

namespace Keukentafel.Answering;

public static class CodeEntry
{
    /// <summary>Null when the code looks right; whether it exists is another matter.</summary>
    public static Problem? Refusal(string? typed) => string.IsNullOrWhiteSpace(typed)
        ? AnsweringProblems.NoCode.Of()
        : AccessCodeFormat.Check(typed, out _) switch
        {
            CodeReading.Right => null,
            CodeReading.TooShort or CodeReading.TooLong => AnsweringProblems.WrongLength.Of(AccessCodeFormat.Length),
            CodeReading.UnknownSign => AnsweringProblems.WrongSign.Of(string.Join(' ', AccessCodeFormat.Alphabet.ToCharArray())),
            _ => AnsweringProblems.Mistyped.Of(),
        };
}
