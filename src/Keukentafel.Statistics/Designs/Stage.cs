// One stage of drawing, as the variance needs it: which units it drew, in which strata, and which part of each stratum.
namespace Keukentafel.Statistics.Designs;

/// <summary>How one stage was drawn. Column lengths are one per observed element.</summary>
/// <param name="Strata">The stratum of each element within the unit of the stage before; null: none.</param>
/// <param name="Clusters">The unit that this stage drew; numbers need only be unique within their stratum. Null: the elements themselves.</param>
/// <param name="Populations">Per element the number of units that its stratum of this stage holds; null: drawn with replacement, or so small a part that it does not matter.</param>
public sealed record Stage(Categories? Strata = null, Categories? Clusters = null, IReadOnlyList<double>? Populations = null);

/// <summary>The units of one stage: numbered over the whole sample, each in a stratum that lies within one unit of the stage before.</summary>
internal sealed class StageUnits
{
    private readonly int[] unitOf;
    private readonly int[] stratumOf;
    private readonly int[] parentOf;
    private readonly int[] sampled;
    private readonly double[] fractions;
    private readonly string[] labels;

    public StageUnits(int[] unitOf, int[] stratumOf, int[] parentOf, int[] sampled, double[] fractions, string[] labels) =>
        (this.unitOf, this.stratumOf, this.parentOf, this.sampled, this.fractions, this.labels) = (unitOf, stratumOf, parentOf, sampled, fractions, labels);

    /// <summary>The unit of each element.</summary>
    public ReadOnlySpan<int> UnitOf => unitOf;

    /// <summary>The stratum of each unit.</summary>
    public ReadOnlySpan<int> StratumOf => stratumOf;

    /// <summary>The unit of the stage before in which each stratum lies; 0 everywhere at the first stage.</summary>
    public ReadOnlySpan<int> ParentOf => parentOf;

    /// <summary>n_h, units drawn in each stratum.</summary>
    public ReadOnlySpan<int> Sampled => sampled;

    /// <summary>f_h; exactly 1 where the whole stratum was observed, 0 where drawn with replacement.</summary>
    public ReadOnlySpan<double> Fractions => fractions;

    public IReadOnlyList<string> Labels => labels;

    public int Units => stratumOf.Length;

    public int Strata => sampled.Length;

    /// <summary>Numbers the units of a later stage, from 0, in the order in which they first occur.</summary>
    /// <param name="stage">The stage as the caller describes it.</param>
    /// <param name="before">The unit of the stage before of each element.</param>
    public static StageUnits Within(Stage stage, ReadOnlySpan<int> before)
    {
        var strata = new Dictionary<(int, int), int>();
        var units = new Dictionary<(int, int), int>();
        var (unitOf, stratumOf, parentOf, populations, labels) = (new int[before.Length], new List<int>(), new List<int>(), new List<double>(), new List<string>());
        for (var i = 0; i < before.Length; i++)
        {
            var place = (before[i], stage.Strata?.Codes[i] ?? 0);
            var population = stage.Populations?[i] ?? double.PositiveInfinity;
            if (!(population > 0)) throw new InvalidInputException("populations", "must be above zero", i);
            if (!strata.TryGetValue(place, out var stratum))
            {
                strata.Add(place, stratum = parentOf.Count);
                parentOf.Add(place.Item1);
                populations.Add(population);
                labels.Add(FormattableString.Invariant($"{stage.Strata?.Labels[place.Item2] ?? "all"} of unit {place.Item1 + 1}"));
            }
            else if (populations[stratum] != population)
            {
                throw new InvalidInputException("populations", "differs within a stratum", i);
            }
            var unit = (stratum, stage.Clusters?.Codes[i] ?? i);
            if (!units.TryGetValue(unit, out var number))
            {
                units.Add(unit, number = stratumOf.Count);
                stratumOf.Add(stratum);
            }
            unitOf[i] = number;
        }
        var drawn = new int[parentOf.Count];
        foreach (var stratum in stratumOf) drawn[stratum]++;
        return new StageUnits(unitOf, [.. stratumOf], [.. parentOf], drawn, FractionsOf(drawn, populations, labels), [.. labels]);
    }

    /// <summary>f_h = n_h/N_h, with its refusals. A stratum without population and without units does not exist.</summary>
    public static double[] FractionsOf(int[] drawn, IReadOnlyList<double> populations, IReadOnlyList<string> labels)
    {
        var parts = new double[drawn.Length];
        for (var h = 0; h < parts.Length; h++)
        {
            if (drawn[h] == 0 && populations[h] > 0) throw new EmptyStratumException(labels[h], populations[h]);
            if (drawn[h] > populations[h]) throw new SampleExceedsPopulationException(labels[h], drawn[h], populations[h]);
            parts[h] = drawn[h] == 0 ? 1 : drawn[h] / populations[h];
        }
        return parts;
    }
}
