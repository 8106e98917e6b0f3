// The tail of a mixture of chi-squares over an independent chi-square: a saddlepoint approximation.
using Keukentafel.Statistics.Distributions;

namespace Keukentafel.Statistics.Testing;

internal static class Saddlepoint
{
    // Nearer to the mean than this the formula loses its digits.
    private const double TooNear = 1e-4;

    /// <summary>
    /// P(Σ δ_j Z_j² &gt; x·χ²_k/k) = P(Q &gt; 0) with the weights λ = (δ, −x/k repeated ⌊k⌋ times): K(ζ) = −½Σ log(1−2ζλ), K'(ζ) = 0,
    /// w = sign ζ·√(−2K), v = ζ√(2Σλ²/(1−2ζλ)²), p = 1 − Φ(w + log(v/w)/w). Source: Lugannani and Rice 1980; Kuonen 1999.
    /// </summary>
    /// <param name="delta">Above zero.</param>
    /// <param name="x">Above zero.</param>
    /// <param name="k">One or more.</param>
    public static double UpperTail(double[] delta, double x, double k)
    {
        var times = Math.Floor(k);
        var scale = Math.Max(delta.Max(), 0);
        if (!(scale > 0)) throw new NotEstimableException("saddlepoint", "the mixture has no part above zero");
        var (positive, negative) = (Array.ConvertAll(delta, value => value / scale), -x / k / scale);
        double Slope(double zeta) => positive.Sum(l => l / (1 - 2 * zeta * l)) + times * negative / (1 - 2 * zeta * negative);
        var (low, high) = (0.5 / negative, 0.5 / positive.Max());
        for (var step = 0; step < 200; step++)
        {
            var middle = (low + high) / 2;
            if (middle <= low || middle >= high) break;
            if (Slope(middle) < 0) low = middle;
            else high = middle;
        }
        var root = (low + high) / 2;
        if (Math.Abs(root) < TooNear)
        {
            var (mean, squares) = (delta.Average(), delta.Average(value => value * value));
            return FisherF.UpperTail(x / delta.Sum(), delta.Length * mean * mean / squares, k);
        }
        var cumulant = -0.5 * (positive.Sum(l => Math.Log(1 - 2 * root * l)) + times * Math.Log(1 - 2 * root * negative));
        var curvature = 2 * (positive.Sum(l => Square(l / (1 - 2 * root * l))) + times * Square(negative / (1 - 2 * root * negative)));
        var w = Math.Sign(root) * Math.Sqrt(-2 * cumulant);
        var v = root * Math.Sqrt(curvature);
        return NormalDistribution.Cumulative(w + Math.Log(v / w) / w).Upper;
    }

    private static double Square(double value) => value * value;
}
