// Weights for those who answered, so that they also stand for those who did not.
namespace Keukentafel.Statistics.Weighting;

public static class NonResponse
{
    /// <summary>
    /// w_i = d_i·Σ_{sampled in class} d / Σ_{responded in class} d for who responded, 0 for who did not: within a class everybody is taken to be as
    /// likely to answer. With equal d this is d·n/r. The sum of the weights of each class is kept. Source: Särndal and Lundström 2005, §7; Oh and
    /// Scheuren 1983. Proved by <c>NonResponseTests</c>.
    /// </summary>
    /// <param name="weights">d_i of every eligible unit of the sample, zero or more.</param>
    /// <param name="classes">The class of each unit.</param>
    /// <param name="responded">Who answered.</param>
    /// <returns>One weight per unit, in the same order.</returns>
    /// <exception cref="EmptyCategoryException">A class with weight in which nobody answered: join it to another.</exception>
    public static double[] ByClass(ReadOnlySpan<double> weights, Categories classes, ReadOnlySpan<bool> responded)
    {
        Require.NotNegative("weights", weights);
        Require.SameLength(classes.Name, classes.Units, "weights", weights.Length);
        Require.SameLength("responded", responded.Length, "weights", weights.Length);
        var (sampled, answered) = (classes.Totals(weights), new double[classes.Count]);
        for (var i = 0; i < weights.Length; i++)
            if (responded[i]) answered[classes.Codes[i]] += weights[i];
        for (var k = 0; k < answered.Length; k++)
            if (sampled[k] > 0 && answered[k] == 0) throw new EmptyCategoryException(classes.Name, classes.Labels[k], sampled[k]);
        var adjusted = new double[weights.Length];
        for (var i = 0; i < adjusted.Length; i++)
            if (responded[i]) adjusted[i] = weights[i] * (sampled[classes.Codes[i]] / answered[classes.Codes[i]]);
        return adjusted;
    }

    /// <summary>
    /// w_i = d_i/ρ_i for who responded, 0 for who did not, ρ the propensity to respond. Source: Särndal and Lundström 2005, §6.
    /// Large weights follow from small propensities; see <see cref="PropensityClasses"/> for the steadier way.
    /// </summary>
    /// <param name="weights">d_i, zero or more.</param>
    /// <param name="propensities">ρ_i, above 0 and at most 1.</param>
    /// <param name="responded">Who answered.</param>
    public static double[] ByPropensity(ReadOnlySpan<double> weights, ReadOnlySpan<double> propensities, ReadOnlySpan<bool> responded)
    {
        Require.NotNegative("weights", weights);
        Require.SameLength("propensities", propensities.Length, "weights", weights.Length);
        Require.SameLength("responded", responded.Length, "weights", weights.Length);
        var adjusted = new double[weights.Length];
        for (var i = 0; i < adjusted.Length; i++)
        {
            if (!(propensities[i] > 0 && propensities[i] <= 1)) throw new InvalidInputException("propensities", "must be above 0 and at most 1", i);
            if (responded[i]) adjusted[i] = weights[i] / propensities[i];
        }
        return adjusted;
    }

    /// <summary>
    /// Classes of about equal size by propensity, for <see cref="ByClass"/>: units with the same propensity come into the same class.
    /// Source: Little 1986; five classes take most of the bias away (Cochran 1968).
    /// </summary>
    /// <param name="propensities">Finite numbers, one per unit.</param>
    /// <param name="classes">How many at most, one or more.</param>
    public static Categories PropensityClasses(ReadOnlySpan<double> propensities, int classes = 5)
    {
        Require.Finite("propensities", propensities);
        if (classes < 1) throw new InvalidInputException("classes", "must be one or more");
        var order = Enumerable.Range(0, propensities.Length).ToArray();
        Array.Sort(propensities.ToArray(), order);
        var codes = new int[propensities.Length];
        for (var k = 0; k < order.Length; k++)
            codes[order[k]] = k > 0 && propensities[order[k]] == propensities[order[k - 1]] ? codes[order[k - 1]] : (int)((long)k * classes / order.Length);
        var used = codes.Distinct().Order().ToArray();
        return new Categories("propensity", used.Select(code => FormattableString.Invariant($"{code + 1}")).ToArray(), Array.ConvertAll(codes, code => Array.IndexOf(used, code)));
    }
}
