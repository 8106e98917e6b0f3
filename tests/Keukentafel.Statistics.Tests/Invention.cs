// Invented samples for tests that hold whatever the data: FsCheck chooses shape and seed, shrinks the shape of one that fails, and the
// seed fills in the rest. They have unequal clusters, weights of zero, missing values and groups of few units.
using FsCheck;
using FsCheck.Fluent;
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Tests;

/// <param name="Seed">Of everything that the other numbers do not fix.</param>
/// <param name="Strata">One or more.</param>
/// <param name="Size">The most units in a stratum; the fewest is two.</param>
/// <param name="Magnitude">Weights lie between 10^−m and 10^m.</param>
/// <param name="Clustered">Whether primary units hold several units.</param>
public sealed record Shape(int Seed, int Strata, int Size, int Magnitude, bool Clustered)
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(100).WithReplay(new Replay(new Rnd(20_261_122, 17), null));

    /// <summary>Holds the property against invented samples, the same ones every time.</summary>
    public static void ForAll(int magnitude, Action<Invention> property)
    {
        var shapes = from seed in Gen.Choose(1, 1_000_000)
                     from strata in Gen.Choose(1, 5)
                     from size in Gen.Choose(3, 60)
                     from power in Gen.Choose(0, magnitude)
                     from clustered in Gen.Elements(true, false)
                     select new Shape(seed, strata, size, power, clustered);
        Check.One(Fixed, Prop.ForAll(Arb.From(shapes, shape => shape.Smaller()), shape => property(Invention.Of(shape))));
    }

    private IEnumerable<Shape> Smaller()
    {
        if (Clustered) yield return this with { Clustered = false };
        if (Magnitude > 0) yield return this with { Magnitude = Magnitude - 1 };
        if (Strata > 1) yield return this with { Strata = Strata - 1 };
        if (Size > 3) yield return this with { Size = Math.Max(3, Size / 2) };
        if (Size > 3) yield return this with { Size = Size - 1 };
    }
}

/// <param name="Strata">Per unit, as all that follow but the last two.</param>
/// <param name="Clusters">Counted within the stratum.</param>
/// <param name="Weights">d; one in twenty is zero.</param>
/// <param name="Y">A number; one in ten is missing.</param>
/// <param name="X">A number above zero.</param>
/// <param name="Has">A property.</param>
/// <param name="Age">0 to 2.</param>
/// <param name="Sex">0 or 1.</param>
/// <param name="Group">0 to 3; 3 is rare.</param>
/// <param name="Ratio">What the weights have to be multiplied by to be right: 0.6 to 1.6. The known totals are those of d·ratio.</param>
/// <param name="Populations">Primary units in each stratum; empty: drawn with replacement.</param>
/// <param name="Shape">What it was made from, for messages.</param>
public sealed record Invention(
    int[] Strata, int[] Clusters, double[] Weights, double[] Y, double[] X, bool[] Has, int[] Age, int[] Sex, int[] Group, double[] Ratio, double[] Populations, Shape Shape)
{
    public int Units => Weights.Length;

    public SurveyDesign Design => SurveyDesign.OneStage(Weights, Column("stratum", Strata, Shape.Strata), Column("cluster", Clusters, Units), Populations);

    public Categories Groups => Column("group", Group, 4);

    public Categories Ages => Column("age", Age, 3);

    public Categories Cells => Column("cell", Age.Zip(Sex, (age, sex) => 2 * age + sex).ToArray(), 6);

    /// <summary>Totals that can be met, and by which weights: d·ratio.</summary>
    public Margin[] Margins => [Margin(Ages), Margin(Column("sex", Sex, 2))];

    public double[] CellTotals => Cells.Totals(Right);

    public NumericAuxiliary Size => new("x", X, X.Zip(Right, (x, w) => x * w).Sum());

    private double[] Right => Weights.Zip(Ratio, (weight, ratio) => weight * ratio).ToArray();

    public static Categories Column(string name, int[] codes, int count) => new(name, Enumerable.Range(0, count).Select(k => $"{name}{k}").ToArray(), codes);

    public static Invention Of(Shape shape)
    {
        var random = new Random(shape.Seed);
        var (strata, clusters, populations) = (new List<int>(), new List<int>(), new List<double>());
        for (var h = 0; h < shape.Strata; h++)
        {
            var size = random.Next(2, shape.Size + 1);
            var drawn = shape.Clustered ? random.Next(2, Math.Max(3, size / 3)) : size;
            for (var i = 0; i < size; i++)
            {
                strata.Add(h);
                clusters.Add(i < drawn ? i : Math.Min(random.Next(drawn), random.Next(drawn)));
            }
            populations.Add(random.Next(6) == 0 ? drawn : drawn * (1 + 9 * random.NextDouble()));
        }
        double[] Numbers(Func<double> next) => strata.Select(_ => next()).ToArray();
        int[] Codes(Func<int> next) => strata.Select(_ => next()).ToArray();
        return new Invention(
            [.. strata], [.. clusters],
            Numbers(() => random.Next(20) == 0 ? 0 : Math.Pow(10, shape.Magnitude * (2 * random.NextDouble() - 1)) * (1 + random.NextDouble())),
            Numbers(() => random.Next(10) == 0 ? double.NaN : Math.Round(100 * random.NextDouble(), random.Next(3))),
            Numbers(() => 0.5 + random.NextDouble()), strata.Select(_ => random.Next(3) == 0).ToArray(),
            Codes(() => random.Next(3)), Codes(() => random.Next(2)), Codes(() => random.Next(30) == 0 ? 3 : random.Next(3)),
            Numbers(() => 0.6 + random.NextDouble()), random.Next(3) == 0 ? [] : [.. populations], shape);
    }

    /// <summary>The same units in another order.</summary>
    public Invention Reordered(int seed)
    {
        var order = Enumerable.Range(0, Units).ToArray();
        new Random(seed).Shuffle(order);
        T[] Take<T>(T[] column) => Array.ConvertAll(order, i => column[i]);
        return new Invention(
            Take(Strata), Take(Clusters), Take(Weights), Take(Y), Take(X), Take(Has), Take(Age), Take(Sex), Take(Group), Take(Ratio), Populations, Shape);
    }

    /// <summary>Plain, post-stratified, and raked.</summary>
    public WeightedSample[] Weightings() => [Design.WithDesignWeights(), Design.PostStratifiedTo(Cells, CellTotals), Design.RakedTo(Margins)];

    private Margin Margin(Categories categories) => new(categories, categories.Totals(Right));
}
