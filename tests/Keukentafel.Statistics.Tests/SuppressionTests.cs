// Disclosure: the rule by example, and an attacker who knows the total and all published rows.
using Keukentafel.Statistics.Disclosure;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class SuppressionTests
{
    [Theory]
    [InlineData(new[] { 99, 138, 75 }, new int[0])]
    [InlineData(new[] { 10, 138, 75 }, new int[0])]
    [InlineData(new[] { 9, 138, 75 }, new[] { 0, 2 })]
    [InlineData(new[] { 0, 138, 75 }, new[] { 0, 2 })]
    [InlineData(new[] { 5, 5, 75 }, new[] { 0, 1 })]
    [InlineData(new[] { 5, 4, 75, 80 }, new[] { 0, 1, 2 })]
    [InlineData(new[] { 3, 3, 3, 80 }, new[] { 0, 1, 2, 3 })]
    [InlineData(new[] { 4, 30, 20, 20 }, new[] { 0, 2 })]
    [InlineData(new[] { 4 }, new[] { 0 })]
    [InlineData(new int[0], new int[0])]
    public void Rows_are_suppressed_until_they_hide_each_other(int[] counts, int[] suppressed)
    {
        Assert.Equal(suppressed, Positions(Suppression.OfRows(counts)));
    }

    [Fact]
    public void A_higher_threshold_hides_more()
    {
        Assert.Equal([1, 2], Positions(Suppression.OfRows([30, 12, 19, 80], 20)));
        Assert.Equal([0, 1], Positions(Suppression.OfRows([30, 12, 90, 80], 20)));
    }

    [Fact]
    public void A_lower_threshold_is_refused() =>
        Assert.Equal("threshold", Assert.Throws<InvalidInputException>(() => Suppression.OfRows([1], 9)).Variable);

    [Fact]
    public void Who_subtracts_the_published_rows_from_the_total_never_finds_a_small_group()
    {
        var random = new Random(5);
        for (var run = 0; run < 2_000; run++)
        {
            var counts = Enumerable.Range(0, random.Next(2, 9)).Select(_ => random.Next(3) == 0 ? random.Next(10) : random.Next(10, 60)).ToArray();
            var suppressed = Suppression.OfRows(counts);
            var hidden = counts.Where((_, i) => suppressed[i]).ToArray();
            Assert.DoesNotContain(counts.Where((_, i) => !suppressed[i]), count => count < 10);
            if (hidden.Length > 0 && hidden.Length < counts.Length) Assert.True(hidden.Length >= 2 && hidden.Sum() >= 10);
        }
    }

    private static int[] Positions(bool[] suppressed) => Enumerable.Range(0, suppressed.Length).Where(i => suppressed[i]).ToArray();
}
