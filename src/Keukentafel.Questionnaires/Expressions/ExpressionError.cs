// What is wrong with an expression, and at which sign of it, counted from 1.
namespace Keukentafel.Questionnaires.Expressions;

public enum ExpressionFault
{
    UnexpectedSign,
    UnexpectedEnd,
    UnknownName,
    LaterQuestion,
    UnknownFunction,
    WrongNumberOfParts,
    WrongType,
    UnknownOption,
    BadNumber,
    BadDay,
    TooLong,
    TooDeep,
}

public sealed record ExpressionError(ExpressionFault Fault, int Position, string Detail)
{
    /// <summary>In Dutch, for whoever wrote it: what is wrong and how to mend it.</summary>
    public string Text => Fault switch
    {
        ExpressionFault.UnexpectedSign => $"bij teken {Position} staat '{Detail}', en dat past daar niet",
        ExpressionFault.UnexpectedEnd => "de formule houdt te vroeg op: er ontbreekt een waarde of een haakje",
        ExpressionFault.UnknownName => $"'{Detail}' bestaat niet: gebruik de code van een vraag of de naam van een afgeleide waarde",
        ExpressionFault.LaterQuestion => $"vraag '{Detail}' komt pas later of op dezelfde plek: gebruik alleen vragen die eerder komen",
        ExpressionFault.UnknownFunction => $"de functie '{Detail}' bestaat niet",
        ExpressionFault.WrongNumberOfParts => $"de functie '{Detail}' heeft een ander aantal onderdelen nodig",
        ExpressionFault.WrongType => $"bij teken {Position} past {Detail} niet",
        ExpressionFault.UnknownOption => $"antwoord {Detail} staat niet bij die vraag",
        ExpressionFault.BadNumber => $"'{Detail}' is geen getal dat hier kan",
        ExpressionFault.BadDay => $"'{Detail}' is geen datum: schrijf date('2025-01-31')",
        ExpressionFault.TooLong => $"de formule is te lang: gebruik hoogstens {Expression.MaxLength} tekens",
        ExpressionFault.TooDeep => "de formule heeft te veel haakjes in elkaar: splits haar met een afgeleide waarde",
        _ => throw new InvalidOperationException($"There is no text for {Fault}."),
    };
}

internal sealed class ExpressionException(ExpressionError error) : Exception(error.Text)
{
    public ExpressionError Error { get; } = error;
}
