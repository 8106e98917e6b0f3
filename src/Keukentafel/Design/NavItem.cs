// An entry of the main menu of an organisation. Rooms register theirs; the shell shows those that the caller may use.
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Design;

/// <param name="Title">Dutch text.</param>
/// <param name="Path">Path below <c>/bureau/{organisatie}</c>, with a leading slash; empty for the overview.</param>
/// <param name="Right">What is needed to see it; null for everybody of the organisation.</param>
/// <param name="Order">Number of the room, by which the menu is ordered.</param>
public sealed record NavItem(string Title, string Path, Right? Right, int Order);
