// What the variance does where the sample itself cannot tell: the choices that R keeps in global options are part of the sample here.
namespace Keukentafel.Statistics.Estimation;

/// <summary>What to do with a stratum in which one of several primary units was sampled.</summary>
public enum LonelyStratum
{
    /// <summary>Refuse (<see cref="LonelyStratumException"/>).</summary>
    Fail,

    /// <summary>It contributes no variance, as if it were observed completely. R calls this "certainty" and "remove".</summary>
    Certainty,

    /// <summary>Its deviation is taken from the mean of all primary units instead of its own stratum's.</summary>
    Adjust,

    /// <summary>It contributes the average of the other strata; where there are none the standard error is NaN: it cannot be estimated.</summary>
    Average,
}

/// <param name="Lonely">The rule for strata with one sampled unit. Equivalent in R: <c>options(survey.lonely.psu = …)</c>.</param>
/// <param name="LonelyInDomains">Whether <see cref="LonelyStratum.Adjust"/> and <see cref="LonelyStratum.Average"/> also treat a stratum that
/// has several units of which one lies in the domain. Equivalent in R: <c>options(survey.adjust.domain.lonely = TRUE)</c>.</param>
/// <param name="FirstStageOnly">Whether only the first stage counts ("ultimate clusters"), which overstates the variance slightly where later
/// fractions are large. Equivalent in R: <c>options(survey.ultimate.cluster = TRUE)</c>.</param>
public sealed record VarianceRules(LonelyStratum Lonely = LonelyStratum.Fail, bool LonelyInDomains = false, bool FirstStageOnly = false)
{
    public static readonly VarianceRules Default = new();
}
