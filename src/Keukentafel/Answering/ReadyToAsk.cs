// Reads what every respondent's page needs before the first respondent comes, so that a hundred at once after a restart do not wait for it together.
using Keukentafel.Design;
using Keukentafel.Design.Answering;
using Keukentafel.Questionnaires;

namespace Keukentafel.Answering;

internal sealed class ReadyToAsk : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = StandardInstruments.All.Length;
        _ = FixedTexts.Exist(Language.Dutch, Address.Formal);
        _ = Styles.Address("vragenlijst") + Scripts.Address("voorlezen");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
