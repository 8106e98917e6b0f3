// How many respondents a second go the whole road (welcome, ten questions, check, send: 24 requests, 11 durable commits each) on the embedded store.
// The yardstick is a plain page of the same server (/health/live). Rounds of both alternate; what counts is their ratio.
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Keukentafel.Benchmarks;

internal static partial class Answers
{
    private const int Rounds = 3;

    /// <summary>Long enough for the compiler of the running program to have done its work.</summary>
    public static readonly TimeSpan Warm = TimeSpan.FromSeconds(15);

    public static async Task Measure(int atOnce, TimeSpan time)
    {
        var folder = Directory.CreateTempSubdirectory("keukentafel-bench-").FullName;
        try
        {
            var codes = new Stack<string>((await OpenRound.Make(folder, cases: 20_000)).Codes);
            using var server = await Served.Start(folder);
            await Respondents(server.Address, codes, atOnce, Warm, CancellationToken.None);
            var ratios = new List<double>();
            for (var round = 1; round <= Rounds; round++)
            {
                var plain = await Plain(server, atOnce, time / 2);
                var before = server.ProcessorTime;
                var (done, seconds, waits) = await Respondents(server.Address, codes, atOnce, time, CancellationToken.None);
                var processor = (server.ProcessorTime - before).TotalMilliseconds / Math.Max(done, 1);
                ratios.Add(done / seconds / plain);
                Say($"{done / seconds:F1} respondents/s with {atOnce} at once; page p50 {waits[waits.Count / 2]:F0} ms, p99 {waits[waits.Count * 99 / 100]:F0} ms; {processor:F1} ms CPU each; plain page {plain:F0}/s; ratio {ratios[^1]:F4}; {server.Memory / 1_048_576} MB");
            }

            ratios.Sort();
            Say($"median ratio {ratios[ratios.Count / 2]:F4} completed respondents per plain page");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> Plain(Served server, int atOnce, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            using var http = new HttpClient { BaseAddress = server.Address };
            var count = 0;
            for (; watch.Elapsed < time; count++)
            {
                await http.GetStringAsync("/health/live");
            }

            return count;
        }));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Lets so many at once go the whole road until the time is over or the caller has seen enough. Waits are sorted, in milliseconds a page.</summary>
    public static async Task<(int Done, double Seconds, List<double> Waits)> Respondents(Uri server, Stack<string> codes, int atOnce, TimeSpan time, CancellationToken enough)
    {
        var watch = Stopwatch.StartNew();
        var waits = new List<double>();
        var counts = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            var count = 0;
            while (watch.Elapsed < time && !enough.IsCancellationRequested)
            {
                string? code;
                lock (codes)
                {
                    if (!codes.TryPop(out code))
                    {
                        return count;
                    }
                }

                await Complete(server, code, waits);
                count++;
            }

            return count;
        }));
        waits.Sort();
        return (counts.Sum(), watch.Elapsed.TotalSeconds, waits);
    }

    private static async Task Complete(Uri server, string code, List<double> waits)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server };
        var html = await http.GetStringAsync($"/i/{code}");
        while (!html.Contains("data-pagina=\"bedankt\"", StringComparison.Ordinal))
        {
            var fields = Hidden().Matches(html).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value, StringComparer.Ordinal);
            if (Radio().Match(html) is { Success: true } radio)
            {
                fields[radio.Groups[1].Value] = radio.Groups[2].Value;
            }

            fields["stap"] = html.Contains("value=\"verzenden\"", StringComparison.Ordinal) ? "verzenden" : "verder";
            using var content = new FormUrlEncodedContent(fields);
            var start = Stopwatch.GetTimestamp();
            using var answer = await http.PostAsync($"/i/{code}", content);
            html = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            lock (waits)
            {
                waits.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("type=\"radio\" name=\"([^\"]+)\" value=\"([^\"]+)\"")]
    private static partial Regex Radio();
}
