// The approached clients of a round and their answers, in the formats of the report command, held against the register of the round.
using Keukentafel.Foundation;
using Keukentafel.Register;
using Keukentafel.Results.Analysis;
using Keukentafel.Results.Files;
using Keukentafel.Store;
using Keukentafel.Studies;
using Microsoft.EntityFrameworkCore;

namespace Keukentafel.Results.Import;

/// <summary>Both files as they were read, with all findings; <see cref="Findings"/> without an error means that they can be stored.</summary>
public sealed record ApproachedClients(IReadOnlyDictionary<string, ClientId> Clients, CasesFile Cases, ResponsesFile Responses, FindingList Findings);

public sealed class ApproachedFiles(WhoStore store, ClientIndexes indexes)
{
    public async Task<ApproachedClients> Read(Round round, InputFile cases, InputFile responses, IReadOnlyList<QuestionScale> questions, CancellationToken cancel = default)
    {
        var delivery = DeliveryId.From(round.DeliveryId!.Value);
        var known = await store.Set<Client>().AsNoTracking().Where(client => client.DeliveryId == delivery)
            .Select(client => new { client.NumberIndex, client.Id }).ToDictionaryAsync(client => client.NumberIndex, client => client.Id, StringComparer.Ordinal, cancel);
        var clients = new Dictionary<string, ClientId>(StringComparer.Ordinal);
        var findings = new FindingList();
        var approached = SurveyFiles.Open(cases, file => CasesFile.Read(file, IsClient, findings));
        var answers = SurveyFiles.Open(responses, file => ResponsesFile.Read(file, questions, IsClient, approached, findings));
        SurveyFiles.FindMissingAnswers(approached, answers, findings);
        return new ApproachedClients(clients, approached, answers, findings);

        bool IsClient(string number)
        {
            if (clients.ContainsKey(number))
            {
                return true;
            }

            foreach (var candidate in indexes.Numbers(round.OrganisationId, number))
            {
                if (known.TryGetValue(candidate, out var id))
                {
                    clients[number] = id;
                    return true;
                }
            }

            return false;
        }
    }
}
