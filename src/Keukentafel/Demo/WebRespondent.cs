// A respondent with a browser, reduced to what matters: opens the link, sends the fields that the page gives, until it says thanks.
using System.Net;
using System.Text.RegularExpressions;

namespace Keukentafel.Demo;

internal sealed partial class WebRespondent(HttpClient http)
{
    private const int MostPages = 40;

    /// <param name="code">The code on the letter.</param>
    /// <param name="choose">Which of the options of a question, by its code; null leaves it open.</param>
    public async Task Answer(string code, Func<string, IReadOnlyList<int>, int?> choose, CancellationToken cancel)
    {
        var address = $"/i/{code}";
        var page = await http.GetStringAsync(address, cancel);
        for (var turn = 0; turn < MostPages; turn++)
        {
            var at = Place().Match(page).Groups["place"].Value;
            if (at == "bedankt")
            {
                return;
            }

            var form = FormOf().Match(page).Value;
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            var options = new Dictionary<string, List<int>>(StringComparer.Ordinal);
            foreach (var input in Input().Matches(form).Select(match => match.Value))
            {
                switch (Of(input, "type"))
                {
                    case "hidden":
                        fields[Of(input, "name")] = Of(input, "value");
                        break;
                    case "radio":
                        var name = Of(input, "name");
                        options.TryAdd(name, []);
                        options[name].Add(int.Parse(Of(input, "value"), System.Globalization.CultureInfo.InvariantCulture));
                        break;
                }
            }

            foreach (var (question, codes) in options)
            {
                if (choose(question, codes) is { } chosen)
                {
                    fields[question] = chosen.ToString(System.Globalization.CultureInfo.InvariantCulture);
                }
            }

            fields["stap"] = at == "controle" ? "verzenden" : "verder";
            using var content = new FormUrlEncodedContent(fields);
            using var answer = await http.PostAsync(address, content, cancel);
            page = await answer.Content.ReadAsStringAsync(cancel);
            if (!answer.IsSuccessStatusCode)
            {
                throw new DemoFailed($"The respondent's page '{at}' answered {(int)answer.StatusCode}.");
            }
        }

        throw new DemoFailed($"The questionnaire did not end; the last page was '{Place().Match(page).Groups["place"].Value}'.");
    }

    private static string Of(string element, string attribute)
    {
        var match = Attribute().Matches(element).FirstOrDefault(one => one.Groups["name"].Value == attribute);
        return match is null ? "" : WebUtility.HtmlDecode(match.Groups["value"].Value);
    }

    [GeneratedRegex("data-pagina=\"(?<place>[a-z]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FormOf();

    [GeneratedRegex("<input[^>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Input();

    [GeneratedRegex("(?<name>[a-z-]+)=\"(?<value>[^\"]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Attribute();
}
