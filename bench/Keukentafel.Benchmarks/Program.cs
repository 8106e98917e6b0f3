// Measures what the product promises, each time beside a yardstick in the same run, because the speed of a machine drifts:
//   dotnet run -c Release --project bench/Keukentafel.Benchmarks -- answers [--at-once 32] [--seconds 10]
//   dotnet run -c Release --project bench/Keukentafel.Benchmarks -- import [--rows 100000] [--at-once 2]
using Keukentafel.Benchmarks;

switch (args)
{
    case ["answers", .. var options]:
        await Answers.Measure(Option(options, "--at-once", 32), TimeSpan.FromSeconds(Option(options, "--seconds", 10)));
        return 0;
    case ["import", .. var options]:
        await Import.Measure(Option(options, "--rows", 100_000), Option(options, "--at-once", 2));
        return 0;
    default:
        Console.Error.WriteLine("Which measurement? answers, import");
        return 2;
}

static int Option(string[] options, string name, int otherwise) =>
    Array.IndexOf(options, name) is var place and >= 0 && place + 1 < options.Length
        ? int.Parse(options[place + 1], System.Globalization.CultureInfo.InvariantCulture)
        : otherwise;
