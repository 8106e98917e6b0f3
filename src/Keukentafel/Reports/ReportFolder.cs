// Puts all files of a report in their place, all or none: they are written in a scratch folder and moved when complete. The files that stood there are put
// aside first and come back when a move fails, so that a folder never holds half of one report and half of another.
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

        if (Files.Select(name => Path.Combine(target, name)).FirstOrDefault(Directory.Exists) is { } taken)
        {
            return ReportProblems.FileIsFolder.Of(taken);
        }

        ScratchFolder.Sweep(target);
        using var scratch = new ScratchFolder(target);
        step?.Invoke("Tabellen schrijven");
        Create(scratch.Path, ResultFiles.TableName, stream => ResultFiles.WriteTable(stream, source.Outcome));
        Create(scratch.Path, ResultFiles.JsonName, stream => ResultFiles.WriteJson(stream, source.Outcome));
        Create(scratch.Path, Accountability.FileName, stream => Accountability.Write(stream, source));
        step?.Invoke("Rapport opmaken");
        var written = await forPeople.Into(scratch.Path, source.Content(), cancel);
        if (!written.Ok)
        {
            return written.Problem;
        }

        scratch.MoveToTarget();
        return Done.It;
    }

    private static void Create(string folder, string name, Action<Stream> write)
    {
        using var stream = File.Create(Path.Combine(folder, name));
        write(stream);
    }
}
