// Plays the fieldwork of a round day by day: letters arrive, some answer, some refuse, some have moved. Everybody goes through the handlers of the pages;
// the first twenty use the pages themselves.
using Keukentafel.Answering;
using Keukentafel.Answering.Intake;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Register;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Demo;

internal sealed class DemoFieldwork(IServiceProvider site, Caller program, DemoTime time, HttpClient http, IReadOnlyList<InventedClient> people, IRandomness chance)
{
    private const int OverHttp = 20;
    private const int AtOnce = 16;
    private const double SecondThoughts = 0.09;
    private const double Remarks = 0.2;
    private int online;

    private sealed record Invited(InventedClient Person, string Code, CaseId Case)
    {
        public Reaction Reaction { get; set; }
        public DateOnly Day { get; set; }
    }

    /// <summary>Plays from the day on which the letters went out; returns how many answered.</summary>
    public async Task<int> Play(RoundId round, DateOnly sent, DateOnly? reminder, DateOnly until, Func<Task> remind, CancellationToken cancel)
    {
        var invited = await Letters(round, cancel);
        foreach (var one in invited)
        {
            one.Reaction = InventedAnswers.React(one.Person, chance);
            one.Day = sent.AddDays(1 + InventedAnswers.Delay(chance));
        }

        var answered = 0;
        for (var day = sent; day <= until; day = day.AddDays(1))
        {
            time.GoTo(day);
            if (day == reminder)
            {
                await site.GetRequiredService<OutcomeCarrier>().CarryAll(cancel);
                await remind();
                foreach (var one in invited.Where(one => one.Reaction == Reaction.None && chance.NextDouble() < SecondThoughts))
                {
                    (one.Reaction, one.Day) = (Reaction.Answers, day.AddDays(1 + InventedAnswers.Delay(chance)));
                }
            }

            var today = invited.Where(one => one.Day == day && one.Reaction != Reaction.None).Select(one => (One: one, Seed: chance.NextInt(int.MaxValue))).ToList();
            await Parallel.ForEachAsync(today, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (pair, token) => await Visit(pair.One, new SeededRandomness(pair.Seed), token));
            answered += today.Count(pair => pair.One.Reaction == Reaction.Answers);
        }

        await site.GetRequiredService<OutcomeCarrier>().CarryAll(cancel);
        return answered;
    }

    /// <summary>The codes of the letters, as the people who got them read them.</summary>
    private async Task<List<Invited>> Letters(RoundId round, CancellationToken cancel)
    {
        var indexes = site.GetRequiredService<ClientIndexes>();
        var byNumber = people.ToDictionary(person => indexes.Number(program.Here, person.Number), StringComparer.Ordinal);
        var read = await site.GetRequiredService<Pipeline>().Read<List<Invited>>(program, right: null, async services =>
        {
            var store = services.GetRequiredService<WhoStore>();
            var rows = await (
                from one in store.Set<Case>()
                join client in store.Set<Client>() on one.ClientId equals client.Id
                join code in store.Set<AccessCode>() on one.Id equals code.CaseId
                where one.RoundId == round && one.Outcome == null
                select new { one.Id, client.NumberIndex, Code = code }).ToListAsync(cancel);
            var codes = services.GetRequiredService<AccessCodes>();
            return rows.ConvertAll(row => new Invited(byNumber[row.NumberIndex], codes.Open(row.Code)!, row.Id)).OrderBy(one => one.Person.Number, StringComparer.Ordinal).ToList();
        });
        return read.Value;
    }

    private async ValueTask Visit(Invited one, IRandomness own, CancellationToken cancel)
    {
        if (one.Reaction == Reaction.Answers && Interlocked.Increment(ref online) <= OverHttp)
        {
            await new WebRespondent(http).Answer(one.Code, (question, options) => Choose(one.Person, question, options, own), cancel);
            return;
        }

        await using var scope = site.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var link = services.GetRequiredService<OpenLink>();
        var respondent = await link.Handle(one.Code, cancel: cancel) ?? throw new DemoFailed("A code of the demonstration was not found.");
        if (one.Reaction is Reaction.Answers or Reaction.StopsHalfway)
        {
            await FillIn(services, link, respondent, one, own, cancel);
        }
        else
        {
            var reason = one.Reaction switch { Reaction.Refuses => StopReason.NotTakingPart, Reaction.NotForMe => StopReason.NotForMe, _ => StopReason.Gone };
            await services.GetRequiredService<LeaveRound>().Handle(respondent, reason, cancel);
        }
    }

    private static async Task FillIn(IServiceProvider services, OpenLink link, Respondent respondent, Invited one, IRandomness own, CancellationToken cancel)
    {
        var handIn = services.GetRequiredService<HandInPage>();
        var stopAfter = one.Reaction == Reaction.StopsHalfway ? 2 + own.NextInt(6) : respondent.CheckPage;
        for (var number = 1; number <= stopAfter; number++)
        {
            var answers = respondent.QuestionsOn(number).ToDictionary(question => question.Code, question => Choose(one.Person, question, own), StringComparer.Ordinal);
            var step = number == respondent.CheckPage ? Step.Send : Step.Next;
            var handedIn = await handIn.Handle(respondent, new PageHandedIn(number, step, name => answers.TryGetValue(name, out var answer) && answer.Length > 0 ? [answer] : []), cancel);
            if (handedIn.Refusals is [var refusal, ..])
            {
                throw new DemoFailed($"{refusal.Question.Code}: {refusal.Fault}");
            }

            respondent = (await link.Handle(one.Code, cancel: cancel))!;
        }
    }

    private static string Choose(InventedClient person, Questionnaires.Question question, IRandomness own) => question switch
    {
        Questionnaires.LongText => own.NextDouble() < Remarks ? InventedAnswers.Remark(own) : "",
        _ => Choose(person, question.Code, question.Options.Select(option => option.Code).ToList(), own)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Nine is "no opinion" in all our scales; the order of the others is from agree to disagree, or yes and no.</summary>
    private static int? Choose(InventedClient person, string question, IReadOnlyList<int> options, IRandomness own)
    {
        if (question is "WIE" or "WIEVOOR")
        {
            return InventedAnswers.Who(options, own);
        }

        const int NoOpinion = 9;
        var place = question.Aggregate(0, (sum, letter) => char.IsAsciiDigit(letter) ? (sum * 10) + (letter - '0') : sum);
        return InventedAnswers.Choose(person, place, options.Where(option => option != NoOpinion).ToList(), options.Contains(NoOpinion) ? NoOpinion : null, own);
    }
}
