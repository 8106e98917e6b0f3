// What a logo may be: PNG or JPEG, judged by its bytes and not by its name, small enough for a letter. SVG is refused: it can hold script.
using System.Buffers.Binary;
using Keukentafel.Foundation;

namespace Keukentafel.Access.OrganisationDetails;

/// <param name="Type">The media type.</param>
public sealed record LogoPicture(byte[] Bytes, string Type, int Width, int Height)
{
    public const int MaxBytes = 500_000;
    public const int MaxSide = 3000;
    public const int MinSide = 32;
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";

    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static Result<LogoPicture> Read(byte[] bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            return TooBig(bytes.Length);
        }

        var (type, size) = bytes.AsSpan().StartsWith(PngStart) ? (Png, SizeOfPng(bytes)) : (Jpeg, SizeOfJpeg(bytes));
        if (size is not { } found)
        {
            return DetailsProblems.LogoNotAPicture.Of();
        }

        return found.Width is >= MinSide and <= MaxSide && found.Height is >= MinSide and <= MaxSide
            ? new LogoPicture(bytes, type, found.Width, found.Height)
            : DetailsProblems.LogoWrongSize.Of(found.Width, found.Height, MinSide, MaxSide);
    }

    /// <summary>The size is rounded up, so that it is told larger than what may be.</summary>
    internal static Problem TooBig(long bytes) => DetailsProblems.LogoTooBig.Of((bytes + 999) / 1000, MaxBytes / 1000);

    /// <summary>The header chunk comes first: length, "IHDR", width, height. The end chunk closes the file.</summary>
    private static (int Width, int Height)? SizeOfPng(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 45 && bytes.Slice(12, 4).SequenceEqual("IHDR"u8) && bytes[^8..^4].SequenceEqual("IEND"u8)
            ? (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
            : null;

    /// <summary>Walks the segments to the first start-of-frame, which holds height and width.</summary>
    private static (int Width, int Height)? SizeOfJpeg(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8)
        {
            return null;
        }

        var at = 2;
        while (at + 9 < bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }
}

public static class DetailsProblems
{
    public static readonly ProblemKind LogoTooBig = new("organisatie.logo-te-groot", "Het logo is {0} kB; het mag hoogstens {1} kB zijn. Maak het plaatje kleiner en kies het opnieuw.");
    public static readonly ProblemKind LogoNotAPicture = new("organisatie.logo-geen-plaatje", "Dit bestand is geen PNG of JPEG, of het is beschadigd. Bewaar het logo als PNG of JPEG en kies het opnieuw.");
    public static readonly ProblemKind LogoWrongSize = new("organisatie.logo-afmeting", "Het logo is {0} bij {1} beeldpunten; elke kant moet tussen {2} en {3} liggen. Maak het kleiner of groter en kies het opnieuw.");
    public static readonly ProblemKind PhoneUnreadable = new("organisatie.telefoon", "Telefoonnummer: hier kunnen alleen cijfers, spaties, haakjes, + en - in, met minstens {0} cijfers. Schrijf het zo: 0123 45 67 89.");
    public static readonly ProblemKind AddressTooLong = new("organisatie.adres-regels", "Adres: op een brief passen hoogstens {0} regels. Haal een regel weg.");
}
