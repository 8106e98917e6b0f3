// Patterns that chance seldom makes in standardised values z_t. Zero-based periods are returned: the last of each pattern.
// A value of exactly zero lies on neither side, and so does NaN.
namespace Keukentafel.Statistics.Monitoring;

public static class RunRules
{
    /// <summary>Periods with |z_t| above the limit. Source: Shewhart 1931. Proved by <c>ReferenceTests</c> (D35, D50).</summary>
    /// <param name="z">One per period, in order of time.</param>
    /// <param name="limit">Zero or more.</param>
    public static int[] Beyond(IReadOnlyList<double> z, double limit = 3)
    {
        Require.NotNegative("limit", [limit]);
        return Enumerable.Range(0, z.Count).Where(t => Math.Abs(z[t]) > limit).ToArray();
    }

    /// <summary>The period ends a run of <paramref name="length"/> or more on one side of the centre. Source: Western Electric 1956. Proved by <c>ReferenceTests</c> (D35, D50).</summary>
    /// <param name="z">One per period, in order of time.</param>
    /// <param name="length">One or more.</param>
    public static int[] OneSide(IReadOnlyList<double> z, int length = 8)
    {
        Require.Positive("length", length);
        var found = new List<int>();
        var (run, side) = (0, 0);
        for (var t = 0; t < z.Count; t++)
        {
            var now = z[t] > 0 ? 1 : z[t] < 0 ? -1 : 0;
            run = now == 0 ? 0 : now == side ? run + 1 : 1;
            side = now;
            if (run >= length) found.Add(t);
        }
        return [.. found];
    }

    /// <summary>Of the three periods that end here two or more lie beyond the limit on the same side. Source: Western Electric 1956. Proved by <c>ReferenceTests</c> (D50).</summary>
    /// <param name="z">One per period, in order of time. The first two periods end no three.</param>
    /// <param name="limit">Zero or more.</param>
    public static int[] TwoOfThree(IReadOnlyList<double> z, double limit = 2)
    {
        Require.NotNegative("limit", [limit]);
        var found = new List<int>();
        for (var t = 2; t < z.Count; t++)
        {
            var (above, below) = (0, 0);
            for (var s = t - 2; s <= t; s++)
            {
                if (z[s] > limit) above++;
                if (z[s] < -limit) below++;
            }
            if (above >= 2 || below >= 2) found.Add(t);
        }
        return [.. found];
    }
}
