// The doors of the sampling frame: which register a round uses and what of it, and combining classes that are too small.
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Keukentafel.Studies;

namespace Keukentafel.Register;

internal static class FramePages
{
    private const string ClassesPath = "/register/{levering:guid}/klassen";

    public static void Map(RoomRoutes routes)
    {
        routes.Page(StudyAddress.RoundRoute + RegisterStep.PagePath, Right.StudyChange, Show);
        routes.Act<WhoStore>(StudyAddress.RoundRoute + RegisterStep.PagePath, Right.StudyChange, Choose);
        routes.Page(ClassesPath, Right.StudyChange, ShowClasses);
        routes.Act<WhoStore>(ClassesPath, Right.StudyChange, Combine);
        routes.Act<WhoStore>(ClassesPath + "/terug", Right.StudyChange, BringBack);
    }

    public static string ClassesAddress(Caller caller, DeliveryId delivery, string attribute) =>
        $"{RegisterPages.Address(caller, delivery)}/klassen?kenmerk={Uri.EscapeDataString(attribute)}";

    private static async Task<IResult> Show(Guid onderzoek, Guid meting, Guid? levering, SeeStudies studies, SeeDeliveries deliveries, HttpContext http)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), http.RequestAborted);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var (study, round) = found.Value;
        var imported = (await deliveries.All(http.RequestAborted)).Where(delivery => delivery.Status == DeliveryStatus.Imported).ToList();
        var chosen = imported.Find(delivery => delivery.Id.Value == (levering ?? round.DeliveryId)) ?? (imported.Count == 1 ? imported[0] : null);
        return Answer.Page<ChooseFramePage>(new
        {
            Study = study,
            Round = round,
            Imported = imported,
            Chosen = chosen,
            Classes = chosen is null ? [] : await deliveries.Classes(chosen, http.RequestAborted),
            Request = Current(round, chosen),
        });
    }

    private static async Task<IResult> Choose(Guid onderzoek, Guid meting, Form form, ChooseFrame choose, SeeStudies studies, SeeDeliveries deliveries, CurrentCaller current, HttpContext http)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), http.RequestAborted);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var (study, round) = found.Value;
        var request = new ChosenFrame(round.Id, new DeliveryId(Guid.TryParse(form.Raw("levering"), out var id) ? id : Guid.Empty))
        {
            Strata = form.All("strata"),
            Weighting = form.Choice<Weighting>("weging", "Weging") ?? Weighting.None,
            WeighBy = form.All("wegen"),
            BreakDown = form.All("uitsplitsen"),
            AlsoKept = form.All("bewaren"),
        };
        var chosen = await choose.Handle(request);
        if (chosen.Ok)
        {
            return Answer.Done(http, StudyAddress.Of(current.Caller, study.Id), $"Het register van “{round.Name}” is gekozen.");
        }

        var imported = (await deliveries.All(http.RequestAborted)).Where(delivery => delivery.Status == DeliveryStatus.Imported).ToList();
        return imported.Find(delivery => delivery.Id == request.Delivery) is not { } same
            ? Answer.Refuse(chosen.Problem)
            : Answer.Refuse<ChooseFramePage>(chosen.Problem, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(ChooseFramePage.Study)] = study,
                [nameof(ChooseFramePage.Round)] = round,
                [nameof(ChooseFramePage.Imported)] = imported,
                [nameof(ChooseFramePage.Chosen)] = same,
                [nameof(ChooseFramePage.Classes)] = await deliveries.Classes(same, http.RequestAborted),
                [nameof(ChooseFramePage.Request)] = request,
            });
    }

    /// <summary>The choice as it stands, to begin the form with.</summary>
    private static ChosenFrame Current(Round round, Delivery? delivery)
    {
        var request = new ChosenFrame(round.Id, delivery?.Id ?? default);
        return delivery is null || round.DeliveryId != delivery.Id.Value ? request : request with
        {
            Strata = round.StratumVariables,
            Weighting = round.RakeBy.Count > 0 ? Weighting.Rake : round.PoststratifyBy.Count > 0 ? Weighting.Poststratify : Weighting.None,
            WeighBy = [.. round.RakeBy, .. round.PoststratifyBy],
            BreakDown = round.BreakDownBy,
            AlsoKept = round.FrameVariables.Except([.. round.StratumVariables, .. round.RakeBy, .. round.PoststratifyBy, .. round.BreakDownBy], StringComparer.Ordinal).ToList(),
        };
    }

    private static async Task<IResult> ShowClasses(Guid levering, string kenmerk, SeeDeliveries see, HttpContext http)
    {
        var found = await see.One(new DeliveryId(levering), http.RequestAborted);
        return !found.Ok ? Answer.Refuse(found.Problem)
            : found.Value.Classes.FirstOrDefault(attribute => attribute.Name == kenmerk) is { } attribute ? Answer.Page<ClassesPage>(new { found.Value.Delivery, Attribute = attribute })
            : Answer.Refuse(RegisterProblems.UnknownVariable.Of(kenmerk));
    }

    private static async Task<IResult> Combine(Guid levering, Form form, CombineClasses combine, SeeDeliveries see, CurrentCaller current, HttpContext http)
    {
        var id = new DeliveryId(levering);
        var attribute = form.Raw("kenmerk");
        var found = await see.One(id, http.RequestAborted);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var request = new ClassesTogether(id, attribute, form.All("klassen"), form.Text("naam", "Naam van de nieuwe klasse", CombineClasses.NameMaxLength));
        var problem = form.Problem;
        if (problem is null)
        {
            var done = await combine.Handle(request);
            if (done.Ok)
            {
                return Answer.Done(http, ClassesAddress(current.Caller, id, attribute), $"De klassen zijn samengevoegd tot “{request.Name}”.");
            }

            problem = done.Problem;
        }

        return found.Value.Classes.FirstOrDefault(one => one.Name == attribute) is not { } shown
            ? Answer.Refuse(problem)
            : Answer.Refuse<ClassesPage>(problem, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(ClassesPage.Delivery)] = found.Value.Delivery,
                [nameof(ClassesPage.Attribute)] = shown,
                [nameof(ClassesPage.Together)] = request.Together,
                [nameof(ClassesPage.Name)] = form.Raw("naam"),
            });
    }

    private static async Task<IResult> BringBack(Guid levering, Form form, CombineClasses combine, CurrentCaller current, HttpContext http) =>
        (await combine.Undo(new DeliveryId(levering), form.Raw("kenmerk"))).Match(
            _ => Answer.Done(http, ClassesAddress(current.Caller, new DeliveryId(levering), form.Raw("kenmerk")), "De klassen van het bestand zijn terug."),
            Answer.Refuse);
}
