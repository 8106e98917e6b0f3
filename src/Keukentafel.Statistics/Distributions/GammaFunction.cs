// log Γ on the positive half-line, and the two pieces that let densities with huge arguments keep their digits.
namespace Keukentafel.Statistics.Distributions;

public static class GammaFunction
{
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private const double OneMinusEuler = 0.42278433509846713939;

    // ζ(k) − 1 for k = 2, 3, …: log Γ(2+e) = (1−γ)e + Σ_k (−1)^k (ζ(k)−1) e^k / k, |e| ≤ ½.
    private static ReadOnlySpan<double> ZetaMinusOne =>
    [
        0.64493406684822643647, 0.20205690315959428540, 0.082323233711138191516, 0.036927755143369926331, 0.017343061984449139715,
        0.0083492773819228268398, 0.0040773561979443393787, 0.0020083928260822144179, 0.00099457512781808533715, 0.00049418860411946455870,
        0.00024608655330804829864, 0.00012271334757848914675, 0.000061248135058704829259, 0.000030588236307020493552, 0.000015282259408651871733,
        7.6371976378997622736e-6, 3.8172932649998398565e-6, 1.9082127165539389257e-6, 9.5396203387279611315e-7, 4.7693298678780646312e-7,
        2.3845050272773299000e-7, 1.1921992596531107307e-7, 5.9608189051259479612e-8, 2.9803503514652280186e-8, 1.4901554828365041235e-8,
        7.4507117898354294920e-9, 3.7253340247884570548e-9, 1.8626597235130490064e-9, 9.3132743241966818287e-10,
    ];

    /// <summary>
    /// log Γ(x). Relative error below 4e-15, also beside the zeros at 1 and 2.
    /// Equivalent in R: <c>lgamma(x)</c>. Proved by <c>SpecialFunctionTests</c> against 50-digit values.
    /// </summary>
    /// <param name="x">Above zero; <see cref="double.PositiveInfinity"/> gives infinity.</param>
    public static double Log(double x)
    {
        Require.Positive("x", x);
        if (double.IsPositiveInfinity(x)) return x;
        if (x < 0.5) return Log(1 + x) - Math.Log(x);
        if (x < 1.5) return NearTwo(x - 1) - LogOnePlus(x - 1);
        if (x < 2.5) return NearTwo(x - 2);
        if (x < 12)
        {
            var product = 1.0;
            while (x >= 2.5) product *= --x;
            return NearTwo(x - 2) + Math.Log(product);
        }
        return (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + StirlingTail(x);
    }

    /// <summary>log Γ(1+e) with full relative precision for e near zero, −½ ≤ e.</summary>
    internal static double LogOfOnePlus(double e) => Math.Abs(e) <= 0.5 ? NearTwo(e) - LogOnePlus(e) : Log(1 + e);

    /// <summary>log Γ(z+1) − [(z+½)log z − z + ½log 2π]: what Stirling's formula leaves out, small and positive.</summary>
    internal static double StirlingError(double z) =>
        z >= 12 ? StirlingTail(z) : Log(z + 1) - ((z + 0.5) * Math.Log(z) - z + HalfLogTwoPi);

    /// <summary>x·log(x/m) + m − x ≥ 0 without cancellation where x is near m (the deviance of a count x with mean m).</summary>
    internal static double Deviance(double x, double mean)
    {
        if (x == 0) return mean;
        var difference = x - mean;
        if (Math.Abs(difference) >= 0.1 * (x + mean)) return x * Math.Log(x / mean) - difference;
        // with v = (x−m)/(x+m): log(x/m) = 2(v + v³/3 + v⁵/5 + …)
        var v = difference / (x + mean);
        var sum = difference * v;
        var term = 2 * x * v;
        for (var k = 3; ; k += 2)
        {
            term *= v * v;
            var next = sum + term / k;
            if (next == sum) return sum;
            sum = next;
        }
    }

    /// <summary>log(1+x) with full relative precision near zero.</summary>
    internal static double LogOnePlus(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * (x / (u - 1));
    }

    /// <summary>e^x − 1 with full relative precision near zero.</summary>
    internal static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) > 0.5) return Math.Exp(x) - 1;
        double sum = x, term = x;
        for (var k = 2; ; k++)
        {
            term *= x / k;
            var next = sum + term;
            if (next == sum) return sum;
            sum = next;
        }
    }

    private static double NearTwo(double e)
    {
        var zeta = ZetaMinusOne;
        var sum = 0.0;
        for (var k = zeta.Length + 1; k >= 2; k--)
            sum = e * ((k % 2 == 0 ? zeta[k - 2] : -zeta[k - 2]) / k + sum);
        return e * (OneMinusEuler + sum);
    }

    // Σ B_2k / (2k(2k−1) z^(2k−1)): below 1e-17 after eight terms from z = 12 on.
    private static double StirlingTail(double z)
    {
        var s = 1 / (z * z);
        return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188 - s * (691.0 / 360360 - s * (1.0 / 156 - s * 3617.0 / 122400))))))) / z;
    }
}
