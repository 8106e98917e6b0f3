// The report of an invented municipality, with one of everything: firm and indicative figures, a withheld group with
// its companion, a question that everybody answers positively, a question with too few answers.
using System.Collections.Immutable;
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;
using Keukentafel.Reports;

namespace Keukentafel.Tests.Reports;

public static class ExampleReport
{
    private static readonly Questionnaire Wmo = StandardInstruments.Find("ceo-wmo-standaard")!;

    public static ReportContent Content { get; } = new(
        new ReportSubject("GM9001", "Zonnedam", 2025, Invented: true, Demonstration: false, Wmo),
        new ReportResponse(
            Register: 4200, Sent: 1210, Complete: 404, Partial: 19, Refusal: 161, NonContact: 417, Other: 0, Unknown: 176, Ineligible: 33,
            new ReportRates(0.343245539507222, 0.359388275276126, 0.344891472164199, 0.36111161565707, 0.403596403596404, 0.422577422577423, 0.349586776859504, 0.359388275276126),
            [new ReportCount("online", 210), new ReportCount("papier", 148), new ReportCount("telefoon", 65)],
            [
                new ReportStratum(["begeleiding"], 1080, 310, 8, 112, 1052.1),
                new ReportStratum(["huishoudelijke hulp"], 1720, 420, 12, 151, 1670.9),
                new ReportStratum(["vervoer"], 910, 280, 9, 85, 880.8),
                new ReportStratum(["woonvoorziening"], 490, 200, 4, 75, 480.2),
            ]),
        [.. Wmo.Core.Select(Question)],
        new ReportMethod(["voorziening"], new ReportWeighting.PostStratified(["leeftijd", "geslacht"]), new ReportWeights(5.12, 14.9, 1.09), 0.95, 419, 10, LonelyAdjusted: false),
        new ReportOrigin(
            new DateOnly(2026, 6, 12),
            "0.1.0+2d73638",
            [
                new ReportInput("register", "register.csv", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 4200),
                new ReportInput("benaderingen", "cases.csv", "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752", 1210),
                new ReportInput("antwoorden", "responses.csv", "fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13", 423),
            ],
            [new ReportChoice("Gemeente en jaar", "GM9001, 2025"), new ReportChoice("Strata", "voorziening"), new ReportChoice("Weging", "poststratificatie naar leeftijd en geslacht"), new ReportChoice("Uitsplitsing", "voorziening, wijk")],
            [
                new FindingKind("rapport.lege-respons", Severity.Warning, "De respons {0} heeft uitkomst 1.2 en geen enkel antwoord.", "Controleer de uitkomst.").At("responses.csv", 57, null, "C358784"),
                new FindingKind("rapport.extra-kolom", Severity.Warning, "Kolom {0} wordt niet gebruikt.", "Haal de kolom weg of noem haar in de opdracht.").At("register.csv", null, "startdatum", "startdatum"),
            ]));

    private static ReportQuestion Question(Question question, int index)
    {
        ImmutableArray<double> shares = question is YesNo ? [0.28, 0.72] : index == 9 ? [0.55, 0.45, 0, 0, 0] : [0.21 + (0.01 * index), 0.41 - (0.005 * index), 0.18, 0.13 - (0.005 * index), 0.07];
        var positive = question.Options.Zip(shares).Where(pair => pair.First.Positive).Sum(pair => pair.Second);
        const int N = 379;
        if (index == 8)
        {
            return new ReportQuestion(question, new ReportedShare.Withheld(), [], null, null, [new ReportBreakdown("voorziening", [.. Groups("voorziening").Select(name => new ReportGroup(name, new ReportedShare.Withheld()))])]);
        }

        return new ReportQuestion(
            question,
            Share(N, positive),
            [.. question.Options.Where(option => option.Substantive).Zip(shares, (option, share) => new ReportOption(option, (int)(share * N), share))],
            NotSubstantive: question is YesNo ? 0 : 31,
            NotAnswered: 13,
            [
                new ReportBreakdown("voorziening", [.. Groups("voorziening").Select((name, i) => new ReportGroup(name, Share(99 + (13 * i), Math.Min(1, positive - 0.08 + (0.05 * i)))))]),
                new ReportBreakdown("wijk", [.. Groups("wijk").Select((name, i) => new ReportGroup(name, i is 2 ? new ReportedShare.Withheld() : i is 0 ? new ReportedShare.Withheld() : Share(i == 5 ? 22 : 65 + (9 * i), Math.Min(1, positive + 0.06 - (0.03 * i)))))]),
            ]);
    }

    private static string[] Groups(string variable) => variable == "wijk"
        ? ["Buitengebied", "Centrum", "Haven", "Noord", "Oost", "Zuid"]
        : ["begeleiding", "huishoudelijke hulp", "vervoer", "woonvoorziening"];

    private static ReportedShare.Shown Share(int n, double positive)
    {
        var error = Math.Sqrt(positive * (1 - positive) / n) * 0.95;
        return new ReportedShare.Shown(n, positive, error, positive == 1 ? 0.99 : Math.Max(0, positive - (1.96 * error)), Math.Min(1, positive + (1.96 * error)));
    }
}
