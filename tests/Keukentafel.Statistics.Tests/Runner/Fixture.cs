// A file of reference cases (schema stat-fixture/2): its designs built with the library, its cases run and compared.
// It dispatches on the structured fields alone. What the library lacks is named, never passed.
using System.Text.Json;
using Keukentafel.Statistics.Designs;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Tests.Runner;

internal enum Verdict { Passed, Failed, Skipped }

internal sealed record CaseResult(string Case, Verdict Verdict, string Detail);

/// <summary>A feature that this library does not have (yet): the case is skipped by this name.</summary>
internal sealed class UnsupportedException(string feature) : Exception(feature);

internal sealed class Fixture
{
    private readonly string folder;
    private readonly JsonElement root;
    private readonly Dictionary<(string, string?), Table> tables = [];
    private readonly Dictionary<string, (Table, WeightedSample)> samples = new(StringComparer.Ordinal);

    public Fixture(string folder, string id)
    {
        this.folder = folder;
        root = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected", id + ".json"))).RootElement;
    }

    public IEnumerable<CaseResult> Run()
    {
        foreach (var element in root.GetProperty("cases").EnumerateArray())
        {
            var name = element.GetProperty("case").GetString()!;
            yield return Run(name, () => new Case(this, element).Check());
        }
        if (!root.TryGetProperty("designs", out var designs)) yield break;
        foreach (var design in designs.EnumerateObject())
            yield return Run("design " + design.Name, () => CheckDesign(design.Name, design.Value));
    }

    public Table Table(string data, string? vars)
    {
        if (tables.TryGetValue((data, vars), out var known)) return known;
        var variables = root.TryGetProperty("variables", out var all) && all.TryGetProperty(data, out var found) ? found : default;
        return tables[(data, vars)] = Runner.Table.Read(folder, data, vars, variables);
    }

    public (Table Table, WeightedSample Sample) Design(string name) =>
        samples.TryGetValue(name, out var known) ? known : samples[name] = Build(name);

    private (Table Table, WeightedSample Sample) Build(string name)
    {
        var design = root.GetProperty("designs").GetProperty(name);
        if (design.GetProperty("replicates").ValueKind != JsonValueKind.Null) throw new UnsupportedException("replicate weights");
        if (design.GetProperty("domain").ValueKind != JsonValueKind.Null) throw new UnsupportedException("design of a domain");
        var clusters = design.GetProperty("clusters").EnumerateArray().Select(c => c.GetString()!).ToArray();
        var fpc = design.GetProperty("fpc").EnumerateArray().Select(c => c.GetString()!).ToArray();
        if (clusters.Length > 1 || fpc.Length > 1) throw new UnsupportedException("several stages");
        var table = Table(design.GetProperty("data").GetString()!, design.GetProperty("vars").GetString());
        var strata = design.GetProperty("strata").GetString() is { } stratum ? table.Categories(stratum) : Categories.One("all", table.Rows);
        var cluster = clusters.Length == 0 ? null : table.Categories(clusters[0]);
        var populations = fpc.Length == 0 ? [] : Populations(design, table, strata, cluster, fpc[0]);
        var weights = table.Numbers(design.GetProperty("weights").GetString()!);
        var drawn = SurveyDesign.OneStage(weights, strata, cluster, populations);
        return (table, Calibrate(drawn, table, design.GetProperty("calibration").EnumerateArray().ToArray()));
    }

    public bool IsRakedAsInR(string name) =>
        root.GetProperty("designs").GetProperty(name).GetProperty("calibration").EnumerateArray().Any(step => step.GetProperty("method").GetString() == "rake_as_in_r");

    public string Lonely(string name) => root.GetProperty("designs").GetProperty(name).GetProperty("lonely").GetString()!;

    private static CaseResult Run(string name, Action check)
    {
        try
        {
            check();
            return new CaseResult(name, Verdict.Passed, "");
        }
        catch (UnsupportedException unsupported)
        {
            return new CaseResult(name, Verdict.Skipped, unsupported.Message);
        }
        catch (Exception exception) when (exception is DifferenceException or StatisticsException)
        {
            return new CaseResult(name, Verdict.Failed, exception.Message);
        }
    }

    private void CheckDesign(string name, JsonElement design)
    {
        if (design.TryGetProperty("expect_error", out _))
        {
            try { Design(name); }
            catch (StatisticsException) { return; }
            throw new DifferenceException("the design should have been refused");
        }
        var (table, sample) = Design(name);
        var compare = new Compare(1e-9, 0);
        var expected = design.GetProperty("expected");
        compare.Number("n", expected.GetProperty("n"), table.Rows);
        compare.Number("degf", expected.GetProperty("degf"), sample.Design.DegreesOfFreedom);
        compare.Number("sum_weights", expected.GetProperty("sum_weights"), sample.Weights.ToArray().Sum());
    }

    private static double[] Populations(JsonElement design, Table table, Categories strata, Categories? clusters, string column)
    {
        var values = table.Numbers(column);
        var result = new double[strata.Count];
        var units = Enumerable.Range(0, strata.Count).Select(_ => new HashSet<int>()).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            result[strata.Codes[i]] = values[i];
            units[strata.Codes[i]].Add(clusters is null ? i : clusters.Codes[i]);
        }
        if (design.GetProperty("fpc_kind").GetString() == "fraction")
            for (var h = 0; h < result.Length; h++) result[h] = units[h].Count / result[h];
        return result;
    }

    private static WeightedSample Calibrate(SurveyDesign design, Table table, JsonElement[] steps)
    {
        if (steps.Length == 0) return design.WithDesignWeights();
        if (steps.Length > 1) throw new UnsupportedException("several calibration steps");
        var step = steps[0];
        switch (step.GetProperty("method").GetString())
        {
            case "poststratify":
                var cells = table.Cross(Texts(step.GetProperty("columns")));
                return design.PostStratifiedTo(cells, Totals(cells, step.GetProperty("totals"), step.GetProperty("partial").GetBoolean()));
            case "rake_as_in_r" when step.GetProperty("epsilon").GetDouble() <= 1e-12:
                return design.RakedTo(Margins(table, step));
            case "raking" when step.GetProperty("variance_column").ValueKind == JsonValueKind.Null && step.GetProperty("trim").ValueKind == JsonValueKind.Null:
                return design.RakedTo(step.GetProperty("margins").ValueKind == JsonValueKind.Null ? MarginsOfAuxiliaries(table, step) : Margins(table, step));
            case var method:
                throw new UnsupportedException("calibration: " + method);
        }
    }

    private static Margin[] Margins(Table table, JsonElement step) => step.GetProperty("margins").EnumerateArray().Select(margin =>
    {
        var categories = table.Cross(Texts(margin.GetProperty("columns")));
        return new Margin(categories, Totals(categories, margin.GetProperty("totals"), partial: false));
    }).ToArray();

    // A constant and indicators of all but one level of each variable are margins in another spelling.
    private static Margin[] MarginsOfAuxiliaries(Table table, JsonElement step)
    {
        var auxiliaries = step.GetProperty("auxiliaries").EnumerateArray().ToArray();
        if (auxiliaries.Any(auxiliary => auxiliary.TryGetProperty("column", out _) && !auxiliary.TryGetProperty("level", out _)))
            throw new UnsupportedException("raking on numbers");
        var all = auxiliaries.Single(auxiliary => auxiliary.TryGetProperty("constant", out _)).GetProperty("total").GetDouble();
        return auxiliaries.Where(auxiliary => auxiliary.TryGetProperty("column", out _)).GroupBy(auxiliary => auxiliary.GetProperty("column").GetString()!).Select(group =>
        {
            var categories = table.Categories(group.Key);
            var known = group.ToDictionary(auxiliary => auxiliary.GetProperty("level").GetString()!, auxiliary => auxiliary.GetProperty("total").GetDouble());
            return new Margin(categories, categories.Labels.Select(label => known.TryGetValue(label, out var total) ? total : all - known.Values.Sum()).ToArray());
        }).ToArray();
    }

    private static double[] Totals(Categories categories, JsonElement totals, bool partial)
    {
        var known = totals.EnumerateArray().ToDictionary(
            total => string.Join('|', total.GetProperty("levels").EnumerateArray().Select(level => level.ToString())),
            total => total.GetProperty("total").GetDouble());
        if (!partial && known.Keys.Except(categories.Labels).Any()) throw new EmptyCategoryException(categories.Name, known.Keys.Except(categories.Labels).First(), 1);
        return categories.Labels.Select(label => known.TryGetValue(label, out var total) ? total : throw new EmptyCategoryException(categories.Name, label, 0)).ToArray();
    }

    private static string[] Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString()!).ToArray();
}
