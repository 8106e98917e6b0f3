// How far a weight may go from where it was, and at what price: the distance functions of calibration. Each gives w = d·F(u).
namespace Keukentafel.Statistics.Weighting;

/// <summary>
/// A distance between weights before and after, by its calibration function F, with F(0) = 1 and F'(0) = 1. Closed set.
/// Source: Deville and Särndal 1992; Deville, Särndal and Sautory 1993.
/// </summary>
public abstract record Distance
{
    private Distance()
    {
    }

    /// <summary>Chi-square distance: the generalised regression estimator. Weights may become negative.</summary>
    public static Distance Linear { get; } = new LinearDistance();

    /// <summary>Raking (multiplicative) distance: weights stay positive.</summary>
    public static Distance Raking { get; } = new RakingDistance();

    /// <summary>Logit distance: w/d strictly between L and U.</summary>
    public static Distance Logit(double lower, double upper) => new LogitDistance(lower, upper);

    /// <summary>Chi-square distance cut off: w/d from L to U.</summary>
    public static Distance TruncatedLinear(double lower, double upper) => new TruncatedDistance(lower, upper);

    /// <summary>Whether the ratio w/d has bounds, so that margins may be out of reach.</summary>
    internal virtual (double Lower, double Upper) Bounds => (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The same distance with other bounds: of a unit whose bounds are on the weight itself.</summary>
    internal virtual Distance WithBounds(double lower, double upper) => this;

    internal abstract double F(double u);

    internal abstract double Slope(double u);

    /// <summary>∫F: its weighted sum less λ'T is convex, and least where the margins are met.</summary>
    internal abstract double Primitive(double u);

    private sealed record LinearDistance : Distance
    {
        internal override double F(double u) => 1 + u;

        internal override double Slope(double u) => 1;

        internal override double Primitive(double u) => u + u * u / 2;
    }

    private sealed record RakingDistance : Distance
    {
        internal override double F(double u) => Math.Exp(u);

        internal override double Slope(double u) => Math.Exp(u);

        internal override double Primitive(double u) => Math.Exp(u);
    }

    private sealed record LogitDistance : Distance
    {
        private readonly double l;
        private readonly double u;
        private readonly double a;

        public LogitDistance(double lower, double upper)
        {
            if (!(lower < 1 && upper > 1 && lower >= 0) || double.IsPositiveInfinity(upper)) throw new InvalidInputException("bounds", FormattableString.Invariant($"must be finite and hold 1 between them; they are {lower} and {upper}"));
            (l, u) = (lower, upper);
            a = (upper - lower) / ((1 - lower) * (upper - 1));
        }

        internal override (double Lower, double Upper) Bounds => (l, u);

        internal override Distance WithBounds(double lower, double upper) => new LogitDistance(lower, upper);

        // With the exponential on the side where it is small, so that it never overflows.
        internal override double F(double x)
        {
            var e = Math.Exp(-Math.Abs(a * x));
            return x >= 0 ? (l * (u - 1) * e + u * (1 - l)) / ((u - 1) * e + 1 - l) : (l * (u - 1) + u * (1 - l) * e) / (u - 1 + (1 - l) * e);
        }

        internal override double Slope(double x)
        {
            var f = F(x);
            return a * (f - l) * (u - f) / (u - l);
        }

        internal override double Primitive(double x)
        {
            var e = Math.Exp(-Math.Abs(a * x));
            var log = x >= 0 ? a * x + Math.Log((u - 1) * e + 1 - l) : Math.Log(u - 1 + (1 - l) * e);
            return l * x + (u - l) / a * log;
        }
    }

    private sealed record TruncatedDistance : Distance
    {
        private readonly double l;
        private readonly double u;

        public TruncatedDistance(double lower, double upper)
        {
            if (!(lower <= 1 && upper >= 1)) throw new InvalidInputException("bounds", FormattableString.Invariant($"must hold 1 between them; they are {lower} and {upper}"));
            (l, u) = (lower, upper);
        }

        internal override (double Lower, double Upper) Bounds => (l, u);

        internal override Distance WithBounds(double lower, double upper) => new TruncatedDistance(lower, upper);

        internal override double F(double x) => Math.Clamp(1 + x, l, u);

        internal override double Slope(double x) => 1 + x < l || 1 + x > u ? 0 : 1;

        internal override double Primitive(double x) =>
            1 + x < l ? l * x - (1 - l) * (1 - l) / 2
            : 1 + x > u ? u * x - (u - 1) * (u - 1) / 2
            : x + x * x / 2;
    }
}
