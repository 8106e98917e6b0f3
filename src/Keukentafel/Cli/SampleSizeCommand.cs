// How many answers and letters a margin asks for, before there is a study.
using System.CommandLine;
using System.Globalization;
using Keukentafel.Foundation;
using Keukentafel.Statistics.Sampling;

namespace Keukentafel.Cli;

internal static class SampleSizeCommand
{
    private const double Half = 0.5;

    public static Command Make(Terminal terminal)
    {
        var population = new Option<string>("--population") { Description = "Aantal cliënten.", HelpName = "AANTAL", Required = true };
        var margin = new Option<string>("--margin") { Description = "Gewenste marge in procentpunten naar beide kanten (5).", HelpName = "PUNTEN", DefaultValueFactory = _ => "5" };
        var confidence = new Option<string>("--confidence") { Description = "Betrouwbaarheid in procenten (95).", HelpName = "PROCENT", DefaultValueFactory = _ => "95" };
        var response = new Option<string>("--response") { Description = "Verwachte respons in procenten (35).", HelpName = "PROCENT", DefaultValueFactory = _ => "35" };
        var json = new Option<bool>("--json") { Description = "Antwoordt in JSON." };
        var command = new Command("sample-size", "Rekent uit hoeveel antwoorden en brieven nodig zijn.") { population, margin, confidence, response, json };
        command.SetAction(parsed =>
        {
            if (!long.TryParse(parsed.GetValue(population), NumberStyles.None, CultureInfo.InvariantCulture, out var clients) || clients < 1)
            {
                return terminal.Wrong("--population: geef een heel aantal van 1 of meer, zonder punten.");
            }

            if (Percentage(parsed.GetValue(margin)) is not (> 0 and < 100) || Percentage(parsed.GetValue(confidence)) is not (> 0 and < 100))
            {
                return terminal.Wrong("--margin en --confidence: geef een getal boven 0 en onder 100, zoals 5 of 2,5.");
            }

            if (Percentage(parsed.GetValue(response)) is not (> 0 and <= 100))
            {
                return terminal.Wrong("--response: geef een getal boven 0 en hoogstens 100, zoals 35.");
            }

            Tell(terminal, clients, Percentage(parsed.GetValue(margin))!.Value, Percentage(parsed.GetValue(confidence))!.Value, Percentage(parsed.GetValue(response))!.Value, parsed.GetValue(json));
            return CommandLine.Done;
        });
        return command;
    }

    private static void Tell(Terminal terminal, long clients, double margin, double confidence, double response, bool json)
    {
        var needed = SampleSize.ForShare(Half, margin / 100, clients, confidence / 100).Respondents;
        var letters = SampleSize.Invitations(needed, response / 100, clients);
        var everybody = letters >= clients;
        var expected = Math.Min(clients, Math.Max(1, Math.Round(letters * response / 100)));
        var reached = SampleSize.Margin(Half, expected, clients, confidence / 100) * 100;
        if (json)
        {
            terminal.SayJson(new { population = clients, margin, confidence, response, respondents = (long)needed, letters = (long)letters, everybody, expectedRespondents = (long)expected, expectedMargin = reached });
            return;
        }

        terminal.Say(string.Create(Dutch.Culture, $"Nodig: {needed:N0} {(needed == 1 ? "antwoord" : "antwoorden")}, voor een marge van {margin:0.##} procentpunt bij {confidence:0.##}% betrouwbaarheid en {clients:N0} cliënten."));
        terminal.Say(string.Create(Dutch.Culture, $"Brieven: {letters:N0}, bij een verwachte respons van {response:0.##}%."));
        if (everybody)
        {
            terminal.Say("Een steekproef heeft hier geen zin: schrijf alle cliënten aan.");
            terminal.Say(string.Create(Dutch.Culture, $"Antwoordt {response:0.##}%, dan zijn dat {expected:N0} antwoorden en is de marge {reached:0.0} procentpunt."));
        }
    }

    // A Dutch comma or a point, with or without a percent sign.
    private static double? Percentage(string? text) =>
        double.TryParse(text?.Trim().TrimEnd('%').Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
