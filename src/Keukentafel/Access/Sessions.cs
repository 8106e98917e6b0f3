// A sign-in as the cookie tells it: who, under which security stamp, and how far the second factor is. The account itself is looked up at each request.
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

    /// <summary>Sessions end after an hour without a request.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    /// <summary>Time for the second step of signing in.</summary>
    private static readonly TimeSpan Halfway = TimeSpan.FromMinutes(10);

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
            ? new Session(AccountId.From(account), stamp, factor)
            : null;
    }

    public async Task Begin(HttpContext http)
    {
        var claims = new[] { new Claim(ClaimTypes.NameIdentifier, Account.ToString()), new Claim(StampClaim, Stamp), new Claim(FactorClaim, Factor.ToString()) };
        var person = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var properties = Factor == Factor.Awaited
            ? new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + Halfway, AllowRefresh = false }
            : new AuthenticationProperties();
        await http.SignInAsync(Scheme, person, properties);
        http.User = person;
    }

    public static Task End(HttpContext http) => http.SignOutAsync(Scheme);
}
