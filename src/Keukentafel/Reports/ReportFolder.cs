// Puts all files of a report in their place, all or none: they are written beside the folder that was asked for and moved when complete.
using Keukentafel.Foundation;

namespace Keukentafel.Reports;

public sealed class ReportFolder(WriteReport forPeople)
{
    /// <summary>The names of the files, in the order in which people look for them.</summary>
    public static readonly IReadOnlyList<string> Files =
        [WriteReport.PageName, WriteReport.PdfName, WriteReport.WorkbookName, ResultFiles.TableName, ResultFiles.JsonName, Accountability.FileName];

    /// <summary>Writes the report into a folder, which may exist: files of the same names are replaced, others are left alone.</summary>
    public async Task<Result<Done>> Write(string folder, ReportSource source, Action<string>? step, CancellationToken cancel)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(target))
        {
            return ReportProblems.FolderIsFile.Of(folder);
        }

        var parent = Path.GetDirectoryName(target) ?? target;
        var scratch = Path.Combine(parent, $".{Path.GetFileName(target)}.{Environment.ProcessId}.onderweg");
        Directory.CreateDirectory(parent);
        if (Directory.Exists(scratch))
        {
            Directory.Delete(scratch, recursive: true);
        }

        Directory.CreateDirectory(scratch);
        try
        {
            step?.Invoke("Tabellen schrijven");
            Create(scratch, ResultFiles.TableName, stream => ResultFiles.WriteTable(stream, source.Outcome));
            Create(scratch, ResultFiles.JsonName, stream => ResultFiles.WriteJson(stream, source.Outcome));
            Create(scratch, Accountability.FileName, stream => Accountability.Write(stream, source));
            step?.Invoke("Rapport opmaken");
            var written = await forPeople.Into(scratch, source.Content(), cancel);
            if (!written.Ok)
            {
                return written.Problem;
            }

            Move(scratch, target);
            return Done.It;
        }
        finally
        {
            if (Directory.Exists(scratch))
            {
                Directory.Delete(scratch, recursive: true);
            }
        }
    }

    private static void Create(string folder, string name, Action<Stream> write)
    {
        using var stream = File.Create(Path.Combine(folder, name));
        write(stream);
    }

    private static void Move(string scratch, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(scratch, target);
            return;
        }

        foreach (var file in Directory.GetFiles(scratch))
        {
            File.Move(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }
    }
}
