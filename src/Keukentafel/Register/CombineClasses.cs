// Puts classes of an attribute together under one name, so that none is too small to stand beside answers. The file's own classes can be brought back.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Register;

/// <param name="Together">Classes as they stand now; none brings back the classes of the file.</param>
public sealed record ClassesTogether(DeliveryId Delivery, string Attribute, IReadOnlyList<string> Together, string Name);

public sealed class CombineClasses(WhoStore store, SeeDeliveries deliveries, AuditTrail audit)
{
    public const int NameMaxLength = 100;

    public async Task<Result<Done>> Handle(ClassesTogether request)
    {
        if (await store.Set<Delivery>().FirstOrDefaultAsync(delivery => delivery.Id == request.Delivery) is not { } delivery)
        {
            return RegisterProblems.NoSuchDelivery.Of();
        }

        if (await store.Set<Round>().AsNoTracking().FirstOrDefaultAsync(round => round.DeliveryId == delivery.Id.Value && round.Status != RoundStatus.Planned) is { } drawn)
        {
            return StudyProblems.FrameIsFixed.Of(drawn.Name);
        }

        if ((await deliveries.Classes(delivery)).FirstOrDefault(attribute => attribute.Name == request.Attribute) is not { } attribute)
        {
            return RegisterProblems.UnknownVariable.Of(request.Attribute);
        }

        if (Wrong(request, attribute) is { } problem)
        {
            return problem;
        }

        delivery.Combined = CombinedClasses.Of(delivery).With(request.Attribute, request.Together.ToHashSet(StringComparer.Ordinal), request.Name).Json();
        audit.Note("register.combine", $"delivery:{delivery.Id}", $"Klassen van “{request.Attribute}” samengevoegd tot “{request.Name}”: {string.Join(", ", request.Together)}.");
        return Done.It;
    }

    /// <summary>Brings back the classes of the file.</summary>
    public async Task<Result<Done>> Undo(DeliveryId id, string attribute)
    {
        if (await store.Set<Delivery>().FirstOrDefaultAsync(delivery => delivery.Id == id) is not { } delivery)
        {
            return RegisterProblems.NoSuchDelivery.Of();
        }

        var rounds = await store.Set<Round>().AsNoTracking().Where(round => round.DeliveryId == delivery.Id.Value).ToListAsync();
        if (rounds.Find(round => round.Status != RoundStatus.Planned || round.FrameVariables.Contains(attribute)) is { } user)
        {
            return user.Status == RoundStatus.Planned ? RegisterProblems.ClassesInUse.Of(attribute, user.Name) : StudyProblems.FrameIsFixed.Of(user.Name);
        }

        delivery.Combined = CombinedClasses.Of(delivery).Without(attribute).Json();
        audit.Note("register.combine", $"delivery:{delivery.Id}", $"Samenvoegen van klassen van “{attribute}” ongedaan gemaakt.");
        return Done.It;
    }

    private static Problem? Wrong(ClassesTogether request, AttributeClasses attribute)
    {
        var classes = attribute.Classes.Select(one => one.Value).ToHashSet(StringComparer.Ordinal);
        return request.Together.FirstOrDefault(one => !classes.Contains(one)) is { } unknown ? RegisterProblems.UnknownClass.Of(request.Attribute, unknown).At("klassen")
            : request.Together.Distinct(StringComparer.Ordinal).Count() < 2 ? RegisterProblems.TooFewToCombine.Of(request.Attribute).At("klassen")
            : classes.Contains(request.Name) && !request.Together.Contains(request.Name) ? RegisterProblems.ClassNameTaken.Of(request.Attribute, request.Name).At("naam")
            : null;
    }
}
