// What a check of a file or a questionnaire found: always a list, never only the first.
namespace Keukentafel.Foundation;

public enum Severity { Warning, Error }

/// <summary>A kind of finding. <paramref name="Text"/> and <paramref name="Remedy"/> are composite format strings in Dutch over the same values.</summary>
public sealed record FindingKind(string Code, Severity Severity, string Text, string Remedy)
{
    public Finding At(string? file, int? row, string? column, params object?[] values) => new(
        this, file, row, column,
        string.Format(Dutch.Culture, Text, values),
        string.Format(Dutch.Culture, Remedy, values));
}

/// <summary>One finding with its place: file, row as a spreadsheet shows it (header = 1) and column.</summary>
public sealed record Finding(FindingKind Kind, string? File, int? Row, string? Column, string Text, string Remedy)
{
    public string Code => Kind.Code;
    public bool IsError => Kind.Severity == Severity.Error;

    public string Place => string.Join(", ", new[]
    {
        File,
        Row is { } row ? string.Create(Dutch.Culture, $"rij {row}") : null,
        Column is { } column ? $"kolom {column}" : null,
    }.Where(part => part is not null));

    public override string ToString() => Place.Length == 0 ? $"{Code}: {Text} {Remedy}" : $"{Code}: {Place}: {Text} {Remedy}";
}
