// Files with names, answers or secrets are for the account that the program runs as, and for nobody else on the machine.
// Windows gives a file the rights of its folder, so there nothing is done.
namespace Keukentafel.Foundation;

public static class PrivateFile
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    /// <summary>Makes a folder that is ours alone. One that is there already stays as its owner made it.</summary>
    public static void Folder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnFolder);
        }
    }

    /// <summary>A new file in the place of what stood there, whose mode would otherwise stay.</summary>
    public static FileStream Create(string path)
    {
        File.Delete(path);
        return Open(path, FileMode.CreateNew);
    }

    /// <summary>
    /// The file is there from now on, empty when it is new, and only its owner reads it; for a program part that opens files itself.
    /// SQLite gives the files beside a store the mode of the store.
    /// </summary>
    public static void Ensure(string path)
    {
        if (File.Exists(path))
        {
            // Opening it here would, at closing, let go of the locks that this process has on it.
            Narrow(path);
        }
        else
        {
            Open(path, FileMode.CreateNew).Dispose();
        }
    }

    /// <summary>Takes away what others may do with a file, when there is such a file and it is ours.</summary>
    public static void Narrow(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path) || (File.GetUnixFileMode(path) & ~OwnFile) == UnixFileMode.None)
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(path, OwnFile);
        }
        catch (UnauthorizedAccessException)
        {
            // It belongs to another account, whose choice this is.
        }
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnFile;
        }

        return new FileStream(path, options);
    }
}
