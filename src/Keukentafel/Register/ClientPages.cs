// The doors of clients. A search is a POST: a name must not stand in an address, which browsers and servers remember.
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register.Import;
using Keukentafel.Store;

namespace Keukentafel.Register;

internal static class ClientPages
{
    public static void Map(RoomRoutes routes)
    {
        routes.Page("/register/clienten", Right.ContactSee, List);
        routes.Act<WhoStore>("/register/clienten/zoeken", Right.ContactSee, Search);
        routes.Page("/register/clienten/{client:guid}", Right.ContactSee, Show);
        routes.Act<WhoStore>("/register/clienten/{client:guid}/niet-benaderen", Right.ContactChange, Stop);
        routes.Act<WhoStore>("/register/clienten/{client:guid}/wel-benaderen", Right.ContactChange, Allow);
        routes.Act<WhoStore>("/register/clienten/{client:guid}/adres", Right.ContactChange, Correct);
    }

    public static string Address(Caller caller, DeliveryId? delivery = null, int page = 1)
    {
        var query = string.Join('&', new[] { delivery is { } id ? $"levering={id}" : null, page > 1 ? $"bladzijde={page}" : null }.Where(part => part is not null));
        return $"{RegisterPages.Address(caller)}/clienten{(query.Length > 0 ? "?" + query : "")}";
    }

    /// <summary>The register above the list of clients, for who may see it.</summary>
    public static IReadOnlyList<(string Title, string Address)> Trail(Caller caller) => caller.May(Right.StudySee) ? [("Register", RegisterPages.Address(caller))] : [];

    public static string Address(Caller caller, ClientId client) => $"{RegisterPages.Address(caller)}/clienten/{client}";

    private static async Task<IResult> List(Guid? levering, int? bladzijde, SeeClients see, HttpContext http)
    {
        DeliveryId? delivery = levering is { } id ? new DeliveryId(id) : null;
        return (await see.List(delivery, bladzijde ?? 1, http.RequestAborted)).Match(
            list => (IResult)Answer.Page<ClientsPage>(new { List = list, Delivery = delivery }),
            Answer.Refuse);
    }

    private static async Task<IResult> Search(Form form, SeeClients see, HttpContext http)
    {
        var search = new ClientSearch(
            form.Text("nummer", "Cliëntnummer", ClientReader.NumberMaxLength, required: false),
            form.Text("achternaam", "Achternaam", ClientReader.NameMaxLength, required: false),
            form.Text("postcode", "Postcode", ClientReader.PhoneMaxLength, required: false),
            form.Text("huisnummer", "Huisnummer", ClientReader.PhoneMaxLength, required: false));
        var page = form.Number("bladzijde", "Bladzijde", 1, int.MaxValue, required: false) ?? 1;
        if (form.Problem is { } unreadable)
        {
            return Again(unreadable);
        }

        return (await see.Search(search, page, http.RequestAborted)).Match(list => Answer.Page<ClientsPage>(new { List = list, Search = search }), Again);

        IResult Again(Problem problem) => Answer.Refuse<ClientsPage>(problem, new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ClientsPage.Search)] = search });
    }

    private static async Task<IResult> Show(Guid client, SeeClients see, HttpContext http) =>
        (await see.One(new ClientId(client), http.RequestAborted)).Match(view => (IResult)Answer.Page<ClientPage>(new { View = view }), Answer.Refuse);

    private static async Task<IResult> Stop(Guid client, Form form, ChangeClient change, SeeClients see, CurrentCaller current, HttpContext http)
    {
        var id = new ClientId(client);
        if (form.Choice<NoContactReason>("reden", "Reden") is not { } reason || !RegisterTexts.Given.Contains(reason))
        {
            return await Again(id, form.Problem ?? FormProblems.Missing.Of("Reden").At("reden"), typed: null, see, http);
        }

        return (await change.StopContact(id, reason)).Match(_ => Answer.Done(http, Address(current.Caller, id), "Deze cliënt wordt niet meer benaderd."), Answer.Refuse);
    }

    private static async Task<IResult> Allow(Guid client, ChangeClient change, CurrentCaller current, HttpContext http) =>
        (await change.AllowContact(new ClientId(client))).Match(_ => Answer.Done(http, Address(current.Caller, new ClientId(client)), "Deze cliënt mag weer benaderd worden."), Answer.Refuse);

    private static async Task<IResult> Correct(Guid client, Form form, ChangeClient change, SeeClients see, CurrentCaller current, HttpContext http)
    {
        var id = new ClientId(client);
        var address = new NewAddress(
            form.Text("straat", "Straat", ClientReader.AddressMaxLength, required: false),
            form.Text("huisnummer", "Huisnummer", ClientReader.PhoneMaxLength, required: false),
            form.Text("postcode", "Postcode", ClientReader.PhoneMaxLength, required: false),
            form.Text("woonplaats", "Woonplaats", ClientReader.AddressMaxLength, required: false),
            form.Text("mailadres", "Mailadres", ClientReader.EmailMaxLength, required: false),
            form.Text("telefoon", "Telefoonnummer", ClientReader.PhoneMaxLength, required: false));
        if (form.Problem is { } unreadable)
        {
            return await Again(id, unreadable, address, see, http);
        }

        var corrected = await change.CorrectAddress(id, address);
        return corrected.Ok
            ? Answer.Done(http, Address(current.Caller, id), "De contactgegevens zijn verbeterd.")
            : await Again(id, corrected.Problem, address, see, http);
    }

    private static async Task<IResult> Again(ClientId id, Problem problem, NewAddress? typed, SeeClients see, HttpContext http) =>
        (await see.One(id, http.RequestAborted)).Match(
            view => Answer.Refuse<ClientPage>(problem, new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ClientPage.View)] = view, [nameof(ClientPage.Typed)] = typed }),
            Answer.Refuse);
}
