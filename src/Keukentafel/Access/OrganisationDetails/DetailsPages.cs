// The organisation's own details, which its letters print: name, return address, telephone, mail address, logo.
using Keukentafel.Design;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access.OrganisationDetails;

/// <summary>The fields as a person typed them.</summary>
public sealed record DetailsFields(string Name, string Address, string Phone, string Email, string Support);

internal static class DetailsPages
{
    private const int MaxAddressLines = 4;
    private const int MinPhoneDigits = 5;
    private const int PhoneMaxLength = 25;
    private const int AddressMaxLength = 300;

    public static async Task<IResult> Show(WhoStore store, HttpContext http)
    {
        var organisation = await store.Set<Organisation>().FirstAsync(http.RequestAborted);
        return Answer.Page<DetailsPage>(new { Fields = new DetailsFields(organisation.Name, organisation.Address, organisation.Phone, organisation.Email, organisation.Support ?? ""), HasLogo = organisation.Logo is not null });
    }

    public static async Task<IResult> Change(Form form, WhoStore store, AuditTrail audit, CurrentCaller current, HttpContext http)
    {
        var name = form.Text("naam", "Naam", Organisation.NameMaxLength);
        var address = form.Text("adres", "Adres", AddressMaxLength).ReplaceLineEndings("\n");
        var phone = form.Text("telefoon", "Telefoonnummer", PhoneMaxLength);
        var email = form.Email("mailadres", "Mailadres");
        var support = form.Text("ondersteuning", "Cliëntondersteuning", Organisation.SupportMaxLength, required: false).ReplaceLineEndings("\n");
        if (address.Split('\n').Length > MaxAddressLines)
        {
            form.Refuse("adres", DetailsProblems.AddressTooLong.Of(MaxAddressLines));
        }

        if (phone.Length > 0 && (phone.Count(char.IsAsciiDigit) < MinPhoneDigits || phone.Any(letter => !char.IsAsciiDigit(letter) && !" ()+-".Contains(letter, StringComparison.Ordinal))))
        {
            form.Refuse("telefoon", DetailsProblems.PhoneUnreadable.Of(MinPhoneDigits));
        }

        var logo = await ReadLogo(form, http);
        var organisation = await store.Set<Organisation>().FirstAsync(http.RequestAborted);
        if (form.Problem is { } problem)
        {
            return Answer.Refuse<DetailsPage>(problem, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["Fields"] = new DetailsFields(form.Raw("naam"), form.Raw("adres"), form.Raw("telefoon"), form.Raw("mailadres"), form.Raw("ondersteuning")),
                ["HasLogo"] = organisation.Logo is not null,
            });
        }

        (organisation.Name, organisation.Address, organisation.Phone, organisation.Email, organisation.Support) = (name, address, phone, email, support.Length == 0 ? null : support);
        if (logo is not null)
        {
            (organisation.Logo, organisation.LogoType) = (logo.Bytes, logo.Type);
        }
        else if (form.Checked("logo-weg"))
        {
            (organisation.Logo, organisation.LogoType) = (null, null);
        }

        audit.Note("organisation.change", $"organisation:{organisation.OrganisationId}", logo is null ? "" : "met een nieuw logo");
        return Answer.Done(http, $"/bureau/{current.Caller.OrganisationCode}/gegevens", "De gegevens zijn opgeslagen. Nieuwe brieven krijgen ze.");
    }

    public static async Task<IResult> Logo(WhoStore store, HttpContext http)
    {
        var organisation = await store.Set<Organisation>().FirstAsync(http.RequestAborted);
        return organisation is { Logo: { } logo, LogoType: { } type } ? TypedResults.Bytes(logo, type) : Answer.Refuse(PipelineProblems.NotFound.Of());
    }

    private static async Task<LogoPicture?> ReadLogo(Form form, HttpContext http)
    {
        if (form.Files.GetFile("logo") is not { Length: > 0 } file)
        {
            return null;
        }

        if (file.Length > LogoPicture.MaxBytes)
        {
            form.Refuse("logo", LogoPicture.TooBig(file.Length));
            return null;
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, http.RequestAborted);
        var logo = LogoPicture.Read(bytes.ToArray());
        if (!logo.Ok)
        {
            form.Refuse("logo", logo.Problem);
            return null;
        }

        return logo.Value;
    }
}
