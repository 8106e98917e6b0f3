// The kernels one by one, for BenchmarkDotNet.
using BenchmarkDotNet.Attributes;
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Grouped;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Benchmarks;

[MemoryDiagnoser]
public class Kernels
{
    private readonly NationalSet set = NationalSet.Read(Environment.GetEnvironmentVariable("NATIONAL_SET") ?? NationalSet.DefaultFile, 1);
    private readonly Answer[] meaning = Enumerable.Range(0, 256).Select(code => code == 0 ? Answer.Missing : code >= 4 ? Answer.Positive : Answer.Negative).ToArray();
    private LinearizedSample sample = null!;
    private LinearizedSample raked = null!;
    private Margin[] margins = null!;
    private GroupedSample grouped = null!;
    private GroupedSample groupedRaked = null!;

    [GlobalSetup]
    public void Prepare()
    {
        sample = SurveyDesign.Stratified(set.Strata, set.Populations).WithDesignWeights().With(new VarianceRules(LonelyStratum.Certainty));
        margins = new[] { set.Age, set.Facility }.Select(categories => new Margin(categories, categories.Totals(sample.Weights))).ToArray();
        raked = (LinearizedSample)sample.RakedTo(margins);
        (grouped, groupedRaked) = (new GroupedSample(sample, [set.Area]), new GroupedSample(raked, [set.Area]));
    }

    [Benchmark(Baseline = true)]
    public double Bare() => BareLoop.Count(set);

    [Benchmark]
    public object Counts() => StratifiedCounts.Of(set.Strata, set.Answers, meaning);

    [Benchmark]
    public object CountsAndShares() => StratifiedCounts.Of(set.Strata, set.Answers, meaning).Shares(set.Populations, set.StrataOf, LonelyStratum.Certainty);

    [Benchmark]
    public object Cells() => new GroupedSample(sample, [set.Area]);

    [Benchmark]
    public object Means() => grouped.Means(set.Shares);

    [Benchmark]
    public object RakedMeans() => groupedRaked.Means(set.Shares);

    [Benchmark]
    public object Raking() => sample.RakedTo(margins);

    [Benchmark]
    public object OneMean() => sample.Mean(set.Shares[0]);

    [Benchmark]
    public object OneRakedMean() => raked.Mean(set.Shares[0]);
}
