// The designs of a fixture, built with the library: stages, replicates and calibration steps as the schema describes them.
using System.Text.Json;
using Keukentafel.Statistics;
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Estimation;
using Keukentafel.Statistics.Replication;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Tools.ReferenceCheck;

/// <param name="Domain">The rows to which the whole design was cut; empty: all.</param>
internal sealed record BuiltDesign(Table Table, WeightedSample Sample, bool[] Domain)
{
    /// <summary>Whether a domain keeps all rows, because the weights were calibrated.</summary>
    public bool KeepsAllRows { get; init; }
}

internal sealed class Designs(Fixture fixture, JsonElement designs)
{
    private readonly Dictionary<string, BuiltDesign> built = new(StringComparer.Ordinal);

    public BuiltDesign this[string name] => built.TryGetValue(name, out var known) ? known : built[name] = Build(designs.GetProperty(name));

    /// <summary>What the file says of the design itself: refused, or so many rows, degrees of freedom and weight.</summary>
    public void Check(string name)
    {
        var design = designs.GetProperty(name);
        if (design.TryGetProperty("expect_error", out var refused) && refused.ValueKind == JsonValueKind.True)
        {
            try { _ = this[name]; }
            catch (StatisticsException) { return; }
            throw new DifferenceException("the design should have been refused");
        }
        if (!design.TryGetProperty("expected", out var expected) || expected.ValueKind != JsonValueKind.Object) return;
        var (table, sample, domain) = this[name];
        var inside = Enumerable.Range(0, table.Rows).Where(i => domain.Length == 0 || domain[i]).ToArray();
        var compare = new Compare(1e-8, 0);
        compare.Number("n", expected.GetProperty("n"), this[name].KeepsAllRows ? table.Rows : inside.Length);
        compare.Number("degf", expected.GetProperty("degf"), sample.DegreesOfFreedomOf(domain));
        compare.Number("sum_weights", expected.GetProperty("sum_weights"), inside.Sum(i => sample.Weights[i]));
    }

    private BuiltDesign Build(JsonElement design)
    {
        var table = fixture.Table(design.GetProperty("data").GetString()!, Case.Text(design, "vars"));
        var drawn = SurveyDesign.MultiStage(table.Numbers(design.GetProperty("weights").GetString()!), Stages(design, table));
        WeightedSample sample = design.GetProperty("replicates") is { ValueKind: JsonValueKind.Object } replicates
            ? drawn.WithReplicates(Replicates(drawn, replicates))
            : drawn.WithDesignWeights();
        var steps = design.GetProperty("calibration").EnumerateArray().ToArray();
        foreach (var step in steps) sample = sample.After(CalibrationSteps.Of(step, table));
        sample = sample.With(Rules(design));
        var domain = design.GetProperty("domain").ValueKind == JsonValueKind.Null ? [] : Array.ConvertAll(table.Numbers(design.GetProperty("domain").GetString()!), value => value == 1);
        return new BuiltDesign(table, sample, domain) { KeepsAllRows = sample is LinearizedSample && steps.Any(step => step.GetProperty("method").GetString() != "trim") };
    }

    /// <summary>The rules for the variance, of a design or of the options of a case.</summary>
    public static VarianceRules Rules(JsonElement options, VarianceRules? otherwise = null)
    {
        var rules = otherwise ?? VarianceRules.Default;
        if (Case.Text(options, "lonely") is { } lonely)
            rules = rules with
            {
                Lonely = lonely switch
                {
                    "fail" => LonelyStratum.Fail,
                    "remove" or "certainty" => LonelyStratum.Certainty,
                    "adjust" => LonelyStratum.Adjust,
                    "average" => LonelyStratum.Average,
                    _ => throw new UnsupportedException("lonely: " + lonely),
                },
            };
        if (options.TryGetProperty("adjust_domain_lonely", out var domains)) rules = rules with { LonelyInDomains = domains.ValueKind == JsonValueKind.True };
        if (options.TryGetProperty("ultimate_cluster", out var first)) rules = rules with { FirstStageOnly = first.ValueKind == JsonValueKind.True };
        return rules;
    }

    private static Stage[] Stages(JsonElement design, Table table)
    {
        var (clusters, fpc) = (Case.Texts(design, "clusters"), Case.Texts(design, "fpc"));
        var stages = new Stage[Math.Max(1, Math.Max(clusters.Length, fpc.Length))];
        var strata = Case.Text(design, "strata") is { } column ? table.Categories(column) : null;
        var place = strata is null ? new int[table.Rows] : strata.Codes.ToArray();
        for (var s = 0; s < stages.Length; s++)
        {
            var own = s < clusters.Length ? table.Categories(clusters[s]) : null;
            var units = Enumerable.Range(0, table.Rows).Select(i => (place[i], own?.Codes[i] ?? i)).ToArray();
            var populations = s < fpc.Length ? table.Numbers(fpc[s]) : null;
            if (populations is not null && Case.Text(design, "fpc_kind") == "fraction")
            {
                var drawn = units.Distinct().GroupBy(unit => unit.Item1).ToDictionary(group => group.Key, group => group.Count());
                populations = populations.Select((fraction, i) => drawn[place[i]] / fraction).ToArray();
            }
            stages[s] = new Stage(s == 0 ? strata : null, own, populations);
            var numbers = new Dictionary<(int, int), int>();
            place = Array.ConvertAll(units, unit => numbers.TryGetValue(unit, out var number) ? number : numbers[unit] = numbers.Count);
        }
        return stages;
    }

    private ReplicateWeights Replicates(SurveyDesign design, JsonElement given)
    {
        var aroundEstimate = given.GetProperty("mse").ValueKind == JsonValueKind.True;
        ReplicateWeights made;
        if (Case.Text(given, "weights_file") is { } file)
        {
            var table = Table.Read(fixture.PathOf(file));
            var combined = !given.TryGetProperty("combined_weights", out var flag) || flag.ValueKind != JsonValueKind.False;
            var weights = table.Columns.Select(column => combined ? table.Numbers(column) : table.Numbers(column).Select((value, i) => value * design.Weights[i]).ToArray()).ToArray();
            var scale = Case.Text(given, "type") switch
            {
                "BRR" => 1.0 / weights.Length,
                "Fay" => 1 / (weights.Length * Math.Pow(1 - Case.Number(given, "rho"), 2)),
                "bootstrap" => 1.0 / (weights.Length - 1),
                _ => 1,
            };
            made = new ReplicateWeights(weights, scale, Enumerable.Repeat(1.0, weights.Length).ToArray(), aroundEstimate);
        }
        else
        {
            made = Case.Text(given, "type") switch
            {
                "JK1" => ReplicateWeights.JackknifeUnstratified(design, aroundEstimate),
                "JKn" => ReplicateWeights.Jackknife(design, aroundEstimate),
                var type => throw new UnsupportedException("replicates without weights: " + type),
            };
        }
        if (given.GetProperty("scale").ValueKind == JsonValueKind.Number) made = made with { Scale = Case.Number(given, "scale") };
        return given.GetProperty("rscales").ValueKind switch
        {
            JsonValueKind.Number => made with { Scales = Enumerable.Repeat(Case.Number(given, "rscales"), made.Weights.Count).ToArray() },
            JsonValueKind.Array => made with { Scales = Case.Numbers(given, "rscales") },
            _ => made,
        };
    }
}
