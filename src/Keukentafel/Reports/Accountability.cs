// verantwoording.json: what went in, what was chosen and what the weighting came to, enough to make the same results again and to see that they are the same.
using System.Text.Json;

namespace Keukentafel.Reports;

public static class Accountability
{
    public const string FileName = "verantwoording.json";

    public static void Write(Stream stream, ReportSource source)
    {
        using var json = new Utf8JsonWriter(stream, ResultFiles.JsonForm);
        json.WriteStartObject();
        json.WriteString("program", "Keukentafel");
        json.WriteString("version", source.ProgramVersion);
        Subject(json, source.Subject);
        Inputs(json, source);
        Choices(json, source);
        Design(json, source);
        Warnings(json, source);
        json.WriteEndObject();
    }

    private static void Subject(Utf8JsonWriter json, ReportSubject subject)
    {
        json.WriteStartObject("municipality");
        json.WriteString("code", subject.MunicipalityCode);
        json.WriteString("name", subject.MunicipalityName);
        json.WriteBoolean("invented", subject.Invented);
        json.WriteEndObject();
        json.WriteNumber("year", subject.Year);
        json.WriteBoolean("demonstration", subject.Demonstration);
        json.WriteStartObject("instrument");
        json.WriteString("id", subject.Questionnaire.Id);
        json.WriteNumber("version", subject.Questionnaire.Version);
        json.WriteString("title", subject.Questionnaire.Title);
        json.WriteEndObject();
    }

    private static void Inputs(Utf8JsonWriter json, ReportSource source)
    {
        json.WriteStartArray("inputs");
        foreach (var input in source.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("role", input.Role);
            json.WriteString("file", input.Name);
            json.WriteString("sha256", input.Sha256);
            json.WriteNumber("rows", input.Rows);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Choices(Utf8JsonWriter json, ReportSource source)
    {
        var choices = source.Choices;
        json.WriteStartObject("choices");
        Names(json, "strata", choices.Strata);
        json.WriteString("weighting", choices.Poststratify.Count > 0 ? "poststratify" : choices.Rake.Count > 0 ? "rake" : "strata");
        Names(json, "weighting_variables", choices.Poststratify.Count > 0 ? choices.Poststratify : choices.Rake);
        Names(json, "by", choices.By);
        json.WriteNumber("threshold", choices.Threshold);
        json.WriteString("lonely", choices.AdjustLonely ? "adjust" : "fail");
        json.WriteNumber("confidence", choices.Confidence);
        json.WriteString("interval", "logit");
        json.WriteString("interval_at_0_and_1", "clopper-pearson");
        json.WriteEndObject();
    }

    private static void Design(Utf8JsonWriter json, ReportSource source)
    {
        json.WriteStartArray("strata");
        foreach (var stratum in source.Outcome.Strata)
        {
            json.WriteStartObject();
            Names(json, "values", stratum.Values);
            json.WriteNumber("register", stratum.Register);
            json.WriteNumber("approached", stratum.Approached);
            json.WriteNumber("ineligible", stratum.NotEligible);
            json.WriteNumber("usable", stratum.Usable);
            json.WriteNumber("eligible_population", stratum.Eligible);
            json.WriteNumber("weight", stratum.Eligible / stratum.Usable);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("degrees_of_freedom", source.Outcome.DegreesOfFreedom);
        json.WriteStartObject("weights");
        json.WriteNumber("smallest", source.Outcome.Weights.Smallest);
        json.WriteNumber("largest", source.Outcome.Weights.Largest);
        json.WriteNumber("kish_design_effect", source.Outcome.Weights.KishDesignEffect);
        json.WriteEndObject();
    }

    private static void Warnings(Utf8JsonWriter json, ReportSource source)
    {
        json.WriteStartArray("warnings");
        foreach (var warning in source.AllWarnings)
        {
            json.WriteStartObject();
            json.WriteString("code", warning.Code);
            json.WriteString("place", warning.Place);
            json.WriteString("text", warning.Text);
            json.WriteString("remedy", warning.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Names(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
