// What a command says: answers on stdout, progress and complaints on stderr. On a live terminal progress is one line that changes; elsewhere one line a step.
using System.Text.Encodings.Web;
using System.Text.Json;
using Keukentafel.Foundation;

namespace Keukentafel.Cli;

public sealed class Terminal(TextWriter output, TextWriter error, bool live)
{
    private static readonly JsonSerializerOptions JsonForm = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private string step = "";
    private int width;

    public void Say(string line)
    {
        EndProgress();
        output.WriteLine(line);
    }

    public void SayJson(object value) => Say(JsonSerializer.Serialize(value, JsonForm));

    public void Complain(string line)
    {
        EndProgress();
        error.WriteLine(line);
    }

    /// <summary>How far long work is. The total is 0 when it is not known.</summary>
    public void Progress(string nextStep, int done = 0, int total = 0)
    {
        if (live)
        {
            var line = total > 0 ? string.Create(Dutch.Culture, $"{nextStep} ({done:N0} van {total:N0})") : nextStep;
            error.Write("\r" + line.PadRight(width));
            (width, step) = (line.Length, nextStep);
        }
        else if (nextStep != step)
        {
            step = nextStep;
            error.WriteLine(nextStep);
        }
    }

    /// <summary>Prints a refusal with everything that belongs to it.</summary>
    public int Refuse(Problem problem)
    {
        foreach (var each in problem.All)
        {
            Complain(each.ToString());
        }

        return CommandLine.Refused;
    }

    /// <summary>The options are readable but do not go together.</summary>
    public int Wrong(string text)
    {
        Complain(text);
        return CommandLine.WrongUsage;
    }

    private void EndProgress()
    {
        if (live && width > 0)
        {
            error.WriteLine();
            (width, step) = (0, "");
        }
    }
}
