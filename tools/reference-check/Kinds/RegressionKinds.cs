// Cases of regression.
using System.Text.Json;
using Keukentafel.Statistics.Regression;

namespace Keukentafel.Tools.ReferenceCheck;

internal static class RegressionKinds
{
    public static readonly Dictionary<string, Action<Case>> All = new(StringComparer.Ordinal)
    {
        ["glm"] = Coefficients,
        ["wald_terms"] = Terms,
    };

    private static void Coefficients(Case check)
    {
        var fitted = Fit(new DesignCase(check), check.Statistic);
        var places = Enumerable.Range(0, fitted.Kept.Count).ToArray();
        check.Compare.Numbers("coef", check.Expected.GetProperty("coef"), places.Select(j => fitted.Coefficients[j].Value).ToArray());
        check.Compare.Numbers("se", check.Expected.GetProperty("se"), places.Select(j => fitted.Coefficients[j].StandardError).ToArray());
        check.Compare.Numbers("t", check.Expected.GetProperty("t"), places.Select(j => fitted.Test(j).T).ToArray());
        check.Compare.Numbers("p_value", check.Expected.GetProperty("p_value"), places.Select(j => fitted.Test(j).PValue).ToArray());
        check.Numbers(check.Expected, ("df_residual", fitted.ResidualDegreesOfFreedom));
        foreach (var j in places)
        {
            var (own, interval) = (fitted.Coefficients[j], fitted.Interval(j, 0.95));
            check.Compare.Limit("ci95 lower", check.Expected.GetProperty("ci95").GetProperty("lower")[j], interval.Lower, own.Value, own.StandardError);
            check.Compare.Limit("ci95 upper", check.Expected.GetProperty("ci95").GetProperty("upper")[j], interval.Upper, own.Value, own.StandardError);
            foreach (var k in places)
                check.Compare.Number($"vcov[{j},{k}]", check.Expected.GetProperty("vcov")[j][k], fitted.Coefficients.Covariance[j, k], own.StandardError * fitted.Coefficients[k].StandardError);
        }
    }

    private static void Terms(Case check)
    {
        var model = check.Statistic.GetProperty("model");
        var names = model.GetProperty("x").EnumerateArray().Select(column => column.GetProperty("name").GetString()).ToArray();
        var test = Fit(new DesignCase(check), model).WaldTest(Case.Texts(check.Statistic, "test").Select(name => Array.IndexOf(names, name)).ToArray());
        check.Numbers(check.Expected, ("F", test.F), ("ndf", test.Numerator), ("ddf", test.Denominator), ("p_value", test.PValue));
    }

    private static FittedRegression Fit(DesignCase of, JsonElement model)
    {
        var family = (Case.Text(model, "family"), Case.Text(model, "link")) switch
        {
            ("gaussian", "identity" or null) => RegressionFamily.Linear,
            ("quasibinomial" or "binomial", "logit" or null) => RegressionFamily.Logistic,
            var other => throw new UnsupportedException("regression: " + other),
        };
        return of.Sample.Regress(of.Table.Numbers(Case.Text(model, "y")!), ModelMatrix.Of(of.Table, model.GetProperty("x")), family, of.Domain(model));
    }
}
