// The addresses of letters: their text, and the batches with their files.
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Studies;

namespace Keukentafel.Fieldwork;

internal static class LetterPages
{
    public static async Task<IResult> SeeText(Guid onderzoek, Guid meting, string stap, LetterTexts texts, ReadLetters read, SeeStudies studies, TimeProvider time, CancellationToken cancel)
    {
        var found = await At(onderzoek, meting, stap, studies, cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var (study, round, step) = found.Value;
        var text = await texts.Of(round, step, cancel);
        return Answer.Page<LetterTextPage>(new { Study = study, Round = round, Text = text, Run = await Example(read, round, text, time, cancel) });
    }

    public static async Task<IResult> WriteText(Guid onderzoek, Guid meting, string stap, Form form, HttpContext http, WriteLetter write, LetterTexts texts, ReadLetters read, SeeStudies studies, CurrentCaller current, TimeProvider time, CancellationToken cancel)
    {
        var found = await At(onderzoek, meting, stap, studies, cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var (study, round, step) = found.Value;
        var subject = form.Text("onderwerp", "Onderwerp", LetterText.SubjectMaxLength);
        var body = form.Text("tekst", "Tekst", LetterText.BodyMaxLength);
        var window = form.Raw("venster") == "rechts" ? WindowSide.Right : WindowSide.Left;
        if (form.Checked("begintekst"))
        {
            var start = LetterTexts.Start(round, step);
            (subject, body) = (start.Subject, start.Body);
        }
        else if (form.Problem is { } incomplete)
        {
            return await Again(incomplete);
        }

        var written = await write.Handle(round.Id, step, subject, body, window, cancel);
        return written.Ok
            ? Answer.Done(http, $"{FieldworkPages.Address(current.Caller, round)}/brief/{CodeOf(step)}", "De tekst is bewaard.")
            : await Again(written.Problem);

        async Task<Refused> Again(Problem problem)
        {
            var text = new LetterText { OrganisationId = round.OrganisationId, RoundId = round.Id, Step = step, Subject = subject, Body = body, Window = window };
            return Answer.Refuse<LetterTextPage>(problem, new Dictionary<string, object?> { ["Study"] = study, ["Round"] = round, ["Text"] = text, ["Run"] = await Example(read, round, text, time, cancel) });
        }
    }

    public static async Task<IResult> Preview(Guid onderzoek, Guid meting, string stap, LetterTexts texts, ReadLetters read, LetterPrinter printer, SeeStudies studies, TimeProvider time, CancellationToken cancel)
    {
        var found = await At(onderzoek, meting, stap, studies, cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var run = await Example(read, found.Value.Round, await texts.Of(found.Value.Round, found.Value.Step, cancel), time, cancel);
        var printed = await printer.Letters(run, [ExampleLetter(run)], cancel);
        return printed.Ok ? TypedResults.File(printed.Value, "application/pdf") : Answer.Refuse(printed.Problem);
    }

    public static async Task<IResult> Make(Guid onderzoek, Guid meting, Form form, HttpContext http, MakeLetters make, SeeFieldwork fieldwork, SeeStudies studies, CurrentCaller current, TimeProvider time, CancellationToken cancel)
    {
        var found = await At(onderzoek, meting, form.Raw("stap"), studies, cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var (study, round, step) = found.Value;
        var dated = form.Date("datum", "Datum op de brief");
        var asPdf = form.Raw("vorm") != "adressen";
        var made = form.Problem is { } incomplete ? (Result<LettersAsked>)incomplete : await make.Handle(new LettersRequest(round.Id, step, dated!.Value, asPdf), cancel);
        return made.Ok
            ? Answer.Done(http, FieldworkPages.Address(current.Caller, round), string.Create(Dutch.Culture, $"{made.Value.Letters:N0} brieven in {made.Value.Batches} {(made.Value.Batches == 1 ? "partij" : "partijen")}."))
            : await FieldworkPages.Again(
                InFormOf(step, made.Problem), (study, round), fieldwork, time, cancel, asked: new AskedLetters(CodeOf(step), form.Raw("datum"), asPdf));
    }

    public static async Task<IResult> SeeBatch(Guid onderzoek, Guid meting, int nummer, SeeFieldwork fieldwork, SeeStudies studies, CancellationToken cancel)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var batch = await fieldwork.One(found.Value.Round, nummer, cancel);
        return batch.Ok ? Answer.Page<BatchPage>(new { found.Value.Study, View = batch.Value }) : Answer.Refuse(batch.Problem);
    }

    public static Task<IResult> Remake(Guid onderzoek, Guid meting, int nummer, HttpContext http, RemakeBatch remake, SeeFieldwork fieldwork, SeeStudies studies, CurrentCaller current, CancellationToken cancel) =>
        Act(onderzoek, meting, nummer, http, fieldwork, studies, current, round => remake.Handle(round, nummer, cancel), $"Partij {nummer} wordt opnieuw gemaakt.", cancel);

    public static Task<IResult> Drop(Guid onderzoek, Guid meting, int nummer, HttpContext http, DropBatch drop, SeeFieldwork fieldwork, SeeStudies studies, CurrentCaller current, CancellationToken cancel) =>
        Act(onderzoek, meting, nummer, http, fieldwork, studies, current, round => drop.Handle(round, nummer, cancel), $"Partij {nummer} is verwijderd.", cancel);

    public static Task<IResult> Release(Guid onderzoek, Guid meting, int nummer, Form form, HttpContext http, ReleaseBatch release, SeeFieldwork fieldwork, SeeStudies studies, CurrentCaller current, CancellationToken cancel)
    {
        var takenOut = form.Checked("uitgehaald") ? form.Raw("uit").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        return Act(onderzoek, meting, nummer, http, fieldwork, studies, current, round => release.Handle(new ReleaseRequest(round, nummer, takenOut), cancel), $"Partij {nummer} is vrijgegeven.", cancel);
    }

    public static Task<IResult> Letters(Guid onderzoek, Guid meting, int nummer, DownloadBatch download, SeeStudies studies, CancellationToken cancel) =>
        File(onderzoek, meting, studies, round => download.Printed(round, nummer, LetterFileKind.Letters, cancel), cancel);

    public static Task<IResult> Sheet(Guid onderzoek, Guid meting, int nummer, DownloadBatch download, SeeStudies studies, CancellationToken cancel) =>
        File(onderzoek, meting, studies, round => download.Printed(round, nummer, LetterFileKind.Sheet, cancel), cancel);

    public static Task<IResult> MailMerge(Guid onderzoek, Guid meting, int nummer, DownloadBatch download, SeeStudies studies, CancellationToken cancel) =>
        File(onderzoek, meting, studies, round => download.MailMerge(round, nummer, cancel), cancel);

    public static async Task<IResult> Again(Guid onderzoek, Guid meting, string? brief, DownloadBatch download, SeeFieldwork fieldwork, SeeStudies studies, TimeProvider time, CancellationToken cancel)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var file = await download.Again(found.Value.Round.Id, brief ?? "", cancel);
        return file.Ok
            ? TypedResults.File(file.Value.Content, file.Value.ContentType, file.Value.Name)
            : await FieldworkPages.Again(file.Problem, found.Value, fieldwork, time, cancel, letter: brief ?? "");
    }

    internal static string CodeOf(LetterStep step) => step == LetterStep.Invitation ? "uitnodiging" : "herinnering";

    /// <summary>A letter to nobody: what the preview shows.</summary>
    internal static PrintedLetter ExampleLetter(LetterRun run) => new()
    {
        Number = "0-001",
        To = new ContactDetails { ClientNumber = "", Salutation = "mevrouw", Name = "A. Voorbeeld", Street = "Voorbeeldstraat", HouseNumber = "1", Postcode = "1234 AB", Town = "Voorbeeld" },
        Code = "VOOR-BEEL-DDDD",
        Link = LetterRun.LinkOf($"https://{run.Website}", "VOOR-BEEL-DDDD"),
    };

    /// <summary>Points to the date in the form of this step: the page may have one for each.</summary>
    private static Problem InFormOf(LetterStep step, Problem problem)
    {
        return At(problem) with { Others = problem.Others.Select(At).ToList() };

        Problem At(Problem one) => one.Field is { } field ? one with { Field = $"{field}-{CodeOf(step)}" } : one;
    }

    private static Task<LetterRun> Example(ReadLetters read, Round round, LetterText text, TimeProvider time, CancellationToken cancel) =>
        read.Run(round, text, time.Today(), $"Voorbeeld van de brief, {round.Name}", cancel);

    private static async Task<Result<(Study Study, Round Round, LetterStep Step)>> At(Guid onderzoek, Guid meting, string stap, SeeStudies studies, CancellationToken cancel)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), cancel);
        if (!found.Ok)
        {
            return found.Problem;
        }

        return stap switch
        {
            "uitnodiging" => (found.Value.Study, found.Value.Round, LetterStep.Invitation),
            "herinnering" => (found.Value.Study, found.Value.Round, LetterStep.Reminder),
            _ => PipelineProblems.NotFound.Of(),
        };
    }

    private static async Task<IResult> Act(
        Guid onderzoek, Guid meting, int nummer, HttpContext http, SeeFieldwork fieldwork, SeeStudies studies, CurrentCaller current, Func<RoundId, Task<Result<Done>>> act, string done, CancellationToken cancel)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var result = await act(found.Value.Round.Id);
        if (result.Ok)
        {
            return Answer.Done(http, FieldworkPages.Address(current.Caller, found.Value.Round), done);
        }

        var batch = await fieldwork.One(found.Value.Round, nummer, cancel);
        return batch.Ok
            ? Answer.Refuse<BatchPage>(result.Problem, new Dictionary<string, object?> { ["Study"] = found.Value.Study, ["View"] = batch.Value })
            : Answer.Refuse(result.Problem);
    }

    private static async Task<IResult> File(Guid onderzoek, Guid meting, SeeStudies studies, Func<RoundId, Task<Result<FileToSave>>> make, CancellationToken cancel)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var file = await make(found.Value.Round.Id);
        return file.Ok ? TypedResults.File(file.Value.Content, file.Value.ContentType, file.Value.Name) : Answer.Refuse(file.Problem);
    }
}
