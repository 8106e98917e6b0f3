// What has no meaning is refused by every entrance of the library, with a code and the place of the fault; it never becomes a NaN.
using System.Reflection;
using System.Runtime.CompilerServices;
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Grouped;
using Keukentafel.Statistics.Quantiles;
using Keukentafel.Statistics.Regression;
using Keukentafel.Statistics.Replication;
using Keukentafel.Statistics.Testing;
using Keukentafel.Statistics.Weighting;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class BadInputTests
{
    private const double NaN = double.NaN;
    private const double Infinite = double.PositiveInfinity;

    private static readonly Categories Strata = new("wijk", ["Noord", "Zuid"], [0, 0, 0, 1, 1, 1]);
    private static readonly Categories Ages = new("age", ["young", "old"], [0, 1, 0, 1, 0, 1]);
    private static readonly Categories Short = new("short", ["a", "b"], [0, 1, 0]);
    private static readonly Categories Young = new("age", ["young", "old"], [0, 0, 0, 0, 0, 0]);
    private static readonly SurveyDesign Design = SurveyDesign.Stratified(Strata, [30, 60]);
    private static readonly SurveyDesign Census = SurveyDesign.Stratified(Strata, [3, 3]);
    private static readonly WeightedSample Sample = Design.WithDesignWeights();
    private static readonly WeightedSample Whole = Census.WithDesignWeights();
    private static readonly WeightedSample Replicated = Design.WithReplicates(ReplicateWeights.Jackknife(Design));
    private static readonly WeightedSample Negative = SurveyDesign.OneStage([1, 1, 1, 1, 1, 1]).WithDesignWeights().CalibratedTo(Distance.Linear, new NumericAuxiliary("x", [1, 2, 3, 4, 5, 60], 5));
    private static readonly double[] Y = [1, 2, NaN, 4, 3, 6];
    private static readonly double[] Ones = [1, 1, 1, 1, 1, 1];
    private static readonly double[] Unbounded = [1, 2, 3, 4, Infinite, 6];
    private static readonly bool[] All = [true, true, true, true, true, true];
    private static readonly bool[] None = new bool[6];
    private static readonly bool[] Group = [true, false, true, false, true, false];

    private static readonly Refusal[] Refusals =
    [
        new("SurveyDesign.Stratified", "invalid-input", "populations", () => SurveyDesign.Stratified(Strata, [30])),
        new("SurveyDesign.Stratified", "invalid-input", "populations of wijk 'Zuid'[1]", () => SurveyDesign.Stratified(Strata, [30, -1])),
        new("SurveyDesign.Stratified", "invalid-input", "populations of wijk 'Noord'[0]", () => SurveyDesign.Stratified(Strata, [NaN, 9])),
        new("SurveyDesign.Stratified", "sample-exceeds-population", "Zuid", () => SurveyDesign.Stratified(Strata, [30, 2])),
        new("SurveyDesign.Stratified", "empty-stratum", "Zuid", () => SurveyDesign.Stratified(new Categories("wijk", ["Noord", "Zuid"], [0, 0]), [30, 2])),
        new("SurveyDesign.OneStage", "invalid-input", "weights[1]", () => SurveyDesign.OneStage([1, -1])),
        new("SurveyDesign.OneStage", "invalid-input", "weights[0]", () => SurveyDesign.OneStage([NaN, 1])),
        new("SurveyDesign.OneStage", "invalid-input", "weights[1]", () => SurveyDesign.OneStage([1, Infinite])),
        new("SurveyDesign.OneStage", "invalid-input", "weights", () => SurveyDesign.OneStage([1, 1], Strata)),
        new("SurveyDesign.OneStage", "invalid-input", "short", () => SurveyDesign.OneStage(Ones, Strata, Short)),
        new("SurveyDesign.OneStage", "invalid-input", "populations of wijk 'Noord'[0]", () => SurveyDesign.OneStage(Ones, Strata, null, [NaN, 9])),
        new("SurveyDesign.OneStage", "sample-exceeds-population", "Noord", () => SurveyDesign.OneStage(Ones, Strata, null, [2, 9])),
        new("SurveyDesign.MultiStage", "invalid-input", "stages", () => SurveyDesign.MultiStage(Ones, [])),
        new("SurveyDesign.MultiStage", "invalid-input", "weights[5]", () => SurveyDesign.MultiStage([1, 1, 1, 1, 1, NaN], [new Stage(Strata)])),
        new("SurveyDesign.MultiStage", "invalid-input", "populations", () => SurveyDesign.MultiStage(Ones, [new Stage(Strata, Ages, [3, 3])])),
        new("SurveyDesign.MultiStage", "invalid-input", "populations[2]", () => SurveyDesign.MultiStage(Ones, [new Stage(Strata, Ages, [3, 3, 4, 3, 3, 3])])),
        new("SurveyDesign.MultiStage", "invalid-input", "populations[1]", () => SurveyDesign.MultiStage(Ones, [new Stage(Strata, Ages), new Stage(null, null, [9, NaN, 9, 9, 9, 9])])),
        new("SurveyDesign.MultiStage", "sample-exceeds-population", "all of unit 1", () => SurveyDesign.MultiStage(Ones, [new Stage(Strata, Ages), new Stage(null, null, [1, 9, 1, 9, 9, 9])])),
        new("SurveyDesign.DegreesOfFreedomOf", "invalid-input", "domain", () => Design.DegreesOfFreedomOf([true])),

        new("Weightings.WithReplicates", "invalid-input", "replicates", () => Design.WithReplicates(new ReplicateWeights([Ones], 1, [1]))),
        new("Weightings.WithReplicates", "invalid-input", "scales", () => Design.WithReplicates(new ReplicateWeights([Ones, Ones], 1, [1]))),
        new("Weightings.WithReplicates", "invalid-input", "scales[1]", () => Design.WithReplicates(new ReplicateWeights([Ones, Ones], 1, [1, -1]))),
        new("Weightings.WithReplicates", "invalid-input", "scale[0]", () => Design.WithReplicates(new ReplicateWeights([Ones, Ones], NaN, [1, 1]))),
        new("Weightings.WithReplicates", "invalid-input", "weights of replicate 2", () => Design.WithReplicates(new ReplicateWeights([Ones, [1]], 1, [1, 1]))),
        new("Weightings.WithReplicates", "invalid-input", "weights of replicate 2[3]", () => Design.WithReplicates(new ReplicateWeights([Ones, [1, 1, 1, NaN, 1, 1]], 1, [1, 1]))),
        new("Weightings.PostStratifiedTo", "invalid-input", "totals", () => Design.PostStratifiedTo(Ages, [90])),
        new("Weightings.PostStratifiedTo", "invalid-input", "totals of age 'old'[1]", () => Sample.PostStratifiedTo(Ages, [90, NaN])),
        new("Weightings.PostStratifiedTo", "invalid-input", "short", () => Sample.PostStratifiedTo(Short, [90, 1])),
        new("Weightings.PostStratifiedTo", "empty-category", "age/old", () => Sample.PostStratifiedTo(Young, [90, 1])),
        new("Weightings.RakedTo", "invalid-input", "auxiliaries", () => Design.RakedTo()),
        new("Weightings.RakedTo", "invalid-input", "totals", () => Sample.RakedTo(new Margin(Ages, [90]))),
        new("Weightings.RakedTo", "invalid-input", "totals of age 'young'[0]", () => Sample.RakedTo(new Margin(Ages, [-1, 90]))),
        new("Weightings.RakedTo", "invalid-input", "short", () => Sample.RakedTo(new Margin(Short, [1, 90]))),
        new("Weightings.RakedTo", "empty-category", "age/old", () => Sample.RakedTo(new Margin(Young, [80, 10]))),
        new("Weightings.RakedTo", "empty-category", "age/old", () => Sample.RakedTo(new Margin(Ages, [90, 0]))),
        new("Weightings.RakedTo", "margin-not-met", "wijk/Noord", () => Sample.RakedTo(new Margin(Ages, [60, 30]), new Margin(Strata, [90, 0.001]))),
        new("Weightings.CalibratedTo", "invalid-input", "x", () => Sample.CalibratedTo(Distance.Linear, new NumericAuxiliary("x", [1], 1))),
        new("Weightings.CalibratedTo", "invalid-input", "x[0]", () => Sample.CalibratedTo(Distance.Linear, new NumericAuxiliary("x", Y.Reverse().Select(y => y == 6 ? NaN : y).ToArray(), 1))),
        new("Weightings.CalibratedTo", "invalid-input", "total of x[0]", () => Sample.CalibratedTo(Distance.Linear, new NumericAuxiliary("x", Ones, NaN))),
        new("Weightings.CalibratedTo", "empty-category", "age/old", () => Sample.CalibratedTo(Distance.Logit(0.5, 2), new Margin(Young, [80, 10]))),
        new("Weightings.CalibratedTo", "margin-not-met", "size/total", () => Sample.CalibratedTo(Distance.TruncatedLinear(0.5, 2), Auxiliary.Size(6, 900))),
        new("Weightings.CalibratedTo", "margin-not-met", "zero/total", () => Sample.CalibratedTo(Distance.Linear, new NumericAuxiliary("zero", new double[6], 5))),
        new("Weightings.TrimmedTo", "invalid-input", "lower", () => Sample.TrimmedTo(NaN, 2)),
        new("Weightings.TrimmedTo", "invalid-input", "upper", () => Sample.TrimmedTo(3, 2)),
        new("Weightings.TrimmedTo", "invalid-input", "bounds", () => Sample.TrimmedTo(0, 9)),
        new("Calibration.Apply", "invalid-input", "weights[2]", () => new Calibration(Distance.Raking, [new Margin(Ages, [40, 50])]).Apply([1, 1, NaN, 1, 1, 1])),
        new("Calibration.Apply", "invalid-input", "heteroscedasticity[1]", () => Sample.After(new Calibration(Distance.Linear, [Auxiliary.Size(6, 80)], new CalibrationOptions([1, 0, 1, 1, 1, 1])))),
        new("Calibration.Apply", "invalid-input", "heteroscedasticity", () => Sample.After(new Calibration(Distance.Linear, [Auxiliary.Size(6, 80)], new CalibrationOptions([1])))),
        new("Calibration.Apply", "invalid-input", "trim", () => Sample.After(new Calibration(Distance.Linear, [Auxiliary.Size(6, 80)], new CalibrationOptions(Trim: (3, 2))))),
        new("Calibration.Apply", "invalid-input", "weights[0]", () => Sample.After(new Calibration(Distance.TruncatedLinear(0.5, 2), [Auxiliary.Size(6, 80)], new CalibrationOptions(BoundsOnWeight: true)))),
        new("PostStratification.Apply", "invalid-input", "weights[0]", () => new PostStratification(Ages, [40, 50]).Apply([Infinite, 1, 1, 1, 1, 1])),
        new("Trimming.Apply", "invalid-input", "weights[5]", () => new Trimming(0, 9).Apply([1, 1, 1, 1, 1, NaN])),
        new("Distance.Logit", "invalid-input", "bounds", () => Distance.Logit(1, 2)),
        new("Distance.Logit", "invalid-input", "bounds", () => Distance.Logit(NaN, 2)),
        new("Distance.TruncatedLinear", "invalid-input", "bounds", () => Distance.TruncatedLinear(0.5, NaN)),
        new("Dispersion.KishDesignEffect", "invalid-input", "weights[1]", () => Dispersion.KishDesignEffect([1, NaN])),
        new("ReplicatedSample.DegreesOfFreedomOf", "invalid-input", "domain", () => Replicated.DegreesOfFreedomOf([true])),
        new("LinearizedSample.DegreesOfFreedomOf", "invalid-input", "domain", () => Sample.DegreesOfFreedomOf([true])),
        new("ReplicatedSample.After", "empty-category", "rare/one", () => Replicated.After(new PostStratification(new Categories("rare", ["one", "rest"], [0, 1, 1, 1, 1, 1]), [10, 80]))),

        new("Estimators.Mean", "invalid-input", "y", () => Sample.Mean([1, 2])),
        new("Estimators.Mean", "invalid-input", "y[4]", () => Sample.Mean(Unbounded)),
        new("Estimators.Mean", "invalid-input", "domain", () => Sample.Mean(Y, [true])),
        new("Estimators.Mean", "lonely-stratum", "Noord", () => Lonely().Mean(Ones)),
        new("Estimators.Means", "invalid-input", "columns", () => Sample.Means([])),
        new("Estimators.Means", "invalid-input", "y2", () => Sample.Means([Y, [1]])),
        new("Estimators.Means", "invalid-input", "y2[4]", () => Sample.Means([Y, Unbounded])),
        new("Estimators.DomainMeans", "invalid-input", "short", () => Sample.DomainMeans(Y, Short)),
        new("Estimators.DomainMeans", "invalid-input", "domain", () => Sample.DomainMeans(Y, Ages, [true])),
        new("Estimators.Totals", "invalid-input", "y", () => Sample.Totals([[1, 2]])),
        new("Estimators.Totals", "invalid-input", "y2[4]", () => Sample.Totals([Y, Unbounded])),
        new("Estimators.Ratio", "invalid-input", "denominator", () => Sample.Ratio(Y, [1])),
        new("Estimators.Ratio", "invalid-input", "denominator[4]", () => Sample.Ratio(Y, Unbounded)),
        new("Estimators.Variance", "invalid-input", "y", () => Sample.Variance([1, 2, 3, 4, 5, 6, 7])),
        new("Estimators.Variance", "invalid-input", "domain", () => Sample.Variance(Y, [true])),
        new("Estimators.Proportion", "invalid-input", "property", () => Sample.Proportion([true], All)),
        new("Estimators.Proportion", "invalid-input", "domain", () => Sample.Proportion(All, [true])),
        new("Estimators.DesignEffects", "invalid-input", "y", () => Sample.DesignEffects(new MeanStatistic([[1, 2]]))),
        new("WeightedSample.Estimate", "invalid-input", "y", () => Sample.Estimate(new TotalStatistic([[1, 2]]))),
        new("MeanStatistic..ctor", "invalid-input", "domains", () => _ = new MeanStatistic(Y, [])),
        new("MeanStatistic..ctor", "invalid-input", "domain", () => _ = new MeanStatistic(Y, [[true]])),
        new("TotalStatistic..ctor", "invalid-input", "domain", () => _ = new TotalStatistic([Y], [true])),
        new("RatioStatistic..ctor", "invalid-input", "numerator[4]", () => _ = new RatioStatistic(Unbounded, Y)),
        new("VarianceStatistic..ctor", "invalid-input", "y", () => _ = new VarianceStatistic([1, 2], Y)),
        new("Estimate.StudentInterval", "not-estimable", "estimate", () => Sample.Mean(Y, None).StudentInterval(0.95)),
        new("Estimate.StudentInterval", "invalid-input", "confidence", () => Sample.Mean(Y).StudentInterval(1)),
        new("Estimate.StudentInterval", "no-degrees-of-freedom", "0", () => new Estimate(1, 1, 1, 0).StudentInterval(0.95)),
        new("Estimate.NormalInterval", "not-estimable", "estimate", () => Sample.Mean(Y, None).NormalInterval(0.95)),
        new("Estimate.NormalInterval", "invalid-input", "confidence", () => Sample.Mean(Y).NormalInterval(NaN)),
        new("Estimates.Contrast", "invalid-input", "coefficients", () => Sample.Means([Y, Ones]).Contrast([1])),
        new("Estimates.Contrast", "invalid-input", "coefficients[1]", () => Sample.Means([Y, Ones]).Contrast([1, NaN])),
        new("Estimates.LogRatio", "invalid-input", "denominator", () => Sample.Means([Y, Ones]).LogRatio(0, 2)),
        new("Proportion.LogitInterval", "invalid-input", "proportion", () => Sample.Proportion(Group, None).LogitInterval(0.95)),
        new("Proportion.LogitInterval", "invalid-input", "confidence", () => Sample.Proportion(All, All).LogitInterval(95)),
        new("Proportion.LogitInterval", "no-degrees-of-freedom", "0", () => new Proportion(0.5, 0.1, 2, 1, 0).LogitInterval(0.95)),
        new("Proportion.KornGraubardInterval", "invalid-input", "proportion", () => Sample.Proportion(Group, None).KornGraubardInterval(0.95)),
        new("Proportion.KornGraubardInterval", "no-degrees-of-freedom", "0", () => new Proportion(0.5, 0.1, 2, 1, 0).KornGraubardInterval(0.95)),
        new("ProportionIntervals.Wald", "invalid-input", "p[0]", () => ProportionIntervals.Wald(NaN, 0.1, 2)),
        new("ProportionIntervals.Wald", "invalid-input", "t[0]", () => ProportionIntervals.Wald(0.5, 0.1, NaN)),
        new("ProportionIntervals.Logit", "invalid-input", "p", () => ProportionIntervals.Logit(1, 0.1, 2)),
        new("ProportionIntervals.Logit", "invalid-input", "standardError[0]", () => ProportionIntervals.Logit(0.5, -0.1, 2)),
        new("ProportionIntervals.LogitWith", "invalid-input", "standardError[0]", () => ProportionIntervals.LogitWith(0.5, NaN, 2)),
        new("ProportionIntervals.Arcsine", "invalid-input", "p", () => ProportionIntervals.Arcsine(NaN, 0.1, 2)),
        new("ProportionIntervals.Wilson", "invalid-input", "t[0]", () => ProportionIntervals.Wilson(0.5, 0.1, -2)),
        new("ProportionIntervals.KornGraubard", "invalid-input", "standardError", () => ProportionIntervals.KornGraubard(0.5, 0, 9, 8, 0.95)),
        new("ProportionIntervals.AdjustedSize", "invalid-input", "units", () => ProportionIntervals.AdjustedSize(0.5, 0.1, 1, 8, 0.95)),
        new("ProportionIntervals.AdjustedSize", "invalid-input", "degreesOfFreedom", () => ProportionIntervals.AdjustedSize(0.5, 0.1, 9, 0, 0.95)),
        new("ProportionIntervals.ClopperPearson", "invalid-input", "successes", () => ProportionIntervals.ClopperPearson(5, 4, 0.95)),
        new("ProportionIntervals.ClopperPearson", "invalid-input", "n", () => ProportionIntervals.ClopperPearson(0, NaN, 0.95)),
        new("ProportionIntervals.Likelihood", "invalid-input", "count", () => ProportionIntervals.Likelihood(0.5, 0.1, 1, 2)),

        new("ReplicateWeights.JackknifeUnstratified", "invalid-input", "design", () => ReplicateWeights.JackknifeUnstratified(Design)),
        new("ReplicateWeights.JackknifeUnstratified", "lonely-stratum", "all", () => ReplicateWeights.JackknifeUnstratified(SurveyDesign.OneStage([1]))),
        new("ReplicateWeights.Jackknife", "lonely-stratum", "Noord", () => ReplicateWeights.Jackknife(Lonely().Design)),
        new("ReplicateWeights.Bootstrap", "invalid-input", "replicates", () => ReplicateWeights.Bootstrap(Design, 1, _ => 0)),
        new("ReplicateWeights.Bootstrap", "invalid-input", "draw", () => ReplicateWeights.Bootstrap(Design, 2, count => count)),
        new("ReplicateWeights.Bootstrap", "lonely-stratum", "Noord", () => ReplicateWeights.Bootstrap(Lonely().Design, 9, _ => 0)),

        new("QuantileEstimators.Quantile", "invalid-input", "p", () => Sample.Quantile(Y, 1.5)),
        new("QuantileEstimators.Quantile", "invalid-input", "p", () => Sample.Quantile(Y, NaN, QuantileRule.Inverse, Wald, 0.95)),
        new("QuantileEstimators.Quantile", "invalid-input", "confidence", () => Sample.Quantile(Y, 0.5, QuantileRule.Inverse, Wald, 0)),
        new("QuantileEstimators.Quantile", "invalid-input", "y", () => Sample.Quantile([1, 2], 0.5)),
        new("QuantileEstimators.Quantile", "invalid-input", "y[4]", () => Sample.Quantile(Unbounded, 0.5)),
        new("QuantileEstimators.Quantile", "invalid-input", "values", () => Sample.Quantile(Y, 0.5, domain: None)),
        new("QuantileEstimators.Quantile", "invalid-input", "weights[5]", () => Negative.Quantile(Y, 0.5)),
        new("QuantileEstimators.Quantile", "no-degrees-of-freedom", "0", () => Sample.Quantile(Y, 0.5, QuantileRule.Inverse, Wald, 0.95, domain: [true, false, false, false, false, false])),
        new("QuantileEstimators.QuantileByScore", "invalid-input", "p", () => Sample.QuantileByScore(Y, -1, QuantileRule.Inverse, 0.95)),
        new("QuantileEstimators.QuantileByScore", "invalid-input", "domain", () => Sample.QuantileByScore(Y, 0.5, QuantileRule.Inverse, 0.95, [true])),
        new("QuantileEstimators.Values", "invalid-input", "domain", () => Sample.Values(Y, [true])),
        new("WeightedValues..ctor", "invalid-input", "weights", () => _ = new WeightedValues([1, 2], [1])),
        new("WeightedValues..ctor", "invalid-input", "weights[1]", () => _ = new WeightedValues([1, 2], [1, -1])),
        new("WeightedValues..ctor", "invalid-input", "values[0]", () => _ = new WeightedValues([NaN, 2], [1, 1])),

        new("MeanTests.TestMean", "invalid-input", "expected[0]", () => Sample.TestMean(Y, NaN)),
        new("MeanTests.TestMean", "invalid-input", "y", () => Sample.TestMean([1, 2], 1)),
        new("MeanTests.TestMean", "not-estimable", "difference", () => Sample.TestMean(Y, 1, None)),
        new("MeanTests.TestDifference", "invalid-input", "group", () => Sample.TestDifference(Y, [true])),
        new("MeanTests.TestDifference", "not-estimable", "difference", () => Sample.TestDifference(Y, All)),
        new("MeanTests.TestDifference", "not-estimable", "regression", () => Sample.TestDifference(Y, Group, None)),
        new("MeanTests.TestIndependent", "not-estimable", "difference", () => MeanTests.TestIndependent(Sample.Mean(Y), Sample.Mean(Y, None))),
        new("MeanTests.TestIndependent", "no-degrees-of-freedom", "0", () => MeanTests.TestIndependent(Sample.Mean(Y), new Estimate(1, 1, 1, 0))),
        new("TTest.Interval", "invalid-input", "confidence", () => Sample.TestMean(Y, 1).Interval(2)),
        new("IndependenceTest.Of", "invalid-input", "short", () => IndependenceTest.Of(Sample, Short, Ages)),
        new("IndependenceTest.Of", "invalid-input", "domain", () => IndependenceTest.Of(Sample, Strata, Ages, [true])),
        new("IndependenceTest.Of", "not-estimable", "age", () => IndependenceTest.Of(Sample, Strata, Young)),
        new("IndependenceTest.SecondOrder", "not-estimable", "table", () => IndependenceTest.Of(Whole, Strata, Ages).SecondOrder()),
        new("IndependenceTest.FirstOrderPValue", "not-estimable", "table", () => IndependenceTest.Of(Whole, Strata, Ages).FirstOrderPValue()),
        new("IndependenceTest.SaddlepointPValue", "not-estimable", "table", () => IndependenceTest.Of(Whole, Strata, Ages).SaddlepointPValue()),
        new("IndependenceTest.Wald", "not-estimable", "table", () => IndependenceTest.Of(Whole, Strata, Ages).Wald()),
        new("IndependenceTest.AdjustedWald", "no-degrees-of-freedom", "0", () => IndependenceTest.Of(Sample, Strata, Ages, degreesOfFreedom: 0).AdjustedWald()),

        new("Regressions.Regress", "invalid-input", "x", () => Sample.Regress(Y, [])),
        new("Regressions.Regress", "invalid-input", "x2", () => Sample.Regress(Y, [Ones, [1]])),
        new("Regressions.Regress", "invalid-input", "x2[4]", () => Sample.Regress(Y, [Ones, Unbounded])),
        new("Regressions.Regress", "invalid-input", "y", () => Sample.Regress([1], [Ones])),
        new("Regressions.Regress", "invalid-input", "y[1]", () => Sample.Regress(Y, [Ones], RegressionFamily.Logistic)),
        new("Regressions.Regress", "invalid-input", "weights[5]", () => Negative.Regress(Y, [Ones])),
        new("Regressions.Regress", "not-estimable", "regression", () => Sample.Regress(Y, [Ones], domain: None)),
        new("Regressions.Regress", "not-estimable", "regression", () => Sample.Regress([0, 1, 0, 1, 0, 1], [Ones, [0, 1, 0, 1, 0, 1]], RegressionFamily.Logistic)),
        new("FittedRegression.Interval", "invalid-input", "index", () => Sample.Regress(Y, [Ones]).Interval(1, 0.95)),
        new("NonResponse.ByClass", "invalid-input", "weights[5]", () => NonResponse.ByClass([1, 1, 1, 1, 1, NaN], Ages, All)),
        new("NonResponse.ByClass", "invalid-input", "short", () => NonResponse.ByClass(Ones, Short, All)),
        new("NonResponse.ByClass", "empty-category", "age/young", () => NonResponse.ByClass(Ones, Ages, None)),
        new("NonResponse.ByPropensity", "invalid-input", "propensities[4]", () => NonResponse.ByPropensity(Ones, [1, 1, 1, 1, 1.1, 1], All)),
        new("NonResponse.ByPropensity", "invalid-input", "responded", () => NonResponse.ByPropensity(Ones, Ones, [true])),
        new("NonResponse.PropensityClasses", "invalid-input", "propensities[2]", () => NonResponse.PropensityClasses(Y)),
        new("NonResponse.PropensityClasses", "invalid-input", "classes", () => NonResponse.PropensityClasses(Ones, 0)),
        new("OverlappingRounds.Compare", "invalid-input", "second weights[0]", () => OverlappingRounds.Compare(People(Ones), People([-1, 1, 1, 1, 1, 1]))),
        new("OverlappingRounds.Compare", "invalid-input", "first weights", () => OverlappingRounds.Compare(People([1]), People(Ones))),
        new("PAdjustment.Bonferroni", "invalid-input", "p[1]", () => PAdjustment.Bonferroni([0.1, 1.1])),
        new("PAdjustment.Holm", "invalid-input", "p[0]", () => PAdjustment.Holm([-0.1, 1])),
        new("PAdjustment.Hochberg", "invalid-input", "p[0]", () => PAdjustment.Hochberg([2])),
        new("PAdjustment.BenjaminiHochberg", "invalid-input", "p[1]", () => PAdjustment.BenjaminiHochberg([0.1, 1.1])),
        new("PAdjustment.BenjaminiYekutieli", "invalid-input", "p[1]", () => PAdjustment.BenjaminiYekutieli([NaN, 1.1])),
        new("GroupedSample..ctor", "invalid-input", "short", () => new GroupedSample(Design.WithDesignWeights(), [Short])),
        new("GroupedSample..ctor", "invalid-input", "sample", () => new GroupedSample(Design.WithDesignWeights().After(new Trimming(0, 100)), [Ages])),
        new("GroupedSample.Means", "invalid-input", "item", () => new GroupedSample(Design.WithDesignWeights(), [Ages]).Means([[1, 2]])),
        new("StratifiedCounts.Of", "invalid-input", "item", () => StratifiedCounts.Of(Strata, [new byte[3]], new Answer[256])),
        new("StratifiedCounts.Of", "invalid-input", "meaning", () => StratifiedCounts.Of(Strata, [new byte[6]], new Answer[3])),
        new("StratifiedCounts.Shares", "invalid-input", "populations", () => Counts.Shares([30], [])),
        new("StratifiedCounts.Shares", "sample-exceeds-population", "Zuid", () => Counts.Shares([30, 2], [])),
        new("StratifiedCounts.Shares", "invalid-input", "age", () => Counts.Shares([30, 60], [Ages])),
        new("DomainTable.LogitIntervals", "no-degrees-of-freedom", "0", () => StratifiedCounts.Of(new Categories("h", ["a"], [0]), [new byte[1]], new Answer[256]).Shares([9], [], LonelyStratum.Certainty).LogitIntervals(0.95)),
        new("FittedRegression.Test", "invalid-input", "index", () => Sample.Regress(Y, [Ones]).Test(-1)),
        new("FittedRegression.WaldTest", "invalid-input", "columns", () => Sample.Regress(Y, [Ones]).WaldTest([3])),
        new("FittedRegression.WaldTest", "not-estimable", "covariance", () => Whole.Regress(Y, [Ones]).WaldTest([0])),
    ];

    // Entrances that have nothing to refuse, or that pass on what another one refuses.
    private static readonly string[] Silent =
    [
        "Interval..ctor", "Weightings.WithDesignWeights", "Auxiliary.Size", "LinearizedSample.After", "LinearizedSample.With", "ReplicatedSample.With", "WeightedSample.After", "WeightedSample.With",
        "WeightedSample.DegreesOfFreedomOf", "WeightingStep.Apply", "Adjustment.TakeResiduals", "ReplicatedSample..ctor", "PostStratification..ctor", "Calibration..ctor", "Trimming..ctor",
        "WeightedValues.Quantile", "WeightedValues.ShareOfValues", "DomainTable.At", "GroupedSample.Supports", "StratifiedCounts.Answered", "StratifiedCounts.Positive",
    ];

    public static TheoryData<int, string, string> Places => [.. Refusals.Select((refusal, index) => (index, refusal.Entry, refusal.Place))];

    [Theory, MemberData(nameof(Places))]
    public void Bad_input_is_refused_with_its_code_and_its_place(int index, string entry, string place)
    {
        var thrown = Record.Exception(Refusals[index].Act);
        var known = Assert.IsType<StatisticsException>(thrown, exactMatch: false);
        Assert.Equal((entry, Refusals[index].Code, place), (entry, known.Code, PlaceOf(known)));
    }

    [Fact]
    public void Every_public_entrance_has_its_refusals()
    {
        string[] rooms = ["Designs", "Weighting", "Estimation", "Replication", "Quantiles", "Grouped", "Testing", "Regression"];
        var entrances =
            from type in typeof(SurveyDesign).Assembly.GetExportedTypes()
            where rooms.Any(room => type.Namespace == "Keukentafel.Statistics." + room) && !type.IsInterface && !type.IsEnum
            from method in type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).OfType<MethodBase>()
            where method.GetParameters().Length > 0 && (!method.IsSpecialName || method.IsConstructor) && !method.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            where !method.IsConstructor || type.GetMethod("<Clone>$") is null
            where !typeof(IStatistic).IsAssignableFrom(type) || method.IsConstructor
            where method.Name is not ("Equals" or "Deconstruct")
            select $"{type.Name}.{method.Name}";
        Assert.Equal("", string.Join(", ", entrances.Distinct(StringComparer.Ordinal).Except(Refusals.Select(refusal => refusal.Entry)).Except(Silent)));
    }

    [Fact]
    public void What_does_not_exist_is_undefined_and_says_so()
    {
        foreach (var sample in new[] { Sample, Replicated, Sample.PostStratifiedTo(Ages, [40, 50]) })
        {
            Assert.False(sample.Mean(Y, None).IsDefined);
            Assert.False(sample.Ratio(Y, new double[6]).IsDefined);
        }
        Assert.False(Sample.Variance([1, NaN, NaN, NaN, NaN, NaN]).IsDefined);
    }

    [Fact]
    public void In_a_census_a_difference_is_certain()
    {
        Assert.Equal(0, Whole.TestMean(Y, 3).PValue);
        Assert.Equal(1, Whole.TestMean(Ones, 1).PValue);
    }

    private static StratifiedCounts Counts => StratifiedCounts.Of(Strata, [new byte[6]], new Answer[256]);

    private static Round People(double[] weights) => new(["a", "b", "c", "d", "e", "f"], Strata, weights, Ones);

    private static Interval Wald(Estimate share, double t) => ProportionIntervals.Wald(share.Value, share.StandardError, t);

    private static WeightedSample Lonely() => SurveyDesign.Stratified(new Categories("wijk", ["Noord", "Zuid"], [0, 1, 1, 1, 1, 1]), [30, 60]).WithDesignWeights();

    private static string PlaceOf(StatisticsException refusal) => refusal switch
    {
        InvalidInputException invalid => invalid.Row is { } row ? FormattableString.Invariant($"{invalid.Variable}[{row}]") : invalid.Variable,
        EmptyStratumException empty => empty.Stratum,
        SampleExceedsPopulationException exceeds => exceeds.Stratum,
        LonelyStratumException lonely => lonely.Stratum,
        EmptyCategoryException category => $"{category.Variable}/{category.Category}",
        MarginNotMetException margin => $"{margin.Variable}/{margin.Category}",
        NoDegreesOfFreedomException degrees => FormattableString.Invariant($"{degrees.DegreesOfFreedom}"),
        NotEstimableException unknown => unknown.Variable,
        _ => "",
    };

    /// <param name="Entry">Type and member.</param>
    /// <param name="Code">Of the refusal.</param>
    /// <param name="Place">Variable[row], stratum, or variable/category.</param>
    /// <param name="Act">What is refused.</param>
    private sealed record Refusal(string Entry, string Code, string Place, Action Act);
}
