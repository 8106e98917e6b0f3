// A sign-in as the cookie tells it: who, under which security stamp, how far the second factor is, and which session this is, since when. The account itself is
// looked up at each request, and so is whether the session was ended: a copy of its cookie is worth nothing after signing out.
using System.Globalization;
using System.Security.Claims;
using Keukentafel.Foundation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Keukentafel.Access;

public enum Factor
{
    /// <summary>Password only; the account has no second factor.</summary>
    None,

    /// <summary>Password given, code still to come: not signed in yet.</summary>
    Awaited,

    /// <summary>Password and second factor given.</summary>
    Given,
}

public sealed record Session(AccountId Account, string Stamp, Factor Factor)
{
    private const string Scheme = "keukentafel";
    private const string StampClaim = "stempel";
    private const string FactorClaim = "factor";
    private const string NumberClaim = "sessie";
    private const string SinceClaim = "sinds";

    /// <summary>Sessions end after an hour without a request.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    /// <summary>However busy somebody is, after a working day the password is asked again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Time for the second step of signing in.</summary>
    private static readonly TimeSpan Halfway = TimeSpan.FromMinutes(10);

    /// <summary>Tells one sign-in of the account from the others; empty until it begins.</summary>
    public string Number { get; init; } = "";

    public DateTime Since { get; init; }

    public static void Add(IServiceCollection services) =>
        services.AddAuthentication(Scheme).AddCookie(Scheme, options =>
        {
            options.Cookie.Name = "kt-sessie";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.IsEssential = true;
            options.ExpireTimeSpan = Idle;
            options.SlidingExpiration = true;
        });

    public static Session? Of(HttpContext http)
    {
        var user = http.User;
        return user.Identity?.IsAuthenticated == true
            && Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
            && user.FindFirstValue(StampClaim) is { } stamp
            && Enum.TryParse<Factor>(user.FindFirstValue(FactorClaim), out var factor)
            && user.FindFirstValue(NumberClaim) is { } number
            && DateTime.TryParse(user.FindFirstValue(SinceClaim), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var since)
            && http.RequestServices.GetRequiredService<TimeProvider>().Now() - since < Longest
            ? new Session(AccountId.From(account), stamp, factor) { Number = number, Since = since }
            : null;
    }

    public async Task Begin(HttpContext http)
    {
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var isNew = Number.Length == 0;
        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, Account.ToString()),
            new(StampClaim, Stamp),
            new(FactorClaim, Factor.ToString()),
            new(NumberClaim, isNew ? http.RequestServices.GetRequiredService<ISecrets>().NewToken() : Number),
            new(SinceClaim, (isNew ? now.UtcDateTime : Since).ToString("O", CultureInfo.InvariantCulture)),
        ];
        var person = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
        var properties = Factor == Factor.Awaited
            ? new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Halfway, AllowRefresh = false }
            : new AuthenticationProperties();
        await http.SignInAsync(Scheme, person, properties);
        http.User = person;
    }

    public static Task End(HttpContext http) => http.SignOutAsync(Scheme);
}
