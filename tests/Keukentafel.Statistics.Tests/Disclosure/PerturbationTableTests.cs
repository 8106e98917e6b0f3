// The table of maximum entropy: unbiased, with the variance asked for, never below zero, and more uncertain than any of its neighbours.
using Keukentafel.Statistics.Disclosure;
using Xunit;

namespace Keukentafel.Statistics.Tests.Disclosure;

public sealed class PerturbationTableTests
{
    [Theory]
    [InlineData(1, 0.3, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(2, 0.05, 0)]
    [InlineData(3, 2.5, 0)]
    [InlineData(5, 3, 0)]
    [InlineData(5, 5, 0)]
    [InlineData(10, 4, 0)]
    [InlineData(4, 3, 1)]
    [InlineData(5, 3, 2)]
    [InlineData(8, 6, 2)]
    public void Every_row_is_unbiased_with_the_variance_asked_for(int most, double variance, int blocked)
    {
        var table = PerturbationTable.MaximumEntropy(most, variance, blocked);
        Assert.Equal(most + blocked, table.LastRow);
        Assert.Equal([(0, 1.0)], table.Row(0));
        for (var count = 1; count <= table.LastRow + 3; count++)
        {
            var row = table.Row(count);
            Assert.Equal(1, row.Sum(entry => entry.Probability), 1e-12);
            Assert.Equal(0, row.Sum(entry => entry.Perturbation * entry.Probability), 1e-10);
            Assert.Equal(variance, row.Sum(entry => (double)entry.Perturbation * entry.Perturbation * entry.Probability), 1e-10);
            Assert.All(row, entry =>
            {
                Assert.InRange(entry.Probability, -1e-15, 1);
                Assert.InRange(entry.Perturbation, -most, most);
                Assert.True(count + entry.Perturbation == 0 || count + entry.Perturbation > blocked);
            });
        }
        Assert.Equal(table.Row(table.LastRow), table.Row(1_000));
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(5, 3)]
    public void No_neighbour_with_the_same_moments_is_more_uncertain(int most, double variance)
    {
        var table = PerturbationTable.MaximumEntropy(most, variance);
        for (var count = 2; count <= most; count++)
        {
            var row = table.Row(count);
            for (var first = 0; first + 3 < row.Count; first++)
            {
                // +1, −3, +3, −1 on four values in a row changes neither the sum, the mean nor the variance.
                foreach (var step in (double[])[1e-4, -1e-4])
                {
                    var moved = row.Select(entry => entry.Probability).ToArray();
                    foreach (var (offset, times) in ((int, double)[])[(0, 1), (1, -3), (2, 3), (3, -1)]) moved[first + offset] += step * times;
                    if (moved.All(p => p > 0)) Assert.True(Entropy(moved) < Entropy(row.Select(entry => entry.Probability)));
                }
            }
        }

        static double Entropy(IEnumerable<double> p) => -p.Sum(value => value * Math.Log(value));
    }

    [Fact]
    public void A_large_count_is_perturbed_to_both_sides_alike()
    {
        var row = PerturbationTable.MaximumEntropy(5, 3).Row(5);
        for (var v = 1; v <= 5; v++) Assert.Equal(row.Single(entry => entry.Perturbation == v).Probability, row.Single(entry => entry.Perturbation == -v).Probability, 1e-12);
    }

    [Fact]
    public void Over_many_cells_the_perturbation_is_as_promised()
    {
        var table = PerturbationTable.MaximumEntropy(4, 2);
        var random = new Random(51);
        var drawn = Enumerable.Range(0, 200_000).Select(_ => table.Perturbation(20, random.NextDouble())).ToArray();
        Assert.Equal(0, drawn.Average(), 0.02);
        Assert.Equal(2, drawn.Average(v => (double)v * v), 0.03);
    }

    [Fact]
    public void A_variance_that_a_row_cannot_have_is_refused_with_the_row()
    {
        // A count of 1 can lose 1 and gain at most 3: its variance is at most 3.
        Assert.Equal(("variance", 1), Refused(3, 3.5, 0));
        // With 1 and 2 blocked a count of 1 becomes 0 or 3 and more: its variance is at least 2.
        Assert.Equal(("variance", 1), Refused(5, 1.5, 2));
        Assert.Equal(("variance", null), Refused(3, 0, 0));
        Assert.Equal(("variance", null), Refused(3, double.NaN, 0));
        Assert.Equal(("most", null), Refused(0, 1, 0));
        Assert.Equal(("blocked", null), Refused(3, 1, -1));

        static (string, int?) Refused(int most, double variance, int blocked)
        {
            var refusal = Assert.Throws<InvalidInputException>(() => PerturbationTable.MaximumEntropy(most, variance, blocked));
            return (refusal.Variable, refusal.Row);
        }
    }
}
