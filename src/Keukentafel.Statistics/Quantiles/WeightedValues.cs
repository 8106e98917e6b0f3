// Values with weights, in order: the distribution function that quantiles are read from.
namespace Keukentafel.Statistics.Quantiles;

public sealed class WeightedValues
{
    // C_k = pW is a question about numbers that were added up: equal means equal but for rounding.
    private const double Rounding = 1e-13;

    private readonly double[] x;
    private readonly double[] w;
    private readonly double[] cumulative;

    /// <param name="values">Finite numbers.</param>
    /// <param name="weights">Zero or more; a value without weight does not exist.</param>
    /// <exception cref="InvalidInputException">No value has a weight.</exception>
    public WeightedValues(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        Require.SameLength("weights", weights.Length, "values", values.Length);
        Require.Finite("values", values);
        Require.NotNegative("weights", weights);
        var kept = new List<(double X, double W)>();
        for (var i = 0; i < values.Length; i++)
            if (weights[i] > 0) kept.Add((values[i], weights[i]));
        if (kept.Count == 0) throw new InvalidInputException("values", "none has a weight above zero");
        var sorted = kept.OrderBy(pair => pair.X).ToArray();
        (x, w) = (Array.ConvertAll(sorted, pair => pair.X), Array.ConvertAll(sorted, pair => pair.W));
        cumulative = Cumulate(w);
    }

    public int Count => x.Length;

    public double Smallest => x[0];

    public double Largest => x[^1];

    /// <summary>The quantile of a share p of the weight; NaN outside [0, 1]. Equivalent in R: the rules of <c>svyquantile</c>.</summary>
    /// <param name="p">From 0 to 1.</param>
    /// <param name="rule">The definition.</param>
    public double Quantile(double p, QuantileRule rule)
    {
        if (!(p >= 0 && p <= 1)) return double.NaN;
        if (x.Length == 1) return x[0];
        return rule switch
        {
            QuantileRule.Inverse => x[Place(cumulative, p, out _)],
            QuantileRule.Averaged => Place(cumulative, p, out var exact) is var k && exact && k + 1 < x.Length ? (x[k] + x[k + 1]) / 2 : x[k],
            QuantileRule.NearestEven => NearestEven(p),
            QuantileRule.LinearInWeight => LinearInWeight(p),
            QuantileRule.ShahVaish => Step(p),
            _ => Linear(p, Positions(rule)),
        };
    }

    /// <summary>The share of the values, unweighted, that are at most <paramref name="limit"/>.</summary>
    public double ShareOfValues(double limit) => (double)x.Count(value => value <= limit) / x.Length;

    /// <summary>The unweighted distance between the quartiles (Hyndman and Fan's definition 7).</summary>
    public double InterquartileRange
    {
        get
        {
            double At(double p)
            {
                var h = (x.Length - 1) * p;
                var k = (int)Math.Floor(h);
                return k + 1 < x.Length ? x[k] + (h - k) * (x[k + 1] - x[k]) : x[k];
            }
            return At(0.75) - At(0.25);
        }
    }

    // The first k with C_k ≥ pW, and whether they are equal.
    private static int Place(double[] sums, double p, out bool exact)
    {
        var target = p * sums[^1];
        var k = 0;
        while (k < sums.Length - 1 && sums[k] < target * (1 - Rounding)) k++;
        exact = Math.Abs(sums[k] - target) <= Rounding * target;
        return k;
    }

    private double NearestEven(double p)
    {
        var (values, weights) = (new List<double>(), new List<double>());
        for (var i = 0; i < x.Length; i++)
        {
            if (i > 0 && x[i] == values[^1]) weights[^1] += w[i];
            else
            {
                values.Add(x[i]);
                weights.Add(w[i]);
            }
        }
        var k = Place(Cumulate([.. weights]), p, out var exact);
        return exact && k + 1 < values.Count && (k + 1) % 2 != 0 ? values[k + 1] : values[k];
    }

    private double LinearInWeight(double p)
    {
        var k = Place(cumulative, p, out var exact);
        if (exact || k == 0) return x[k];
        var part = (p * cumulative[^1] - cumulative[k - 1]) / (cumulative[k] - cumulative[k - 1]);
        return x[k - 1] + part * (x[k] - x[k - 1]);
    }

    private double[] Positions(QuantileRule rule)
    {
        var (whole, last) = (cumulative[^1], w[^1]);
        return cumulative.Select((sum, k) => rule switch
        {
            QuantileRule.Midpoint => (sum - w[k] / 2) / whole,
            QuantileRule.Weibull => sum / (whole + last),
            QuantileRule.Modal => (sum - w[k]) / cumulative[^2],
            QuantileRule.MedianUnbiased => (sum - w[k] / 3) / (whole + last / 3),
            QuantileRule.NormalUnbiased => (sum - w[k] * 3 / 8) / (whole + last / 4),
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        }).ToArray();
    }

    // Linear between the positions, constant outside; values at the same position count as their mean.
    private double Linear(double p, double[] positions)
    {
        var (at, values) = Distinct(positions);
        if (p <= at[0]) return values[0];
        for (var k = 1; k < at.Count; k++)
            if (p <= at[k]) return values[k - 1] + (p - at[k - 1]) / (at[k] - at[k - 1]) * (values[k] - values[k - 1]);
        return values[^1];
    }

    private double Step(double p)
    {
        var mean = cumulative[^1] / x.Length;
        var (at, values) = Distinct(cumulative.Select((sum, k) => (sum / mean + 0.5 - w[k] / 2) / (x.Length + 1)).ToArray());
        var result = values[0];
        for (var k = 0; k < at.Count && at[k] <= p; k++) result = values[k];
        return result;
    }

    private (List<double> At, List<double> Values) Distinct(double[] positions)
    {
        var groups = positions.Zip(x).GroupBy(pair => pair.First, pair => pair.Second).OrderBy(group => group.Key).ToList();
        return (groups.ConvertAll(group => group.Key), groups.ConvertAll(group => group.Average()));
    }

    private static double[] Cumulate(double[] weights)
    {
        var sums = new double[weights.Length];
        var sum = 0.0;
        for (var i = 0; i < sums.Length; i++) sums[i] = sum += weights[i];
        return sums;
    }
}
