// The primary rules by example and against sorting every cell.
using Keukentafel.Statistics.Disclosure;
using Xunit;

namespace Keukentafel.Statistics.Tests.Disclosure;

public sealed class PrimaryRulesTests
{
    [Fact]
    public void Fewer_than_the_threshold_is_too_few()
    {
        Assert.Equal([true, true, true, false, false], PrimaryRules.Threshold([0, 1, 9, 10, 11], 10));
        Assert.Equal([false, true, true, false, false], PrimaryRules.Threshold([0, 1, 9, 10, 11], 10, emptyIsSafe: true));
    }

    [Theory]
    [InlineData(new[] { 12, 0 }, 1, true)]
    [InlineData(new[] { 0, 12 }, 1, true)]
    [InlineData(new[] { 11, 1 }, 1, false)]
    [InlineData(new[] { 11, 1 }, 2, true)]
    [InlineData(new[] { 0, 0, 40, 0, 0 }, 1, true)]
    [InlineData(new[] { 6, 6 }, 3, false)]
    [InlineData(new[] { 0, 0 }, 1, false)]
    [InlineData(new int[0], 1, false)]
    public void A_group_that_answers_alike_is_disclosed(int[] answers, int others, bool disclosed) =>
        Assert.Equal(disclosed, PrimaryRules.IsGroupDisclosed(answers, others));

    [Fact]
    public void Dominance_and_the_percent_rule_by_hand()
    {
        // 50 + 30 of 100: with k = 0.75 dominated, missing 80/0.75 − 100; p = 20 % of 50 is 10, and the rest is 20: safe; 50 %: 25, short of 5.
        var cells = new Categories("cell", ["a", "b"], [0, 0, 0, 0, 1]);
        double[] values = [50, 15, 30, 5, 7];
        Assert.Equal((true, 80 / 0.75 - 100), PrimaryRules.Dominance(cells, values, 2, 0.75)[0]);
        Assert.Equal((false, 0), PrimaryRules.Dominance(cells, values, 2, 0.8)[0]);
        Assert.Equal((false, 0), PrimaryRules.Percent(cells, values, 0.2)[0]);
        Assert.Equal((true, 5), PrimaryRules.Percent(cells, values, 0.5)[0]);
        Assert.True(PrimaryRules.Percent(cells, values, 0.1)[1].Sensitive);
    }

    [Fact]
    public void Agree_with_sorting_every_cell()
    {
        var random = new Random(61);
        var codes = Enumerable.Range(0, 400).Select(_ => random.Next(60)).ToArray();
        var values = codes.Select(_ => Math.Round(Math.Exp(3 * random.NextDouble()) * random.Next(4), 2)).ToArray();
        var cells = new Categories("cell", [.. Enumerable.Range(0, 61).Select(k => $"{k}")], codes);
        foreach (var (n, share) in ((int, double)[])[(1, 0.5), (2, 0.7), (3, 0.85)])
        {
            var (dominance, percent) = (PrimaryRules.Dominance(cells, values, n, share), PrimaryRules.Percent(cells, values, share));
            for (var cell = 0; cell < 61; cell++)
            {
                var sorted = values.Where((_, i) => codes[i] == cell).OrderDescending().Concat([0, 0]).ToArray();
                var lack = sorted.Take(n).Sum() / share - sorted.Sum();
                var rest = share * sorted[0] - sorted.Skip(2).Sum();
                Assert.Equal(lack > 1e-9, dominance[cell].Sensitive);
                Assert.Equal(Math.Max(0, lack), dominance[cell].Up, 1e-9);
                Assert.Equal(rest > 1e-9, percent[cell].Sensitive);
                Assert.Equal(Math.Max(0, rest), percent[cell].Up, 1e-9);
            }
        }
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        var cells = new Categories("cell", ["a"], [0, 0]);
        Assert.Equal(1, Refused("counts", () => PrimaryRules.Threshold([1, -1], 10)));
        Refused("threshold", () => PrimaryRules.Threshold([1], 0));
        Assert.Equal(0, Refused("answers", () => PrimaryRules.IsGroupDisclosed([-1])));
        Refused("others", () => PrimaryRules.IsGroupDisclosed([1], 0));
        Assert.Equal(1, Refused("contributions", () => PrimaryRules.Dominance(cells, [1, double.NaN], 1, 0.5)));
        Refused("contributions", () => PrimaryRules.Percent(cells, [1], 0.5));
        Refused("largest", () => PrimaryRules.Dominance(cells, [1, 1], 0, 0.5));
        Refused("share", () => PrimaryRules.Dominance(cells, [1, 1], 1, 1));
        Refused("share", () => PrimaryRules.Percent(cells, [1, 1], 0));

        static int? Refused(string variable, Action action)
        {
            var refusal = Assert.Throws<InvalidInputException>(action);
            Assert.Equal(variable, refusal.Variable);
            return refusal.Row;
        }
    }
}
