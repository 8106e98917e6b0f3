// One part of a stacked bar and its look. Positive answers are plain and blue, negative ones hatched and brown, the
// middle pale: told apart by order, pattern and label, so without colour too.
namespace Keukentafel.Design.Figures;

/// <param name="Share">As a fraction of the whole bar.</param>
public sealed record Segment(string Label, double Share, SegmentLook Look);

public sealed record SegmentLook(string Fill, string Ink, string? Hatch)
{
    private static readonly SegmentLook[] Positives = [new("#14506b", "#ffffff", null), new("#8fc0d4", "#1c2530", null)];
    private static readonly SegmentLook[] Negatives = [new("#f0bf8c", "#1c2530", "#8a4a12"), new("#8a3a0c", "#ffffff", "#f0bf8c")];
    private static readonly SegmentLook Middle = new("#ece7dc", "#1c2530", null);

    /// <summary>
    /// Looks for options in their order, positive ones first. As many options at the other end count as negative, and
    /// what is left between them is the middle.
    /// </summary>
    public static IReadOnlyList<SegmentLook> For(IReadOnlyList<bool> positive)
    {
        var positives = positive.Count(one => one);
        var negatives = positives == 0 ? 0 : Math.Min(positives, positive.Count - positives);
        return
        [
            .. Enumerable.Range(0, positive.Count).Select(i =>
                i < positives ? Positives[Math.Min(i * Positives.Length / positives, Positives.Length - 1)]
                : i >= positive.Count - negatives ? Negatives[negatives == 1 ? 1 : (i - (positive.Count - negatives)) * Negatives.Length / negatives]
                : Middle),
        ];
    }
}
