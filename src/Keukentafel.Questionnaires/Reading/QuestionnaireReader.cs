// From native JSON to a questionnaire. Reading goes on after an error, so that the author gets all of them at
// once; only a file without errors becomes a questionnaire.
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Keukentafel.Questionnaires;

public static class QuestionnaireReader
{
    public static QuestionnaireReading Read(Stream json)
    {
        QuestionnaireFile? file;
        try
        {
            file = QuestionnaireFile.Parse(json);
        }
        catch (JsonException exception)
        {
            return QuestionnaireReading.Failed(QuestionnaireError.At(exception.Path ?? "$", QuestionnaireFault.NotReadable, (exception.LineNumber ?? 0) + 1));
        }

        if (file is null)
        {
            return QuestionnaireReading.Failed(QuestionnaireError.At("$", QuestionnaireFault.NotReadable, 1));
        }

        var checks = new QuestionnaireChecks();
        var questionnaire = checks.Build(file);
        return checks.Errors.Count == 0
            ? new QuestionnaireReading(questionnaire, [])
            : new QuestionnaireReading(null, [.. checks.Errors]);
    }
}

/// <summary>A questionnaire, or everything that is wrong with its file.</summary>
public sealed record QuestionnaireReading(Questionnaire? Questionnaire, ImmutableArray<QuestionnaireError> Errors)
{
    [MemberNotNullWhen(true, nameof(Questionnaire))]
    public bool Succeeded => Questionnaire is not null;

    internal static QuestionnaireReading Failed(QuestionnaireError error) => new(null, [error]);
}
