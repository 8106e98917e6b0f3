// The fast roads give the numbers of the slow one: every domain estimated by itself.
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Grouped;
using Keukentafel.Statistics.Weighting;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class GroupedTests
{
    public static TheoryData<int, bool, int> Samples => new([.. from seed in Enumerable.Range(1, 8) from clustered in new[] { false, true } from weighting in Enumerable.Range(0, 4) select (seed, clustered, weighting)]);

    [Theory, MemberData(nameof(Samples))]
    public void Every_domain_is_what_it_is_by_itself(int seed, bool clustered, int weighting)
    {
        var town = Town.Invent(seed, clustered, unequal: true);
        var sample = (LinearizedSample)town.Weighted(weighting);
        var table = new GroupedSample(sample, town.Classifications).Means(town.Items);
        for (var c = 0; c < town.Classifications.Count; c++)
            for (var d = 0; d < town.Classifications[c].Count; d++)
                for (var j = 0; j < town.Items.Length; j++)
                {
                    var inside = town.Classifications[c].Codes.ToArray().Select(code => code == d).ToArray();
                    Same(sample.Mean(town.Items[j], inside), table[c, d, j]);
                }
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void Counting_bytes_gives_the_shares_of_the_design(int seed)
    {
        var town = Town.Invent(seed, clustered: false, unequal: false);
        var sample = SurveyDesign.Stratified(town.Strata, town.Populations).WithDesignWeights();
        var items = town.Items.Where((_, j) => j < 2).ToArray();
        var bytes = items.Select(item => item.Select(value => double.IsNaN(value) ? (byte)9 : (byte)value).ToArray()).ToArray();
        var meaning = Enumerable.Range(0, 256).Select(code => code == 1 ? Answer.Positive : code == 0 ? Answer.Negative : Answer.Missing).ToArray();
        var areas = new Categories("area", ["a", "b", "c"], Enumerable.Range(0, town.Strata.Count).Select(h => h % 2).ToArray());
        var whole = Categories.One("all", town.Strata.Count);
        var table = StratifiedCounts.Of(town.Strata, bytes, meaning).Shares(town.Populations, [areas, whole]);
        var intervals = table.LogitIntervals(0.95);
        for (var j = 0; j < items.Length; j++)
        {
            Same(sample.Mean(items[j]), table[1, 0, j]);
            for (var d = 0; d < 3; d++)
            {
                var inside = town.Strata.Codes.ToArray().Select(h => areas.Codes[h] == d).ToArray();
                Same(sample.Mean(items[j], inside), table[0, d, j]);
                if (d == 2) continue;
                var answered = inside.Select((member, i) => member && !double.IsNaN(items[j][i])).ToArray();
                var share = sample.Proportion(items[j].Select(value => value == 1).ToArray(), answered);
                var interval = intervals[table.At(0, d, j)];
                Assert.Equal(share.LogitInterval(0.95).Lower, interval.Lower, 1e-12);
                Assert.Equal(share.LogitInterval(0.95).Upper, interval.Upper, 1e-12);
            }
        }
    }

    [Theory, InlineData(LonelyStratum.Certainty), InlineData(LonelyStratum.Adjust), InlineData(LonelyStratum.Average)]
    public void A_lonely_stratum_follows_its_rule_on_the_fast_road_too(LonelyStratum rule)
    {
        var strata = new Categories("h", ["a", "b", "c"], [0, 1, 1, 1, 2, 2]);
        double[] populations = [5, 20, 9];
        byte[] answers = [1, 0, 1, 1, 0, 1];
        var meaning = Enumerable.Range(0, 256).Select(code => code == 1 ? Answer.Positive : Answer.Negative).ToArray();
        var sample = SurveyDesign.Stratified(strata, populations).WithDesignWeights().With(new VarianceRules(rule));
        var counts = StratifiedCounts.Of(strata, [answers], meaning);
        Same(sample.Mean(Array.ConvertAll(answers, value => (double)value)), counts.Shares(populations, [Categories.One("all", 3)], rule)[0, 0, 0]);
        Assert.Equal("a", Assert.Throws<LonelyStratumException>(() => counts.Shares(populations, [Categories.One("all", 3)])).Stratum);
        if (rule != LonelyStratum.Certainty) return;
        var grouped = new GroupedSample(sample, [Categories.One("all", 6)]).Means([Array.ConvertAll(answers, value => (double)value)]);
        Same(sample.Mean(Array.ConvertAll(answers, value => (double)value)), grouped[0, 0, 0]);
    }

    [Fact]
    public void What_the_fast_road_cannot_carry_is_refused()
    {
        var town = Town.Invent(3, clustered: false, unequal: true);
        var numeric = town.Design.WithDesignWeights().CalibratedTo(Distance.Linear, Auxiliary.Size(town.Strata.Units, 5000));
        Assert.Throws<InvalidInputException>(() => new GroupedSample((LinearizedSample)numeric, town.Classifications));
        Assert.Throws<InvalidInputException>(() => new GroupedSample(town.Design.WithDesignWeights().With(new VarianceRules(LonelyStratum.Adjust)), town.Classifications));
    }

    private static void Same(Estimate expected, Estimate got)
    {
        Assert.Equal(expected.Count, got.Count);
        Assert.Equal(expected.DegreesOfFreedom, got.DegreesOfFreedom);
        if (expected.Count == 0)
        {
            Assert.True(double.IsNaN(got.Value) && double.IsNaN(got.StandardError));
            return;
        }
        Assert.Equal(expected.Value, got.Value, 1e-11 * Math.Max(1, Math.Abs(expected.Value)));
        Assert.Equal(expected.StandardError, got.StandardError, 1e-9 * Math.Max(1e-3, expected.StandardError));
    }

    private sealed record Town(Categories Strata, double[] Populations, SurveyDesign Design, IReadOnlyList<Categories> Classifications, double[][] Items, Margin[] Margins)
    {
        public WeightedSample Weighted(int way) => way switch
        {
            0 => Design.WithDesignWeights(),
            1 => Design.PostStratifiedTo(Margins[0].Categories, [.. Margins[0].Totals]),
            2 => Design.RakedTo(Margins),
            _ => Design.WithDesignWeights().CalibratedTo(Distance.Linear, Margins),
        };

        public static Town Invent(int seed, bool clustered, bool unequal)
        {
            var random = new Random(seed);
            var (strata, clusters) = (new List<int>(), new List<int>());
            for (var h = 0; h < 5; h++)
                for (var c = 0; c < 3 + (seed + h) % 4; c++)
                    for (var i = 0; i < (clustered ? random.Next(1, 7) : 5); i++)
                    {
                        strata.Add(h);
                        clusters.Add(c);
                    }
            var order = Enumerable.Range(0, strata.Count).OrderBy(_ => random.Next()).ToArray();
            var codes = order.Select(i => strata[i]).ToArray();
            Categories Column(string name, int count, Func<int, int> of) => new(name, Enumerable.Range(0, count).Select(k => $"{name}{k}").ToArray(), Enumerable.Range(0, codes.Length).Select(of).ToArray());
            var column = Column("h", 5, i => codes[i]);
            var populations = Enumerable.Range(0, 5).Select(h => h == 4 && !clustered ? codes.Count(code => code == h) : 60.0 + 40 * h).ToArray();
            var weights = codes.Select(h => (unequal ? 0.5 + random.NextDouble() : 1) * (h + 2)).ToArray();
            var design = SurveyDesign.OneStage(weights, column, clustered ? Column("psu", 9, i => clusters[order[i]]) : null, populations);
            var (age, sex) = (Column("age", 3, i => i % 3), Column("sex", 2, i => random.Next(2)));
            double[] ages = [300, 500, 200], sexes = [450, 550];
            double Value(int j, int i) => random.NextDouble() < 0.1 ? double.NaN : j == 2 ? 5000 + random.NextDouble() * 10 : j == 3 ? double.NaN : random.NextDouble() < 0.3 + 0.1 * codes[i] ? 1 : 0;
            return new Town(
                column, populations, design,
                [Column("area", 4, i => random.Next(3)), Column("h2", 3, i => codes[i] / 2), Categories.One("all", codes.Length)],
                Enumerable.Range(0, 4).Select(j => Enumerable.Range(0, codes.Length).Select(i => Value(j, i)).ToArray()).ToArray(),
                [new Margin(age, ages), new Margin(sex, sexes)]);
        }
    }
}
