// The yardstick: one pass over ten byte columns that counts answered and positive per stratum, and nothing else.
namespace Keukentafel.Statistics.Benchmarks;

internal static class BareLoop
{
    public static double Count(NationalSet set)
    {
        var strata = set.Strata.Codes;
        var (answered, positive) = (new int[set.Strata.Count * NationalSet.Items], new int[set.Strata.Count * NationalSet.Items]);
        for (var j = 0; j < NationalSet.Items; j++)
        {
            ReadOnlySpan<byte> column = set.Answers[j];
            for (var i = 0; i < column.Length; i++)
            {
                var value = column[i];
                if (value == 0) continue;
                var at = strata[i] * NationalSet.Items + j;
                answered[at]++;
                if (value >= 4) positive[at]++;
            }
        }
        return answered[0] + positive[^1];
    }
}
