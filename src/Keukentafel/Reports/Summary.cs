// The summary in plain sentences, made from the figures. It says no more than they can bear: more or less than half
// only where the whole margin lies on that side, and never that one group or year is higher than another, since
// nothing here tests that.
using Keukentafel.Questionnaires;

namespace Keukentafel.Reports;

public static class Summary
{
    private const double Half = 0.5;

    public static IEnumerable<string> Response(ReportContent content)
    {
        var response = content.Response;
        if (response.Sent == 0)
        {
            yield return "Er is nog niemand benaderd.";
            yield break;
        }

        yield return response.Sent == response.Register
            ? $"Alle {ReportText.Count(response.Register)} cliënten in het register kregen de vraag om mee te doen. {Took(response.Usable)}"
            : $"Van de {ReportText.Count(response.Register)} cliënten in het register kregen er {ReportText.Count(response.Sent)} de vraag om mee te doen. {Took(response.Usable)}";
        yield return response.Ineligible == 0
            ? $"De respons is {ReportText.Rate(response.Rates.Gross)}."
            : $"Dat is {ReportText.Rate(response.Rates.Gross)} van iedereen die is benaderd (bruto respons). {Outside(response.Ineligible)} Zonder hen is de respons {ReportText.Rate(response.Rates.Net)} (netto respons).";
        yield return $"De uitkomsten gelden voor alle cliënten die bij het onderzoek horen: naar schatting {ReportText.Count(response.Strata.Sum(stratum => stratum.Eligible))} mensen.";
    }

    /// <summary>What follows on the share with its margin, or stands alone where there is none.</summary>
    public static string Of(ReportQuestion question) => question.Total switch
    {
        ReportedShare.Shown shown => $"antwoordt {ReportText.PositiveAnswers(question.Question)} (n = {ReportText.Count(shown.N)}). {AgainstHalf(shown)}",
        _ => $"Hierover is niets te zeggen: {ReportText.TooFew}.",
    };

    private static string AgainstHalf(ReportedShare.Shown shown) => shown switch
    {
        { IsIndicative: true } => "Er zijn weinig antwoorden: dit cijfer is indicatief.",
        { Lower: > Half } => "Dat is meer dan de helft van de cliënten.",
        { Upper: < Half } => "Dat is minder dan de helft van de cliënten.",
        _ => "Of dat meer of minder is dan de helft van alle cliënten, staat niet vast.",
    };

    private static string Took(int people) => people == 1 ? "1 cliënt deed mee." : $"{ReportText.Count(people)} cliënten deden mee.";

    private static string Outside(int people) =>
        people == 1
            ? "1 benaderde cliënt hoort niet bij het onderzoek, bijvoorbeeld door verhuizing of overlijden."
            : $"{ReportText.Count(people)} benaderde cliënten horen niet bij het onderzoek, bijvoorbeeld door verhuizing of overlijden.";

    /// <summary>The quoted text of a question, for a list.</summary>
    public static string Quote(Question question) => $"“{question.Text}”";
}
