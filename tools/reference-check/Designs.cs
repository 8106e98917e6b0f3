// The designs of a fixture, built with the library.
using System.Text.Json;

namespace Keukentafel.Tools.ReferenceCheck;

internal sealed class Designs(Fixture fixture, JsonElement designs)
{
    public void Check(string name) => throw new UnsupportedException("design " + name + fixture.Id + designs.ValueKind);
}
