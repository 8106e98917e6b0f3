// Why fieldwork says no.
using Keukentafel.Foundation;

namespace Keukentafel.Fieldwork;

public static class FieldworkProblems
{
    public static readonly ProblemKind NoSuchCase = new("veldwerk.geen-deelnemer", "Deze deelnemer staat niet (meer) in de meting.", ProblemSort.NotFound);
    public static readonly ProblemKind AlreadyWritten = new("veldwerk.al-verstuurd", "Er zijn al brieven verstuurd of uitkomsten genoteerd. De steekproef kan daarom niet meer ongedaan worden gemaakt.", ProblemSort.Conflict);
    public static readonly ProblemKind AlreadyAnswered = new("veldwerk.al-ingevuld", "De vragenlijst is al ingevuld. Afmelden is niet meer nodig: u krijgt geen brief meer.", ProblemSort.Conflict);
}
