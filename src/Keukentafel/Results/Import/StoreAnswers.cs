// Stores what was taken in: first the cases, then all responses at once, then the round closes. Cut off anywhere, it goes on where it was.
// No bridge is laid: these answers came in finished, so nothing ever has to find its way from a case to a response.
using System.Text.Json;
using Keukentafel.Answering;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Jobs;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Questionnaires;
using Keukentafel.Register;
using Keukentafel.Results.Analysis;
using Keukentafel.Results.Files;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Results.Import;

public sealed class StoreAnswers(Pipeline pipeline, ISecrets secrets, TimeProvider time) : JobWork
{
    public const string JobKind = "answers";
    private const int Steps = 3;
    private const int Chunk = 500;

    /// <param name="CasesName">Name of the file, by whose ending it is read.</param>
    /// <param name="ResponsesName">As above.</param>
    public sealed record Arguments(Guid Round, Guid Cases, string CasesName, Guid Responses, string ResponsesName);

    public override string Kind => JobKind;

    public override async Task<Result<string>> Run(RunningJob job, CancellationToken cancel)
    {
        var stored = await Store(job, job.Arguments<Arguments>(), cancel);
        if (!stored.Ok)
        {
            // Whoever was refused sends the files anew; these are kept no longer.
            await pipeline.Change<WhoStore, Done>(job.Caller, right: null, services => Erase(services, job.Arguments<Arguments>(), cancel), cancel);
        }

        return stored;
    }

    private async Task<Result<string>> Store(RunningJob job, Arguments wanted, CancellationToken cancel)
    {
        var id = new RoundId(wanted.Round);
        await job.Progress(0, Steps, "De benaderde cliënten worden bewaard.", cancel);
        var read = await pipeline.Read<ApproachedRound?>(job.Caller, right: null, services => Open(services, wanted, cancel));
        if (!read.Ok)
        {
            return read.Problem;
        }

        if (read.Value is not { } approached)
        {
            return "";
        }

        var cases = await pipeline.Change<WhoStore, Done>(job.Caller, right: null, services => StoreCases(services, id, approached, cancel), cancel);
        if (!cases.Ok)
        {
            return cases.Problem;
        }

        await job.Progress(1, Steps, "De antwoorden worden bewaard.", cancel);
        await pipeline.Change<WhatStore, Done>(job.Caller, right: null, services => StoreResponses(services, approached, cancel), cancel);
        await job.Progress(2, Steps, "De meting wordt afgesloten.", cancel);
        var closed = await pipeline.Change<WhoStore, Done>(job.Caller, right: null, services => Close(services, wanted, cancel), cancel);
        return closed.Match<Result<string>>(
            _ => JsonSerializer.Serialize(new { cases = approached.Files.Cases.Cases.Count, responses = approached.Files.Responses.Responses.Count }),
            problem => problem);
    }

    /// <summary>Reads the files once more; null when everything of them was stored before.</summary>
    private static async Task<Result<ApproachedRound?>> Open(IServiceProvider services, Arguments wanted, CancellationToken cancel)
    {
        var who = services.GetRequiredService<WhoStore>();
        var id = new RoundId(wanted.Round);
        if (await who.Set<Round>().FirstOrDefaultAsync(one => one.Id == id, cancel) is not { } round)
        {
            return StudyProblems.NoSuchRound.Of();
        }

        if (round.DeliveryId is not { } register)
        {
            return ResultsProblems.RegisterChanged.Of();
        }

        var uploads = services.GetRequiredService<Uploads>();
        var instrument = StandardInstruments.Find(round.InstrumentId, round.InstrumentVersion)!;
        await using var cases = await uploads.Open(new UploadId(wanted.Cases), cancel);
        await using var responses = await uploads.Open(new UploadId(wanted.Responses), cancel);
        if (cases is null || responses is null)
        {
            return round.Status == RoundStatus.Closed ? (ApproachedRound?)null : ResultsProblems.RegisterChanged.Of();
        }

        var files = await services.GetRequiredService<ApproachedFiles>().Read(round, new InputFile(wanted.CasesName, cases), new InputFile(wanted.ResponsesName, responses), RoundData.ScalesOf(instrument), cancel);
        var delivery = DeliveryId.From(register);
        var reader = await services.GetRequiredService<Frame>().ReaderOf(delivery, round.FrameVariables, cancel);
        if (files.Findings.HasErrors || reader is null)
        {
            return ResultsProblems.RegisterChanged.Of();
        }

        var attributes = new Dictionary<ClientId, string>();
        var answered = files.Responses.Responses.Select(given => files.Clients[given.Client]).ToHashSet();
        await foreach (var client in who.Set<Client>().Where(client => client.DeliveryId == delivery).Select(client => new { client.Id, client.Attributes }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (answered.Contains(client.Id))
            {
                attributes[client.Id] = client.Attributes;
            }
        }

        return new ApproachedRound(round, files, RoundData.ScalesOf(instrument), client => reader.Read(attributes[client]));
    }

    private async Task<Result<Done>> StoreCases(IServiceProvider services, RoundId id, ApproachedRound approached, CancellationToken cancel)
    {
        var store = services.GetRequiredService<WhoStore>();
        var round = await store.Set<Round>().FirstAsync(one => one.Id == id, cancel);
        if (await store.Set<Case>().AnyAsync(one => one.RoundId == id, cancel))
        {
            // Ours, of the time before; unless a sample was drawn here since the files were looked at.
            return round.Status == RoundStatus.Drawn && !await store.Set<Draw>().AnyAsync(draw => draw.RoundId == id, cancel) ? Done.It : StudyProblems.DrawnAlready.Of(round.Name);
        }

        if (round.Draw() is { } refusal)
        {
            return refusal;
        }

        foreach (var (_, client, outcome) in approached.Files.Cases.Cases)
        {
            store.Add(new Case
            {
                Id = secrets.NewId<CaseId>(),
                OrganisationId = round.OrganisationId,
                RoundId = id,
                ClientId = approached.Files.Clients[client],
                Outcome = outcome!.Value.Code,
                OutcomeOn = time.Today(),
                Stopped = true,
            });
        }

        return Done.It;
    }

    /// <summary>All in one transaction, in the order of their random ids: the place of a row must not tell the place in the file.</summary>
    private async Task<Result<Done>> StoreResponses(IServiceProvider services, ApproachedRound approached, CancellationToken cancel)
    {
        var store = services.GetRequiredService<WhatStore>();
        var round = approached.Round;
        if (await store.Set<Response>().AnyAsync(response => response.RoundId == round.Id, cancel))
        {
            return Done.It;
        }

        var today = time.Today();
        var shuffled = approached.Files.Responses.Responses.Select(given => (Id: secrets.NewId<ResponseId>(), Given: given)).OrderBy(pair => pair.Id.Value);
        foreach (var chunk in shuffled.Chunk(Chunk))
        {
            foreach (var (id, given) in chunk)
            {
                var outcome = approached.Files.Cases.Find(given.Client)!.Outcome!.Value.Code;
                store.Add(new Response { Id = id, OrganisationId = round.OrganisationId, RoundId = round.Id, Mode = RoundData.ModeOf(given.Mode), Sent = true, Outcome = outcome, StartedOn = today, SentOn = today });
                store.AddRange(approached.ValuesOf(approached.Files.Clients[given.Client]).Select((value, place) =>
                    new FrameValue { OrganisationId = round.OrganisationId, ResponseId = id, Variable = round.FrameVariables[place], Value = value }));
                store.AddRange(given.Answers.Select((option, place) => (option, place)).Where(pair => pair.option is not null).Select(pair =>
                    new Answering.Answer { OrganisationId = round.OrganisationId, ResponseId = id, Question = approached.Questions[pair.place].Code, Option = pair.option }));
            }

            await store.SaveChangesAsync(cancel);
            store.ChangeTracker.Clear();
        }

        return Done.It;
    }

    private static async Task<Result<Done>> Close(IServiceProvider services, Arguments wanted, CancellationToken cancel)
    {
        var round = await services.GetRequiredService<WhoStore>().Set<Round>().FirstAsync(one => one.Id == new RoundId(wanted.Round), cancel);
        if (round.Close() is { } refusal)
        {
            return refusal;
        }

        return await Erase(services, wanted, cancel);
    }

    private static async Task<Result<Done>> Erase(IServiceProvider services, Arguments wanted, CancellationToken cancel)
    {
        var uploads = services.GetRequiredService<Uploads>();
        await uploads.Erase(new UploadId(wanted.Cases), cancel);
        await uploads.Erase(new UploadId(wanted.Responses), cancel);
        return Done.It;
    }

    private sealed record ApproachedRound(Round Round, ApproachedClients Files, IReadOnlyList<QuestionScale> Questions, Func<ClientId, string[]> ValuesOf);
}
