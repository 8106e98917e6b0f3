// The questionnaires that come with the product, kept as data in Instruments/. See ORIGIN.md there.
using System.Collections.Immutable;

namespace Keukentafel.Questionnaires;

public static class StandardInstruments
{
    private static readonly Lazy<ImmutableArray<Questionnaire>> Loaded = new(Load);

    /// <summary>Every standard instrument, by id.</summary>
    public static ImmutableArray<Questionnaire> All => Loaded.Value;

    /// <summary>The newest version of the instrument with this id, or null.</summary>
    public static Questionnaire? Find(string id) =>
        All.Where(instrument => string.Equals(instrument.Id, id, StringComparison.Ordinal))
            .MaxBy(instrument => instrument.Version);

    private static ImmutableArray<Questionnaire> Load()
    {
        var assembly = typeof(StandardInstruments).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.EndsWith(".json", StringComparison.Ordinal))
                .Select(name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    var reading = QuestionnaireReader.Read(stream);
                    return reading.Questionnaire
                        ?? throw new InvalidOperationException($"{name}: {reading.Errors[0].Place}: {reading.Errors[0].Fault}");
                })
                .OrderBy(instrument => instrument.Id, StringComparer.Ordinal)
                .ThenBy(instrument => instrument.Version),
        ];
    }
}
