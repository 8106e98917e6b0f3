// x of n, per area or per period: the checks and the pooled share.
namespace Keukentafel.Statistics;

internal static class Counts
{
    public static void Check(ReadOnlySpan<double> successes, ReadOnlySpan<double> sizes)
    {
        Require.SameLength("successes", successes.Length, "sizes", sizes.Length);
        Require.Positive("sizes", sizes);
        if (sizes.IsEmpty) throw new InvalidInputException("sizes", "has no value");
        for (var i = 0; i < sizes.Length; i++)
            if (!(successes[i] >= 0 && successes[i] <= sizes[i])) throw new InvalidInputException("successes", "must lie between 0 and the size", i);
    }

    public static double Pooled(ReadOnlySpan<double> successes, ReadOnlySpan<double> sizes)
    {
        var (above, below) = (0.0, 0.0);
        for (var i = 0; i < sizes.Length; i++) (above, below) = (above + successes[i], below + sizes[i]);
        return above / below;
    }
}
