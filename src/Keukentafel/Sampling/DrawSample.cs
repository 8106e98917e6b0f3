// Draws the sample of a round. Seed, method, frame and result are kept, so that anybody can draw again and see that nothing was chosen by hand.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Statistics.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Sampling;

/// <param name="FrameHash">The frame that the plan was made for; null draws from whatever the register holds now.</param>
public sealed record SampleRequest(RoundId Round, PlanChoices Choices, string? FrameHash = null);

public sealed class DrawSample(
    WhoStore store, ReadFrame readFrame, IEnumerable<DrawFollower> followers, CurrentCaller caller, AuditTrail audit, ISecrets secrets, TimeProvider time)
{
    public async Task<Result<DrawId>> Handle(SampleRequest request, CancellationToken cancel = default)
    {
        if (await store.Set<Round>().FirstOrDefaultAsync(round => round.Id == request.Round, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (round.Status != RoundStatus.Planned || await store.Set<Draw>().AnyAsync(draw => draw.RoundId == round.Id, cancel))
        {
            return SamplingProblems.AlreadyDrawn.Of();
        }

        var read = await readFrame.Handle(round, cancel);
        if (!read.Ok)
        {
            return read.Problem;
        }

        var frame = read.Value;
        var hash = frame.Hash;
        if (request.FrameHash is { } seen && seen != hash)
        {
            return SamplingProblems.FrameChanged.Of();
        }

        var made = SamplePlan.Make(frame.Strata.Select(stratum => (stratum.Name, stratum.Clients.Count)).ToList(), request.Choices);
        if (!made.Ok)
        {
            return made.Problem;
        }

        if (made.Value.Check() is { } problem)
        {
            return problem;
        }

        if (round.Draw() is { } refusal)
        {
            return refusal;
        }

        var sizes = made.Value.Strata.Select(stratum => stratum.Letters).ToArray();
        var draw = new Draw
        {
            Id = secrets.NewId<DrawId>(),
            OrganisationId = caller.Caller.Here,
            RoundId = round.Id,
            Seed = BitConverter.ToInt64(secrets.Bytes(sizeof(long))),
            Method = Draw.CurrentMethod,
            FrameHash = hash,
            Allocation = Describe(made.Value),
            DrawnAt = time.Now(),
            DrawnBy = caller.Caller.Account,
        };
        var selected = Select(frame, sizes, draw.Seed);
        store.Add(draw);
        store.AddRange(frame.Strata.Select((stratum, h) => new DrawnStratum
        {
            OrganisationId = draw.OrganisationId,
            DrawId = draw.Id,
            Values = stratum.Key,
            Population = stratum.Clients.Count,
            Sampled = sizes[h],
        }));
        store.Add(new DrawnFrame { OrganisationId = draw.OrganisationId, DrawId = draw.Id, Members = frame.ToBytes(), Selected = Marks(frame.Population, selected) });

        var clients = frame.Clients;
        var stratumOf = frame.ByStratum.Codes.ToArray();
        var sample = selected.Select(unit => new DrawnClient(clients[unit], made.Value.Strata[stratumOf[unit]].InclusionProbability)).ToList();
        foreach (var follower in followers)
        {
            await follower.Drawn(round, sample, cancel);
        }

        audit.Note("sampling.draw", $"round:{round.Id}", string.Create(Dutch.Culture, $"{sample.Count:N0} van {frame.Population:N0} cliënten getrokken in {sizes.Length} groepen; {draw.Method}, zaad {draw.Seed}."));
        return draw.Id;
    }

    /// <summary>The units that a seed gives, ascending, in the order of the frame.</summary>
    internal static int[] Select(SampleFrame frame, int[] sizes, long seed) =>
        SimpleRandomSample.Draw(frame.ByStratum, sizes, new SeededRandomness(seed).NextDouble);

    /// <summary>One bit per client of the frame: drawn or not.</summary>
    internal static byte[] Marks(int population, int[] selected)
    {
        var marks = new byte[(population + 7) / 8];
        foreach (var unit in selected)
        {
            marks[unit / 8] |= (byte)(1 << (unit % 8));
        }

        return marks;
    }

    private static string Describe(SamplePlan plan)
    {
        var choices = plan.Choices;
        var how = choices.Allocation switch
        {
            _ when plan.Census => "iedereen wordt benaderd",
            AllocationKind.Proportional => "evenredig verdeeld",
            AllocationKind.Equal => "gelijk verdeeld",
            _ => "eigen aantallen per groep",
        };
        return choices.Letters is { } letters && !plan.Census && choices.Allocation != AllocationKind.Own
            ? string.Create(Dutch.Culture, $"{how}; {letters:N0} brieven, een zelf gekozen aantal; {choices.Response}% respons verwacht")
            : string.Create(Dutch.Culture, $"{how}; gewenste marge {choices.Margin:0.#} procentpunt bij {choices.Confidence}% betrouwbaarheid en {choices.Response}% respons");
    }
}
