// The words by which forms and addresses name a page: welkom, the number of a question, controle.
using System.Globalization;
using Keukentafel.Fieldwork;

namespace Keukentafel.Answering.Pages;

public static class PageNames
{
    public const string Field = "pagina";
    public const string BackTo = "naar";
    public const string Welcome = "welkom";
    public const string Check = "controle";
    public const string Left = "gesloten";

    public static string Of(int question) => question.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of a page of this respondent; null when it has no such page.</summary>
    public static int? NumberOf(Respondent respondent, string name) => name switch
    {
        Welcome => 0,
        Check => respondent.CheckPage,
        _ when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number < respondent.CheckPage => number,
        _ => null,
    };

    /// <summary>The address of a page, so that the browser's back button works.</summary>
    public static string Address(Respondent respondent, int number, bool fromCheck = false)
    {
        var name = number <= 0 ? Welcome : number >= respondent.CheckPage ? Check : Of(number);
        return $"{respondent.Address}?{Field}={name}{(fromCheck ? $"&{BackTo}={Check}" : "")}{respondent.Display.Query}";
    }

    /// <summary>The link itself, which leads to where the respondent is.</summary>
    public static string Begin(Respondent respondent) => respondent.Display.Query is { Length: > 0 } query ? $"{respondent.Address}?{query[1..]}" : respondent.Address;
}

/// <summary>The reasons not to take part, as forms name them.</summary>
public static class LeaveReasons
{
    public const string NotTakingPart = "doet-niet-mee";
    public const string NotForMe = "niet-voor-mij";
    public const string Gone = "overleden-of-verhuisd";

    public static StopReason? Of(string name) => name switch
    {
        NotTakingPart => StopReason.NotTakingPart,
        NotForMe => StopReason.NotForMe,
        Gone => StopReason.Gone,
        _ => null,
    };
}
