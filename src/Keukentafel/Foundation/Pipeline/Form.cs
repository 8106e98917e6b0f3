// A posted form, read field by field. Each reader notes what is wrong with a field instead of stopping, so that a person sees everything at once
// and gets the form back as it was filled in.
using System.Globalization;

namespace Keukentafel.Foundation.Pipeline;

public sealed class Form(IFormCollection fields)
{
    private readonly List<Problem> problems = [];

    public static async ValueTask<Form> BindAsync(HttpContext http) =>
        new(http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty);

    public IFormFileCollection Files => fields.Files;

    /// <summary>Everything wrong so far; null when nothing is.</summary>
    public Problem? Problem => Foundation.Problem.Of(problems);

    /// <summary>The field as it was typed, to show again.</summary>
    public string Raw(string name) => fields[name].ToString();

    /// <summary>Whether the form has the field at all, filled in or not.</summary>
    public bool Has(string name) => fields.ContainsKey(name);

    public IReadOnlyList<string> All(string name) => fields[name].Where(value => !string.IsNullOrEmpty(value)).Select(value => value!).ToList();

    public bool Checked(string name) => fields.ContainsKey(name) && fields[name].ToString() is not ("" or "false");

    public string Text(string name, string label, int maxLength, bool required = true)
    {
        var text = Raw(name).Trim();
        if (text.Length == 0 && required)
        {
            Refuse(name, FormProblems.Missing.Of(label));
        }
        else if (text.Length > maxLength)
        {
            Refuse(name, FormProblems.TooLong.Of(label, maxLength, text.Length));
        }

        return text;
    }

    public int? Number(string name, string label, int minimum, int maximum, bool required = true)
    {
        var text = Raw(name).Trim();
        if (text.Length == 0)
        {
            if (required)
            {
                Refuse(name, FormProblems.Missing.Of(label));
            }

            return null;
        }

        // People write 1.200; the full stop is the Dutch thousands mark.
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, Dutch.Culture, out var number) || number < minimum || number > maximum)
        {
            Refuse(name, FormProblems.NotANumber.Of(label, minimum, maximum));
            return null;
        }

        return number;
    }

    public decimal? Decimal(string name, string label, decimal minimum, decimal maximum, bool required = true)
    {
        var text = Raw(name).Trim().Replace('.', ',');
        if (text.Length == 0)
        {
            if (required)
            {
                Refuse(name, FormProblems.Missing.Of(label));
            }

            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, Dutch.Culture, out var number) || number < minimum || number > maximum)
        {
            Refuse(name, FormProblems.NotANumber.Of(label, minimum, maximum));
            return null;
        }

        return number;
    }

    /// <summary>A day: as a date field sends it (2025-12-31) or as people type it (31-12-2025).</summary>
    public DateOnly? Date(string name, string label, bool required = true)
    {
        var text = Raw(name).Trim();
        if (text.Length == 0)
        {
            if (required)
            {
                Refuse(name, FormProblems.Missing.Of(label));
            }

            return null;
        }

        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d-M-yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Refuse(name, FormProblems.NotADate.Of(label));
        return null;
    }

    public TChoice? Choice<TChoice>(string name, string label) where TChoice : struct, Enum
    {
        if (Enum.TryParse<TChoice>(Raw(name), ignoreCase: true, out var choice) && Enum.IsDefined(choice))
        {
            return choice;
        }

        Refuse(name, FormProblems.Missing.Of(label));
        return null;
    }

    public void Refuse(string name, Problem problem) => problems.Add(problem.At(name));
}

public static class FormProblems
{
    public static readonly ProblemKind Missing = new("formulier.leeg", "{0}: dit veld is nog leeg. Vul het in.");
    public static readonly ProblemKind TooLong = new("formulier.te-lang", "{0}: er mogen hoogstens {1} tekens in dit veld; u hebt er {2}. Maak de tekst korter.");
    public static readonly ProblemKind NotANumber = new("formulier.geen-getal", "{0}: vul een getal in van {1} tot en met {2}.");
    public static readonly ProblemKind NotADate = new("formulier.geen-datum", "{0}: dit is geen datum. Schrijf de dag zo: 31-12-2025.");
}
