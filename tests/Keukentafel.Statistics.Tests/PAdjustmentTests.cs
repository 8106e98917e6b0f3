// Adjusted p-values: the step-wise procedures written out, their order, and missing values.
using Keukentafel.Statistics.Testing;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class PAdjustmentTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void A_test_is_rejected_when_its_procedure_rejects_it(int seed)
    {
        var random = new Random(seed);
        var p = Enumerable.Range(0, 30).Select(i => i % 7 == 3 ? double.NaN : i % 5 == 0 ? 0.01 : Math.Pow(random.NextDouble(), 3)).ToArray();
        var (holm, hochberg, bh, by) = (PAdjustment.Holm(p), PAdjustment.Hochberg(p), PAdjustment.BenjaminiHochberg(p), PAdjustment.BenjaminiYekutieli(p));
        var order = Enumerable.Range(0, 30).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i]).ToArray();
        var m = order.Length;
        foreach (var alpha in new[] { 0.013, 0.0517, 0.21 })
        {
            var down = order.TakeWhile((i, k) => p[i] <= alpha / (m - k)).ToArray();
            Assert.Equal(down.Order(), order.Where(i => holm[i] <= alpha).Order());
            Assert.Equal(Up(k => alpha / (m - k)), order.Where(i => hochberg[i] <= alpha).Order());
            Assert.Equal(Up(k => alpha * (k + 1) / m), order.Where(i => bh[i] <= alpha).Order());
            Assert.Equal(Up(k => alpha * (k + 1) / m / Enumerable.Range(1, m).Sum(j => 1.0 / j)), order.Where(i => by[i] <= alpha).Order());
        }

        IEnumerable<int> Up(Func<int, double> limit)
        {
            var last = Enumerable.Range(0, m).LastOrDefault(k => p[order[k]] <= limit(k), -1);
            return order.Take(last + 1).Order();
        }
    }

    [Fact]
    public void A_missing_p_stays_missing_and_does_not_count()
    {
        foreach (var adjust in new Func<double[], double[]>[] { p => PAdjustment.Bonferroni(p), p => PAdjustment.Holm(p), p => PAdjustment.Hochberg(p), p => PAdjustment.BenjaminiHochberg(p), p => PAdjustment.BenjaminiYekutieli(p) })
        {
            var with = adjust([0.03, double.NaN, 0.01, double.NaN]);
            var without = adjust([0.03, 0.01]);
            Assert.Equal((without[0], without[1]), (with[0], with[2]));
            Assert.True(double.IsNaN(with[1]) && double.IsNaN(with[3]));
            Assert.Equal([0.2], adjust([0.2]));
            Assert.True(double.IsNaN(Assert.Single(adjust([double.NaN]))));
            Assert.Empty(adjust([]));
            Assert.All(adjust([0.9, 1, 0.8]), value => Assert.InRange(value, 0.8, 1));
            Assert.Equal(1, Assert.Throws<InvalidInputException>(() => adjust([0.5, 1.1])).Row);
        }
    }

    [Fact]
    public void Each_procedure_is_as_mild_as_theory_says()
    {
        double[] p = [0.001, 0.3, 0.02, 0.02, 0.049, 0.7];
        var (bonferroni, holm, hochberg, bh, by) = (PAdjustment.Bonferroni(p), PAdjustment.Holm(p), PAdjustment.Hochberg(p), PAdjustment.BenjaminiHochberg(p), PAdjustment.BenjaminiYekutieli(p));
        for (var i = 0; i < p.Length; i++)
            Assert.True(bonferroni[i] >= holm[i] && holm[i] >= hochberg[i] && hochberg[i] >= bh[i] && bh[i] >= p[i] && by[i] >= bh[i]);
    }
}
