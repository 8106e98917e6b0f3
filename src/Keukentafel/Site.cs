// Puts the house together: the ground rooms' services, the rooms in the order of the work, and the road of a request.
using Keukentafel.Access;
using Keukentafel.Fieldwork;
using Keukentafel.Documents.Pdf;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Keys;
using Keukentafel.Foundation.Mail;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Keukentafel;

public static class Site
{
    /// <summary>The rooms in the order of the work.</summary>
    public static IReadOnlyList<Room> Rooms { get; } =
    [
        new Design.DesignRoom(),
        new AccessRoom(),
        new StudiesRoom(),
        new RegisterRoom(),
        new SamplingRoom(),
        new FieldworkRoom(),
        new Answering.AnsweringRoom(),
        new Results.ResultsRoom(),
        new Reports.ReportsRoom(),
    ];

    /// <summary>Everything but the web server: what the command line, the demonstration and the tests share with the site.</summary>
    public static void Services(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISecrets, SystemSecrets>();
        services.AddSingleton(provider => Keyring.OpenOrCreate(settings.KeyFile, provider.GetRequiredService<ISecrets>()));
        services.AddSingleton<Sealer>();
        services.AddSingleton<BlindIndex>();
        services.AddSingleton<StoreFactory>();
        services.AddSingleton<KeyRotation>();
        services.AddSingleton<SealedRows>(provider => SiteKeys.Declare(provider.GetRequiredService<Sealer>()));
        services.AddSingleton<SealedRows>(provider => UploadPart.Declare(provider.GetRequiredService<Sealer>()));
        services.AddSingleton<SealedRows>(provider => OutgoingMail.Declare(provider.GetRequiredService<Sealer>()));
        services.AddSingleton<StoreKeys>();
        services.AddSingleton<StoreState>();
        services.AddScoped<StoreSession>();
        services.AddScoped(provider => provider.GetRequiredService<StoreSession>().Who);
        services.AddScoped(provider => provider.GetRequiredService<StoreSession>().What);
        services.AddScoped(provider => provider.GetRequiredService<StoreSession>().Bridge);
        services.AddScoped<CurrentCaller>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<JobDesk>();
        services.AddScoped<Uploads>();
        services.AddScoped<Outbox>();
        services.AddSingleton<IMailer>(provider => settings.SmtpHost is null
            ? ActivatorUtilities.CreateInstance<FolderMailer>(provider)
            : ActivatorUtilities.CreateInstance<SmtpMailer>(provider));
        services.AddSingleton<MailRunner>();
        services.AddSingleton<Pipeline>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton(_ => new PdfPrinter(new PdfOptions(settings.Chromium)));

        services.AddDataProtection().SetApplicationName("keukentafel");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = new SiteKeys(provider.GetRequiredService<StoreFactory>(), provider.GetRequiredService<Sealer>(), provider.GetRequiredService<ISecrets>())));

        foreach (var room in Rooms)
        {
            room.Services(services, settings);
        }
    }

    /// <summary>The web site, ready to start.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, Settings settings)
    {
        Services(builder.Services, settings);
        RequestLog.Quiet(builder.Logging);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<MailRunner>());
        builder.Services.AddAntiforgery(options => (options.Cookie.Name, options.Cookie.SecurePolicy, options.SuppressXFrameOptionsHeader) = ("kt-formulier", CookieSecurePolicy.SameAsRequest, true));
        builder.Services.AddRazorComponents();
        builder.Services.AddResponseCompression(compression => compression.EnableForHttps = true);
        builder.Services.Configure<ForwardedHeadersOptions>(proxy => proxy.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        var site = builder.Build();
        site.UseForwardedHeaders(); // believed from a proxy on this machine only
        site.UseCookiePolicy(new CookiePolicyOptions { Secure = settings.OverHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest });
        site.UseSecurityHeaders();

        // Only the respondent's pages shrink: nobody can make another's browser ask for one without knowing its code, so the length of an answer tells nothing.
        site.UseWhen(static http => http.Request.Path.StartsWithSegments("/i", StringComparison.OrdinalIgnoreCase), static branch => branch.UseResponseCompression());
        site.UseMiddleware<RequestLog>();
        site.UseMiddleware<ErrorPages>();
        site.UseRouting();
        Health.Routes(site);
        var routes = new RoomRoutes(site);
        foreach (var room in Rooms)
        {
            room.Routes(routes);
        }

        return site;
    }
}
