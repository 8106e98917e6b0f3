// The files of a report change place all together.
using Keukentafel.Reports;
using Xunit;

namespace Keukentafel.Tests.Reports;

public sealed class ScratchFolderTests : IDisposable
{
    private readonly string target = Directory.CreateTempSubdirectory("keukentafel-").FullName;

    [Fact]
    public void A_file_that_cannot_be_replaced_leaves_all_old_files_as_they_were()
    {
        File.WriteAllText(In("a.csv"), "oud a");
        File.WriteAllText(In("c.csv"), "oud c");
        Directory.CreateDirectory(In("b.csv"));
        using (var scratch = new ScratchFolder(target))
        {
            foreach (var name in (string[])["a.csv", "b.csv", "c.csv"])
            {
                File.WriteAllText(Path.Combine(scratch.Path, name), "nieuw");
            }

            Assert.ThrowsAny<IOException>(scratch.MoveToTarget);
        }

        Assert.Equal(("oud a", "oud c"), (File.ReadAllText(In("a.csv")), File.ReadAllText(In("c.csv"))));
        Assert.Equal(3, Directory.GetFileSystemEntries(target).Length);
    }

    [Fact]
    public void The_folder_beside_a_target_that_exists_need_not_be_writable()
    {
        using var scratch = new ScratchFolder(target);
        Assert.Equal(target, Path.GetDirectoryName(scratch.Path));
    }

    [Fact]
    public void What_a_running_process_has_in_hand_is_left_alone()
    {
        var other = In(".rapport.1.onderweg");
        Directory.CreateDirectory(other);
        ScratchFolder.Sweep(target);
        Assert.True(Directory.Exists(other));
    }

    public void Dispose() => Directory.Delete(target, recursive: true);

    private string In(string name) => Path.Combine(target, name);
}
