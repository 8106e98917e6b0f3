// Dutch words for what the code names in English.
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;
using Keukentafel.Questionnaires.Flow;

namespace Keukentafel.Studies;

internal static class StudyTexts
{
    public static string Of(RoundStatus status) => status switch
    {
        RoundStatus.Planned => "in voorbereiding",
        RoundStatus.Drawn => "steekproef staat",
        RoundStatus.Open => "loopt",
        RoundStatus.Closed => "gesloten",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Of(Law law) => law switch
    {
        Law.Wmo => "Wmo 2015",
        Law.Jeugd => "Jeugdwet",
        _ => throw new ArgumentOutOfRangeException(nameof(law)),
    };

    public static string Of(StepState state) => state switch
    {
        StepState.Later => "later",
        StepState.Ready => "nu te doen",
        StepState.Busy => "bezig",
        StepState.Done => "klaar",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Of(BlockOrigin origin) => origin switch
    {
        BlockOrigin.Core => "vaste kern",
        BlockOrigin.Model => "aanvulling",
        BlockOrigin.Own => "eigen vragen",
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    /// <summary>The layouts as forms name them, with what they mean; the first is the usual one.</summary>
    public static readonly IReadOnlyList<(string Name, string Text)> Layouts =
    [
        ("een", "Eén vraag per bladzijde (voor iedereen het makkelijkst)"),
        ("blok", "Een onderwerp per bladzijde"),
        ("alles", "Alles op één bladzijde, zover de vragen niet van elkaar afhangen"),
    ];

    public static string NameOf(PageLayout layout) => Layouts[(int)layout].Name;

    public static PageLayout LayoutOf(string name) => (PageLayout)Math.Max(0, Layouts.Select(layout => layout.Name).ToList().IndexOf(name));

    public static string Of(DateOnly? day) => day is { } known ? known.ToString("d MMMM yyyy", Dutch.Culture) : "nog niet gekozen";
}
