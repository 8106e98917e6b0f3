// How an invented client reacts to a letter: whether, when, by which way out, and with which answers. The distributions are ours, chosen to look like published studies:
// about 37% answers, older people more often; effect questions score a little lower than contact questions; one in four knows of client support.
using Keukentafel.Foundation;

namespace Keukentafel.Demo;

internal enum Reaction { None, Answers, StopsHalfway, Refuses, NotForMe, MovedOrDied }

internal static class InventedAnswers
{
    private static readonly string[] Remarks =
    [
        "De hulp komt elke week en dat is fijn.",
        "Ik moest lang wachten op een antwoord.",
        "De mevrouw van de gemeente luisterde goed.",
        "Er komt steeds iemand anders. Ik zou graag een vast gezicht zien.",
        "De brief was moeilijk te begrijpen.",
        "Ik ben blij dat ik weer zelf naar de winkel kan.",
        "De taxi komt vaak te laat.",
        "Ik wist niet dat ik iemand mocht meenemen naar het gesprek.",
    ];

    private static readonly double[] Difficulty = [0.25, 0.05, -0.35, -0.15, 0, -0.3, -0.2, 0.05, -0.05, 0.15];

    public static Reaction React(InventedClient client, IRandomness chance)
    {
        var answers = client.AgeGroup switch { "18-64" => 0.27, "65-74" => 0.4, "75-84" => 0.43, _ => 0.36 };
        var roll = chance.NextDouble();
        if (roll < answers)
        {
            return Reaction.Answers;
        }

        return (roll - answers) switch
        {
            < 0.025 => Reaction.StopsHalfway,
            < 0.075 => Reaction.Refuses,
            < 0.085 => Reaction.NotForMe,
            < 0.11 => Reaction.MovedOrDied,
            _ => Reaction.None,
        };
    }

    /// <summary>Days after the letter at which somebody reacts.</summary>
    public static int Delay(IRandomness chance) => Math.Min(40, (int)(-7 * Math.Log(1 - chance.NextDouble())));

    public static string Remark(IRandomness chance) => Remarks[chance.NextInt(Remarks.Length)];

    /// <summary>Most fill in for themselves, some with help; who fills in for another is mostly a partner or a child.</summary>
    public static int Who(IReadOnlyList<int> options, IRandomness chance)
    {
        var roll = chance.NextDouble();
        return options.Count == 3 ? options[roll < 0.68 ? 0 : roll < 0.9 ? 1 : 2] : options[roll < 0.35 ? 0 : roll < 0.8 ? 2 : chance.NextInt(options.Count)];
    }

    /// <summary>
    /// Option codes by question. A question with more than two substantive options is a statement from agree to disagree;
    /// null means: left open.
    /// </summary>
    public static int? Choose(InventedClient client, int question, IReadOnlyList<int> substantive, int? noOpinion, IRandomness chance)
    {
        var roll = chance.NextDouble();
        if (roll < 0.012)
        {
            return null;
        }

        if (noOpinion is { } code && roll < 0.07)
        {
            return code;
        }

        if (substantive.Count == 2)
        {
            return substantive[chance.NextDouble() < 0.27 + (0.06 * client.Temper) ? 0 : 1];
        }

        var feeling = client.Temper - Difficulty[question % Difficulty.Length] + (0.7 * InventedRegister.Normal(chance));
        var step = feeling switch { > 1.05 => 0, > -0.35 => 1, > -1.0 => 2, > -1.8 => 3, _ => 4 };
        return substantive[Math.Min(step, substantive.Count - 1)];
    }
}
