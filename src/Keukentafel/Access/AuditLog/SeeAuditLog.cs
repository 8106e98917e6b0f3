// Reads the organisation's audit: who did what and when, newest first.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access.AuditLog;

/// <param name="Act">Only this act; null for all.</param>
/// <param name="From">From the start of this Dutch day.</param>
/// <param name="Until">Up to and including this Dutch day.</param>
/// <param name="Page">From 1.</param>
public sealed record AuditQuestion(string? Act, DateOnly? From, DateOnly? Until, int Page);

/// <param name="Act">What was done, in Dutch where a room named it.</param>
public sealed record AuditLine(DateTime At, string Who, string Act, string Subject, string Detail);

/// <param name="Acts">Every act that occurs, to choose from: code and text.</param>
public sealed record AuditView(IReadOnlyList<AuditLine> Lines, int Total, int Pages, IReadOnlyList<(string Code, string Text)> Acts);

public sealed class SeeAuditLog(WhoStore store, AccountDirectory directory, IEnumerable<AuditAct> names)
{
    public const int PerPage = 50;

    /// <summary>What an act was done to, by the word before the colon.</summary>
    private static readonly Dictionary<string, string> Subjects = new(StringComparer.Ordinal)
    {
        ["account"] = "account",
        ["client"] = "cliënt",
        ["clients"] = "cliënten",
        ["delivery"] = "register",
        ["invitation"] = "uitnodiging",
        ["key"] = "sleutel",
        ["organisation"] = "organisatie",
        ["round"] = "meting",
        ["study"] = "onderzoek",
    };

    private readonly Dictionary<string, string> texts = names.ToDictionary(name => name.Code, name => name.Text, StringComparer.Ordinal);

    public async Task<AuditView> Handle(AuditQuestion question, CancellationToken cancel = default)
    {
        var entries = store.Set<AuditEntry>().AsQueryable();
        if (question.Act is { } act)
        {
            entries = entries.Where(entry => entry.Act == act);
        }

        if (question.From is { } from)
        {
            var start = Clock.StartOf(from);
            entries = entries.Where(entry => entry.At >= start);
        }

        if (question.Until is { } until)
        {
            var end = Clock.StartOf(until.AddDays(1));
            entries = entries.Where(entry => entry.At < end);
        }

        var total = await entries.CountAsync(cancel);
        var pages = Math.Max(1, (total + PerPage - 1) / PerPage);
        var page = Math.Clamp(question.Page, 1, pages);
        var rows = await entries.OrderByDescending(entry => entry.At).ThenBy(entry => entry.Id).Skip((page - 1) * PerPage).Take(PerPage).ToListAsync(cancel);
        var people = await directory.Names(rows.Where(row => row.AccountId is not null).Select(row => row.AccountId!.Value), cancel);
        var acts = await store.Set<AuditEntry>().Select(entry => entry.Act).Distinct().ToListAsync(cancel);
        return new AuditView(
            rows.ConvertAll(row => new AuditLine(
                row.At,
                row.AccountId is { } account ? people.GetValueOrDefault(account, "onbekend account") : "het programma",
                TextOf(row.Act), SubjectOf(row.Subject), row.Detail)),
            total,
            pages,
            acts.Select(code => (code, TextOf(code))).OrderBy(one => one.Item2, StringComparer.Ordinal).ToList());
    }

    /// <summary>The kind in words, with the beginning of the id: enough to tell one from another.</summary>
    private static string SubjectOf(string subject) =>
        subject.Split(':', 2) is [var kind, var id] && Subjects.TryGetValue(kind, out var word) ? $"{word} {(Guid.TryParse(id, out _) ? id[..8] : id)}" : subject;

    private string TextOf(string act) => texts.GetValueOrDefault(act, act);
}
