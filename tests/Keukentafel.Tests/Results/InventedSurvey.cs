// An invented municipality, one record per client, and the rules of the report worked out from it in the plainest way: loops over clients,
// every formula as it is written down, no column and no library but Student's t. What the product makes of the same clients must agree.
using Keukentafel.Results.Analysis;
using Keukentafel.Statistics.Distributions;

namespace Keukentafel.Tests.Results;

internal sealed record InventedClient(string Kind, string Age, string Sex, string Area, string? Outcome, string? Mode, int?[] Answers)
{
    public bool Usable => Outcome is "1.1" or "1.2";

    public string Of(string variable) => variable switch { "soort" => Kind, "leeftijd" => Age, "geslacht" => Sex, "wijk" => Area, _ => Mode! };
}

internal sealed record NaiveRow(string Question, string Variable, string Value, int N, double Positive, double Error, double Lower, double Upper, bool Suppressed);

internal sealed class InventedSurvey(IReadOnlyList<InventedClient> clients)
{
    public static readonly string[] Variables = ["soort", "leeftijd", "geslacht", "wijk"];

    public IReadOnlyList<InventedClient> Clients { get; } = clients;

    public SurveyData Data() => new()
    {
        Variables = Variables,
        Frame = Clients.GroupBy(Key).Select(group => new FrameCell(Values(group.First()), group.Count())).ToList(),
        Cases = Clients.Where(client => client.Outcome is not null).GroupBy(client => (Key(client), client.Outcome!))
            .Select(group => new CaseCell(Values(group.First()), group.Key.Item2, group.Count())).ToList(),
        Respondents = Clients.Where(client => client.Usable).Select(client => new Respondent(Values(client), client.Mode!, client.Answers)).ToList(),
        Questions = SmallSurvey.Questions,
    };

    public static InventedSurvey Invent(int seed)
    {
        var random = new Random(seed);
        string[] kinds = ["begeleiding", "vervoer", "wonen"], ages = ["-65", "65-74", "75+"], areas = ["Haven", "Noord", "Oost", "Zuid"];
        var clients = new List<InventedClient>();
        for (var i = 0; i < 500; i++)
        {
            // The first ones make sure that no stratum, cell or margin stays without an answer.
            var sure = i < 18;
            var kind = kinds[sure ? i % 3 : random.Next(3)];
            var age = ages[sure ? i / 3 % 3 : random.Next(3)];
            var sex = sure ? i / 9 == 0 ? "m" : "v" : random.Next(3) == 0 ? "m" : "v";
            var area = random.Next(40) == 0 ? "Haven" : areas[1 + random.Next(3)];
            var chance = random.NextDouble();
            // Of the last kind everybody is approached and, in some municipalities, everybody who is eligible answers.
            var all = kind == "wonen" && seed % 3 == 0;
            var outcome = sure ? "1.1" : all ? chance < 0.1 ? "4.1" : "1.1" : chance switch
            {
                < 0.30 => "1.1", < 0.33 => "1.2", < 0.45 => "2.11", < 0.60 => "2.2", < 0.63 => "2.31", < 0.68 => "3.19", < 0.72 => "4.7", _ => null,
            };
            var usable = outcome is "1.1" or "1.2";
            int?[] answers = !usable ? [] :
            [
                random.Next(8) == 0 ? null : random.Next(6) == 0 ? 9 : 1 + random.Next(3),
                kind == "vervoer" ? 1 : random.Next(12) == 0 ? null : 1 + random.Next(2),
            ];
            clients.Add(new InventedClient(kind, age, sex, area, outcome, usable ? random.Next(9) == 0 ? "papier" : "online" : null, answers));
        }

        return new InventedSurvey(clients);
    }

    public IEnumerable<NaiveRow> Naive(AnalysisChoices choices)
    {
        var usable = Clients.Where(client => client.Usable).ToArray();
        string Stratum(InventedClient client) => string.Join('/', choices.Strata.Select(client.Of));
        var strata = Clients.GroupBy(Stratum).ToDictionary(group => group.Key, group =>
        {
            var approached = group.Count(client => client.Outcome is not null);
            var eligible = (double)group.Count() * (approached - group.Count(client => client.Outcome?[0] == '4')) / approached;
            return (Eligible: eligible, Usable: group.Count(client => client.Usable));
        });
        var d = usable.Select(client => strata[Stratum(client)].Eligible / strata[Stratum(client)].Usable).ToArray();
        var (w, x) = Weigh(choices, usable, d, strata.Values.Sum(stratum => stratum.Eligible));
        var freedom = usable.Length - strata.Count;
        for (var q = 0; q < SmallSurvey.Questions.Count; q++)
        {
            var scale = SmallSurvey.Questions[q];
            var substantive = usable.Select(client => client.Answers[q] is { } code && scale.Options.Single(option => option.Code == code).Substantive).ToArray();
            var positive = usable.Select(client => client.Answers[q] is { } code && scale.Options.Single(option => option.Code == code).Positive).ToArray();
            var tables = choices.By.Select(variable => (variable, values: usable.Select(client => client.Of(variable))
                .Distinct().OrderBy(value => value, StringComparer.Ordinal).ToArray())).Prepend((variable: "", values: [""]));
            foreach (var (variable, values) in tables)
            {
                var domains = values.Select(value => usable.Select((client, i) => substantive[i] && (variable.Length == 0 || client.Of(variable) == value)).ToArray()).ToArray();
                var hidden = Hide(domains.Select(domain => domain.Count(inside => inside)).ToArray(), choices.Threshold);
                for (var g = 0; g < values.Length; g++)
                {
                    var n = domains[g].Count(inside => inside);
                    var row = new NaiveRow(scale.Code, variable, values[g], n, 0, 0, 0, 0, hidden[g]);
                    yield return n == 0 ? row : Estimate(row, domains[g]);
                }
            }

            NaiveRow Estimate(NaiveRow row, bool[] domain)
            {
                var below = usable.Select((_, i) => domain[i] ? w[i] : 0).Sum();
                var p = usable.Select((_, i) => domain[i] && positive[i] ? w[i] : 0).Sum() / below;
                var hits = domain.Where((inside, i) => inside && positive[i]).Count();
                if (hits == 0 || hits == row.N)
                {
                    var reach = Math.Pow(0.025, 1.0 / row.N);
                    return hits == 0 ? row with { Upper = 1 - reach } : row with { Positive = 1, Lower = reach, Upper = 1 };
                }

                var e = usable.Select((_, i) => domain[i] ? ((positive[i] ? 1 : 0) - p) / below : 0).ToArray();
                if (x.Length > 0)
                {
                    var b = Regress(x, d, e);
                    e = e.Select((value, i) => value - x.Select((column, j) => column[i] * b[j]).Sum()).ToArray();
                }

                var total = usable.Select((_, i) => w[i] * e[i]).Sum() / usable.Length;
                var variance = 0.0;
                foreach (var (name, stratum) in strata)
                {
                    var own = Enumerable.Range(0, usable.Length).Where(i => Stratum(usable[i]) == name).Select(i => w[i] * e[i]).ToArray();
                    if (own.Length == stratum.Eligible)
                    {
                        continue;
                    }

                    var rest = 1 - own.Length / stratum.Eligible;
                    variance += own.Length == 1 ? rest * Math.Pow(own[0] - total, 2) : rest * own.Length / (own.Length - 1) * own.Sum(value => Math.Pow(value - own.Average(), 2));
                }

                var error = Math.Sqrt(variance);
                var (logit, reach95) = (Math.Log(p / (1 - p)), StudentT.Quantile(0.975, freedom) * error / (p * (1 - p)));
                return row with { Positive = p, Error = error, Lower = 1 / (1 + Math.Exp(reach95 - logit)), Upper = 1 / (1 + Math.Exp(-reach95 - logit)) };
            }
        }
    }

    private (double[] Weights, double[][] Columns) Weigh(AnalysisChoices choices, InventedClient[] usable, double[] d, double eligible)
    {
        string[][] sets = choices.Poststratify.Count > 0 ? [[.. choices.Poststratify]] : [.. choices.Rake.Select(variable => new[] { variable })];
        var w = d.ToArray();
        var columns = new List<double[]>();
        foreach (var (set, first) in sets.Select((set, i) => (set, i == 0)))
        {
            string Cell(InventedClient client) => string.Join('/', set.Select(client.Of));
            columns.AddRange(Clients.Select(Cell).Distinct().Skip(first ? 0 : 1).Select(cell => usable.Select(client => Cell(client) == cell ? 1.0 : 0.0).ToArray()));
        }

        for (var cycle = 0; cycle < (sets.Length > 1 ? 400 : sets.Length); cycle++)
        {
            foreach (var set in sets)
            {
                string Cell(InventedClient client) => string.Join('/', set.Select(client.Of));
                var now = usable.Select((client, i) => (Cell: Cell(client), w: w[i])).GroupBy(pair => pair.Cell).ToDictionary(group => group.Key, group => group.Sum(pair => pair.w));
                var target = Clients.GroupBy(Cell).ToDictionary(group => group.Key, group => group.Count() * eligible / Clients.Count);
                w = usable.Select((client, i) => w[i] * target[Cell(client)] / now[Cell(client)]).ToArray();
            }
        }

        return (w, [.. columns]);
    }

    private static bool[] Hide(int[] counts, int threshold)
    {
        var hidden = counts.Select(count => count < threshold).ToArray();
        int Held() => counts.Where((_, i) => hidden[i]).Sum();
        while (hidden.Any(each => each) && hidden.Any(each => !each) && (hidden.Count(each => each) < 2 || Held() < threshold))
        {
            hidden[Enumerable.Range(0, counts.Length).Where(i => !hidden[i]).OrderBy(i => counts[i]).ThenBy(i => i).First()] = true;
        }

        return hidden;
    }

    private static double[] Regress(double[][] x, double[] d, double[] z)
    {
        var k = x.Length;
        var a = new double[k, k + 1];
        for (var r = 0; r < k; r++)
        {
            for (var i = 0; i < d.Length; i++)
            {
                for (var c = 0; c < k; c++)
                {
                    a[r, c] += d[i] * x[r][i] * x[c][i];
                }

                a[r, k] += d[i] * x[r][i] * z[i];
            }
        }

        for (var p = 0; p < k; p++)
        {
            var best = Enumerable.Range(p, k - p).MaxBy(r => Math.Abs(a[r, p]));
            for (var c = 0; c <= k; c++)
            {
                (a[p, c], a[best, c]) = (a[best, c], a[p, c]);
            }

            for (var r = 0; r < k; r++)
            {
                var factor = r == p ? 0 : a[r, p] / a[p, p];
                for (var c = p; c <= k; c++)
                {
                    a[r, c] -= factor * a[p, c];
                }
            }
        }

        return Enumerable.Range(0, k).Select(p => a[p, k] / a[p, p]).ToArray();
    }

    private static string[] Values(InventedClient client) => [.. Variables.Select(client.Of)];

    private static string Key(InventedClient client) => string.Join('/', Values(client));
}
