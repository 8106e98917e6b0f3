// Measures what the product promises, each time beside a yardstick in the same run, because the speed of a machine drifts:
//   dotnet run -c Release --project bench/Keukentafel.Benchmarks -- answers [--at-once 32] [--seconds 10]
using Keukentafel.Benchmarks;

if (args is not ["answers", .. var options])
{
    Console.Error.WriteLine("Which measurement? answers");
    return 2;
}

await Answers.Measure(Option(options, "--at-once", 32), TimeSpan.FromSeconds(Option(options, "--seconds", 10)));
return 0;

static int Option(string[] options, string name, int otherwise) =>
    Array.IndexOf(options, name) is var place and >= 0 && place + 1 < options.Length
        ? int.Parse(options[place + 1], System.Globalization.CultureInfo.InvariantCulture)
        : otherwise;
