// The road of a round, as its page shows it: register → steekproef → brieven → antwoorden → rapport. A room takes its place on it by registering a step:
//   services.AddScoped<StudyStep, DrawStep>();
// so that this page shows rooms that it does not know.
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Studies;

public enum StepState
{
    /// <summary>An earlier step has to be done first.</summary>
    Later,

    /// <summary>Can be done now.</summary>
    Ready,

    /// <summary>Is going on: letters are being printed, answers come in.</summary>
    Busy,

    Done,

    /// <summary>Another way was taken: the step is not on this road.</summary>
    NotNeeded,
}

/// <summary>How a step stands for one round.</summary>
/// <param name="Told">One or two sentences in Dutch: what was done, with figures, or what has to be done.</param>
/// <param name="Act">Text of the link to the room's page; null when there is nothing to go to yet.</param>
public sealed record StepNow(StepState State, string Told, string? Act);

public abstract class StudyStep
{
    /// <summary>Number of the room, by which the steps are ordered.</summary>
    public abstract int Order { get; }

    /// <summary>Name of the step, one or two words.</summary>
    public abstract string Title { get; }

    /// <summary>The room's page below the address of the round, with a leading slash.</summary>
    public abstract string Path { get; }

    /// <summary>What is needed to go there; who lacks it sees how the step stands, without a link.</summary>
    public virtual Right Right => Right.StudySee;

    public abstract Task<StepNow> Of(Round round, CancellationToken cancel);
}

/// <summary>Where studies and rounds are found. Rooms put their pages below the address of a round.</summary>
public static class StudyAddress
{
    /// <summary>Route of the pages of a round, below <c>/bureau/{organisatie}</c>.</summary>
    public const string RoundRoute = "/onderzoeken/{onderzoek:guid}/{meting:guid}";

    public static string Overview(Caller caller) => $"/bureau/{caller.OrganisationCode}";

    public static string Of(Caller caller, StudyId study) => $"{Overview(caller)}/onderzoeken/{study}";

    public static string Of(Caller caller, Round round) => Of(caller, round.StudyId, round.Id);

    public static string Of(Caller caller, StudyId study, RoundId round) => $"{Of(caller, study)}/{round}";

    /// <summary>The pages above those of a round, as far as the caller may go there.</summary>
    public static IReadOnlyList<(string Title, string Address)> Trail(Caller caller, Study study, Round? round = null) =>
    [
        ("Onderzoeken", Overview(caller)),
        .. caller.May(Right.StudySee) ? [(study.Name, Of(caller, study.Id))] : Array.Empty<(string, string)>(),
        .. caller.May(Right.StudySee) && round is not null ? [(round.Name, Of(caller, round))] : Array.Empty<(string, string)>(),
    ];
}
