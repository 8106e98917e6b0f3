// Draws with unequal probabilities: sizes exact, everybody as often as promised, pairs too.
using Keukentafel.Statistics.Sampling;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class UnequalProbabilityTests
{
    private static readonly double[][] All =
    [
        [0.5, 0.5],
        [0.2, 0.8, 0.5, 0.5],
        [0.1, 0.9, 0.4, 0.4, 0.4, 0.8],
        [1, 0.3, 0, 0.7, 0.99, 0.01, 1],
        [1.0 / 7, 1.0 / 7, 1.0 / 7, 1.0 / 7, 1.0 / 7, 1.0 / 7, 1.0 / 7],
        [0.75, 0.25, 0.5, 0.6, 0.6, 0.3, 0.999, 0.001, 0.55, 0.45],
        [0.999999, 0.999999, 1e-6, 1e-6],
        [0.9999, 0.0001, 0.5, 0.5],
    ];

    public static TheoryData<double[]> Designs => [.. All];

    [Theory, MemberData(nameof(Designs))]
    public void Pairs_have_the_probability_that_adding_up_all_samples_gives(double[] inclusion)
    {
        var design = new MaximumEntropySample(inclusion);
        var joint = design.Joint(Enumerable.Range(0, inclusion.Length).ToArray());
        var naive = AllSamples(inclusion, design.Size);
        for (var i = 0; i < inclusion.Length; i++)
            for (var j = 0; j < inclusion.Length; j++)
                Assert.Equal(i == j ? inclusion[i] : naive[i, j], joint[i, j], 1e-9);
    }

    [Theory, MemberData(nameof(Designs))]
    public void Joint_probabilities_add_up_and_keep_the_variance_positive(double[] inclusion)
    {
        var design = new MaximumEntropySample(inclusion);
        var joint = design.Joint(Enumerable.Range(0, inclusion.Length).ToArray());
        for (var i = 0; i < inclusion.Length; i++)
        {
            Assert.Equal(design.Size * inclusion[i], Enumerable.Range(0, inclusion.Length).Sum(j => joint[i, j]), 1e-9);
            for (var j = 0; j < i; j++) Assert.True(joint[i, j] <= inclusion[i] * inclusion[j] + 1e-12);
        }
    }

    [Fact]
    public void Equal_probabilities_are_simple_random_sampling()
    {
        var joint = new MaximumEntropySample(Enumerable.Repeat(0.3, 400).ToArray()).Joint([0, 7, 399]);
        Assert.Equal(1, joint[0, 1] / InclusionProbabilities.JointSimple(400, 120), 1e-11);
        Assert.Equal(1, joint[2, 1] / InclusionProbabilities.JointSimple(400, 120), 1e-11);
    }

    [Theory]
    [InlineData(3_000, 300)]
    [InlineData(800, 700)]
    public void Thousands_of_units_keep_their_sums(int units, int size)
    {
        var random = new Random(units);
        var inclusion = InclusionProbabilities.ProportionalToSize(Enumerable.Range(0, units).Select(_ => Math.Exp(3 * random.NextDouble())).ToArray(), size);
        var design = new MaximumEntropySample(inclusion);
        var all = Enumerable.Range(0, units).ToArray();
        // one row of the matrix: its sum over all others is (n−1)π
        foreach (var i in new[] { 0, units / 2 })
        {
            var sum = 0.0;
            foreach (var part in all.Where(j => j != i).Chunk(200))
            {
                var joint = design.Joint([i, .. part]);
                for (var j = 1; j <= part.Length; j++) sum += joint[0, j];
            }
            Assert.Equal((size - 1) * inclusion[i], sum, 1e-8);
        }
        Assert.Equal(size, design.Draw(random.NextDouble).Distinct().Count());
    }

    [Theory, MemberData(nameof(Designs)), Trait("Category", "Slow")]
    public void Draws_have_the_exact_size_and_take_everybody_as_often_as_promised(double[] inclusion)
    {
        Mutation.LeaveOut();
        const int draws = 20_000;
        var random = new Random(17);
        var design = new MaximumEntropySample(inclusion);
        var drawers = new Func<int[]>[] { () => design.Draw(random.NextDouble), () => SystematicSample.Draw(inclusion, 1 - random.NextDouble()) };
        foreach (var draw in drawers)
        {
            var counts = new int[inclusion.Length];
            for (var run = 0; run < draws; run++)
            {
                var sample = draw();
                Assert.Equal(design.Size, sample.Length);
                Assert.Equal(sample.Distinct().Order(), sample);
                foreach (var unit in sample) counts[unit]++;
            }
            for (var i = 0; i < counts.Length; i++)
                Assert.InRange(counts[i] / (double)draws, inclusion[i] - 4.5 * Math.Sqrt(inclusion[i] * (1 - inclusion[i]) / draws), inclusion[i] + 4.5 * Math.Sqrt(inclusion[i] * (1 - inclusion[i]) / draws));
        }
    }

    [Fact]
    public void Large_units_are_certain_and_the_rest_shares()
    {
        Assert.Equal([1, 1, 0.5, 0.5, 0], InclusionProbabilities.ProportionalToSize([1000, 90, 10, 10, 0], 3));
        Assert.Equal([1.0, 1, 0], InclusionProbabilities.ProportionalToSize([5, 1e-9, 0], 2));
        Assert.Equal([0.0, 0], InclusionProbabilities.ProportionalToSize([3, 4], 0));
        var random = new Random(2);
        for (var run = 0; run < 50; run++)
        {
            var sizes = Enumerable.Range(0, 40).Select(_ => Math.Exp(12 * random.NextDouble())).ToArray();
            var pi = InclusionProbabilities.ProportionalToSize(sizes, random.Next(1, 41));
            Assert.Equal(Math.Round(pi.Sum()), pi.Sum(), 1e-9);
            Assert.All(pi, p => Assert.InRange(p, 0, 1));
            // scale does not matter, however large
            Assert.All(pi.Zip(InclusionProbabilities.ProportionalToSize(sizes.Select(x => x * 1e300).ToArray(), Math.Round(pi.Sum()))), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Fact]
    public void A_systematic_sample_of_equal_sizes_is_the_plain_one()
    {
        var random = new Random(4);
        for (var run = 0; run < 500; run++)
        {
            var (units, start) = (random.Next(1, 60), 1 - random.NextDouble());
            var size = random.Next(0, units + 1);
            var plain = SystematicSample.Draw(units, size, start);
            Assert.Equal(size, plain.Length);
            Assert.Equal(plain, SystematicSample.Draw(Enumerable.Repeat(size / (double)units, units).ToArray(), start));
        }
        Assert.Equal([4, 9], SystematicSample.Draw(10, 2, 1));
        Assert.Equal([4, 9], SystematicSample.Draw(10, 2, 0));
        Assert.Equal([0, 1, 2], SystematicSample.Draw([1, 1, 1], 0.5));
        Assert.Equal([2, 5, 8], SystematicSample.Draw([0, 0, 1, 0.5, 0, 0.5, 0, 0, 1], 0.6));
    }

    [Fact]
    public void Pairs_of_a_stratified_sample_are_those_of_all_samples()
    {
        // stratum a: 2 of 3, stratum b: 1 of 2; six samples, counted by hand
        var strata = new Categories("h", ["a", "b"], [0, 0, 0, 1, 1]);
        var joint = InclusionProbabilities.JointStratified(strata, [3, 2], [2, 1]);
        Assert.Equal(
            [2 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0],
            Enumerable.Range(0, 5).Select(j => joint[0, j]), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal((0.5, 0.0), (joint[4, 4], joint[3, 4]));
    }

    [Fact]
    public void What_has_no_meaning_is_refused_by_name()
    {
        Assert.Equal("inclusion", Refused(() => new MaximumEntropySample([0.5, 0.6])));
        Assert.Equal(("inclusion", 1), Place(() => new MaximumEntropySample([0.5, 1.5])));
        Assert.Equal("units", Refused(() => new MaximumEntropySample([0.5, 0.5]).Joint([2])));
        Assert.Equal("uniform", Refused(() => new MaximumEntropySample([0.5, 0.5]).Draw(() => 1)));
        Assert.Equal(("inclusion", 0), Place(() => SystematicSample.Draw([double.NaN], 0.3)));
        Assert.Equal("start", Refused(() => SystematicSample.Draw(10, 3, 1.1)));
        Assert.Throws<SampleExceedsPopulationException>(() => SystematicSample.Draw(2, 3, 0.5));
        Assert.Equal(("sizes", 1), Place(() => InclusionProbabilities.ProportionalToSize([1, -1], 1)));
        Assert.Throws<SampleExceedsPopulationException>(() => InclusionProbabilities.ProportionalToSize([1, 0], 2));
        Assert.Equal("population", Refused(() => InclusionProbabilities.JointSimple(1, 1)));
    }

    private static string Refused(Func<object> call) => Assert.Throws<InvalidInputException>(call).Variable;

    private static (string, int) Place(Func<object> call)
    {
        var refusal = Assert.Throws<InvalidInputException>(call);
        return (refusal.Variable, refusal.Row!.Value);
    }

    // Straight from the definition: P(s) ∝ Π odds over all samples of the size, odds by fixed-point iteration until the π are met.
    private static double[,] AllSamples(double[] inclusion, int size)
    {
        var units = inclusion.Length;
        var odds = inclusion.Select(p => p is > 0 and < 1 ? p / (1 - p) : 1).ToArray();
        var samples = Enumerable.Range(0, 1 << units)
            .Where(s => int.PopCount(s) == size && Enumerable.Range(0, units).All(i => inclusion[i] switch { 0 => (s >> i & 1) == 0, 1 => (s >> i & 1) == 1, _ => true }))
            .ToArray();
        var joint = new double[units, units];
        for (var round = 0; round < 20_000; round++)
        {
            var weight = samples.Select(s => Enumerable.Range(0, units).Where(i => (s >> i & 1) == 1).Aggregate(1.0, (product, i) => product * odds[i])).ToArray();
            var total = weight.Sum();
            joint = new double[units, units];
            for (var s = 0; s < samples.Length; s++)
                for (var i = 0; i < units; i++)
                    for (var j = 0; j < units; j++)
                        if ((samples[s] >> i & 1) == 1 && (samples[s] >> j & 1) == 1) joint[i, j] += weight[s] / total;
            var worst = 0.0;
            for (var i = 0; i < units; i++)
            {
                if (inclusion[i] is 0 or 1) continue;
                worst = Math.Max(worst, Math.Abs(joint[i, i] - inclusion[i]));
                odds[i] *= Math.Sqrt(inclusion[i] / (1 - inclusion[i]) / (joint[i, i] / (1 - joint[i, i])));
            }
            if (worst < 1e-13) break;
        }
        return joint;
    }
}
