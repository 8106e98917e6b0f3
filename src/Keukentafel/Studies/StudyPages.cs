// The doors of the studies room.
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Questionnaires;

namespace Keukentafel.Studies;

internal static class StudyPages
{
    public static void Map(RoomRoutes routes)
    {
        routes.Get("/bureau/{organisatie}", Audience.Staff, Overview);
        routes.Page("/onderzoeken/nieuw", Right.StudyChange, ShowNew);
        routes.Act<Store.WhoStore>("/onderzoeken/nieuw", Right.StudyChange, New);
        routes.Page("/vragenlijsten/{vragenlijst}", Right.StudySee, Instrument);
        routes.Page("/onderzoeken/{onderzoek:guid}", Right.StudySee, Show);
        routes.Page("/onderzoeken/{onderzoek:guid}/wijzigen", Right.StudyChange, ShowChange);
        routes.Act<Store.WhoStore>("/onderzoeken/{onderzoek:guid}/wijzigen", Right.StudyChange, Change);
        routes.Page("/onderzoeken/{onderzoek:guid}/nieuwe-meting", Right.StudyChange, ShowNewRound);
        routes.Act<Store.WhoStore>("/onderzoeken/{onderzoek:guid}/nieuwe-meting", Right.StudyChange, NewRound);
        routes.Page(StudyAddress.RoundRoute, Right.StudySee, ShowRound);
        routes.Page(StudyAddress.RoundRoute + "/wijzigen", Right.StudyChange, ShowChangeRound);
        routes.Act<Store.WhoStore>(StudyAddress.RoundRoute + "/wijzigen", Right.StudyChange, ChangeRound);
    }

    private static async Task<IResult> Overview(CurrentCaller current, SeeStudies see, HttpContext http) =>
        current.Caller.May(Right.StudySee)
            ? Answer.Page<OverviewPage>(new { Studies = await see.All(http.RequestAborted) })
            : Answer.Page<OverviewPage>(new { Mine = await see.For(current.Caller, http.RequestAborted) });

    private static IResult Instrument(string vragenlijst) =>
        StandardInstruments.Find(vragenlijst) is { } instrument
            ? Answer.Page<InstrumentPage>(new { Instrument = instrument })
            : Answer.Refuse(StudyProblems.NoSuchInstrument.Of(vragenlijst));

    private static IResult ShowNew(TimeProvider time) => Answer.Page<NewStudyPage>(new { Round = RoundDraft.Proposal(time.Today()) });

    private static async Task<IResult> New(Form form, AddStudy addStudy, AddRound addRound, CurrentCaller current, HttpContext http)
    {
        var study = new NewStudy(form.Text("naam", "Naam van het onderzoek", Study.NameMaxLength), form.Text("doel", "Doel", Study.PurposeMaxLength, required: false), Law.Wmo);
        var plan = RoundDraft.Read(form);
        if (form.Problem is { } unreadable)
        {
            return Again(unreadable);
        }

        var made = await addStudy.Handle(study);
        if (!made.Ok)
        {
            return Again(made.Problem);
        }

        var round = await addRound.Handle(made.Value, plan!);
        return round.Ok
            ? Answer.Done(http, StudyAddress.Of(current.Caller, made.Value), $"Het onderzoek “{study.Name}” is gemaakt. Hieronder staat wat u nu kunt doen.")
            : Again(round.Problem);

        IResult Again(Problem problem) => Answer.Refuse<NewStudyPage>(problem, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(NewStudyPage.Name)] = form.Raw("naam"),
            [nameof(NewStudyPage.Purpose)] = form.Raw("doel"),
            [nameof(NewStudyPage.Round)] = RoundDraft.Typed(form),
        });
    }

    private static async Task<IResult> Show(Guid onderzoek, SeeStudies see, HttpContext http) =>
        (await see.One(new StudyId(onderzoek), http.RequestAborted)).Match(view => (IResult)Answer.Page<StudyPage>(new { View = view }), Answer.Refuse);

    private static async Task<IResult> ShowChange(Guid onderzoek, SeeStudies see, HttpContext http) =>
        (await see.One(new StudyId(onderzoek), http.RequestAborted)).Match(
            view => (IResult)Answer.Page<ChangeStudyPage>(new { Id = view.Study.Id, Name = view.Study.Name, Purpose = view.Study.Purpose }),
            Answer.Refuse);

    private static async Task<IResult> Change(Guid onderzoek, Form form, ChangeStudy change, CurrentCaller current, HttpContext http)
    {
        var id = new StudyId(onderzoek);
        var request = new StudyChange(id, form.Text("naam", "Naam van het onderzoek", Study.NameMaxLength), form.Text("doel", "Doel", Study.PurposeMaxLength, required: false));
        if (form.Problem is { } unreadable)
        {
            return Again(unreadable);
        }

        return (await change.Handle(request)).Match(
            _ => Answer.Done(http, StudyAddress.Of(current.Caller, id), "De wijziging is bewaard."),
            problem => problem.Kind.Sort == ProblemSort.NotFound ? Answer.Refuse(problem) : Again(problem));

        IResult Again(Problem problem) => Answer.Refuse<ChangeStudyPage>(problem, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ChangeStudyPage.Id)] = id,
            [nameof(ChangeStudyPage.Name)] = form.Raw("naam"),
            [nameof(ChangeStudyPage.Purpose)] = form.Raw("doel"),
        });
    }

    private static async Task<IResult> ShowNewRound(Guid onderzoek, SeeStudies see, TimeProvider time, HttpContext http) =>
        (await see.One(new StudyId(onderzoek), http.RequestAborted)).Match(
            view => (IResult)Answer.Page<RoundPage>(new { Study = view.Study.Id, StudyName = view.Study.Name, Draft = RoundDraft.Proposal(time.Today()) }),
            Answer.Refuse);

    private static async Task<IResult> NewRound(Guid onderzoek, Form form, AddRound add, SeeStudies see, CurrentCaller current, HttpContext http)
    {
        var study = await see.One(new StudyId(onderzoek), http.RequestAborted);
        if (!study.Ok)
        {
            return Answer.Refuse(study.Problem);
        }

        if (RoundDraft.Read(form) is not { } plan)
        {
            return Again(form.Problem!);
        }

        return (await add.Handle(new StudyId(onderzoek), plan)).Match(
            _ => Answer.Done(http, StudyAddress.Of(current.Caller, study.Value.Study.Id), $"De meting “{plan.Name}” is toegevoegd."),
            Again);

        IResult Again(Problem problem) => RoundAgain(problem, study.Value.Study, round: null, form);
    }

    /// <summary>A round is shown among the rounds of its study.</summary>
    private static async Task<IResult> ShowRound(Guid onderzoek, Guid meting, SeeStudies see, CurrentCaller current, HttpContext http) =>
        (await see.Round(new StudyId(onderzoek), new RoundId(meting), http.RequestAborted)).Match(
            found => Answer.Go($"{StudyAddress.Of(current.Caller, found.Study.Id)}#meting-{found.Round.Id}"),
            Answer.Refuse);

    private static async Task<IResult> ShowChangeRound(Guid onderzoek, Guid meting, SeeStudies see, HttpContext http) =>
        (await see.Round(new StudyId(onderzoek), new RoundId(meting), http.RequestAborted)).Match(
            found => (IResult)Answer.Page<RoundPage>(new { Study = found.Study.Id, StudyName = found.Study.Name, Round = (Round?)found.Round, Draft = RoundDraft.Of(RoundPlan.Of(found.Round)) }),
            Answer.Refuse);

    private static async Task<IResult> ChangeRound(Guid onderzoek, Guid meting, Form form, ChangeRound change, SeeStudies see, CurrentCaller current, HttpContext http)
    {
        var found = await see.Round(new StudyId(onderzoek), new RoundId(meting), http.RequestAborted);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        if (RoundDraft.Read(form) is not { } plan)
        {
            return Again(form.Problem!);
        }

        return (await change.Handle(new RoundId(meting), plan)).Match(
            _ => Answer.Done(http, StudyAddress.Of(current.Caller, found.Value.Study.Id), $"De meting “{plan.Name}” is gewijzigd."),
            Again);

        IResult Again(Problem problem) => RoundAgain(problem, found.Value.Study, found.Value.Round, form);
    }

    private static Refused RoundAgain(Problem problem, Study study, Round? round, Form form) =>
        Answer.Refuse<RoundPage>(problem, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(RoundPage.Study)] = study.Id,
            [nameof(RoundPage.StudyName)] = study.Name,
            [nameof(RoundPage.Round)] = round,
            [nameof(RoundPage.Draft)] = RoundDraft.Typed(form),
        });
}
