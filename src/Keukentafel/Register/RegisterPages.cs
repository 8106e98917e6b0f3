// The doors of deliveries: the list with the form for a new file, the columns, one delivery with its findings, and what is done with it.
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register.Import;
using Keukentafel.Store;

namespace Keukentafel.Register;

internal static class RegisterPages
{
    private const int PreviewRows = 10;
    private const int SampleValues = 3;

    public static void Map(RoomRoutes routes)
    {
        routes.Page("/register", Right.StudySee, ShowAll);
        routes.Upload<WhoStore>("/register", Right.ContactChange, TakeFile.MaxMegabytes, Take);
        routes.Page("/register/{levering:guid}", Right.StudySee, Show);
        routes.Page("/register/{levering:guid}/kolommen", Right.ContactChange, ShowColumns);
        routes.Act<WhoStore>("/register/{levering:guid}/kolommen", Right.ContactChange, Columns);
        routes.Page("/register/{levering:guid}/bevindingen.csv", Right.StudySee, Findings);
        routes.Act<WhoStore>("/register/{levering:guid}/inlezen", Right.ContactChange, Import);
        routes.Act<WhoStore>("/register/{levering:guid}/opnieuw", Right.ContactChange, Again);
        routes.Act<WhoStore>("/register/{levering:guid}/terugnemen", Right.ContactChange, Undo);
    }

    public static string Address(Caller caller, DeliveryId? delivery = null) => $"/bureau/{caller.OrganisationCode}/register{(delivery is { } id ? $"/{id}" : "")}";

    private static async Task<IResult> ShowAll(SeeDeliveries see, HttpContext http) =>
        Answer.Page<DeliveriesPage>(new { Deliveries = await see.All(http.RequestAborted) });

    private static async Task<IResult> Take(Form form, TakeFile take, CurrentCaller current, HttpContext http)
    {
        if (form.Files.GetFile("bestand") is not { Length: > 0 } file)
        {
            return await Refuse(form.Files.GetFile("bestand") is { FileName.Length: > 0 } empty ? RegisterProblems.UnusableFile.Of(empty.FileName, $"{RegisterFindings.Empty.Text} {RegisterFindings.Empty.Remedy}") : RegisterProblems.NoFile.Of());
        }

        await using var content = file.OpenReadStream();
        var taken = await take.Handle(content, file.FileName, http.RequestAborted);
        if (!taken.Ok)
        {
            return await Refuse(taken.Problem);
        }

        var (delivery, known) = taken.Value;
        return known
            ? Answer.Done(http, Address(current.Caller, delivery), "Het bestand is aangeleverd. De kolommen zijn dezelfde als de vorige keer; het wordt nu gecontroleerd.")
            : Answer.Done(http, Address(current.Caller, delivery) + "/kolommen", "Het bestand is aangeleverd. Kijk of de kolommen goed zijn herkend.");

        async Task<IResult> Refuse(Problem problem) => Answer.Refuse<DeliveriesPage>(
            problem.Field is null ? problem.At("bestand") : problem,
            new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(DeliveriesPage.Deliveries)] = await http.RequestServices.GetRequiredService<SeeDeliveries>().All(http.RequestAborted) });
    }

    private static async Task<IResult> Show(Guid levering, SeeDeliveries see, OpenFile open, CurrentCaller current, AuditTrail audit, HttpContext http)
    {
        var found = await see.One(new DeliveryId(levering), http.RequestAborted);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        var view = found.Value;
        var preview = view is { Outcome: not null, Delivery.Status: DeliveryStatus.Preview } && current.Caller.May(Right.ContactSee)
            ? await Preview(view.Delivery, open, audit, http.RequestAborted)
            : null;
        return Answer.Page<DeliveryPage>(new { View = view, Preview = preview });
    }

    private static async Task<IReadOnlyList<ReadClient>?> Preview(Delivery delivery, OpenFile openFile, AuditTrail audit, CancellationToken cancel)
    {
        var found = await openFile.Handle(delivery.Id, cancel);
        if (!found.Ok)
        {
            return null;
        }

        await using var open = found.Value;
        audit.Look("clients.see", $"delivery:{delivery.Id}", $"Voorbeeld van de eerste {PreviewRows} rijen van “{delivery.FileName}”.");
        return open.Clients(_ => { }).Take(PreviewRows).Select(pair => pair.Client).ToList();
    }

    private static async Task<IResult> ShowColumns(Guid levering, OpenFile openFile, AuditTrail audit, HttpContext http)
    {
        var found = await openFile.Handle(new DeliveryId(levering), http.RequestAborted);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        await using var open = found.Value;
        return Answer.Page<ColumnsPage>(new { open.Delivery, open.Mapping, Values = First(open, audit) });
    }

    private static async Task<IResult> Columns(Guid levering, Form form, NameColumns name, OpenFile openFile, AuditTrail audit, CurrentCaller current, HttpContext http)
    {
        var id = new DeliveryId(levering);
        var found = await openFile.Handle(id, http.RequestAborted);
        if (!found.Ok)
        {
            return Answer.Refuse(found.Problem);
        }

        await using var open = found.Value;
        var roles = open.Mapping.Columns
            .Select((_, i) => (Enum.TryParse<ColumnRole>(form.Raw($"rol-{i}"), out var role) && Enum.IsDefined(role) ? role : ColumnRole.Ignore, form.Raw($"kenmerk-{i}")))
            .ToList();
        var named = await name.Handle(new NamedColumns(id, roles, form.Checked("brieven")));
        if (named.Ok)
        {
            return Answer.Done(http, Address(current.Caller, id), "De kolommen zijn bewaard. Het bestand wordt nu gecontroleerd.");
        }

        var typed = new ColumnMapping(open.Mapping.Columns.Select((use, i) => new ColumnUse(use.Column, roles[i].Item1, roles[i].Item2)).ToList(), form.Checked("brieven"));
        return Answer.Refuse<ColumnsPage>(named.Problem, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(ColumnsPage.Delivery)] = open.Delivery,
            [nameof(ColumnsPage.Mapping)] = typed,
            [nameof(ColumnsPage.Values)] = First(open, audit),
        });
    }

    private static IReadOnlyList<IReadOnlyList<string>> First(OpenDelivery open, AuditTrail audit)
    {
        audit.Look("clients.see", $"delivery:{open.Delivery.Id}", $"De eerste {SampleValues} rijen van “{open.Delivery.FileName}” bij het benoemen van de kolommen.");
        return open.FirstValues(SampleValues);
    }

    private static async Task<IResult> Findings(Guid levering, OpenFile openFile, HttpContext http)
    {
        var found = await openFile.Handle(new DeliveryId(levering), http.RequestAborted);
        return found.Ok ? new FindingsDownload(found.Value) : Answer.Refuse(found.Problem);
    }

    private static async Task<IResult> Import(Guid levering, StartImport start, CurrentCaller current, HttpContext http) =>
        (await start.Handle(new DeliveryId(levering))).Match(
            _ => Answer.Done(http, Address(current.Caller, new DeliveryId(levering)), "Het inlezen is begonnen. U kunt deze pagina verlaten; het gaat vanzelf door."),
            Answer.Refuse);

    private static async Task<IResult> Again(Guid levering, TryAgain again, CurrentCaller current, HttpContext http) =>
        (await again.Handle(new DeliveryId(levering))).Match(_ => Answer.Done(http, Address(current.Caller, new DeliveryId(levering)), "Het wordt opnieuw geprobeerd."), Answer.Refuse);

    private static async Task<IResult> Undo(Guid levering, UndoImport undo, CurrentCaller current, HttpContext http) =>
        (await undo.Handle(new DeliveryId(levering))).Match(
            _ => Answer.Done(http, Address(current.Caller), "Het register is teruggenomen. Het bestand is gewist en de cliënten worden gewist."),
            Answer.Refuse);
}
