// The results for programs: uitkomsten.csv and uitkomsten.json with the same rows, at full precision. A suppressed row says which group it is and that it is suppressed, nothing else.
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Keukentafel.Documents.Tabular;
using Keukentafel.Results.Analysis;

namespace Keukentafel.Reports;

public static class ResultFiles
{
    public const string TableName = "uitkomsten.csv";
    public const string JsonName = "uitkomsten.json";

    internal static readonly JsonWriterOptions JsonForm = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void WriteTable(Stream stream, AnalysisOutcome outcome)
    {
        using var writer = new DelimitedWriter(stream);
        writer.Write("question", "group_variable", "group_value", "n_valid", "positive", "se", "lower", "upper", "suppressed");
        foreach (var row in outcome.Estimates)
        {
            var figures = row.Figures;
            writer.Write(
                row.Question, row.GroupVariable, row.GroupValue,
                figures?.Valid.ToString(CultureInfo.InvariantCulture), Plain(figures?.Positive), Plain(figures?.StandardError), Plain(figures?.Lower), Plain(figures?.Upper),
                row.Suppressed ? "true" : "false");
        }
    }

    public static void WriteJson(Stream stream, AnalysisOutcome outcome)
    {
        using var json = new Utf8JsonWriter(stream, JsonForm);
        json.WriteStartObject();
        json.WriteStartArray("estimates");
        foreach (var row in outcome.Estimates)
        {
            json.WriteStartObject();
            json.WriteString("question", row.Question);
            json.WriteString("group_variable", row.GroupVariable);
            json.WriteString("group_value", row.GroupValue);
            Write(json, "n_valid", row.Figures?.Valid);
            Write(json, "positive", row.Figures?.Positive);
            Write(json, "se", row.Figures?.StandardError);
            Write(json, "lower", row.Figures?.Lower);
            Write(json, "upper", row.Figures?.Upper);
            json.WriteBoolean("suppressed", row.Suppressed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("rates");
        foreach (var (name, value) in Rates(outcome))
        {
            Write(json, name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, double? Value)> Rates(AnalysisOutcome outcome)
    {
        var counts = outcome.Outcomes;
        var rates = counts.Rates();
        return
        [
            ("sent", counts.Sent), ("complete", counts.Complete), ("partial", counts.Partial), ("refusal", counts.Refusal), ("noncontact", counts.NonContact),
            ("other", counts.Other), ("unknown", counts.Unknown), ("ineligible", counts.NotEligible),
            ("RR1", rates.RR1), ("RR2", rates.RR2), ("RR3", rates.RR3), ("RR4", rates.RR4), ("RR5", rates.RR5), ("RR6", rates.RR6),
            ("gross", rates.Gross), ("net", rates.Net),
        ];
    }

    internal static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>The shortest text that reads back as the same number, without an exponent: a spreadsheet reads 1E-05 as a text or worse.</summary>
    internal static string? Plain(double? value)
    {
        if (value is not { } number)
        {
            return null;
        }

        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        if (mark < 0)
        {
            return text;
        }

        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = number < 0 ? "-" : "";
        var digits = text[..mark].TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        return exponent < 0
            ? $"{sign}0.{new string('0', -exponent - 1)}{digits}"
            : sign + digits.PadRight(exponent + 1, '0');
    }
}
