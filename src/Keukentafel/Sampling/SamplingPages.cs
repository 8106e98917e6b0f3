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

        var (choices, problem) = Choices(new Form(new FormCollection(http.Request.Query.ToDictionary())));
        var plan = await sample.Plan(round.Id, choices, cancel);
        return plan.Ok ? Answer.Page<PlanPage>(new { Study = study, View = plan.Value, Problem = problem }) : Answer.Refuse(plan.Problem);
    }

    public static async Task<IResult> Draw(Guid onderzoek, Guid meting, Form form, HttpContext http, DrawSample draw, PlanSample sample, SeeStudies studies, CurrentCaller current, CancellationToken cancel)
    {
        var found = await studies.Round(new StudyId(onderzoek), new RoundId(meting), cancel);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var (study, round) = found.Value;
        var (choices, problem) = Choices(form);
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
            ? Answer.Refuse<PlanPage>(problem, new Dictionary<string, object?> { ["Study"] = study, ["View"] = plan.Value })
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
            var own = new List<int>();
            while (form.Raw($"aantal-{own.Count}").Length > 0)
            {
                own.Add(form.Number($"aantal-{own.Count}", "Aantal brieven", 0, PlanChoices.MostPerStratum) ?? 0);
            }

            choices = choices with { Own = own };
        }

        return (choices, form.Problem);
    }
}
