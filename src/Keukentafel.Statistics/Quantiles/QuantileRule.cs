// What a quantile of weighted values is: ten definitions, by the names of Hyndman and Fan.
namespace Keukentafel.Statistics.Quantiles;

/// <summary>
/// With values sorted, x_k with weight w_k, C_k their cumulative weight and W the whole. Source: Hyndman and Fan 1996, with weights as in
/// R's <c>svyquantile(qrule = …)</c>.
/// </summary>
public enum QuantileRule
{
    /// <summary>The smallest x with C ≥ pW: the inverse of the distribution function. R: "math" or "hf1".</summary>
    Inverse,

    /// <summary>As <see cref="Inverse"/>, but the mean of x_k and x_{k+1} when C_k = pW. R: "school" or "hf2".</summary>
    Averaged,

    /// <summary>As <see cref="Inverse"/> over distinct values; when C_k = pW, x_k only if k is even. R: "hf3".</summary>
    NearestEven,

    /// <summary>Linear in C. R: "hf4".</summary>
    LinearInWeight,

    /// <summary>Linear at (C_k − w_k/2)/W. R: "hf5".</summary>
    Midpoint,

    /// <summary>Linear at C_k/(W + w_n). R: "hf6".</summary>
    Weibull,

    /// <summary>Linear at C_{k−1}/C_{n−1}. R: "hf7".</summary>
    Modal,

    /// <summary>Linear at (C_{k−1}/3 + 2C_k/3)/(W + w_n/3). R: "hf8".</summary>
    MedianUnbiased,

    /// <summary>Linear at (3C_{k−1}/8 + 5C_k/8)/(W + w_n/4). R: "hf9".</summary>
    NormalUnbiased,

    /// <summary>A step function at (S_k + ½ − w_k/2)/(n + 1), S_k the cumulative of w over its mean. Source: Shah and Vaish 2006. R: "shahvaish".</summary>
    ShahVaish,
}
