// Chooses for a round its register and what of it is used: for the strata, to weigh by, to break down by. Only that comes to stand beside the answers,
// and only in classes of five clients or more.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register;

public enum Weighting { None, Poststratify, Rake }

public sealed record ChosenFrame(RoundId Round, DeliveryId Delivery)
{
    public IReadOnlyList<string> Strata { get; init; } = [];
    public Weighting Weighting { get; init; }
    public IReadOnlyList<string> WeighBy { get; init; } = [];

    /// <summary>May name <see cref="FrameUse.Channel"/>.</summary>
    public IReadOnlyList<string> BreakDown { get; init; } = [];
    public IReadOnlyList<string> AlsoKept { get; init; } = [];

    internal FrameUse Use => new()
    {
        Strata = Strata,
        Poststratify = Weighting == Weighting.Poststratify ? WeighBy : [],
        Rake = Weighting == Weighting.Rake ? WeighBy : [],
        BreakDown = BreakDown,
        AlsoKept = AlsoKept,
    };
}

public sealed class ChooseFrame(WhoStore store, SeeDeliveries deliveries, AuditTrail audit)
{
    /// <summary>With more variables side by side hardly two clients are alike.</summary>
    public const int MaxVariables = 6;

    public async Task<Result<Done>> Handle(ChosenFrame request)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == request.Round) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (await store.Set<Delivery>().AsNoTracking().FirstOrDefaultAsync(delivery => delivery.Id == request.Delivery) is not { } delivery)
        {
            return RegisterProblems.NoSuchDelivery.Of();
        }

        if (delivery.Status != DeliveryStatus.Imported)
        {
            return RegisterProblems.NotImported.Of(delivery.FileName);
        }

        var use = request.Use;
        if (Problem.Of([.. Wrong(request, use), .. TooSmall(use, await deliveries.Classes(delivery))]) is { } problem)
        {
            return problem;
        }

        if (round.UseFrame(delivery.Id.Value, use) is { } refusal)
        {
            return refusal;
        }

        audit.Note("round.frame", $"round:{round.Id}", Told(delivery, use));
        return Done.It;
    }

    private static IEnumerable<Problem> Wrong(ChosenFrame request, FrameUse use)
    {
        if (use.Variables.Count > MaxVariables)
        {
            yield return RegisterProblems.TooManyVariables.Of(MaxVariables, use.Variables.Count);
        }

        if (request.Weighting != Weighting.None && request.WeighBy.Count == 0)
        {
            yield return RegisterProblems.NothingToWeigh.Of().At("weging");
        }
    }

    private static IEnumerable<Problem> TooSmall(FrameUse use, IReadOnlyList<AttributeClasses> attributes)
    {
        foreach (var variable in use.Variables)
        {
            if (attributes.FirstOrDefault(attribute => attribute.Name == variable) is not { } attribute)
            {
                yield return RegisterProblems.UnknownVariable.Of(variable);
            }
            else if (attribute.TooSmall is var (value, clients))
            {
                yield return RegisterProblems.ClassTooSmall.Of(variable, value, clients, AttributeClasses.MinimumClients);
            }
        }
    }

    private static string Told(Delivery delivery, FrameUse use) =>
        $"Register “{delivery.FileName}”. Strata: {List(use.Strata)}. Poststratificatie: {List(use.Poststratify)}. Raken: {List(use.Rake)}. Uitsplitsen: {List(use.BreakDown)}. Ook bewaard: {List(use.AlsoKept)}.";

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "geen" : string.Join(", ", names);
}
