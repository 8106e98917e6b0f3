// Brings the stores of a round into the columns of an analysis: frame and cases from the Who store, responses from the What store. Never the two in one query.
using Keukentafel.Answering;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Questionnaires;
using Keukentafel.Register;
using Keukentafel.Results.Analysis;
using Keukentafel.Sampling;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;
using FrameCell = Keukentafel.Results.Analysis.FrameCell;
using Respondent = Keukentafel.Results.Analysis.Respondent;

namespace Keukentafel.Results;

public sealed class RoundData(WhoStore who, WhatStore what, Frame frame)
{
    private const char Between = '\u001f';

    public async Task<Result<SurveyData>> Of(Round round, CancellationToken cancel = default)
    {
        if (round.Status == RoundStatus.Planned || round.DeliveryId is not { } delivery
            || await frame.ReaderOf(DeliveryId.From(delivery), round.FrameVariables, cancel) is not { } reader)
        {
            return ResultsProblems.NothingYet.Of(round.Name);
        }

        var instrument = StandardInstruments.Find(round.InstrumentId, round.InstrumentVersion)!;
        var scales = ScalesOf(instrument);
        var (clients, cases) = await Count(round, DeliveryId.From(delivery), reader, cancel);
        return new SurveyData
        {
            Variables = round.FrameVariables,
            Frame = clients,
            Cases = cases,
            Respondents = await Respondents(round, scales, cancel),
            Questions = scales,
        };
    }

    /// <summary>The questions of which a share of positive answers has a meaning.</summary>
    public static IReadOnlyList<QuestionScale> ScalesOf(Questionnaire instrument) => instrument.Questions
        .Where(question => question.IsCoded && question.IsScored)
        .Select(question => new QuestionScale(question.Code, question.Options.Select(option => new ScaleOption(option.Code, option.Positive, option.Substantive)).ToList()))
        .ToList();

    public static AnalysisChoices ChoicesOf(Round round) => new()
    {
        Strata = round.StratumVariables,
        Poststratify = round.PoststratifyBy,
        Rake = round.RakeBy,
        By = round.BreakDownBy,
    };

    /// <summary>
    /// The frame is everybody who could be drawn when the sample was: who may no longer be written to since then still counts, and who may be written to
    /// again was not in it. Of a round that was held elsewhere it is everybody who may be written to, and everybody who was.
    /// </summary>
    private async Task<(IReadOnlyList<FrameCell> Frame, IReadOnlyList<CaseCell> Cases)> Count(Round round, DeliveryId delivery, FrameReader reader, CancellationToken cancel)
    {
        var written = who.Set<Letter>().Join(
            who.Set<LetterBatch>().Where(batch => batch.Status == LetterBatchStatus.Released), letter => letter.BatchId, batch => batch.Id, (letter, _) => letter.CaseId);
        var rows =
            from client in who.Set<Client>()
            where client.DeliveryId == delivery
            join one in who.Set<Case>().Where(one => one.RoundId == round.Id) on client.Id equals one.ClientId into drawn
            from one in drawn.DefaultIfEmpty()
            select new
            {
                client.Id,
                client.Attributes,
                client.NoContact,
                Drawn = one != null,
                Outcome = one == null ? null : one.Outcome,
                Written = one != null && written.Contains(one.Id),
            };
        var kept = await who.Set<DrawnFrame>()
            .Join(who.Set<Draw>().Where(draw => draw.RoundId == round.Id), drawn => drawn.DrawId, draw => draw.Id, (drawn, _) => drawn.Members).FirstOrDefaultAsync(cancel);
        var members = kept is null ? null : SampleFrame.Members(kept);
        var frameCells = new Dictionary<string, (string[] Values, int Count)>(StringComparer.Ordinal);
        var caseCells = new Dictionary<string, (string[] Values, string Outcome, int Count)>(StringComparer.Ordinal);
        await foreach (var row in rows.AsNoTracking().AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!row.Drawn && !(members?.Contains(row.Id) ?? !row.NoContact))
            {
                continue;
            }

            var values = reader.Read(row.Attributes);
            var key = string.Join(Between, values);
            frameCells[key] = (values, frameCells.GetValueOrDefault(key).Count + 1);
            if (row.Drawn)
            {
                var outcome = row.Outcome ?? (row.Written ? Outcome.NoContact : Outcome.NotSent).Code;
                var caseKey = key + Between + outcome;
                caseCells[caseKey] = (values, outcome, caseCells.GetValueOrDefault(caseKey).Count + 1);
            }
        }

        return (
            frameCells.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => new FrameCell(cell.Value.Values, cell.Value.Count)).ToList(),
            caseCells.OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => new CaseCell(cell.Value.Values, cell.Value.Outcome, cell.Value.Count)).ToList());
    }

    private async Task<IReadOnlyList<Respondent>> Respondents(Round round, IReadOnlyList<QuestionScale> scales, CancellationToken cancel)
    {
        var usable = what.Set<Response>().Where(response => response.RoundId == round.Id && (response.Outcome == "1.1" || response.Outcome == "1.2"));
        var responses = await usable.Select(response => new { response.Id, response.Mode }).ToListAsync(cancel);
        var values = (await usable.Join(what.Set<FrameValue>(), response => response.Id, value => value.ResponseId, (_, value) => value).ToListAsync(cancel))
            .ToLookup(value => value.ResponseId);
        var answers = (await usable.Join(what.Set<Answering.Answer>().Where(answer => !answer.OffPath), response => response.Id, answer => answer.ResponseId, (_, answer) => answer).ToListAsync(cancel))
            .ToLookup(answer => answer.ResponseId);
        return responses.ConvertAll(response => new Respondent(
            round.FrameVariables.ConvertAll(variable => values[response.Id].FirstOrDefault(value => value.Variable == variable)?.Value ?? SurveyData.Missing),
            NameOf(response.Mode),
            scales.Select(scale => answers[response.Id].FirstOrDefault(answer => answer.Question == scale.Code)?.Option).ToList()));
    }

    /// <summary>The channel as files write it.</summary>
    public static string NameOf(Mode? mode) => mode switch
    {
        Mode.Online => "online",
        Mode.Paper => "papier",
        Mode.Telephone => "telefoon",
        Mode.FaceToFace => "persoonlijk",
        _ => SurveyData.Missing,
    };

    /// <summary>The channel that a file names; null where it is missing.</summary>
    public static Mode? ModeOf(string name) => Enum.GetValues<Mode>().Cast<Mode?>().FirstOrDefault(mode => NameOf(mode) == name);
}

public static class ResultsProblems
{
    public static readonly ProblemKind NothingYet = new("uitkomsten.nog-niet", "Van “{0}” zijn er nog geen uitkomsten, want er is nog geen steekproef getrokken. Trek eerst de steekproef.", ProblemSort.Conflict);

    public static readonly ProblemKind FileTooLarge = new("uitkomsten.bestand-te-groot", "Het bestand {0} is groter dan {1} MB. Laat kolommen weg die niet nodig zijn en kies het bestand opnieuw.");

    public static readonly ProblemKind NoFile = new("uitkomsten.geen-bestand", "{0}: er is nog geen bestand gekozen, of het is leeg. Kies een bestand.");

    public static readonly ProblemKind FilesWrong = new("uitkomsten.bestanden-fout", "Er is niets bewaard: de bestanden hebben fouten ({0:N0}). Verbeter wat hieronder staat en lees ze opnieuw in.");

    public static readonly ProblemKind RegisterChanged = new("uitkomsten.register-veranderd", "Het register is veranderd sinds de bestanden werden nagekeken. Er is niets bewaard. Lever de bestanden opnieuw aan.", ProblemSort.Conflict);
}
