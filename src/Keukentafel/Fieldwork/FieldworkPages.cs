// The addresses of the fieldwork of a round: where it stands, outcomes by post and telephone, closing.
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Studies;

namespace Keukentafel.Fieldwork;

/// <summary>The form for making letters as it was filled in; <paramref name="Step"/> as addresses name it.</summary>
public sealed record AskedLetters(string Step, string Date, bool AsPdf);

internal static class FieldworkPages
{
    public static async Task<IResult> See(Guid onderzoek, Guid meting, SeeFieldwork fieldwork, SeeStudies studies, TimeProvider time, CancellationToken cancel)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), cancel);
        return found.Ok
            ? Answer.Page<FieldworkPage>(new { found.Value.Study, View = await fieldwork.Of(found.Value.Round, cancel), Today = time.Today() })
            : Answer.Refuse(found.Problem);
    }

    public static async Task<IResult> Note(Guid onderzoek, Guid meting, Form form, HttpContext http, NoteOutcomes notes, SeeFieldwork fieldwork, SeeStudies studies, CurrentCaller current, TimeProvider time, CancellationToken cancel)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var note = form.Choice<StaffNote>("wat", "Wat wilt u noteren?");
        var lines = form.Text("brieven", "Briefnummers of codes", NoteOutcomes.MaxLines * 20);
        var problem = form.Problem;
        if (problem is null)
        {
            var noted = await notes.Handle(found.Value.Round.Id, lines, note!.Value, cancel);
            if (noted.Ok)
            {
                return Answer.Done(http, Address(current.Caller, found.Value.Round), noted.Value == 1 ? "Genoteerd voor 1 deelnemer." : $"Genoteerd voor {noted.Value} deelnemers.");
            }

            problem = noted.Problem;
        }

        return await Again(problem, found.Value, fieldwork, time, cancel, lines, note);
    }

    public static async Task<IResult> Close(Guid onderzoek, Guid meting, HttpContext http, CloseRound close, SeeFieldwork fieldwork, SeeStudies studies, CurrentCaller current, TimeProvider time, CancellationToken cancel)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var closed = await close.Handle(found.Value.Round.Id, cancel);
        return closed.Ok
            ? Answer.Done(http, Address(current.Caller, found.Value.Round), "De meting is gesloten. Er komen geen antwoorden meer bij.")
            : await Again(closed.Problem, found.Value, fieldwork, time, cancel);
    }

    internal static string Address(Caller caller, Round round) => StudyAddress.Of(caller, round) + LettersStep.Address;

    internal static async Task<Refused> Again(
        Problem problem, (Study Study, Round Round) at, SeeFieldwork fieldwork, TimeProvider time, CancellationToken cancel, string lines = "", StaffNote? note = null,
        AskedLetters? asked = null, string letter = "") =>
        Answer.Refuse<FieldworkPage>(problem, new Dictionary<string, object?>
        {
            ["Study"] = at.Study,
            ["View"] = await fieldwork.Of(at.Round, cancel),
            ["Today"] = time.Today(),
            ["Lines"] = lines,
            ["Note"] = note,
            ["Asked"] = asked,
            ["Letter"] = letter,
        });
}
