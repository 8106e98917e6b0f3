// GLPK's solver as a second opinion: a program written in CPLEX LP format, solved by `glpsol`, read back.
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace Keukentafel.Statistics.Tests.Disclosure;

internal static class Glpsol
{
    /// <summary>Skips the test by name where the program is not installed.</summary>
    public static void Needed() =>
        Assert.SkipUnless(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "glpsol"))),
            "glpsol is not installed (scripts/setup --only glpk installs it).");

    /// <summary>The status letters that it writes (of its exact sort: o optimal) and the value of every column.</summary>
    public static (bool IsOptimal, double Objective, Dictionary<string, double> Values) Solve(string program)
    {
        var (model, written) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            File.WriteAllText(model, program);
            using var process = Process.Start(new ProcessStartInfo("glpsol", ["--lp", model, "--write", written]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            var (optimal, objective, values, names) = (false, double.NaN, new Dictionary<string, double>(StringComparer.Ordinal), Columns(program));
            foreach (var line in File.ReadLines(written))
            {
                var field = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (field is ["s", "bas", .., var primal, var dual, var best])
                    (optimal, objective) = (primal == "f" && dual == "f", Number(best));
                else if (field is ["s", "mip", .., var state, var whole]) (optimal, objective) = (state == "o", Number(whole));
                else if (field is ["j", var number, .. var rest]) values[names[int.Parse(number, CultureInfo.InvariantCulture) - 1]] = Number(rest.Length == 1 ? rest[0] : rest[1]);
            }
            return (optimal, objective, values);
        }
        finally
        {
            File.Delete(model);
            File.Delete(written);
        }
    }

    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>"+ 2 a - 3 b", every name once.</summary>
    public static string Terms(IEnumerable<(string Name, double Coefficient)> terms)
    {
        var text = new StringBuilder();
        foreach (var (name, coefficient) in terms) text.Append(coefficient < 0 ? " - " : " + ").Append(Text(Math.Abs(coefficient))).Append(' ').Append(name);
        return text.ToString();
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    // GLPK numbers the columns in the order in which the file first names them.
    private static List<string> Columns(string program)
    {
        var (seen, names) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        foreach (var word in program.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
            if (word[0] is 'v' && seen.Add(word)) names.Add(word);
        return names;
    }
}
