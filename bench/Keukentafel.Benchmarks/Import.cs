// A register of a hundred thousand clients into the embedded store: alone, and while respondents keep answering.
// The yardstick is reading the same file without storing anything.
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Keukentafel.Documents.Tabular;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register.Import;
using Keukentafel.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Keukentafel.Benchmarks;

internal static class Import
{
    private const int Cases = 20_000;
    private static readonly TimeSpan Alone = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static async Task Measure(int rows, int atOnce)
    {
        var folder = Directory.CreateTempSubdirectory("keukentafel-bench-").FullName;
        try
        {
            var round = await OpenRound.Make(folder, Cases);
            var codes = new Stack<string>(round.Codes);
            var file = Register(rows);
            await using var site = await Serve(folder);
            var address = new Uri(site.Urls.First());
            await Answers.Respondents(address, codes, atOnce, Answers.Warm, CancellationToken.None);
            var (done, seconds, waits) = await Answers.Respondents(address, codes, atOnce, Alone, CancellationToken.None);
            var before = done / seconds;
            Say($"before: {before:F1} respondents/s with {atOnce} at once; page p50 {waits[waits.Count / 2]:F0} ms, p99 {waits[waits.Count * 99 / 100]:F0} ms");

            var plain = Read(file);
            var quiet = await Take(site, round.Organisation, file);
            Say($"{rows} rows alone: {quiet.TotalSeconds:F1} s, {quiet / plain:F0} times reading the file ({plain.TotalSeconds:F2} s)");

            using var enough = new CancellationTokenSource();
            var respondents = Answers.Respondents(address, codes, atOnce, Longest, enough.Token);
            var busy = await Take(site, round.Organisation, file);
            await enough.CancelAsync();
            (done, seconds, waits) = await respondents;
            Say($"{rows} rows while answers come in: {busy.TotalSeconds:F1} s, {busy / quiet:F2} times as long as alone; {done / seconds:F1} respondents/s, {done / seconds / before:F2} of before; page p50 {waits[waits.Count / 2]:F0} ms, p99 {waits[waits.Count * 99 / 100]:F0} ms; {Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576} MB at most");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<WebApplication> Serve(string folder)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = Site.Build(builder, new Settings { DataFolder = folder });
        await site.StartAsync();
        return site;
    }

    /// <summary>What a member of staff does: hand in the file, name the columns, look at the preview, start; until the last client is stored.</summary>
    private static async Task<TimeSpan> Take(WebApplication site, OrganisationId organisation, byte[] file)
    {
        var (caller, pipeline, runner) = (Caller.Program(organisation), site.Services.GetRequiredService<Pipeline>(), site.Services.GetRequiredService<JobRunner>());
        var watch = Stopwatch.StartNew();
        using var stream = new MemoryStream(file);
        var taken = (await pipeline.Change<WhoStore, TakenFile>(caller, right: null, services => services.GetRequiredService<TakeFile>().Handle(stream, "register.csv"))).Value;
        (ColumnRole, string)[] columns =
        [
            (ColumnRole.ClientNumber, ""), (ColumnRole.Salutation, ""), (ColumnRole.Initials, ""), (ColumnRole.Surname, ""), (ColumnRole.Street, ""), (ColumnRole.HouseNumber, ""),
            (ColumnRole.Postcode, ""), (ColumnRole.Town, ""), (ColumnRole.Attribute, "voorziening"), (ColumnRole.Attribute, "leeftijd"), (ColumnRole.Attribute, "geslacht"), (ColumnRole.Attribute, "wijk"),
        ];
        _ = (await pipeline.Change<WhoStore, Done>(caller, right: null, services => services.GetRequiredService<NameColumns>().Handle(new NamedColumns(taken.Delivery, columns, LettersNeeded: true)))).Value;
        await runner.RunAll();
        _ = (await pipeline.Change<WhoStore, Done>(caller, right: null, services => services.GetRequiredService<StartImport>().Handle(taken.Delivery))).Value;
        await runner.RunAll();
        watch.Stop();
        var refused = (await pipeline.Read<Job?>(caller, right: null, async services =>
            await services.GetRequiredService<WhoStore>().Set<Job>().FirstOrDefaultAsync(job => job.Status != JobStatus.Done))).Value;
        return refused is null ? watch.Elapsed : throw new InvalidOperationException(refused.Result);
    }

    private static TimeSpan Read(byte[] file)
    {
        var watch = Stopwatch.StartNew();
        using var stream = new MemoryStream(file);
        using var table = TabularFile.Open(stream, "register.csv");
        var rows = table.Records(static _ => { }).Count();
        watch.Stop();
        return rows > 0 ? watch.Elapsed : throw new InvalidOperationException("Nothing was read.");
    }

    private static byte[] Register(int rows)
    {
        string[] kinds = ["huishoudelijke hulp", "begeleiding", "vervoer", "woonvoorziening"], ages = ["18-64", "65-74", "75-84", "85+"], areas = ["Centrum", "Noord", "Oost", "Zuid", "Haven"];
        var text = new StringBuilder("clientnummer;aanhef;voorletters;achternaam;straat;huisnummer;postcode;woonplaats;voorziening;leeftijd;geslacht;wijk\r\n");
        for (var i = 0; i < rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"C{i:000000};{(i % 2 == 0 ? "mevrouw" : "de heer")};A.B.;Van der Proef{i};Dorpsstraat;{1 + (i % 250)};{1000 + (i % 9000)} AB;Zonnedam;{kinds[i % 4]};{ages[i / 4 % 4]};{(i % 3 == 0 ? "m" : "v")};{areas[i % 5]}\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
