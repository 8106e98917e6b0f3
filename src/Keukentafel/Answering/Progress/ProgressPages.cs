// The page on which staff see answers come in. It shows no answer; it refreshes by a link, or by itself when asked to.
using System.Globalization;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Studies;
using Reply = Keukentafel.Design.Answer;

namespace Keukentafel.Answering.Progress;

internal static class ProgressPages
{
    public const string Path = "/voortgang";

    private const int SecondsBetween = 30;

    public static async Task<IResult> Show(Guid onderzoek, Guid meting, SeeStudies studies, CountResponses count, HttpContext http)
    {
        var found = await studies.Round(StudyId.From(onderzoek), RoundId.From(meting), http.RequestAborted);
        if (!found.Ok)
        {
            return Reply.Refuse(found.Problem);
        }

        var byItself = http.Request.Query.ContainsKey("vanzelf");
        if (byItself)
        {
            http.Response.Headers["Refresh"] = SecondsBetween.ToString(CultureInfo.InvariantCulture);
        }

        return Reply.Page<ProgressPage>(new { found.Value.Study, found.Value.Round, Progress = await count.Of(RoundId.From(meting), http.RequestAborted), ByItself = byItself });
    }
}
