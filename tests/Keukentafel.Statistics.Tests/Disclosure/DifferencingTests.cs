// Differencing: what older publications and a new one give away together.
using Keukentafel.Statistics.Disclosure;
using Xunit;

namespace Keukentafel.Statistics.Tests.Disclosure;

public sealed class DifferencingTests
{
    [Fact]
    public void A_whole_and_nearly_all_of_it_reveal_the_rest()
    {
        var verdict = Differencing.Check([100, 4], [new("all", [0, 1])], [new("without the flat", [0])], 10, 0).Single();
        Assert.False(verdict.MayBePublished);
        Assert.Equal([1], verdict.Because!.Parts);
        Assert.Equal(4, verdict.Because.Units);
        Assert.Equal(["all"], verdict.Because.Plus);
        Assert.Equal(["without the flat"], verdict.Because.Minus);
        Assert.Equal(new AttackerInterval(4, 4), verdict.Because.Interval);
    }

    [Fact]
    public void A_difference_of_enough_people_is_fine()
    {
        Assert.True(Differencing.Check([100, 10], [new("all", [0, 1])], [new("part", [0])], 10, 0).Single().MayBePublished);
        Assert.True(Differencing.Check([100, 0], [new("all", [0, 1])], [new("part", [0])], 10, 0).Single().MayBePublished);
    }

    [Fact]
    public void A_small_set_is_refused_by_itself() =>
        Assert.Equal(["few"], Differencing.Check([5], [], [new("few", [0])], 10, 0).Single().Because!.Plus);

    [Fact]
    public void Quarters_and_eleven_months_reveal_december()
    {
        // Base cells: the months, with the people of each.
        int[] months = [30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 6];
        PublishedSet[] quarters = [.. Enumerable.Range(0, 4).Select(q => new PublishedSet($"q{q + 1}", [3 * q, 3 * q + 1, 3 * q + 2]))];
        var because = Differencing.Check(months, quarters, [new("January to November", [.. Enumerable.Range(0, 11)])], 10, 0).Single().Because!;
        Assert.Equal([11], because.Parts);
        Assert.Equal(["q1", "q2", "q3", "q4"], because.Plus);
        Assert.Equal(["January to November"], because.Minus);
    }

    [Fact]
    public void A_municipality_that_changed_regions_reveals_itself()
    {
        int[] places = [60, 70, 8, 90];
        PublishedSet[] earlier = [new("old north", [0, 1, 2]), new("old south", [3])];
        PublishedSet[] now = [new("new south", [2, 3]), new("all", [0, 1, 2, 3]), new("new north", [0, 1])];
        var verdicts = Differencing.Check(places, earlier, now, 10, 0);
        Assert.Equal([false, true, false], verdicts.Select(verdict => verdict.MayBePublished));
    }

    [Fact]
    public void Pairs_of_three_reveal_each_one_by_bounds()
    {
        // (ab + bc − ac)/2 = b: no plain subtraction, but the interval is a point.
        PublishedSet[] earlier = [new("ab", [0, 1]), new("bc", [1, 2])];
        var units = new[] { 40, 5, 50 };
        Assert.True(Differencing.Check(units, earlier, [new("ac", [0, 2])], 10, 0).Single().MayBePublished);
        var because = Differencing.Check(units, earlier, [new("ac", [0, 2])], 10, 2).Single().Because!;
        Assert.Equal([1], because.Parts);
        Assert.Equal(5, because.Interval.Lower, 1e-9);
        Assert.Equal(5, because.Interval.Upper, 1e-9);
        Assert.Empty(because.Plus);
    }

    [Fact]
    public void A_refused_figure_does_not_count_against_the_next()
    {
        PublishedSet[] now = [new("part", [0]), new("all", [0, 1]), new("other part", [1, 2])];
        var verdicts = Differencing.Check([50, 3, 60], [], now, 10, 0);
        Assert.Equal([true, false, true], verdicts.Select(verdict => verdict.MayBePublished));
    }

    [Fact]
    public void Agrees_with_trying_all_signs()
    {
        var random = new Random(71);
        var (refused, allowed) = (0, 0);
        for (var run = 0; run < 150; run++)
        {
            var units = Enumerable.Range(0, random.Next(3, 7)).Select(_ => random.Next(3) == 0 ? random.Next(6) : random.Next(10, 50)).ToArray();
            PublishedSet[] sets = [.. Enumerable.Range(0, random.Next(2, 7)).Select(s => new PublishedSet($"{s}", [.. Enumerable.Range(0, units.Length).Where(_ => random.Next(5) > 1)])).Where(set => set.Parts.Count > 0)];
            var known = sets.Take(sets.Length / 2).ToList();
            foreach (var verdict in Differencing.Check(units, known.ToArray(), [.. sets.Skip(sets.Length / 2)], 10, 0))
            {
                known.Add(verdict.Set);
                var small = Groups(units, known).Any(size => size is > 0 and < 10);
                Assert.Equal(!small, verdict.MayBePublished);
                if (small) known.RemoveAt(known.Count - 1);
                (refused, allowed) = small ? (refused + 1, allowed) : (refused, allowed + 1);
                if (verdict.Because is not { } because) continue;
                Assert.Equal(because.Units, because.Plus.Sum(Size) - because.Minus.Sum(Size));
                Assert.InRange(because.Units, 1, 9);

                int Size(string name) => sets.Single(set => set.Name == name).Parts.Sum(part => units[part]);
            }
        }
        Assert.True(refused > 20 && allowed > 20);

        // The sizes of all groups that are ± sums with the last set among them.
        static IEnumerable<int> Groups(int[] units, List<PublishedSet> known)
        {
            for (var code = 0; code < Math.Pow(3, known.Count); code++)
            {
                var signs = known.Select((_, s) => code / (int)Math.Pow(3, s) % 3 - 1).ToArray();
                if (signs[^1] == 0) continue;
                var times = new int[units.Length];
                for (var s = 0; s < signs.Length; s++)
                    foreach (var part in known[s].Parts) times[part] += signs[s];
                if (times.Where((_, cell) => units[cell] > 0).All(time => time is 0 or 1)) yield return times.Select((time, cell) => units[cell] > 0 ? time * units[cell] : 0).Sum();
            }
        }
    }

    [Fact]
    public void Units_in_the_same_sets_are_one_base_cell()
    {
        var (units, sets) = Differencing.BaseCells([("all", [true, true, true, true, false]), ("women", [true, false, true, false, false])]);
        Assert.Equal([2, 2], units);
        Assert.Equal([0, 1], sets[0].Parts);
        Assert.Equal([0], sets[1].Parts);
        Assert.Empty(Differencing.BaseCells([]).Units);
    }

    [Fact]
    public void Bad_input_is_refused()
    {
        Assert.Equal("units", Refused(() => Differencing.Check([-1], [], [], 10, 0)));
        Assert.Equal("threshold", Refused(() => Differencing.Check([1], [], [], 0, 0)));
        Assert.Equal("level", Refused(() => Differencing.Check([1], [], [], 10, double.NaN)));
        Assert.Equal("all", Refused(() => Differencing.Check([1], [new("all", [1])], [], 10, 0)));
        Assert.Equal("all", Refused(() => Differencing.Check([1], [], [new("all", [0, 0])], 10, 0)));
        Assert.Equal("b", Refused(() => Differencing.BaseCells([("a", [true]), ("b", [])])));

        static string Refused(Action action) => Assert.Throws<InvalidInputException>(action).Variable;
    }
}
