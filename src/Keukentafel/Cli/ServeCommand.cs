// Serves the site. The embedded store is brought up to date first; a database only by its owner (migrate), so that the site never needs more rights than it uses.
using System.CommandLine;
using System.Net.Sockets;
using Keukentafel.Foundation;
using Keukentafel.Store;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Console;

namespace Keukentafel.Cli;

internal static class ServeCommand
{
    private const string DefaultUrls = "http://127.0.0.1:5080";

    public static Command Make(Terminal terminal)
    {
        var settings = new SettingsOptions();
        var urls = new Option<string>("--urls") { Description = $"Adressen om op te luisteren, gescheiden door ; ({DefaultUrls}).", HelpName = "ADRES", DefaultValueFactory = _ => DefaultUrls };
        var json = new Option<bool>("--json") { Description = "Schrijft adres en logboek als JSON." };
        var command = new Command("serve", "Start de site.") { urls, json };
        foreach (var option in settings.All)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancel) =>
        {
            var addresses = parsed.GetValue(urls)!.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (addresses.Length == 0 || !addresses.All(IsAddress))
            {
                return terminal.Wrong($"--urls: schrijf een adres zo: {DefaultUrls}");
            }

            var given = settings.Read(parsed, Path.Combine("data", "serve"), addresses[0]);
            return given.Ok
                ? await Serve(terminal, given.Value, addresses, parsed.GetValue(json), cancel)
                : terminal.Refuse(given.Problem);
        });
        return command;
    }

    internal static async Task<int> Serve(Terminal terminal, Settings settings, string[] addresses, bool json, CancellationToken cancel)
    {
        if (!settings.OnPostgres && Migrator.MigrateSqlite(settings.DataFolder, TimeProvider.System) is { Ok: false } migrated)
        {
            return terminal.Refuse(migrated.Problem);
        }

        await using var site = Site.Build(Builder(addresses, json), settings);
        if (site.Services.GetRequiredService<StoreState>().Begin() is { } problem)
        {
            return terminal.Refuse(problem);
        }

        try
        {
            await site.StartAsync(cancel);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return terminal.Refuse(CliProblems.AddressTaken.Of(string.Join(", ", addresses)));
        }
        catch (SocketException refused)
        {
            return terminal.Refuse(CliProblems.AddressUnusable.Of(string.Join(", ", addresses), refused.Message));
        }
        catch (InvalidOperationException) when (addresses.Any(address => address.StartsWith("https:", StringComparison.OrdinalIgnoreCase)))
        {
            return terminal.Refuse(CliProblems.NoCertificate.Of(string.Join(", ", addresses)));
        }

        if (json)
        {
            terminal.SayJson(new { addresses = site.Urls, publicAddress = settings.PublicAddress });
        }
        else
        {
            terminal.Say($"Keukentafel staat klaar op {string.Join(" en ", site.Urls)}");
        }

        await site.WaitForShutdownAsync(cancel);
        return CommandLine.Done;
    }

    internal static WebApplicationBuilder Builder(string[] addresses, bool json)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Keukentafel",
            EnvironmentName = Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(addresses);
        builder.Logging.ClearProviders();
        if (json)
        {
            builder.Logging.AddJsonConsole();
        }
        else
        {
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat, console.UseUtcTimestamp) = (true, "yyyy-MM-dd'T'HH:mm:ss'Z' ", true));
        }

        // Standard output is for the answer of the command.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    private static bool IsAddress(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed is { Scheme: "http" or "https", Port: >= 0 and <= ushort.MaxValue, PathBase: "" };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
