// A file of reference cases (schema stat-fixture/2): its designs built with the library, its cases run and compared.
// It dispatches on the structured fields alone. What the library lacks is named, never passed.
using System.Text.Json;
using Keukentafel.Statistics;

namespace Keukentafel.Tools.ReferenceCheck;

/// <summary>A feature that this library does not have: the case is skipped by this name.</summary>
internal sealed class UnsupportedException(string feature) : Exception(feature);

internal sealed class Fixture
{
    private readonly string folder;
    private readonly JsonElement root;
    private readonly Dictionary<(string, string?), Table> tables = [];
    private readonly Lazy<Designs> designs;

    public Fixture(string folder, string file)
    {
        this.folder = folder;
        root = JsonDocument.Parse(File.ReadAllText(file)).RootElement;
        Id = root.TryGetProperty("id", out var id) ? id.GetString()! : Path.GetFileNameWithoutExtension(file);
        designs = new Lazy<Designs>(() => new Designs(this, root.GetProperty("designs")));
    }

    public string Id { get; }

    public Designs Designs => designs.Value;

    /// <summary>One result per case; and one for a design that is not what the file says.</summary>
    public IEnumerable<CaseResult> Run()
    {
        foreach (var element in root.GetProperty("cases").EnumerateArray())
            yield return Run(element.GetProperty("case").GetString()!, () => new Case(this, element).Check());
        if (!root.TryGetProperty("designs", out var all) || all.ValueKind != JsonValueKind.Object) yield break;
        foreach (var design in all.EnumerateObject())
        {
            var result = Run("design " + design.Name, () => Designs.Check(design.Name));
            if (result.Verdict == Verdict.Failed) yield return result;
        }
    }

    public Table Table(string data, string? vars)
    {
        if (tables.TryGetValue((data, vars), out var known)) return known;
        var variables = root.TryGetProperty("variables", out var all) && all.TryGetProperty(data, out var found) ? found : default;
        return tables[(data, vars)] = ReferenceCheck.Table.Read(folder, data, vars, variables);
    }

    /// <summary>A file beside the data or the expected values, opened whether packed or not.</summary>
    public string PathOf(string name) =>
        new[] { Path.Combine(folder, name), Path.Combine(folder, "expected", name), Path.Combine(folder, "data", name) }.FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException(name);

    private CaseResult Run(string name, Action check)
    {
        try
        {
            check();
            return new CaseResult(Id, name, Verdict.Passed, "");
        }
        catch (UnsupportedException unsupported)
        {
            return new CaseResult(Id, name, Verdict.Skipped, unsupported.Message);
        }
        catch (Exception exception) when (exception is DifferenceException or StatisticsException)
        {
            return new CaseResult(Id, name, Verdict.Failed, exception.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new CaseResult(Id, name, Verdict.Failed, exception.GetType().Name + ": " + exception.Message);
        }
    }
}
