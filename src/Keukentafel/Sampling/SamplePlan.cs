// How many letters, and to whom: from a wanted margin to numbers per stratum. A pure rule: sizes in, plan out.
using Keukentafel.Foundation;
using Keukentafel.Statistics.Sampling;

namespace Keukentafel.Sampling;

/// <summary>How letters are divided over the strata.</summary>
public enum AllocationKind
{
    /// <summary>Every stratum its share of the register.</summary>
    Proportional,

    /// <summary>The same number everywhere: best for comparing strata.</summary>
    Equal,

    /// <summary>Numbers that the researcher chose.</summary>
    Own,
}

public sealed record PlanChoices
{
    public static readonly IReadOnlyList<int> Confidences = [90, 95, 99];
    public const decimal SmallestMargin = 0.5m;
    public const decimal LargestMargin = 25m;
    public const int MostPerStratum = 1_000_000;

    /// <summary>Half the width of the interval around 50%, in percentage points.</summary>
    public decimal Margin { get; init; } = 5;
    public int Confidence { get; init; } = 95;

    /// <summary>Expected response, in percent.</summary>
    public int Response { get; init; } = 35;
    public AllocationKind Allocation { get; init; } = AllocationKind.Proportional;

    /// <summary>Letters in all, instead of what the margin asks for; null leaves it to the margin.</summary>
    public int? Letters { get; init; }

    /// <summary>At least so many letters in every stratum, or all of it when it is smaller; null is enough for about five answers.</summary>
    public int? Least { get; init; }

    /// <summary>Own numbers, in the order of the strata; null where none was filled in.</summary>
    public IReadOnlyList<int?> Own { get; init; } = [];

    public int LeastPerStratum => Least ?? (int)Math.Ceiling(5 / ResponseShare);

    internal double ResponseShare => Response / 100.0;
}

/// <param name="Margin">In percentage points, at the expected number of answers; null where too few are expected to say.</param>
public sealed record PlannedStratum(string Name, int Population, int Letters, double Expected, double? Margin)
{
    public double InclusionProbability => Population == 0 ? 0 : (double)Letters / Population;
}

public sealed record SamplePlan
{
    public required PlanChoices Choices { get; init; }
    public required int Population { get; init; }

    /// <summary>Answers that the margin asks for, and the letters for them.</summary>
    public required int NeededRespondents { get; init; }
    public required int NeededLetters { get; init; }
    public required IReadOnlyList<PlannedStratum> Strata { get; init; }

    /// <summary>Expected margin of the whole under this allocation, in percentage points.</summary>
    public required double? Margin { get; init; }

    /// <summary>The minimum per stratum asked for more letters than the margin did.</summary>
    public required bool RaisedByMinimum { get; init; }

    public int Letters => Strata.Sum(stratum => stratum.Letters);

    public double Expected => Strata.Sum(stratum => stratum.Expected);

    /// <summary>Everybody is written to.</summary>
    public bool Census => Letters == Population;

    /// <summary>Even when everybody is written to, the wanted margin is not expected to be reached.</summary>
    public bool OutOfReach => Census && (Margin is null || Margin > (double)Choices.Margin);

    public static Result<SamplePlan> Make(IReadOnlyList<(string Name, int Population)> strata, PlanChoices choices)
    {
        var population = strata.Sum(stratum => stratum.Population);
        if (population == 0)
        {
            return SamplingProblems.EmptyFrame.Of();
        }

        var confidence = choices.Confidence / 100.0;
        var respondents = SampleSize.ForShare(0.5, (double)choices.Margin / 100, population, confidence).Respondents;
        var needed = (int)SampleSize.Invitations(respondents, choices.ResponseShare, population);
        var raised = false;
        int[] letters;
        if (choices.Allocation == AllocationKind.Own)
        {
            if (CheckOwn(strata, choices.Own) is { } problem)
            {
                return problem;
            }

            letters = [.. choices.Own.Take(strata.Count).Select(number => number!.Value)];
        }
        else
        {
            (letters, raised) = Allocate(strata, choices, Math.Min(population, choices.Letters ?? needed));
        }

        var planned = strata.Select((stratum, h) => Stratum(stratum, letters[h], choices)).ToList();
        return new SamplePlan
        {
            Choices = choices,
            Population = population,
            NeededRespondents = (int)respondents,
            NeededLetters = needed,
            Strata = planned,
            Margin = Overall(planned, population),
            RaisedByMinimum = raised,
        };
    }

    /// <summary>What makes this plan impossible to draw: a stratum of which nobody, or only one of several, is written to cannot be estimated.</summary>
    public Problem? Check() => Problem.Of(Strata
        .Select((stratum, h) => stratum.Letters < Math.Min(2, stratum.Population)
            ? SamplingProblems.TooFewInStratum.Of(stratum.Name, stratum.Population, stratum.Letters).At(Choices.Allocation == AllocationKind.Own ? $"aantal-{h}" : "minstens")
            : null)
        .OfType<Problem>().ToList());

    private static (int[] Letters, bool Raised) Allocate(IReadOnlyList<(string Name, int Population)> strata, PlanChoices choices, int wanted)
    {
        var upper = strata.Select(stratum => (double)stratum.Population).ToArray();
        var lower = upper.Select(size => Math.Min(size, choices.LeastPerStratum)).ToArray();
        var total = Math.Max(wanted, (int)lower.Sum());
        var sizes = choices.Allocation == AllocationKind.Equal ? upper.Select(size => size > 0 ? 1.0 : 0.0).ToArray() : upper;
        return (Allocation.Round(Allocation.Bounded(total, sizes, lower, upper)), total > wanted);
    }

    private static Problem? CheckOwn(IReadOnlyList<(string Name, int Population)> strata, IReadOnlyList<int?> own)
    {
        var problems = new List<Problem>();
        for (var h = 0; h < strata.Count; h++)
        {
            if (own.ElementAtOrDefault(h) is not { } asked)
            {
                problems.Add(SamplingProblems.NoNumber.Of(strata[h].Name).At($"aantal-{h}"));
            }
            else if (asked > strata[h].Population)
            {
                problems.Add(SamplingProblems.MoreThanThereAre.Of(strata[h].Name, strata[h].Population, asked).At($"aantal-{h}"));
            }
        }

        return Problem.Of(problems);
    }

    private static PlannedStratum Stratum((string Name, int Population) stratum, int letters, PlanChoices choices)
    {
        var expected = letters * choices.ResponseShare;
        double? margin = expected >= 1 && stratum.Population > 1
            ? 100 * SampleSize.Margin(0.5, expected, stratum.Population, choices.Confidence / 100.0)
            : null;
        return new PlannedStratum(stratum.Name, stratum.Population, letters, expected, margin);
    }

    // The margin of a weighted mean of independent strata: the root of the sum of the squared weighted margins (Cochran 1977, §5.3).
    private static double? Overall(List<PlannedStratum> strata, int population)
    {
        var squares = 0.0;
        foreach (var stratum in strata.Where(stratum => stratum.Population > 0))
        {
            if (stratum.Population == 1 && stratum.Letters == 1)
            {
                continue;
            }

            if (stratum.Margin is not { } margin)
            {
                return null;
            }

            var weighted = margin * stratum.Population / population;
            squares += weighted * weighted;
        }

        return Math.Sqrt(squares);
    }
}
