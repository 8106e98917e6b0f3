// The pages for anybody: what this is and the field for a code, what is kept and where, how accessible it is, and the logo that letters and pages show.
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Reply = Keukentafel.Design.Answer;

namespace Keukentafel.Answering.Public;

/// <summary>Whom to ask: an organisation that uses this installation.</summary>
public sealed record Contact(string Name, string Phone, string Email);

internal static class PublicPages
{
    public static IResult Home() => Reply.Page<HomePage>();

    /// <summary>A code by hand leads to the personal link; nothing is looked up here.</summary>
    public static IResult EnterCode(Form form)
    {
        var typed = form.Raw("code");
        if (CodeEntry.Refusal(typed) is { } problem)
        {
            return Reply.Refuse<HomePage>(problem.At("code"), new Dictionary<string, object?>(StringComparer.Ordinal) { ["Typed"] = typed });
        }

        _ = AccessCodeFormat.Check(typed, out var code);
        return Reply.Go($"/i/{AccessCodeFormat.InGroups(code)}");
    }

    public static async Task<IResult> Privacy(WhoStore store, Settings settings, CancellationToken cancel) =>
        Reply.Page<PrivacyPage>(new { Contacts = await Contacts(store, cancel), settings.OnPostgres });

    public static async Task<IResult> Accessibility(WhoStore store, CancellationToken cancel) =>
        Reply.Page<AccessibilityPage>(new { Contacts = await Contacts(store, cancel) });

    public static async Task<IResult> Logo(string gemeente, WhoStore store, HttpContext http)
    {
        var logo = await store.Set<Organisation>().Where(organisation => organisation.Code == gemeente)
            .Select(organisation => new { organisation.Logo, organisation.LogoType }).FirstOrDefaultAsync(http.RequestAborted);
        if (logo?.Logo is null)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Bytes(logo.Logo, logo.LogoType ?? "image/png");
    }

    private static async Task<IReadOnlyList<Contact>> Contacts(WhoStore store, CancellationToken cancel) =>
        (await store.Set<Organisation>().Where(organisation => organisation.Kind == OrganisationKind.Municipality)
            .Select(organisation => new { organisation.Kind, organisation.Name, organisation.Phone, organisation.Email }).ToListAsync(cancel))
        .ConvertAll(organisation => new Contact(Sender.NameOf(organisation.Kind, organisation.Name), organisation.Phone, organisation.Email))
        .OrderBy(contact => contact.Name, StringComparer.Ordinal).ToList();
}
