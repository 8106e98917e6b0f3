// After a whole year of work no contact detail and no code stands in a log, an answer table or an export.
using System.Text;
using Keukentafel.Demo;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Browser.Tests;

public sealed class Nothing_leaks(Town town)
{
    [Fact]
    public void Only_its_owner_reads_the_passwords_of_the_demonstration()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        var file = new FileInfo(Path.Combine(town.Folder, DemoWorld.StoryFile));
        Assert.Contains(town.Story.Accounts[0].Password, File.ReadAllText(file.FullName), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
    }

    [Fact]
    public async Task Names_addresses_client_numbers_and_codes_stand_in_no_log_answer_table_or_export()
    {
        var marks = await Marks();
        Assert.True(marks.Count > 1500);

        var found = new List<string>();
        found.AddRange(Search("log", string.Join('\n', town.Logs.Lines), marks));
        foreach (var store in new[] { "what", "bridge" })
        {
            found.AddRange(Search(store, Dump(Path.Combine(town.Folder, store + ".db")), marks));
        }

        foreach (var file in Directory.GetFiles(town.Story.ReportFolder))
        {
            found.AddRange(Search(Path.GetFileName(file), Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)), marks));
        }

        // The store of people keeps them sealed: not one stands open there either.
        found.AddRange(Search("who", Dump(Path.Combine(town.Folder, "who.db")), marks));
        Assert.Empty(found);
    }

    private async Task<List<string>> Marks()
    {
        var program = await Codes.Program(town);
        var marks = (await town.Services.GetRequiredService<Pipeline>().Read<List<string>>(program, right: null, async services =>
        {
            var contacts = services.GetRequiredService<SealedContacts>();
            var clients = await services.GetRequiredService<WhoStore>().Set<Client>().ToListAsync();
            return clients.Select(contacts.Open).SelectMany(one => new[] { one.ClientNumber, $"{one.Street} {one.HouseNumber}", one.Name })
                .Where(text => text.Length >= 7).Distinct(StringComparer.Ordinal).ToList();
        })).Value;
        marks.AddRange(await Codes.All(town, RoundStatus.Open));
        marks.AddRange((await Codes.All(town, RoundStatus.Open)).Select(code => code.Replace("-", "", StringComparison.Ordinal)));
        marks.AddRange(town.Story.Accounts.Select(account => account.Email));
        return marks;
    }

    private static IEnumerable<string> Search(string place, string text, List<string> marks) =>
        marks.Where(mark => text.Contains(mark, StringComparison.Ordinal)).Select(mark => $"{place}: {mark}").Take(5);

    /// <summary>Every value of every table, as text.</summary>
    private static string Dump(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var text = new StringBuilder();
        foreach (var table in Read(connection, "select name from sqlite_master where type = 'table'").ToList())
        {
            foreach (var value in Read(connection, $"select * from \"{table}\""))
            {
                text.AppendLine(value);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                yield return reader.GetValue(i) is byte[] bytes ? Encoding.Latin1.GetString(bytes) : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture) ?? "";
            }
        }
    }
}
