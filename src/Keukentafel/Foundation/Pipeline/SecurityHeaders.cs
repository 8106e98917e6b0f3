// What every answer tells the browser: load nothing from elsewhere, run no script, be framed by nobody, tell no other site where the reader came from,
// and keep no copy of a page. A route that needs something else sets its own header first.
using Microsoft.Extensions.Primitives;

namespace Keukentafel.Foundation.Pipeline;

public static class SecurityHeaders
{
    public const string ContentPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>For a page with a script of our own: still nothing from elsewhere and nothing inline.</summary>
    public const string ContentPolicyWithScript = $"{ContentPolicy}; script-src 'self'";

    private static readonly (string Name, string Value)[] Always =
    [
        ("Content-Security-Policy", ContentPolicy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("X-Robots-Tag", "noindex"),
        ("Cache-Control", "no-store"),
    ];

    public static void UseSecurityHeaders(this IApplicationBuilder site) => site.Use(static (http, next) =>
    {
        http.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            var headers = context.Response.Headers;
            foreach (var (name, value) in Always)
            {
                if (StringValues.IsNullOrEmpty(headers[name]))
                {
                    headers[name] = value;
                }
            }

            if (context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000";
            }

            return Task.CompletedTask;
        }, http);
        return next(http);
    });
}
