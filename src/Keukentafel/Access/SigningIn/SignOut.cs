// Signing out ends the session itself and not only the cookie of this browser. What was ended is kept for as long as a cookie of it could still be good.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Keukentafel.Access.SigningIn;

/// <summary>A session that was ended before its time. Its number stands in sealed cookies only and makes none.</summary>
public sealed class EndedSession : ISeenByInstallation
{
    public required OrganisationId OrganisationId { get; init; }
    public required string Number { get; init; }
    public required DateTime ExpiresAt { get; init; }
}

internal sealed class EndedSessionConfiguration : IInWho<EndedSession>
{
    public void Configure(EntityTypeBuilder<EndedSession> builder)
    {
        builder.ToTable("ended_sessions");
        builder.HasKey(session => new { session.OrganisationId, session.Number });
        builder.Property(session => session.Number).HasMaxLength(43);
        builder.HasIndex(session => session.Number);
    }
}

public sealed class SignOut(WhoStore store, CurrentCaller caller, TimeProvider time)
{
    public async Task Handle(Session session, CancellationToken cancel = default)
    {
        var now = time.Now();
        await store.Set<EndedSession>().Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(cancel);
        if (!await store.Set<EndedSession>().AnyAsync(row => row.Number == session.Number, cancel))
        {
            store.Add(new EndedSession { OrganisationId = caller.Caller.Here, Number = session.Number, ExpiresAt = session.Since + Session.Longest });
            await store.SaveChangesAsync(cancel);
        }
    }
}
