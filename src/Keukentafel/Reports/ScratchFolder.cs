// Where the files of a report stand until all of them are written: inside the folder they go to when that exists, else beside it. The name holds the process,
// so that a later report can clear away what a process left that was stopped by force.
using System.Diagnostics;
using System.Globalization;

namespace Keukentafel.Reports;

internal sealed class ScratchFolder : IDisposable
{
    private const string Suffix = ".onderweg";
    private const string Aside = "oud";
    private readonly string target;
    private bool keep;

    public ScratchFolder(string target)
    {
        this.target = target;
        var (parent, prefix) = Place(target);
        Path = System.IO.Path.Combine(parent, string.Create(CultureInfo.InvariantCulture, $"{prefix}{Environment.ProcessId}{Suffix}"));
        Clear(Path, target);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>Clears away what stopped processes left for this folder; files that they had put aside go back first.</summary>
    public static void Sweep(string target)
    {
        var (parent, prefix) = Place(target);
        if (!Directory.Exists(parent))
        {
            return;
        }

        foreach (var left in Directory.GetDirectories(parent, prefix + "*" + Suffix))
        {
            var process = System.IO.Path.GetFileName(left)[prefix.Length..^Suffix.Length];
            if (int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !IsRunning(id))
            {
                Clear(left, target);
            }
        }
    }

    /// <summary>Moves every file to its place, or none.</summary>
    public void MoveToTarget()
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(Path, target);
            return;
        }

        var names = Directory.GetFiles(Path).Select(file => System.IO.Path.GetFileName(file)).ToList();
        var aside = Directory.CreateDirectory(System.IO.Path.Combine(Path, Aside)).FullName;
        var placed = new List<string>();
        keep = true;
        try
        {
            foreach (var name in names.Where(name => File.Exists(In(target, name))))
            {
                File.Move(In(target, name), In(aside, name));
            }

            foreach (var name in names)
            {
                File.Move(In(Path, name), In(target, name));
                placed.Add(name);
            }
        }
        catch
        {
            placed.ForEach(name => File.Delete(In(target, name)));
            PutBack(aside, target);
            keep = false;
            throw;
        }

        keep = false;
    }

    /// <summary>Clears the folder away, unless it holds files that could not be put back.</summary>
    public void Dispose()
    {
        if (!keep && Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    private static (string Parent, string Prefix) Place(string target)
    {
        if (Directory.Exists(target))
        {
            return (target, ".rapport.");
        }

        var parent = System.IO.Path.GetDirectoryName(target) ?? target;
        return (parent, $".{System.IO.Path.GetFileName(target)}.");
    }

    private static void Clear(string scratch, string target)
    {
        if (Directory.Exists(scratch))
        {
            PutBack(In(scratch, Aside), target);
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static void PutBack(string aside, string target)
    {
        if (Directory.Exists(aside))
        {
            foreach (var file in Directory.GetFiles(aside))
            {
                File.Move(file, In(target, System.IO.Path.GetFileName(file)), overwrite: true);
            }
        }
    }

    private static string In(string folder, string name) => System.IO.Path.Combine(folder, name);

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
