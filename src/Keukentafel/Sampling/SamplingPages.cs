// The addresses of the sample of a round. The plan stands in the address itself, so that it can be shared and reloaded; only drawing and undoing change anything.
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Studies;

namespace Keukentafel.Sampling;

internal static class SamplingPages
{
    public static async Task<IResult> See(Guid onderzoek, Guid meting, HttpContext http, PlanSample sample, SeeStudies studies, CancellationToken cancel)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var (study, round) = found.Value;
        if (round.Status != RoundStatus.Planned)
        {
            var drawn = await sample.Drawn(round.Id, cancel);
            return drawn.Ok ? Answer.Page<DrawnPage>(new { Study = study, View = drawn.Value }) : Answer.Refuse(drawn.Problem);
        }

        var form = new Form(new FormCollection(http.Request.Query.ToDictionary()));
        var (choices, unreadable) = Choices(form);
        var plan = await sample.Plan(round.Id, choices, cancel);
        if (!plan.Ok)
        {
            return Answer.Refuse(plan.Problem);
        }

        var problem = unreadable ?? (plan.Value.Strata.Count > 0 ? plan.Value.Refusal : null);
        return problem is null ? Answer.Page<PlanPage>(new { Study = study, View = plan.Value }) : Again(problem, study, plan.Value, form, unreadable is not null);
    }

    public static async Task<IResult> Draw(Guid onderzoek, Guid meting, Form form, HttpContext http, DrawSample draw, PlanSample sample, SeeStudies studies, CurrentCaller current, CancellationToken cancel)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var (study, round) = found.Value;
        var (choices, unreadable) = Choices(form);
        var problem = unreadable;
        if (problem is null)
        {
            var drawn = await draw.Handle(new SampleRequest(round.Id, choices, form.Raw("register")), cancel);
            if (drawn.Ok)
            {
                return Answer.Done(http, StudyAddress.Of(current.Caller, round) + SampleStep.Address, "De steekproef is getrokken.");
            }

            problem = drawn.Problem;
        }

        var plan = await sample.Plan(round.Id, choices, cancel);
        return plan.Ok
            ? Again(problem, study, plan.Value, form, unreadable is not null)
            : Answer.Refuse(problem);
    }

    public static async Task<IResult> Repeat(Guid onderzoek, Guid meting, RepeatDraw repeat, SeeStudies studies, CancellationToken cancel)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var repeated = await repeat.Handle(found.Value.Round.Id, cancel);
        return repeated.Ok ? Answer.Page<RepeatPage>(new { found.Value.Study, Repeated = repeated.Value }) : Answer.Refuse(repeated.Problem);
    }

    public static async Task<IResult> Undo(Guid onderzoek, Guid meting, HttpContext http, UndoDraw undo, SeeStudies studies, CurrentCaller current, CancellationToken cancel)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var undone = await undo.Handle(found.Value.Round.Id, cancel);
        return undone.Ok
            ? Answer.Done(http, StudyAddress.Of(current.Caller, found.Value.Round) + SampleStep.Address, "De trekking is ongedaan gemaakt.")
            : Answer.Refuse(undone.Problem);
    }

    /// <summary>The form with what is wrong. A plan of other numbers than those that were typed is not shown.</summary>
    private static Refused Again(Problem problem, Study study, PlanView view, Form typed, bool unreadable) =>
        Answer.Refuse<PlanPage>(problem, new Dictionary<string, object?> { ["Study"] = study, ["View"] = unreadable ? view with { Plan = null } : view, ["Typed"] = typed });

    /// <summary>What the form or address asks; what is not said is the usual.</summary>
    private static (PlanChoices Choices, Problem? Problem) Choices(Form form)
    {
        var usual = new PlanChoices();
        var choices = new PlanChoices
        {
            Margin = form.Decimal("marge", "Marge", PlanChoices.SmallestMargin, PlanChoices.LargestMargin, required: false) ?? usual.Margin,
            Confidence = form.Number("betrouwbaarheid", "Betrouwbaarheid", 90, 99, required: false) is { } confidence && PlanChoices.Confidences.Contains(confidence) ? confidence : usual.Confidence,
            Response = form.Number("respons", "Verwachte respons", 1, 100, required: false) ?? usual.Response,
            Allocation = form.Raw("verdeling") switch
            {
                "gelijk" => AllocationKind.Equal,
                "eigen" => AllocationKind.Own,
                _ => AllocationKind.Proportional,
            },
            Letters = form.Number("brieven", "Aantal brieven", 1, PlanChoices.MostPerStratum, required: false),
            Least = form.Number("minstens", "Ten minste per groep", 0, PlanChoices.MostPerStratum, required: false),
        };
        if (choices.Allocation == AllocationKind.Own)
        {
            var own = new List<int?>();
            while (form.Has($"aantal-{own.Count}"))
            {
                own.Add(form.Number($"aantal-{own.Count}", "Aantal brieven", 0, PlanChoices.MostPerStratum, required: false));
            }

            choices = choices with { Own = own };
        }

        return (choices, form.Problem);
    }
}
