// Dutch words for what the code names in English.
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;

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

    public static string Of(DateOnly? day) => day is { } known ? known.ToString("d MMMM yyyy", Dutch.Culture) : "nog niet gekozen";
}
