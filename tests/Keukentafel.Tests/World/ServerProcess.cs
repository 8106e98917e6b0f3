// The built program as a process of its own, serving a folder or a database: for tests that take its life.
using System.Diagnostics;
using System.Text;
using Keukentafel.Foundation;

namespace Keukentafel.Tests.World;

public sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder errors = new();

    private ServerProcess(Process process) => this.process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>What it wrote to its log so far.</summary>
    public string Log
    {
        get
        {
            lock (errors)
            {
                return errors.ToString();
            }
        }
    }

    public static async Task<ServerProcess> Start(Settings settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "Keukentafel.dll"), "serve", "--data", settings.DataFolder, "--urls", "http://127.0.0.1:0"])
        {
            start.ArgumentList.Add(argument);
        }

        if (settings.Database is { } database)
        {
            start.ArgumentList.Add("--database");
            start.ArgumentList.Add(database);
        }

        var server = new ServerProcess(Process.Start(start)!);
        server.process.ErrorDataReceived += (_, line) =>
        {
            lock (server.errors)
            {
                server.errors.AppendLine(line.Data);
            }
        };
        server.process.BeginErrorReadLine();
        var ready = await server.process.StandardOutput.ReadLineAsync();
        if (ready is null)
        {
            await server.process.WaitForExitAsync();
            throw new InvalidOperationException($"The server did not start: {server.Log}");
        }

        server.Address = new Uri(ready[ready.IndexOf("http://", StringComparison.Ordinal)..].Trim());
        return server;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await Kill();
        }

        process.Dispose();
    }
}
