// The fields of a round as somebody typed them: read into a plan, and shown again when something is wrong.
using System.Globalization;
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Studies;

public sealed record RoundDraft
{
    public string Name { get; init; } = "";
    public string Year { get; init; } = "";
    public bool Baseline { get; init; }
    public string ClosesOn { get; init; } = "";
    public string InstrumentId { get; init; } = "";
    public string Layout { get; init; } = "";

    public static RoundDraft Typed(Form form) => new()
    {
        Name = form.Raw("meting"),
        Year = form.Raw("jaar"),
        Baseline = form.Checked("nulmeting"),
        ClosesOn = form.Raw("sluit"),
        InstrumentId = form.Raw("vragenlijst"),
        Layout = form.Raw("bladzijden"),
    };

    public static RoundDraft Of(RoundPlan plan) => new()
    {
        Name = plan.Name,
        Year = plan.Year.ToString(CultureInfo.InvariantCulture),
        Baseline = plan.Baseline,
        ClosesOn = plan.ClosesOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        InstrumentId = plan.InstrumentId,
        Layout = StudyTexts.NameOf(plan.Layout),
    };

    /// <summary>What a form starts with: a measurement of this year.</summary>
    public static RoundDraft Proposal(DateOnly today) => Of(new RoundPlan(string.Create(CultureInfo.InvariantCulture, $"Meting {today.Year}"), today.Year, Baseline: false, ClosesOn: null, "ceo-wmo-standaard"));

    /// <summary>The plan; null when a field cannot be read, which the form then tells.</summary>
    public static RoundPlan? Read(Form form)
    {
        var name = form.Text("meting", "Naam van de meting", Round.NameMaxLength);
        var year = form.Number("jaar", "Meetjaar", Round.FirstYear, Round.LastYear);
        var closes = form.Date("sluit", "Laatste dag om mee te doen", required: false);
        var instrument = form.Text("vragenlijst", "Vragenlijst", 80);
        return form.Problem is null ? new RoundPlan(name, year!.Value, form.Checked("nulmeting"), closes, instrument) { Layout = StudyTexts.LayoutOf(form.Raw("bladzijden")) } : null;
    }
}
