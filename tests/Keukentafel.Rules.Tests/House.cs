// The house as the rules see it: the order of the rooms, the compiled projects, and the files of the repository.
using Mono.Cecil;

namespace Keukentafel.Rules.Tests;

internal static class House
{
    /// <summary>The rooms in the order of the work; a room may use those before it.</summary>
    public static readonly IReadOnlyList<string> Rooms =
    [
        "Access", "Authoring", "Studies", "Register", "Sampling", "Fieldwork", "Answering", "Desk",
        "Conversations", "Results", "Benchmark", "Reports", "Improvement", "Council",
    ];

    /// <summary>What every room stands on. Design stands on the other two, which stand on each other.</summary>
    public static readonly IReadOnlyList<string> Ground = ["Foundation", "Store", "Design"];

    /// <summary>Ways in from outside: they may use every room, and no room uses them. Site is everything in the root namespace.</summary>
    public static readonly IReadOnlyList<string> Doors = ["Api", "Demo", "Cli", "Site"];

    public static readonly IReadOnlyList<string> Libraries = ["Keukentafel.Statistics", "Keukentafel.Questionnaires", "Keukentafel.Documents"];

    public static readonly string Root = FindRoot();

    public static readonly AssemblyDefinition Application = Read("Keukentafel");

    public static IEnumerable<AssemblyDefinition> Projects => Libraries.Select(Read).Append(Application);

    /// <summary>The room, ground room or door that a namespace belongs to.</summary>
    public static string RoomOf(string @namespace)
    {
        var parts = @namespace.Split('.');
        return parts.Length > 1 && parts[0] == "Keukentafel" ? parts[1] : "Site";
    }

    /// <summary>Files that people wrote, by path from the root, with forward slashes.</summary>
    public static IEnumerable<string> Files(params string[] extensions) =>
        Directory.EnumerateFiles(Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or ".git" or "artifacts" or "data" or "node_modules" or "out" or "TestResults"))
            .Where(file => extensions.Length == 0 || extensions.Contains(Path.GetExtension(file), StringComparer.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static IEnumerable<TypeDefinition> TypesOf(AssemblyDefinition assembly) =>
        assembly.MainModule.Types.SelectMany(WithNested).Where(type => type.Name != "<Module>");

    /// <summary>Made by the compiler: closures, state machines, helpers of switch and record.</summary>
    public static bool IsGenerated(TypeDefinition type) =>
        type.Name.Contains('<', StringComparison.Ordinal) || (type.DeclaringType is { } outer && IsGenerated(outer))
        || type.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute");

    public static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static AssemblyDefinition Read(string name) => AssemblyDefinition.ReadAssembly(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Keukentafel.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not stand in the repository.");
        }

        return folder.FullName;
    }
}
