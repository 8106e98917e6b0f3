// An administrator withdraws an invitation that was not accepted yet; its link stops working at once.
using Keukentafel.Foundation;
using Keukentafel.Foundation.Audit;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Access.Invitations;

public sealed class WithdrawInvitation(WhoStore store, AuditTrail audit)
{
    public async Task<Result<Done>> Handle(InvitationId id, CancellationToken cancel = default)
    {
        if (await store.Set<Invitation>().FirstOrDefaultAsync(invitation => invitation.Id == id, cancel) is not { } invitation)
        {
            return PipelineProblems.NotFound.Of();
        }

        store.Remove(invitation);
        audit.Note("invitation.withdraw", $"invitation:{id}");
        return Done.It;
    }
}
