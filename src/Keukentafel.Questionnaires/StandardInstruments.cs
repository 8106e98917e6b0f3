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

    /// <summary>This version of the instrument, or null.</summary>
    public static Questionnaire? Find(string id, int version) =>
        All.FirstOrDefault(instrument => string.Equals(instrument.Id, id, StringComparison.Ordinal) && instrument.Version == version);

    private static ImmutableArray<Questionnaire> Load()
    {
        var files = typeof(StandardInstruments).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".json", StringComparison.Ordinal)).ToLookup(name => name.Contains(".Translations.", StringComparison.Ordinal));
        return
        [
            .. files[false]
                .Select(name => Translations(Read(name, QuestionnaireReader.Read), files[true]))
                .OrderBy(instrument => instrument.Id, StringComparer.Ordinal)
                .ThenBy(instrument => instrument.Version),
        ];
    }

    /// <summary>The instrument with its translations, in the order in which languages are offered.</summary>
    private static Questionnaire Translations(Questionnaire instrument, IEnumerable<string> files)
    {
        foreach (var language in Language.All)
        {
            var own = string.Create(System.Globalization.CultureInfo.InvariantCulture, $".{instrument.Id}.{instrument.Version}.{language.Tag}.json");
            foreach (var name in files.Where(name => name.EndsWith(own, StringComparison.Ordinal)))
            {
                instrument = Read(name, json => TranslationReader.Add(instrument, json));
            }
        }

        return instrument;
    }

    private static Questionnaire Read(string name, Func<Stream, QuestionnaireReading> read)
    {
        using var stream = typeof(StandardInstruments).Assembly.GetManifestResourceStream(name)!;
        var reading = read(stream);
        return reading.Questionnaire ?? throw new InvalidOperationException($"{name}: {reading.Errors[0].Place}: {reading.Errors[0].Fault}");
    }
}
