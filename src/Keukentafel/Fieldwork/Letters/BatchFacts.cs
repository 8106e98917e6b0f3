// What the sheet of a batch says: figures only, no names.
namespace Keukentafel.Fieldwork;

public sealed record BatchFacts
{
    public required string Title { get; init; }
    public required string Sender { get; init; }
    public required string Round { get; init; }
    public required int Number { get; init; }
    public required LetterStep Step { get; init; }
    public required int Letters { get; init; }
    public required string First { get; init; }
    public required string Last { get; init; }
    public required int Pages { get; init; }
    public required DateOnly DatedOn { get; init; }
    public required DateOnly ClosesOn { get; init; }
    public required DateTime MadeAt { get; init; }
    public required WindowSide Window { get; init; }
    public required bool Invented { get; init; }
}
