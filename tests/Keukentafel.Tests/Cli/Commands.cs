// What somebody sees who types a command: exit code, what it says on stdout, what it complains of on stderr.
using Keukentafel.Cli;

namespace Keukentafel.Tests.Cli;

internal static class Commands
{
    public static async Task<(int Code, string Output, string Error)> Type(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.Run(args, new Terminal(output, error, live: false));
        return (code, output.ToString(), error.ToString());
    }
}
