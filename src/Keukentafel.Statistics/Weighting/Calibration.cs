// Calibration: the weights nearest to those before (by a distance) that meet every known total of the population.
using Keukentafel.Statistics.Numerics;

namespace Keukentafel.Statistics.Weighting;

/// <summary>What a calibration may be told beside its totals. Everything is optional.</summary>
/// <param name="Heteroscedasticity">q_i above zero, one per unit: the error variance of the assisting model is proportional to it; u = x'λ/q.</param>
/// <param name="BoundsOnWeight">Whether the bounds of the distance are on w itself instead of on w/d.</param>
/// <param name="Trim">Bounds on w/d to which it is cut afterwards, once; the excess is added in equal parts of w/d to the units inside, and the totals are then met approximately.</param>
public sealed record CalibrationOptions(IReadOnlyList<double>? Heteroscedasticity = null, bool BoundsOnWeight = false, (double Lower, double Upper)? Trim = null);

/// <summary>
/// w_i = d_i·F(x_i'λ/q_i) with Σ w x = T, by Newton's method on the dual λ ↦ Σ d q G(x'λ/q) − λ'T (convex, G' = F), with a shorter step where a
/// full one does not bring it down. Columns that follow from earlier ones are left out; that the totals they stand for are met is checked.
/// The variance uses the residual e = z − x'B, B = (Σ d xx')⁻¹ Σ d x z with the weights from before (d/q for the linear distance with q).
/// Source: Deville and Särndal 1992; Deville, Särndal and Sautory 1993; Deming and Stephan 1940 for raking. Equivalent in R:
/// <c>calibrate(design, ~x, totals, calfun = …)</c>; raking has the weights of <c>rake()</c>, not its variance. Proved by <c>ReferenceTests</c>
/// to 1e-8 and, for raking, by iterative proportional fitting as a second implementation to 1e-10; totals met and bounds kept: <c>PropertyTests</c>.
/// </summary>
public sealed class Calibration : WeightingStep
{
    // The steps go on until rounding stops them, some 1e-15 from every total. What is then further off than this was never going to be met.
    private const double Unmet = 1e-9;

    // Totals that only a weight of zero can meet drive F towards it: no solution of this form.
    private const double LeastRatio = 1e-9;
    private const int MostSteps = 200;

    private readonly Distance distance;
    private readonly IReadOnlyList<Auxiliary> auxiliaries;
    private readonly CalibrationOptions options;

    /// <param name="distance">How weights may move.</param>
    /// <param name="auxiliaries">One or more known totals; those of margins sum to the same number.</param>
    /// <param name="options">Null: none.</param>
    public Calibration(Distance distance, IReadOnlyList<Auxiliary> auxiliaries, CalibrationOptions? options = null)
    {
        if (auxiliaries.Count == 0) throw new InvalidInputException("auxiliaries", "needs one or more");
        foreach (var margin in auxiliaries.OfType<Margin>()) Require.PerCategory("totals", margin.Categories, margin.Totals.ToArray());
        foreach (var number in auxiliaries.OfType<NumericAuxiliary>())
        {
            Require.Finite(number.Name, number.Values.ToArray());
            Require.Finite("total of " + number.Name, [number.Total]);
        }
        if (options?.Trim is { } trim && !(trim.Lower >= 0 && trim.Lower < trim.Upper)) throw new InvalidInputException("trim", "needs a lower bound of zero or more and an upper bound above it");
        (this.distance, this.auxiliaries, this.options) = (distance, auxiliaries, options ?? new CalibrationOptions());
    }

    /// <exception cref="EmptyCategoryException">A category with a total has no respondent; or the reverse, where weights cannot become zero.</exception>
    /// <exception cref="MarginNotMetException">The totals contradict each other, or cannot all be met by these units within the bounds.</exception>
    public override Adjustment Apply(ReadOnlySpan<double> weights)
    {
        Check(weights);
        var q = options.Heteroscedasticity?.ToArray();
        var patterns = Patterns();
        var basis = new AuxiliaryBasis(patterns is null ? auxiliaries : Compressed(patterns));
        var before = patterns is null ? weights.ToArray() : Sums(weights, patterns);
        var after = Expand(new CalibrationDual(basis, before, q, Distances(weights)).Solve(MostSteps, Unmet), before, weights, patterns);
        var furthest = Furthest(after);
        if (!(furthest.Off <= Unmet) || (distance == Distance.Raking && Starves(weights, after))) throw furthest.Refusal;
        var regression = weights.ToArray();
        if (q is not null && distance == Distance.Linear)
            for (var i = 0; i < q.Length; i++) regression[i] /= q[i];
        return new RegressionResiduals(options.Trim is { } trim ? Cut(weights, after, trim.Lower, trim.Upper) : after, basis, regression, patterns, MarginsOnly());
    }

    // Where only categories count and all units are treated alike, w/d is the same wherever x is: one row per pattern of x stands for its units.
    private Cells? Patterns()
    {
        if (options.Heteroscedasticity is not null || options.BoundsOnWeight || auxiliaries.Any(auxiliary => auxiliary is not Margin)) return null;
        var margins = auxiliaries.Cast<Margin>().ToArray();
        var patterns = new Cells(margins[0].Categories.Codes);
        foreach (var (categories, _) in margins.Skip(1)) patterns.Split(categories.Codes, categories.Count);
        return patterns;
    }

    private Auxiliary[] Compressed(Cells patterns) => auxiliaries.Cast<Margin>().Select((margin, m) =>
        (Auxiliary)(margin with { Categories = new Categories(margin.Categories.Name, margin.Categories.Labels, patterns.ClassOf(m)) })).ToArray();

    private static double[] Sums(ReadOnlySpan<double> values, Cells patterns)
    {
        var sums = new double[patterns.Count];
        var codes = patterns.Codes;
        for (var i = 0; i < values.Length; i++) sums[codes[i]] += values[i];
        return sums;
    }

    private static double[] Expand(double[] solved, double[] before, ReadOnlySpan<double> weights, Cells? patterns)
    {
        if (patterns is null) return solved;
        var ratios = solved.Zip(before, (after, d) => d == 0 ? 0 : after / d).ToArray();
        var expanded = weights.ToArray();
        var codes = patterns.Codes;
        for (var i = 0; i < expanded.Length; i++) expanded[i] *= ratios[codes[i]];
        return expanded;
    }

    // Without options w/d is F(x'λ), the same wherever x is the same.
    private Categories[]? MarginsOnly() =>
        options == new CalibrationOptions() && auxiliaries.All(auxiliary => auxiliary is Margin) ? auxiliaries.Select(auxiliary => ((Margin)auxiliary).Categories).ToArray() : null;

    private void Check(ReadOnlySpan<double> weights)
    {
        Require.Finite("weights", weights);
        if (options.Heteroscedasticity is { } q)
        {
            Require.SameLength("heteroscedasticity", q.Count, "weights", weights.Length);
            for (var i = 0; i < q.Count; i++)
                if (!(q[i] > 0) || double.IsPositiveInfinity(q[i])) throw new InvalidInputException("heteroscedasticity", "must be above zero", i);
        }
        foreach (var number in auxiliaries.OfType<NumericAuxiliary>()) Require.SameLength(number.Name, number.Values.Count, "weights", weights.Length);
        foreach (var (categories, totals) in auxiliaries.OfType<Margin>())
        {
            Require.SameLength(categories.Name, categories.Units, "weights", weights.Length);
            var sums = categories.Totals(weights);
            for (var k = 0; k < sums.Length; k++)
                if ((totals[k] > 0 && sums[k] == 0) || (totals[k] == 0 && sums[k] > 0 && distance == Distance.Raking))
                    throw new EmptyCategoryException(categories.Name, categories.Labels[k], totals[k]);
        }
    }

    private Distance[] Distances(ReadOnlySpan<double> weights)
    {
        if (!options.BoundsOnWeight) return [distance];
        var (lower, upper) = distance.Bounds;
        var own = new Distance[weights.Length];
        for (var i = 0; i < own.Length; i++)
        {
            if (weights[i] > 0 && !(lower <= weights[i] && weights[i] <= upper)) throw new InvalidInputException("weights", FormattableString.Invariant($"lies outside the bounds {lower} and {upper} on the weight"), i);
            own[i] = weights[i] > 0 ? distance.WithBounds(lower / weights[i], upper / weights[i]) : distance;
        }
        return own;
    }

    private static double[] Cut(ReadOnlySpan<double> before, double[] after, double lower, double upper)
    {
        var cut = after.ToArray();
        var (excess, inside) = (0.0, 0.0);
        for (var i = 0; i < cut.Length; i++)
        {
            if (before[i] == 0) continue;
            var bounded = Math.Clamp(after[i] / before[i], lower, upper) * before[i];
            if (after[i] / before[i] >= lower && after[i] / before[i] <= upper) inside += before[i];
            else (excess, cut[i]) = (excess + after[i] - bounded, bounded);
        }
        if (excess == 0) return after;
        if (inside == 0) throw new InvalidInputException("trim", FormattableString.Invariant($"no ratio of weights lies between {lower} and {upper} to carry the rest"));
        for (var i = 0; i < cut.Length; i++)
            if (before[i] > 0 && after[i] / before[i] >= lower && after[i] / before[i] <= upper) cut[i] += excess / inside * before[i];
        return cut;
    }

    private static bool Starves(ReadOnlySpan<double> before, double[] after)
    {
        for (var i = 0; i < after.Length; i++)
            if (!(after[i] >= LeastRatio * before[i])) return true;
        return false;
    }

    private (double Off, MarginNotMetException Refusal) Furthest(double[] weights)
    {
        var (worst, refusal) = (-1.0, new MarginNotMetException("", "", 0, double.NaN));
        foreach (var auxiliary in auxiliaries)
        {
            switch (auxiliary)
            {
                case Margin margin:
                    var reached = margin.Categories.Totals(weights);
                    var scale = margin.Totals.Sum();
                    for (var k = 0; k < reached.Length; k++)
                        Judge(margin.Categories.Name, margin.Categories.Labels[k], margin.Totals[k], reached[k], margin.Totals[k] == 0 ? scale : margin.Totals[k]);
                    break;
                case NumericAuxiliary number:
                    var (sum, size) = (0.0, 0.0);
                    for (var i = 0; i < weights.Length; i++)
                    {
                        sum += weights[i] * number.Values[i];
                        size += Math.Abs(weights[i] * number.Values[i]);
                    }
                    Judge(number.Name, "total", number.Total, sum, Math.Max(size, Math.Abs(number.Total)));
                    break;
            }
        }
        return (worst, refusal);

        void Judge(string variable, string category, double total, double reached, double scale)
        {
            if (scale == 0) return;
            var off = Math.Abs(reached - total) / scale;
            if (double.IsNaN(off)) off = double.PositiveInfinity;
            if (off > worst) (worst, refusal) = (off, new MarginNotMetException(variable, category, total, reached));
        }
    }

    /// <param name="before">d, or d/q, per unit.</param>
    /// <param name="patterns">The rows of the basis, when they stand for several units.</param>
    private sealed class RegressionResiduals(double[] after, AuxiliaryBasis basis, double[] before, Cells? patterns, IReadOnlyList<Categories>? margins) : Adjustment(after)
    {
        private readonly Lazy<SymmetricFactor> factor = new(() => basis.Factor(patterns is null ? before : Sums(before, patterns)));

        internal override IReadOnlyList<Categories>? Margins => margins;

        // e = z − x'B, B = (Σ d xx')⁻¹ Σ d x z
        public override void TakeResiduals(Span<double> z)
        {
            var weighted = new double[z.Length];
            for (var i = 0; i < z.Length; i++) weighted[i] = before[i] * z[i];
            var scores = basis.Scores(factor.Value.Solve(basis.Sums(patterns is null ? weighted : Sums(weighted, patterns))));
            if (patterns is null)
            {
                for (var i = 0; i < z.Length; i++) z[i] -= scores[i];
                return;
            }
            var codes = patterns.Codes;
            for (var i = 0; i < z.Length; i++) z[i] -= scores[codes[i]];
        }
    }
}
