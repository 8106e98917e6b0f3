// Measures the statistics on a national set (85,000 respondents, 354 areas, 1,062 strata, 10 items), one thread:
//   dotnet run -c Release --project bench/Keukentafel.Statistics.Benchmarks -- national [--times 1] [--data FILE.csv.gz]
//   dotnet run -c Release --project bench/Keukentafel.Statistics.Benchmarks -- kernels        (BenchmarkDotNet)
// scripts/bench-statistics runs `national` beside R survey.
using BenchmarkDotNet.Running;
using Keukentafel.Statistics.Benchmarks;

switch (args)
{
    case ["national", .. var options]:
        NationalRun.Measure(NationalSet.Read(Option(options, "--data") ?? NationalSet.DefaultFile, int.Parse(Option(options, "--times") ?? "1", System.Globalization.CultureInfo.InvariantCulture)));
        return 0;
    case ["kernels", .. var options]:
        BenchmarkRunner.Run<Kernels>(args: options);
        return 0;
    default:
        Console.Error.WriteLine("Which measurement? national, kernels");
        return 2;
}

static string? Option(string[] options, string name) => Array.IndexOf(options, name) is var place and >= 0 && place + 1 < options.Length ? options[place + 1] : null;
