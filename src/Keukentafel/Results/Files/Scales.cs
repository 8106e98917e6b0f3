// From a questionnaire to what numbers need to know of it.
using Keukentafel.Questionnaires;
using Keukentafel.Results.Analysis;

namespace Keukentafel.Results.Files;

public static class Scales
{
    public static IReadOnlyList<QuestionScale> Of(Questionnaire questionnaire) => questionnaire.Questions
        .Select(question => new QuestionScale(question.Code, question.Options.Select(option => new ScaleOption(option.Code, option.Positive, option.Substantive)).ToList()))
        .ToList();
}
