// Why an analysis is refused: always which group, and that it must be combined with another.
using Keukentafel.Foundation;

namespace Keukentafel.Results.Analysis;

public static class AnalysisProblems
{
    public static readonly ProblemKind NobodyApproached = new("analyse.niemand-benaderd",
        "Stratum {0}: er zijn {1:N0} cliënten in het register, maar niemand van hen is benaderd. Voeg dit stratum in het register samen met een stratum dat erop lijkt.");

    public static readonly ProblemKind NobodyAnswered = new("analyse.niemand-geantwoord",
        "Stratum {0}: er zijn {1:N0} cliënten in het register, maar niemand heeft bruikbaar geantwoord. Voeg dit stratum in het register samen met een stratum dat erop lijkt.");

    public static readonly ProblemKind OneAnswered = new("analyse.een-geantwoord",
        "Stratum {0}: er is één bruikbaar antwoord voor naar schatting {1:N0} cliënten, zodat de marge niet te berekenen is. Voeg dit stratum samen met een stratum dat erop lijkt, of kies voor de regel ‘adjust’ (--lonely adjust).");

    public static readonly ProblemKind EmptyCell = new("analyse.lege-cel",
        "Weging op {0}: in de groep {1} zitten {2:N0} cliënten van het register, maar niemand van hen heeft geantwoord. Voeg deze groep samen met een andere, of weeg op minder kenmerken.");

    public static readonly ProblemKind MarginNotMet = new("analyse.marge-onhaalbaar",
        "Weging op {0}: de groep {1} is niet op haar aandeel in het register te brengen. Voeg deze groep samen met een andere, of weeg op minder kenmerken.");

    public static readonly ProblemKind TooFew = new("analyse.te-weinig",
        "Er zijn te weinig bruikbare antwoorden om een marge te berekenen: meer strata dan antwoorden die daarvoor tellen. Gebruik minder strata.");
}
