// A register file from its header to its last row, with every check that needs more than one row. The preview, the check and the import all read through here,
// so that what was shown is what is stored. Memory does not grow with the rows, but for 24 bytes each to find a number that occurs twice.
using System.Security.Cryptography;
using System.Text;
using Keukentafel.Documents.Tabular;
using Keukentafel.Foundation;

namespace Keukentafel.Register.Import;

/// <summary>What a first look at a file gives, before anything is stored.</summary>
/// <param name="Samples">Per column up to <see cref="RegisterFile.SampleRows"/> values, empty ones left out.</param>
/// <param name="BsnColumn">A column that holds BSNs; the file must then be refused.</param>
public sealed record FileLook(IReadOnlyList<string> Header, int Rows, IReadOnlyList<IReadOnlyList<string>> Samples, IReadOnlyList<Finding> Fatal, string? BsnColumn);

public static class RegisterFile
{
    public const int SampleRows = 200;

    /// <summary>Reads the whole file once: is it a table, does it hold BSNs, what is in its columns.</summary>
    public static FileLook Look(Stream stream, string fileName)
    {
        using var file = TabularFile.Open(stream, fileName);
        var findings = file.Errors.Where(error => error.IsFatal || file.Header.IsEmpty).Select(error => Find(error, fileName)).ToList();
        if (findings.Count == 0 && LooksLikeData(file.Header))
        {
            findings.Add(RegisterFindings.NoHeader.At(fileName, file.HeaderRow, column: null));
        }

        var bsns = file.Header.Select(_ => new BsnColumn()).ToList();
        var samples = file.Header.Select(_ => new List<string>()).ToList();
        var rows = 0;
        TabularError? fatal = null;
        foreach (var record in file.Records(error => fatal = error.IsFatal ? error : fatal))
        {
            rows++;
            for (var i = 0; i < file.Header.Length; i++)
            {
                bsns[i].Add(record.Fields[i]);
                if (samples[i].Count < SampleRows && ClientValues.Tidy(record.Fields[i]) is { Length: > 0 } value)
                {
                    samples[i].Add(value);
                }
            }
        }

        if (fatal is not null)
        {
            findings.Add(Find(fatal, fileName));
        }
        else if (rows == 0 && findings.Count == 0)
        {
            findings.Add(RegisterFindings.NoRows.At(fileName, row: null, column: null));
        }

        var column = bsns.FindIndex(bsn => bsn.HoldsBsns);
        return new FileLook(file.Header, rows, samples, findings, column < 0 ? null : file.Header[column]);
    }

    /// <summary>The clients of the file with the row each stands in. All findings are reported on the way; the clients are only fit to store when none was an error.</summary>
    public static IEnumerable<(int Row, ReadClient Client)> Clients(Stream stream, string fileName, ColumnMapping mapping, DateOnly today, Action<Finding> report)
    {
        using var file = TabularFile.Open(stream, fileName);
        foreach (var error in file.Errors)
        {
            report(Find(error, fileName));
        }

        if (file.Dialect is Dialect.Workbook { OtherSheets.Length: > 0 } workbook)
        {
            report(RegisterFindings.OtherSheets.At(fileName, row: null, column: null, workbook.Sheet));
        }

        var reader = new ClientReader(file.Header, mapping, fileName, today, report);
        var numberColumn = mapping.Columns.FirstOrDefault(use => use.Role == ColumnRole.ClientNumber)?.Column;
        var seen = new Dictionary<UInt128, int>();
        foreach (var record in file.Records(error => report(Find(error, fileName))))
        {
            var client = reader.Read(record);
            var clientNumber = client.Details.ClientNumber;
            if (clientNumber.Length > 0 && !seen.TryAdd(Fingerprint(clientNumber), record.Row))
            {
                report(RegisterFindings.NumberTwice.At(fileName, record.Row, numberColumn, seen[Fingerprint(clientNumber)]));
            }

            yield return (record.Row, client);
        }
    }

    private static UInt128 Fingerprint(string number)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(number), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>Column names are stored as they stand, so a file that begins with a client must not pass for one with a header.</summary>
    internal static bool LooksLikeData(IEnumerable<string> header) => header.Any(name =>
        ClientValues.IsPostcode(name) || ClientValues.IsEmail(name) || ClientValues.IsPhone(name) || ClientValues.Day(name) is not ReadDay.Impossible || (name.Length >= 5 && name.All(char.IsAsciiDigit)));

    private static Finding Find(TabularError error, string fileName) => RegisterFindings.Of(error.Fault).At(fileName, error.Row, error.Column);
}
