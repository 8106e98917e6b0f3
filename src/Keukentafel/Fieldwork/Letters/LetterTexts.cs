// The letter that every round starts with, in plain Dutch. Each promise in it is kept by the program; whoever changes the text keeps it true.
using Keukentafel.Foundation;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Fieldwork;

public sealed class LetterTexts(WhoStore store)
{
    /// <summary>The text of a round's letter: as it was changed, or as it starts.</summary>
    public async Task<LetterText> Of(Round round, LetterStep step, CancellationToken cancel = default) =>
        await store.Set<LetterText>().FirstOrDefaultAsync(text => text.RoundId == round.Id && text.Step == step, cancel) ?? Start(round, step);

    public static LetterText Start(Round round, LetterStep step) => new()
    {
        OrganisationId = round.OrganisationId,
        RoundId = round.Id,
        Step = step,
        Subject = step == LetterStep.Invitation ? "Hoe gaat het met de hulp die u krijgt?" : "Herinnering: hoe gaat het met de hulp die u krijgt?",
        Body = (step == LetterStep.Invitation ? Invitation : Reminder) + "\n\n" + Rest,
    };

    private const string Invitation = """
        {aanhef},

        U krijgt hulp of ondersteuning via de {gemeente}, of u hebt daarover met de gemeente gepraat. Wij willen graag weten hoe dat voor u gaat. Wat gaat goed? Wat kan beter? Met uw antwoorden kan de gemeente de hulp verbeteren. Wilt u daarom een vragenlijst invullen?
        """;

    private const string Reminder = """
        {aanhef},

        Kort geleden hebben wij u gevraagd hoe het gaat met de hulp die u via de {gemeente} krijgt of hebt gevraagd. Wij hebben nog geen antwoord van u. Uw mening telt. Wilt u de vragenlijst alsnog invullen? Hebt u dat net gedaan? Dan bedanken wij u en kunt u deze brief weggooien. U krijgt hierna geen brief meer over deze vragenlijst.
        """;

    private const string Rest = """
        {code}

        U kunt meedoen tot en met {sluitdatum}. U kunt tussendoor stoppen en later verdergaan met dezelfde code.

        # Uw antwoorden zijn vertrouwelijk
        Uw naam en adres bewaren wij apart van uw antwoorden. In het verslag staan alleen uitkomsten van groepen mensen. U kiest zelf of u meedoet. Wat u kiest en wat u antwoordt, verandert niets aan de hulp die u krijgt.

        # Hulp bij het invullen
        Iemand die u vertrouwt, mag u helpen of voor u invullen. Hebt u vragen? Bel dan {telefoon}.

        # Wilt u niet meedoen?
        Ga naar {website}, vul uw code in en kies “Ik doe niet mee”. U mag ook bellen. U krijgt dan geen brief meer over deze vragenlijst. Is de brief niet voor u, of is degene aan wie wij schrijven overleden of verhuisd? Dan kunt u dat op dezelfde manier laten weten.

        Met vriendelijke groet,

        {Gemeente}
        """;
}

/// <summary>Changes the text of a letter. A text that cannot be printed is not kept.</summary>
public sealed class WriteLetter(WhoStore store, LetterTexts texts, Foundation.Audit.AuditTrail audit)
{
    public async Task<Result<Done>> Handle(RoundId id, LetterStep step, string subject, string body, WindowSide window, CancellationToken cancel = default)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == id, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (round.Status == RoundStatus.Closed)
        {
            return StudyProblems.ClosedAlready.Of(round.Name);
        }

        if (FieldworkProblems.Of(LetterWording.Check(subject, body)) is { } problem)
        {
            return problem;
        }

        var text = await texts.Of(round, step, cancel);
        if (store.Entry(text).State == EntityState.Detached)
        {
            store.Add(text);
        }

        (text.Subject, text.Body, text.Window) = (subject, body, window);
        audit.Note("fieldwork.letter-text", $"round:{round.Id}", step == LetterStep.Invitation ? "Tekst van de brief gewijzigd." : "Tekst van de herinnering gewijzigd.");
        return Done.It;
    }
}
