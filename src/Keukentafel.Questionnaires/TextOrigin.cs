// Whether a text was read in a published source or is our assumption. What is assumed is never shown as the
// official national wording.
using System.Collections.Immutable;

namespace Keukentafel.Questionnaires;

public abstract record TextOrigin
{
    private TextOrigin()
    {
    }

    /// <summary>Read word for word in the sources.</summary>
    public sealed record Verbatim(ImmutableArray<string> Sources) : TextOrigin;

    /// <summary>Worded by us; the reason (in Dutch, for the reader of a report) says what is known and what is not.</summary>
    public sealed record Assumed(string Reason, ImmutableArray<string> Sources) : TextOrigin;
}
