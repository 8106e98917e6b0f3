// A simple random sample without replacement: every subset of the size is equally likely. With the same order of the frame and the
// same stream of random numbers the same sample is drawn, today and in ten years; hence the version in the id.
namespace Keukentafel.Statistics.Sampling;

public static class SimpleRandomSample
{
    /// <summary>Kept with a drawn sample. A change of the algorithm is a new id; an old one stays here as long as samples name it.</summary>
    public const string AlgorithmId = "selection-sampling/1";

    /// <summary>
    /// Goes through the frame once and takes unit i when u·(N − i) &lt; n − taken. Source: Fan, Muller and Rezucha 1962; Tillé 2006, §4.4.
    /// </summary>
    /// <param name="population">N: the units are 0 … N−1, in the order of the frame.</param>
    /// <param name="size">n, between 0 and N.</param>
    /// <param name="uniform">The next number of a stream uniform on [0, 1); asked exactly once per unit until the sample is full.</param>
    /// <returns>The selected units, ascending. Each has inclusion probability n/N.</returns>
    public static int[] Draw(int population, int size, Func<double> uniform)
    {
        if (population < 0) throw new InvalidInputException("population", "must be zero or more");
        if (size < 0) throw new InvalidInputException("size", "must be zero or more");
        if (size > population) throw new SampleExceedsPopulationException("all", size, population);
        var sample = new int[size];
        var taken = 0;
        for (var i = 0; taken < size; i++)
        {
            var u = uniform();
            if (!(u >= 0 && u < 1)) throw new InvalidInputException("uniform", "gave a number outside [0, 1)");
            if (u * (population - i) < size - taken) sample[taken++] = i;
        }
        return sample;
    }

    /// <summary>
    /// A draw per stratum, stratum after stratum from one stream. Units keep their position in <paramref name="strata"/>.
    /// </summary>
    /// <param name="strata">The stratum of every unit of the frame, in its order.</param>
    /// <param name="sizes">n_h, one per category of <paramref name="strata"/>.</param>
    /// <param name="uniform">As for <see cref="Draw"/>.</param>
    /// <returns>The selected units, ascending.</returns>
    public static int[] Draw(Categories strata, ReadOnlySpan<int> sizes, Func<double> uniform)
    {
        Require.SameLength("sizes", sizes.Length, strata.Name, strata.Count);
        var members = new List<int>[strata.Count];
        for (var h = 0; h < members.Length; h++) members[h] = [];
        for (var i = 0; i < strata.Units; i++) members[strata.Codes[i]].Add(i);
        var sample = new List<int>();
        for (var h = 0; h < members.Length; h++)
        {
            if (sizes[h] > members[h].Count) throw new SampleExceedsPopulationException(strata.Labels[h], sizes[h], members[h].Count);
            foreach (var position in Draw(members[h].Count, sizes[h], uniform)) sample.Add(members[h][position]);
        }
        sample.Sort();
        return [.. sample];
    }
}
