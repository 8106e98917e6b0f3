// How many were written to, began and sent, by day. Counts of people, never of answers.
using Keukentafel.Fieldwork;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Answering.Progress;

/// <summary>What came in on one day.</summary>
public sealed record ProgressDay(DateOnly Day, int Began, int Sent);

/// <param name="Drawn">Cases in the round.</param>
/// <param name="Invited">Cases of which a letter was released.</param>
/// <param name="Began">Cases with a response, of whatever completeness.</param>
/// <param name="Sent">Responses that were sent.</param>
/// <param name="Left">Cases that said not to take part.</param>
/// <param name="Days">Every day on which something came in, oldest first.</param>
public sealed record RoundProgress(int Drawn, int Invited, int Began, int Sent, int Left, IReadOnlyList<ProgressDay> Days);

public sealed class CountResponses(WhoStore who, WhatStore what)
{
    public async Task<RoundProgress> Of(RoundId round, CancellationToken cancel = default)
    {
        var drawn = await who.Set<Case>().CountAsync(@case => @case.RoundId == round, cancel);
        var left = await who.Set<Case>().CountAsync(@case => @case.RoundId == round && @case.WithdrawnOn != null, cancel);
        var invited = await (
            from letter in who.Set<Letter>()
            join batch in who.Set<LetterBatch>() on letter.BatchId equals batch.Id
            where batch.RoundId == round && batch.Status == LetterBatchStatus.Released
            select letter.CaseId).Distinct().CountAsync(cancel);
        var began = await what.Set<Response>().Where(response => response.RoundId == round)
            .GroupBy(response => response.StartedOn).Select(day => new { Day = day.Key, Count = day.Count() }).ToDictionaryAsync(day => day.Day, day => day.Count, cancel);
        var sent = await what.Set<Response>().Where(response => response.RoundId == round && response.SentOn != null)
            .GroupBy(response => response.SentOn!.Value).Select(day => new { Day = day.Key, Count = day.Count() }).ToDictionaryAsync(day => day.Day, day => day.Count, cancel);
        var days = began.Keys.Union(sent.Keys).Order().Select(day => new ProgressDay(day, began.GetValueOrDefault(day), sent.GetValueOrDefault(day))).ToList();
        return new RoundProgress(drawn, invited, began.Values.Sum(), sent.Values.Sum(), left, days);
    }
}
