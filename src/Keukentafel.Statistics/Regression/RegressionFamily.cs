// What a regression models: a mean (linear) or a probability (logistic).
namespace Keukentafel.Statistics.Regression;

/// <summary>A family with its canonical link. Closed set.</summary>
public enum RegressionFamily
{
    /// <summary>E(y) = x'β. R: <c>gaussian()</c>.</summary>
    Linear,

    /// <summary>P(y = 1) = 1/(1 + exp(−x'β)), y from 0 to 1. R: <c>quasibinomial()</c>.</summary>
    Logistic,
}
