// A place for later rooms: what must follow from a draw (cases, codes), and whether the draw may still be taken back.
using Keukentafel.Foundation;
using Keukentafel.Register;
using Keukentafel.Studies;

namespace Keukentafel.Sampling;

/// <param name="InclusionProbability">n/N of the client's stratum.</param>
public sealed record DrawnClient(ClientId Client, double InclusionProbability);

public abstract class DrawFollower
{
    /// <summary>The sample was drawn; in the same transaction.</summary>
    public abstract Task Drawn(Round round, IReadOnlyList<DrawnClient> sample, CancellationToken cancel);

    /// <summary>Why the draw cannot be taken back any more; null when it can.</summary>
    public abstract Task<Problem?> Objection(Round round, CancellationToken cancel);

    /// <summary>The draw is taken back: lets go of everything that followed from it; in the same transaction.</summary>
    public abstract Task TakenBack(Round round, CancellationToken cancel);
}
