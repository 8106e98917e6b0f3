// The files of a batch, for the printer: letters, sheet, mail-merge file, one letter again. Each is a look at contact data and is noted as one.
using Keukentafel.Documents.Tabular;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Keys;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

/// <summary>A file to be saved by whoever asked for it.</summary>
public sealed record FileToSave(string Name, string ContentType, byte[] Content)
{
    public override string ToString() => Name;
}

public sealed class DownloadBatch(WhoStore store, Recipients recipients, ReadLetters read, LetterPrinter printer, Sealer sealer, AuditTrail audit)
{
    private const string Pdf = "application/pdf";

    /// <summary>The printed letters, or the sheet that goes with them.</summary>
    public async Task<Result<FileToSave>> Printed(RoundId id, int number, LetterFileKind kind, CancellationToken cancel = default)
    {
        var found = await Allowed(id, number, cancel);
        if (!found.Ok)
        {
            return found.Problem;
        }

        var batch = found.Value.Batch;
        if (await store.Set<LetterFile>().FirstOrDefaultAsync(file => file.BatchId == batch.Id && file.Kind == kind, cancel) is not { } file)
        {
            return FieldworkProblems.NoFile.Of(number);
        }

        if (file.Edition != batch.Edition)
        {
            return FieldworkProblems.OldFiles.Of(number);
        }

        if (kind == LetterFileKind.Letters)
        {
            // A file cannot leave anybody out, so once it was sent and people reacted it stays where it is.
            if (batch.Status == LetterBatchStatus.Released && await recipients.WithdrawnFrom(batch.Id, cancel) is { Count: > 0 } withdrawn)
            {
                return FieldworkProblems.WithdrawnInFile.Of(number, withdrawn.Count, batch.Letters);
            }

            audit.Note("fieldwork.download-letters", $"round:{id}", $"Brieven van partij {number} gedownload: {batch.Letters} namen en adressen.");
        }

        return new FileToSave($"partij-{number}-{(kind == LetterFileKind.Letters ? "brieven" : "verzamelblad")}.pdf", Pdf, sealer.Open(file.Sealed, BatchFiles.SealContext(batch.Id, kind)));
    }

    /// <summary>Addresses and codes for who makes the letters elsewhere; of a released batch without who may not be written to any more. As Dutch Excel reads it; nothing in it runs as a formula.</summary>
    public async Task<Result<FileToSave>> MailMerge(RoundId id, int number, CancellationToken cancel = default)
    {
        var found = await Allowed(id, number, cancel);
        if (!found.Ok)
        {
            return found.Problem;
        }

        var (round, batch) = found.Value;
        if (round.Status == RoundStatus.Closed)
        {
            return FieldworkProblems.CodeErased.Of();
        }

        var without = batch.Status == LetterBatchStatus.Released ? (await recipients.WithdrawnFrom(batch.Id, cancel)).Select(letter => letter.Position).ToList() : [];
        var letters = await read.Of(batch, without: without, cancel: cancel);
        if (!letters.Ok)
        {
            return letters.Problem;
        }

        if (letters.Value.Count == 0)
        {
            return FieldworkProblems.NobodyToWrite.Of();
        }

        audit.Note("fieldwork.download-addresses", $"round:{id}", $"Adressenbestand van partij {number} gedownload: {letters.Value.Count} namen en adressen.");
        var run = await read.Run(round, batch, cancel);
        using var content = new MemoryStream();
        using (var csv = new DelimitedWriter(content, DelimitedOptions.ForExcel))
        {
            csv.Write("brief", "adresregel1", "adresregel2", "adresregel3", "aanhef", "naam", "straat", "huisnummer", "postcode", "plaats", "code", "link", "sluitdatum");
            foreach (var letter in letters.Value)
            {
                var to = letter.To;
                csv.Write([letter.Number, .. letter.Address, letter.Salutation, to.Name, to.Street, to.HouseNumber, to.Postcode, to.Town, letter.Code, letter.Link, LetterRun.Day(run.ClosesOn)]);
            }
        }

        return new FileToSave($"partij-{number}-adressen.csv", "text/csv; charset=utf-8", content.ToArray());
    }

    /// <summary>One letter again, by the number it prints: for who lost it.</summary>
    public async Task<Result<FileToSave>> Again(RoundId id, string letterNumber, CancellationToken cancel = default)
    {
        if (!LetterNumber.TryRead(letterNumber, out var number, out var position))
        {
            return FieldworkProblems.NoSuchLetter.Of(letterNumber).At("brief");
        }

        var found = await Batches.Of(store, id, number, cancel);
        if (!found.Ok)
        {
            return FieldworkProblems.NoSuchLetter.Of(letterNumber).At("brief");
        }

        var (round, batch) = found.Value;
        if ((await recipients.WithdrawnFrom(batch.Id, cancel)).Any(letter => letter.Position == position))
        {
            return FieldworkProblems.NotToBeWritten.Of(letterNumber).At("brief");
        }

        var letters = await read.Of(batch, position, cancel: cancel);
        if (!letters.Ok)
        {
            return letters.Problem;
        }

        if (letters.Value is not [var letter])
        {
            return FieldworkProblems.NoSuchLetter.Of(letterNumber).At("brief");
        }

        audit.Note("fieldwork.reprint", $"round:{id}", $"Brief {letter.Number} opnieuw gemaakt.");
        var printed = await printer.Letters(await read.Run(round, batch, cancel) with { Title = $"Brief {letter.Number}, {round.Name}" }, [letter], cancel);
        return printed.Ok ? new FileToSave($"brief-{letter.Number}.pdf", Pdf, printed.Value) : printed.Problem;
    }

    private async Task<Result<(Round Round, LetterBatch Batch)>> Allowed(RoundId id, int number, CancellationToken cancel)
    {
        var found = await Batches.Of(store, id, number, cancel);
        if (!found.Ok)
        {
            return found;
        }

        var batch = found.Value.Batch;
        if (batch.Status == LetterBatchStatus.Making)
        {
            return FieldworkProblems.NotMade.Of(number);
        }

        var never = (await recipients.WithdrawnFrom(batch.Id, cancel)).Where(letter => letter.NoContact).Select(letter => batch.NumberOf(letter.Position)).ToList();
        return batch.Status != LetterBatchStatus.Released && never.Count > 0 ? FieldworkProblems.MakeAgain.Of(number, string.Join(", ", never)) : found;
    }
}

/// <summary>The number of a letter as it is printed and typed: batch, dash, place.</summary>
internal static class LetterNumber
{
    public static bool TryRead(string? typed, out int batch, out int position)
    {
        (batch, position) = (0, 0);
        var parts = (typed ?? "").Split('-', StringSplitOptions.TrimEntries);
        return parts.Length == 2
            && int.TryParse(parts[0], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out batch)
            && int.TryParse(parts[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out position);
    }
}
