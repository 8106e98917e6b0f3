// A program of the machine that a test looks at a document with. Where it is missing the test is skipped by name.
using System.Diagnostics;
using Xunit;

namespace Keukentafel.Tests.World;

internal static class Tool
{
    public static string Run(string program, params string[] arguments)
    {
        Require(program);
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {errors.Result}{output}");
        return output;
    }

    public static void Require(params string[] programs)
    {
        foreach (var program in programs)
        {
            Assert.SkipUnless(IsHere(program), $"{program} is not installed");
        }
    }

    private static bool IsHere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
