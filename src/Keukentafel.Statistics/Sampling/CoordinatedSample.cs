// Samples that know of each other. Every unit keeps one number of chance for as long as it exists (its permanent random number); a sample is the
// first n units clockwise from a start on the circle from 0 to 1. The same start in the next round: the same people as far as possible, and
// newcomers have the same chance as everybody. A start after the last one taken: nobody twice until all had their turn.
namespace Keukentafel.Statistics.Sampling;

/// <param name="Units">The selected units, ascending, zero-based.</param>
/// <param name="Next">Per stratum: from this start on a next sample meets everybody else first. The start itself when nobody or everybody was taken.</param>
public sealed record CoordinatedSample(IReadOnlyList<int> Units, IReadOnlyList<double> Next)
{
    /// <summary>
    /// The n_h units of each stratum whose numbers follow the start most closely. Over the chance of the numbers this is simple random sampling
    /// without replacement in each stratum, for any start fixed beforehand; with births, deaths and changes of stratum it stays so. From a start
    /// that another sample left (<see cref="Next"/>) it is so while the frame stays the same, and nearly so when units came in between.
    /// Two samples of one frame from starts a and b share in expectation the units whose numbers lie in both arcs.
    /// Source: Ohlsson 1995 (sequential simple random sampling). Proved by <c>CoordinatedSampleTests</c>.
    /// </summary>
    /// <param name="numbers">The permanent random number of each unit, uniform on [0, 1), drawn once and kept, independent of everything else.</param>
    /// <param name="strata">The stratum of each unit.</param>
    /// <param name="sizes">n_h, one per category of <paramref name="strata"/>.</param>
    /// <param name="starts">Where to begin on [0, 1): one number for all strata, or one per category. Equal numbers: the unit that stands first.</param>
    public static CoordinatedSample Draw(ReadOnlySpan<double> numbers, Categories strata, ReadOnlySpan<int> sizes, params ReadOnlySpan<double> starts)
    {
        Require.SameLength("numbers", numbers.Length, strata.Name, strata.Units);
        Require.SameLength("sizes", sizes.Length, strata.Name, strata.Count);
        if (starts.Length != 1) Require.SameLength("starts", starts.Length, strata.Name, strata.Count);
        Check("numbers", numbers);
        Check("starts", starts);

        // Clockwise from the start: first what lies beyond it, then what lies before it.
        var (number, before, order) = (numbers.ToArray(), new bool[numbers.Length], new int[numbers.Length]);
        for (var i = 0; i < order.Length; i++)
            (order[i], before[i]) = (i, number[i] < (starts.Length == 1 ? starts[0] : starts[strata.Codes[i]]));
        Array.Sort(order, (a, b) => before[a] != before[b] ? before[a].CompareTo(before[b]) : number[a] != number[b] ? number[a].CompareTo(number[b]) : a.CompareTo(b));

        var left = sizes.ToArray();
        var next = new double[strata.Count];
        for (var h = 0; h < next.Length; h++)
        {
            if (sizes[h] < 0) throw new InvalidInputException("sizes", "must be zero or more", h);
            next[h] = starts.Length == 1 ? starts[0] : starts[h];
        }
        var units = new List<int>();
        foreach (var i in order)
        {
            var h = strata.Codes[i];
            if (left[h] > 0) units.Add(i);
            if (left[h]-- == 0 && sizes[h] > 0) next[h] = numbers[i];
        }
        for (var h = 0; h < left.Length; h++)
            if (left[h] > 0) throw new SampleExceedsPopulationException(strata.Labels[h], sizes[h], sizes[h] - left[h]);
        units.Sort();
        return new CoordinatedSample(units, next);
    }

    private static void Check(string variable, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!(values[i] >= 0 && values[i] < 1)) throw new InvalidInputException(variable, "must lie in [0, 1)", i);
    }
}
