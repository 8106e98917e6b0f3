// Names, answers and the bridge between them stand on a disk that other accounts of the machine may look at: only the program's own account reads them.
using System.Runtime.Versioning;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Keukentafel.Foundation.Mail;
using Keukentafel.Store;
using Keukentafel.Tests.Cli;
using Xunit;

namespace Keukentafel.Tests.Store;

[UnsupportedOSPlatform("windows")]
public sealed class Only_the_owner_reads_the_files : IDisposable
{
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Wide = Own | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private readonly string home = Directory.CreateTempSubdirectory("keukentafel-").FullName;

    public Only_the_owner_reads_the_files() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");

    private string Data => Path.Combine(home, "opslag");

    [Fact]
    public async Task Of_a_new_installation()
    {
        await Migrate();
        Keyring.OpenOrCreate(KeyFile, new SystemSecrets());
        await using var inUse = new StoreFactory(new Settings { DataFolder = Data });
        await using var who = inUse.Open<WhoStore>(StoreScope.Installation, StoreAccess.Change);
        await who.SaveChangesAsync();
        Assert.Contains(Path.Combine(Data, "who.db-wal"), Directory.GetFiles(Data));
        Assert.Contains(Path.Combine(Data, "who.db-shm"), Directory.GetFiles(Data));
        OnlyOurs();
    }

    [Fact]
    public async Task Of_an_installation_that_stood_open()
    {
        await Migrate();
        var stores = Migrator.Stores.Select(store => StoreFactory.FileOf(Data, store)).ToList();
        stores.ForEach(file => File.SetUnixFileMode(file, Wide));
        await using var inUse = new StoreFactory(new Settings { DataFolder = Data });
        await using var what = inUse.Open<WhatStore>(StoreScope.Installation, StoreAccess.Read);
        _ = what.Set<Keukentafel.Answering.Response>().Count();
        Assert.Equal(Wide, File.GetUnixFileMode(StoreFactory.FileOf(Data, "what") + "-wal"));

        await Migrate();

        OnlyOurs();
    }

    [Fact]
    public async Task Of_a_backup_and_of_what_it_puts_back()
    {
        await Migrate();
        Keyring.OpenOrCreate(KeyFile, new SystemSecrets());
        var backup = Path.Combine(home, "kopieen", "kopie.zip");
        Assert.Equal(0, (await Commands.Type("backup", "--to", backup, "--data", Data)).Code);
        foreach (var store in Migrator.Stores)
        {
            // What an interrupted restore left behind must not lend its mode to the new file.
            await File.WriteAllTextAsync(StoreFactory.FileOf(Data, store) + ".new", "");
        }

        Assert.Equal(0, (await Commands.Type("restore", "--from", backup, "--replace", "--data", Data)).Code);
        OnlyOurs();
    }

    [Fact]
    public async Task Of_a_mail_that_becomes_a_file()
    {
        var mailer = new FolderMailer(new Settings { DataFolder = Data });
        await mailer.Send(new MailMessage("anna@zonnedam.example", "Uitnodiging", "Een koppeling"), new Postmark("<0123456789abcdef@localhost>", new DateTime(2025, 3, 3, 9, 0, 0, DateTimeKind.Utc)), TestContext.Current.CancellationToken);
        Assert.NotEmpty(Directory.GetFiles(mailer.Folder));
        OnlyOurs(Path.Combine(Data, "mail"));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(home, recursive: true);
    }

    private string KeyFile => new Settings { DataFolder = Data }.KeyFile;

    private async Task Migrate()
    {
        var (code, _, error) = await Commands.Type("migrate", "--data", Data);
        Assert.Equal((0, ""), (code, error));
    }

    /// <summary>Every folder and file below the temporary folder, which is ours already.</summary>
    private void OnlyOurs(string? below = null)
    {
        var wide = new DirectoryInfo(below ?? home).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Where(each => (each.UnixFileMode & ~(Own | (each is DirectoryInfo ? UnixFileMode.UserExecute : UnixFileMode.None))) != UnixFileMode.None)
            .Select(each => $"{each.FullName} {each.UnixFileMode}");
        Assert.Empty(wide);
    }
}
