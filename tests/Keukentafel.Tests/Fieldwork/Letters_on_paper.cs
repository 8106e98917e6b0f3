// Looks at the printed letters as a printer, a postman and a telephone would: pages, address, text, QR.
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Register;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Fieldwork;

public sealed class Letters_on_paper(SqliteInstallation installation) : IClassFixture<SqliteInstallation>
{
    private const double PointsPerMillimetre = 72 / 25.4;
    private static readonly DateOnly Today = new(2025, 3, 3);

    [Fact]
    public async Task Two_hundred_and_fifty_three_letters_make_two_tagged_files_of_a_page_a_letter_with_a_sheet()
    {
        Tool.Require("chromium", "pdfinfo", "pdftotext");
        var round = await Printed(253);

        var batches = await round.Read(services => services.GetRequiredService<WhoStore>().Set<LetterBatch>().OrderBy(batch => batch.Number).ToListAsync());
        Assert.Equal([(LetterBatchStatus.Made, 250, 250), (LetterBatchStatus.Made, 3, 3)], batches.Select(batch => (batch.Status, batch.Letters, batch.Pages!.Value)));
        var first = await Save(round, 1, LetterFileKind.Letters);
        var facts = Tool.Run("pdfinfo", first);
        Assert.Matches(@"Pages:\s+250\b", facts);
        Assert.Matches(@"Tagged:\s+yes", facts);
        Assert.Matches(@"Page size:\s+59\d(\.\d+)? x 84\d", facts);

        var sheetFile = await Save(round, 1, LetterFileKind.Sheet);
        Assert.Matches(@"Pages:\s+1\b", Tool.Run("pdfinfo", sheetFile));
        var sheet = Tool.Run("pdftotext", "-layout", sheetFile, "-");
        Assert.Contains("1-001 tot en met 1-250", sheet, StringComparison.Ordinal);
        Assert.Matches(@"Aantal brieven\s+250", sheet);
        Assert.DoesNotContain("Proefpersoon", sheet, StringComparison.Ordinal);
        Assert.Contains("Namen en adressen van partij 1 geopend", (await Notes(round, "fieldwork.print-letters"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_QR_code_of_letter_3_opens_its_own_link()
    {
        Tool.Require("chromium", "pdftoppm", "zbarimg");
        var round = await Printed(4);
        var third = (await Letters(round))[2];
        var image = await Save(round, 1, LetterFileKind.Letters) + "-3";
        Tool.Run("pdftoppm", "-r", "150", "-f", "3", "-l", "3", "-singlefile", "-png", await Save(round, 1, LetterFileKind.Letters), image);

        var read = Tool.Run("zbarimg", "--quiet", "--raw", image + ".png").Trim();

        Assert.Equal($"{installation.Settings.PublicAddress}/i/{third.Code}", read);
        Assert.Equal(CodeReading.Right, AccessCodeFormat.Check(read[(read.LastIndexOf('/') + 1)..], out _));
    }

    [Fact]
    public async Task A_letter_says_to_whom_from_whom_until_when_with_which_code_and_how_to_stop()
    {
        Tool.Require("chromium", "pdftotext");
        var round = await Printed(3);
        var second = (await Letters(round))[1];

        var page = Regex.Replace(Tool.Run("pdftotext", "-f", "2", "-l", "2", await Save(round, 1, LetterFileKind.Letters), "-"), @"\s+", " ");

        foreach (var needed in new[]
        {
            second.Address[0], second.Salutation, second.Code, "Brief 1-002", "maandag 3 maart 2025", "tot en met maandag 14 april 2025", "(0599) 12 34 56",
            "Gemeente Zonnedam", "Postbus 12, 9990 AA Zonnedam", "127.0.0.1:5080", "Ik doe niet mee", "vertrouwelijk",
        })
        {
            Assert.Contains(needed, page, StringComparison.Ordinal);
        }

        Assert.DoesNotContain('{', page);
    }

    [Theory]
    [InlineData(WindowSide.Left, 22)]
    [InlineData(WindowSide.Right, 112)]
    public async Task The_address_and_nothing_else_stands_in_the_window(WindowSide side, double left)
    {
        Tool.Require("chromium", "pdftotext");
        var round = await Printed(1, side);
        var letter = (await Letters(round))[0];

        var words = Words(Tool.Run("pdftotext", "-bbox", await Save(round, 1, LetterFileKind.Letters), "-"));
        var inWindow = words.Where(word => word.Right > left && word.Left < left + 85 && word.Bottom > 50 && word.Top < 85).ToList();

        var expected = $"Retour: Gemeente Zonnedam, Postbus 12, 9990 AA Zonnedam {string.Join(' ', letter.Address)}".Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, inWindow.OrderBy(word => Math.Round(word.Top)).ThenBy(word => word.Left).Select(word => word.Text));
        // Wholly inside, and the address clear of its edges however the sheet slides in the envelope.
        Assert.All(inWindow, word => Assert.True(word.Left >= left - 0.5 && word.Right <= left + 85 && word.Top >= 49.5 && word.Bottom <= 85, $"{word}"));
        Assert.All(inWindow.Where(word => letter.Address[0].Contains(word.Text, StringComparison.Ordinal)), word => Assert.InRange(word.Top, 54, 62));
    }

    [Fact]
    public async Task Who_is_put_on_the_no_contact_list_while_the_work_waits_is_not_printed()
    {
        Tool.Require("chromium", "pdftotext");
        var round = await Asked(3, WindowSide.Left);
        var gone = (await Letters(round))[0];
        await round.Change(async services =>
        {
            var store = services.GetRequiredService<WhoStore>();
            var contacts = services.GetRequiredService<SealedContacts>();
            (await store.Set<Client>().ToListAsync()).Single(client => contacts.Open(client).Name == gone.To.Name).NoContact = true;
            return Done.It;
        });

        await Work();

        var text = Tool.Run("pdftotext", await Save(round, 1, LetterFileKind.Letters), "-");
        Assert.DoesNotContain(gone.To.Name + "\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(gone.Code, text, StringComparison.Ordinal);
        Assert.Equal(["Brief 1-001", "Brief 1-002"], Regex.Matches(text, @"Brief 1-\d{3}").Select(match => match.Value));
    }

    [Fact]
    public async Task One_letter_can_be_printed_again()
    {
        Tool.Require("chromium", "pdfinfo", "pdftotext");
        var round = await Printed(3);
        var second = (await Letters(round))[1];

        var file = await round.Change(services => services.GetRequiredService<DownloadBatch>().Again(round.Round, "1-2"));

        var path = Write(file);
        Assert.Matches(@"Pages:\s+1\b", Tool.Run("pdfinfo", path));
        Assert.Contains(second.Code, Tool.Run("pdftotext", path, "-"), StringComparison.Ordinal);
        Assert.Contains("Brief 1-002 opnieuw gemaakt", (await Notes(round, "fieldwork.reprint")).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Printing_again_uses_the_text_as_it_is_now_and_logs_no_name_or_code()
    {
        Tool.Require("chromium", "pdftotext");
        var round = await Printed(2);
        await round.Change(services => services.GetRequiredService<WriteLetter>().Handle(
            round.Round, LetterStep.Invitation, "Nieuw onderwerp", "{aanhef},\n\n{code}\n\nTot {sluitdatum}. Bel {telefoon}. <script>alert(1)</script>", WindowSide.Left));
        await round.Change(services => services.GetRequiredService<RemakeBatch>().Handle(round.Round, 1));
        await Work();

        var text = Tool.Run("pdftotext", await Save(round, 1, LetterFileKind.Letters), "-");
        Assert.Contains("Nieuw onderwerp", text, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", text, StringComparison.Ordinal);
        var letters = await Letters(round);
        Assert.All(letters, letter => Assert.DoesNotContain(installation.Logs.Lines, line => line.Contains(letter.Code, StringComparison.OrdinalIgnoreCase) || line.Contains(letter.To.Name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_files_stand_sealed_in_the_store()
    {
        Tool.Require("chromium");
        var round = await Printed(1);
        var file = await round.Read(services => services.GetRequiredService<WhoStore>().Set<LetterFile>().FirstAsync());
        Assert.NotEqual("%PDF"u8.ToArray(), file.Sealed[..4]);
    }

    private async Task<SmallRound> Printed(int clients, WindowSide side = WindowSide.Left)
    {
        var round = await Asked(clients, side);
        await Work();
        return round;
    }

    private async Task<SmallRound> Asked(int clients, WindowSide side)
    {
        var round = await SmallRound.With(installation, clients);
        await round.Change(services => services.GetRequiredService<DrawSample>().Handle(new SampleRequest(round.Round, new PlanChoices { Letters = clients })));
        if (side == WindowSide.Right)
        {
            await round.Change(async services =>
            {
                var store = services.GetRequiredService<WhoStore>();
                var start = LetterTexts.Start(await store.Set<Keukentafel.Studies.Round>().SingleAsync(), LetterStep.Invitation);
                return await services.GetRequiredService<WriteLetter>().Handle(round.Round, LetterStep.Invitation, start.Subject, start.Body, side);
            });
        }

        await round.Change(services => services.GetRequiredService<MakeLetters>().Handle(new LettersRequest(round.Round, LetterStep.Invitation, Today)));
        return round;
    }

    private Task Work() => installation.Services.GetRequiredService<JobRunner>().RunAll();

    private static Task<IReadOnlyList<PrintedLetter>> Letters(SmallRound round) => round.Read(async services =>
        (await services.GetRequiredService<ReadLetters>().Of(await services.GetRequiredService<WhoStore>().Set<LetterBatch>().OrderBy(batch => batch.Number).FirstAsync())).Value);

    private async Task<string> Save(SmallRound round, int number, LetterFileKind kind) =>
        Write(await round.Change(services => services.GetRequiredService<DownloadBatch>().Printed(round.Round, number, kind)));

    private string Write(FileToSave file)
    {
        var path = Path.Combine(installation.Settings.DataFolder, $"{Guid.NewGuid():N}-{file.Name}");
        File.WriteAllBytes(path, file.Content);
        return path;
    }

    private static Task<List<string>> Notes(SmallRound round, string act) => round.Read(services =>
        services.GetRequiredService<WhoStore>().Set<Keukentafel.Foundation.Audit.AuditEntry>().Where(entry => entry.Act == act).Select(entry => entry.Detail).ToListAsync());

    private sealed record Word(string Text, double Left, double Top, double Right, double Bottom);

    /// <summary>The words of a page with their places in millimetres from the top left corner.</summary>
    private static List<Word> Words(string bbox)
    {
        XNamespace html = "http://www.w3.org/1999/xhtml";
        double Millimetres(XElement word, string side) => double.Parse(word.Attribute(side)!.Value, CultureInfo.InvariantCulture) / PointsPerMillimetre;
        return XDocument.Parse(bbox).Descendants(html + "page").First().Elements(html + "word")
            .Select(word => new Word(word.Value, Millimetres(word, "xMin"), Millimetres(word, "yMin"), Millimetres(word, "xMax"), Millimetres(word, "yMax")))
            .ToList();
    }
}
