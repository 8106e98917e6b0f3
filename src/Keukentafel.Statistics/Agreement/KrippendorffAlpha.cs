// Krippendorff's alpha: agreement of any number of raters with missing ratings, for categories that are names, ranks or numbers.
namespace Keukentafel.Statistics.Agreement;

/// <summary>What a difference between two categories means.</summary>
public enum MeasurementLevel
{
    /// <summary>Different is different.</summary>
    Nominal,

    /// <summary>By how many ratings lie between the two.</summary>
    Ordinal,

    /// <summary>(c − k)².</summary>
    Interval,

    /// <summary>((c − k)/(c + k))²; numbers of zero or more.</summary>
    Ratio,
}

public static class KrippendorffAlpha
{
    /// <summary>
    /// α = 1 − D_o/D_e. With o_ck the coincidences (each unit with m_u ≥ 2 ratings gives every ordered pair of them 1/(m_u − 1)), n_c = Σ_k o_ck and
    /// n = Σ n_c: D_o = Σ o_ck·δ²_ck/n, D_e = Σ n_c·n_k·δ²_ck/(n(n−1)). δ² by level: nominal 1; ordinal (Σ_{g=c..k} n_g − (n_c + n_k)/2)²;
    /// interval (c − k)²; ratio ((c − k)/(c + k))². Undefined when D_e = 0: a single category in use.
    /// Source: Krippendorff 2019, ch. 12. Equivalent in R: <c>irr::kripp.alpha(x, method)</c>. Proved by <c>ReferenceTests</c> (D36) to 1e-9 and
    /// <c>AgreementTests</c> with a naive implementation over pairs.
    /// </summary>
    /// <param name="ratings">Missing ratings allowed; a unit with fewer than two says nothing and is left out.</param>
    /// <param name="level">Interval and ratio need ratings that are numbers (<see cref="Ratings.OfNumbers"/>).</param>
    public static AgreementCoefficient Of(Ratings ratings, MeasurementLevel level)
    {
        var k = ratings.Categories.Count;
        if (level is MeasurementLevel.Interval or MeasurementLevel.Ratio && ratings.Values is null) throw new InvalidInputException("categories", "must be numbers for this level");
        if (level is MeasurementLevel.Ratio && ratings.Values!.Any(value => value < 0)) throw new InvalidInputException("categories", "must be zero or more for the ratio level");
        var coincidences = new double[k, k];
        var totals = new double[k];
        var counts = new int[k];
        var units = 0;
        for (var i = 0; i < ratings.Units; i++)
        {
            var rated = ratings.Count(i, counts);
            if (rated < 2) continue;
            units++;
            for (var c = 0; c < k; c++)
            {
                if (counts[c] == 0) continue;
                totals[c] += counts[c];
                for (var d = 0; d < c; d++) coincidences[c, d] += 2.0 * counts[c] * counts[d] / (rated - 1);
            }
        }
        var all = totals.Sum();
        var upTo = new double[k];
        for (var c = 0; c < k; c++) upTo[c] = totals[c] + (c == 0 ? 0 : upTo[c - 1]);
        var (observed, expected) = (0.0, 0.0);
        for (var c = 0; c < k; c++)
            for (var d = 0; d < c; d++)
            {
                if (totals[c] == 0 || totals[d] == 0) continue;
                var distance = level switch
                {
                    MeasurementLevel.Nominal => 1,
                    MeasurementLevel.Ordinal => upTo[c] - upTo[d] + totals[d] - (totals[c] + totals[d]) / 2,
                    MeasurementLevel.Interval => ratings.Values![c] - ratings.Values[d],
                    _ => (ratings.Values![c] - ratings.Values[d]) / (ratings.Values[c] + ratings.Values[d]),
                };
                observed += coincidences[c, d] * distance * distance;
                expected += 2 * totals[c] * totals[d] * distance * distance;
            }
        return AgreementCoefficient.Of(observed / all, expected / all / (all - 1), units);
    }
}
