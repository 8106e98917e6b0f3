// ./keukentafel demo, as far as it refuses: the demonstration itself is built by the browser tests.
using System.Diagnostics;
using Keukentafel.Cli;
using Xunit;

namespace Keukentafel.Tests.Cli;

public sealed class DemoTests
{
    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://192.168.1.10:5080")]
    [InlineData("https://onderzoek.zonnedam.nl")]
    public async Task It_is_served_on_this_computer_only(string address)
    {
        var (code, _, error) = await Commands.Type("demo", "--no-serve", "--urls", address);
        Assert.Equal(1, code);
        Assert.StartsWith(DemoCommand.NotLoopback.Code, error);
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_left_alone()
    {
        var folder = Directory.CreateTempSubdirectory("keukentafel-").FullName;
        var file = Path.Combine(folder, "belangrijk.txt");
        await File.WriteAllTextAsync(file, "van mij");
        try
        {
            var (code, _, error) = await Commands.Type("demo", "--no-serve", "--fresh", "--data", folder);
            Assert.Equal(1, code);
            Assert.StartsWith(DemoCommand.ForeignFolder.Code, error);
            Assert.Equal("van mij", await File.ReadAllTextAsync(file));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_keeps_it_from_being_made_is_told()
    {
        var folder = Directory.CreateTempSubdirectory("keukentafel-").FullName;
        try
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Keukentafel.dll"), "demo", "--no-serve", "--data", folder])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["KEUKENTAFEL_CHROMIUM"] = Path.Combine(folder, "no-browser") },
            };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(1, process.ExitCode);
            Assert.Contains(DemoCommand.NotMade.Code, error, StringComparison.Ordinal);
            Assert.Contains("Chromium", error, StringComparison.Ordinal);
            Assert.Empty(await output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
