// The version of this program with the commit it was built from, as files and pages print it.
using System.Reflection;

namespace Keukentafel.Foundation;

public static class ProgramVersion
{
    public static string Current { get; } = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
