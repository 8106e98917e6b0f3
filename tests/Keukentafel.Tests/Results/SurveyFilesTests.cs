// Every finding of the three files, each from a file that has it, with its row and what to do; and the many ways in which a sound file is written.
using System.Text;
using Keukentafel.Foundation;
using Keukentafel.Results.Analysis;
using Keukentafel.Results.Files;
using Xunit;

namespace Keukentafel.Tests.Results;

public sealed class SurveyFilesTests
{
    private static readonly SmallSurvey Sound = SmallSurvey.Sound;

    static SurveyFilesTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void Sound_files_have_no_findings_and_become_columns()
    {
        var files = Sound.Read("wijk", "leeftijd");
        Assert.Empty(files.Findings);
        Assert.Equal(6, files.Data!.Register);
        Assert.Equal(4, files.Data.Frame.Count);
        Assert.Equal([3, 3], files.Data.Frame.GroupBy(cell => cell.Values[0]).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Sum(cell => cell.Clients)));
        Assert.Equal(5, files.Data.Cases.Sum(cell => cell.Cases));
        Assert.Equal(["2.2"], files.Data.Cases.Where(cell => cell.Outcome[0] == '2').Select(cell => cell.Outcome));
        Assert.Equal([3, null], files.Data.Respondents.Single(respondent => respondent.Mode == "papier").Answers);
        Assert.Equal([6, 5, 3], files.Files.Select(file => file.Rows));
        Assert.All(files.Files, file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
    }

    public static TheoryData<string> Spellings => ["komma", "tab", "crlf", "bom", "windows-1252", "aanhalingstekens", "lege regels", "lege kolommen"];

    [Theory, MemberData(nameof(Spellings))]
    public void The_same_files_in_another_spelling_say_the_same(string spelling)
    {
        var accented = Sound with { Register = Sound.Register.Replace("Zuid", "Café één", StringComparison.Ordinal) };
        var expected = Told(accented.Read("wijk"));
        var respelled = spelling switch
        {
            "komma" => Map(accented, text => text.Replace(';', ',')).Read("wijk"),
            "tab" => Map(accented, text => text.Replace(';', '\t')).Read("wijk"),
            "crlf" => Map(accented, text => text.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n").Read("wijk"),
            "bom" => accented.Read(new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), "wijk"),
            "windows-1252" => accented.Read(Encoding.GetEncoding(1252), "wijk"),
            "aanhalingstekens" => Map(accented, text => string.Join('\n', text.Split('\n').Select(line => string.Join(';', line.Split(';').Select(field => $"\"{field}\""))))).Read("wijk"),
            "lege regels" => Map(accented, text => text.Replace("\n", "\n\n", StringComparison.Ordinal) + "\n;;\n").Read("wijk"),
            "lege kolommen" => Map(accented, text => string.Join('\n', text.Split('\n').Select(line => line + ";;"))).Read("wijk"),
            _ => throw new ArgumentOutOfRangeException(nameof(spelling)),
        };
        Assert.Equal(expected, Told(respelled));
    }

    [Theory]
    [InlineData("client_id;wijk", "register.csv", "client_id")]
    [InlineData("client_id;outcome", "cases.csv", "outcome")]
    [InlineData("client_id;kanaal;V1;V2", "responses.csv", "V2")]
    public void A_missing_column_is_a_finding(string header, string file, string column)
    {
        var without = Map(Sound, text => text.StartsWith(header, StringComparison.Ordinal) ? text.Replace(column, "iets", StringComparison.Ordinal) : text);
        var finding = Assert.Single(without.Read().Findings, finding => finding.Kind == FileFindings.MissingColumn);
        Assert.Equal((file, 1), (finding.File, finding.Row));
        Assert.Contains(column, finding.Text);
        Assert.Contains("eerste regel", finding.Remedy);
    }

    [Fact]
    public void A_variable_that_the_register_does_not_have_is_a_missing_column()
    {
        var finding = Sound.The(FileFindings.MissingColumn, "wijk", "buurt");
        Assert.Equal(("register.csv", "De kolom buurt ontbreekt."), (finding.File, finding.Text));
        Assert.Null(Sound.Read("buurt").Data);
    }

    [Fact]
    public void Without_client_numbers_in_the_register_nothing_is_said_about_clients()
    {
        var findings = (Sound with { Register = Sound.Register.Replace("client_id", "nummer", StringComparison.Ordinal) }).Read().Findings;
        Assert.Equal([FileFindings.MissingColumn], findings.Select(finding => finding.Kind));
    }

    [Fact]
    public void A_column_that_stands_there_twice_is_a_finding()
    {
        var finding = Map(Sound, text => text.Replace("client_id;wijk;leeftijd", "client_id;wijk;Wijk", StringComparison.Ordinal)).The(TableFindings.DuplicateColumn, "wijk");
        Assert.Equal(("register.csv", true), (finding.File, finding.IsError));
    }

    [Fact]
    public void A_client_that_the_register_does_not_have_is_a_finding_in_cases_and_in_responses()
    {
        var files = (Sound with { Cases = Sound.Cases + "\nC9;2.11", Responses = Sound.Responses + "\nC8;online;1;1" }).Read();
        Assert.Equal([("cases.csv", 7), ("responses.csv", 5)], files.Findings.Select(finding => (finding.File!, finding.Row!.Value)));
        Assert.All(files.Findings, finding => Assert.Equal(FileFindings.UnknownClient, finding.Kind));
    }

    [Theory]
    [InlineData("register.csv", 8)]
    [InlineData("cases.csv", 7)]
    [InlineData("responses.csv", 5)]
    public void A_client_that_stands_there_twice_is_a_finding_that_names_both_rows(string file, int row)
    {
        var twice = file switch
        {
            "register.csv" => Sound with { Register = Sound.Register + "\nC1;Zuid;65-74" },
            "cases.csv" => Sound with { Cases = Sound.Cases + "\n C1 ;1.1" },
            _ => Sound with { Responses = Sound.Responses + "\nC1;online;1;1" },
        };
        var finding = twice.The(FileFindings.DuplicateClient);
        Assert.Equal((file, row), (finding.File, finding.Row));
        Assert.Contains("rij 2", finding.Text);
        Assert.Null(twice.Read().Data);
    }

    [Fact]
    public void A_row_without_a_client_number_is_a_finding()
    {
        Assert.Equal(7, (Sound with { Cases = Sound.Cases + "\n ;2.11" }).The(FileFindings.NoClient).Row);
    }

    [Theory]
    [InlineData("2.20")]
    [InlineData("4.70")]
    [InlineData("2.12")]
    public void An_answer_of_a_client_without_outcome_1_is_a_finding(string outcome)
    {
        var finding = (Sound with { Cases = Sound.Cases.Replace("C4;1.1", "C4;" + outcome, StringComparison.Ordinal) }).The(FileFindings.AnswerWithoutOutcome);
        Assert.Equal(("responses.csv", 4), (finding.File, finding.Row));
        Assert.Contains("cases.csv", finding.Remedy);
    }

    [Fact]
    public void Outcome_1_without_an_answer_is_a_finding_with_the_row_of_the_case()
    {
        var finding = (Sound with { Cases = Sound.Cases.Replace("C3;2.20", "C3;1.2", StringComparison.Ordinal) }).The(FileFindings.OutcomeWithoutAnswer);
        Assert.Equal(("cases.csv", 4), (finding.File, finding.Row));
        Assert.Contains("1.2", finding.Text);
    }

    [Fact]
    public void An_answer_of_a_client_who_was_not_approached_is_a_finding()
    {
        var finding = (Sound with { Responses = Sound.Responses + "\nC6;online;1;1" }).The(FileFindings.NotApproached);
        Assert.Equal(("responses.csv", 5), (finding.File, finding.Row));
    }

    [Theory]
    [InlineData("4")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("ja")]
    public void An_answer_that_does_not_belong_to_the_question_is_a_finding_that_lists_the_codes(string code)
    {
        var finding = (Sound with { Responses = Sound.Responses.Replace("C1;online;1", "C1;online;" + code, StringComparison.Ordinal) }).The(FileFindings.ForeignOption);
        Assert.Equal(("responses.csv", 2, "V1"), (finding.File, finding.Row, finding.Column));
        Assert.Contains("1, 2, 3, 9", finding.Remedy);
        Assert.DoesNotContain(code + " ", finding.Text + " ", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5.1")]
    [InlineData("1.3")]
    [InlineData("2.4")]
    [InlineData("9")]
    [InlineData("complete")]
    public void An_outcome_that_is_no_code_is_a_finding(string outcome)
    {
        var finding = (Sound with { Cases = Sound.Cases.Replace("2.20", outcome, StringComparison.Ordinal) }).The(FileFindings.ForeignOutcome);
        Assert.Equal(("cases.csv", 4, "outcome"), (finding.File, finding.Row, finding.Column));
        Assert.Contains(outcome, finding.Text);
    }

    [Fact]
    public void An_empty_outcome_is_a_finding()
    {
        Assert.Equal(4, (Sound with { Cases = Sound.Cases.Replace("2.20", "", StringComparison.Ordinal) }).The(FileFindings.NoOutcome).Row);
    }

    [Theory]
    [InlineData("2-11-2025")]
    [InlineData("2/11/2025")]
    [InlineData("2.11.2025")]
    [InlineData("2025-11-02")]
    [InlineData("2-nov")]
    [InlineData("02-nov-25")]
    [InlineData("nov-11")]
    [InlineData("apr 70")]
    [InlineData("2 november 2025")]
    [InlineData("11-mrt")]
    [InlineData("2-11")]
    [InlineData("2:11")]
    [InlineData("45963")]
    public void An_outcome_that_a_spreadsheet_made_a_date_is_a_finding_with_the_way_back(string outcome)
    {
        var finding = (Sound with { Cases = Sound.Cases.Replace("2.20", outcome, StringComparison.Ordinal) }).The(FileFindings.DateOutcome);
        Assert.Equal(4, finding.Row);
        Assert.Contains("kolom als tekst", finding.Remedy);
    }

    [Theory]
    [InlineData("2,20")]
    [InlineData("2.2")]
    [InlineData(" 2,2 ")]
    public void An_outcome_may_have_a_comma_and_trailing_zeros(string outcome)
    {
        var data = (Sound with { Cases = Sound.Cases.Replace("2.20", outcome, StringComparison.Ordinal) }).Data();
        Assert.Contains(data.Cases, cell => cell.Outcome == "2.2");
    }

    [Fact]
    public void A_channel_that_does_not_exist_is_a_finding()
    {
        var finding = (Sound with { Responses = Sound.Responses.Replace("papier", "fax", StringComparison.Ordinal) }).The(FileFindings.ForeignMode);
        Assert.Equal(("responses.csv", 3, "kanaal"), (finding.File, finding.Row, finding.Column));
        Assert.Contains("persoonlijk", finding.Remedy);
    }

    [Fact]
    public void A_channel_in_capitals_is_understood()
    {
        Assert.Contains((Sound with { Responses = Sound.Responses.Replace("papier", "Papier", StringComparison.Ordinal) }).Data().Respondents, respondent => respondent.Mode == "papier");
    }

    [Fact]
    public void A_column_of_citizen_service_numbers_is_refused_whatever_its_name()
    {
        string[] numbers = ["123456782", "111222333", "999990019", "123456782", "111222333", ""];
        var lines = Sound.Register.Split('\n');
        var register = string.Join('\n', lines.Select((line, i) => i == 0 ? line + ";notitie" : $"{line};{numbers[i - 1]}"));
        var files = (Sound with { Register = register }).Read("wijk");
        var finding = Assert.Single(files.Findings);
        Assert.Equal((FileFindings.BsnColumn, "register.csv", "notitie"), (finding.Kind, finding.File, finding.Column));
        Assert.Null(files.Data);
        Assert.DoesNotContain("123456782", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Client_numbers_that_are_citizen_service_numbers_are_refused_in_every_file()
    {
        string[] numbers = ["123456782", "111222333", "999990019", "123456708", "000000012", "900000006"];
        var findings = Map(Sound, text => Enumerable.Range(1, 6).Aggregate(text, (changed, i) => changed.Replace($"C{i};", numbers[i - 1] + ";", StringComparison.Ordinal))).Read().Findings;
        Assert.Contains(findings, finding => finding.Kind == FileFindings.BsnColumn && finding.Column == "client_id");
        Assert.DoesNotContain(findings, finding => numbers.Any(number => finding.ToString().Contains(number, StringComparison.Ordinal)));
    }

    [Fact]
    public void Numbers_of_eight_digits_that_are_something_else_are_no_finding()
    {
        var register = string.Join('\n', Sound.Register.Split('\n').Select((line, i) => i == 0 ? line + ";sinds" : $"{line};2024062{i}"));
        Assert.Empty((Sound with { Register = register }).Read("wijk").Findings);
    }

    [Fact]
    public void A_citizen_service_number_that_strayed_into_a_text_is_a_warning_and_is_not_taken_over()
    {
        var survey = Sound with { Register = Sound.Register.Replace("C6;Zuid", "C6;Zuid (123456782)", StringComparison.Ordinal) };
        var files = survey.Read("wijk");
        var finding = Assert.Single(files.Findings);
        Assert.Equal((FileFindings.BsnInText, "register.csv", 7, "wijk", false), (finding.Kind, finding.File, finding.Row, finding.Column, finding.IsError));
        Assert.DoesNotContain("123456782", finding.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(files.Data!.Frame, cell => cell.Values[0].Contains("123456782", StringComparison.Ordinal));
    }

    [Fact]
    public void Complete_with_every_answer_blank_is_a_warning_and_still_a_response()
    {
        var survey = Sound with { Responses = Sound.Responses.Replace("C1;online;1;1", "C1;online;; ", StringComparison.Ordinal) };
        var finding = survey.The(FileFindings.AllBlank);
        Assert.Equal(("responses.csv", 2, false), (finding.File, finding.Row, finding.IsError));
        Assert.Equal(3, survey.Data().Respondents.Count);
    }

    [Fact]
    public void A_missing_group_value_is_a_warning_and_becomes_unknown()
    {
        var survey = Sound with { Register = Sound.Register.Replace("C6;Zuid", "C6; ", StringComparison.Ordinal) };
        var finding = survey.The(FileFindings.MissingGroup, "wijk");
        Assert.Equal(("register.csv", 7, "wijk", false), (finding.File, finding.Row, finding.Column, finding.IsError));
        Assert.Contains(survey.Data("wijk").Frame, cell => cell.Values[0] == "onbekend" && cell.Clients == 1);
        Assert.Empty(survey.Read("leeftijd").Findings);
    }

    [Fact]
    public void A_missing_channel_is_a_warning_and_becomes_unknown()
    {
        var survey = Sound with { Responses = Sound.Responses.Replace("papier", "", StringComparison.Ordinal) };
        Assert.False(survey.The(FileFindings.MissingGroup).IsError);
        Assert.Contains(survey.Data().Respondents, respondent => respondent.Mode == "onbekend");
    }

    [Fact]
    public void An_extra_column_is_a_warning_but_not_in_the_register()
    {
        var survey = Map(Sound, text => string.Join('\n', text.Split('\n').Select((line, i) => line + (i == 0 ? ";opmerking" : ";x"))));
        Assert.Equal(["cases.csv", "responses.csv"], survey.Read().Findings.Select(finding => finding.File));
        Assert.All(survey.Read().Findings, finding => Assert.Equal((FileFindings.ExtraColumn, "opmerking"), (finding.Kind, finding.Column)));
    }

    [Fact]
    public void A_row_that_stops_early_is_a_warning_and_one_that_goes_on_an_error()
    {
        Assert.Equal((7, false), Place((Sound with { Register = Sound.Register.Replace("C6;Zuid;65-74", "C6;Zuid", StringComparison.Ordinal) }).The(TableFindings.TooFewFields)));
        Assert.Equal((7, true), Place((Sound with { Register = Sound.Register + ";x" }).The(TableFindings.TooManyFields)));
    }

    [Fact]
    public void A_file_without_rows_and_an_empty_file_are_findings()
    {
        Assert.Equal("register.csv", (Sound with { Register = "client_id;wijk" }).The(FileFindings.NoRows).File);
        Assert.Equal("cases.csv", (Sound with { Cases = "" }).The(TableFindings.Empty).File);
    }

    [Fact]
    public void All_findings_are_told_at_once_in_the_order_of_files_and_rows()
    {
        var findings = new SmallSurvey(
            Sound.Register + "\nC1;Zuid;65-74",
            Sound.Cases.Replace("C3;2.20", "C3;2-nov", StringComparison.Ordinal) + "\nC9;1.1",
            Sound.Responses.Replace("papier;3", "fax;4", StringComparison.Ordinal) + "\nC6;online;1;1").Read().Findings;
        Assert.Equal(
            [("register.csv", 8), ("cases.csv", 4), ("cases.csv", 7), ("cases.csv", 7), ("responses.csv", 3), ("responses.csv", 3), ("responses.csv", 5)],
            findings.Select(finding => (finding.File!, finding.Row!.Value)));
    }

    [Fact]
    public void Whatever_stands_in_the_files_they_are_read_or_refused()
    {
        const string characters = ";,\"\n\r\t 019.-CNaé'=\0\u00A0\uFEFF";
        var random = new Random(20251122);
        for (var run = 0; run < 500; run++)
        {
            string Spoil(string text, bool really)
            {
                var changed = new StringBuilder(text);
                for (var times = really ? 1 + random.Next(3) : 0; times > 0; times--)
                {
                    var place = random.Next(changed.Length);
                    switch (random.Next(3))
                    {
                        case 0: changed[place] = characters[random.Next(characters.Length)]; break;
                        case 1: changed.Insert(place, characters[random.Next(characters.Length)]); break;
                        default: changed.Remove(place, 1); break;
                    }
                }

                return changed.ToString();
            }

            var which = random.Next(3);
            var survey = new SmallSurvey(Spoil(Sound.Register, which == 0), Spoil(Sound.Cases, which == 1), Spoil(Sound.Responses, which == 2));
            var files = survey.Read("wijk", "leeftijd");
            Assert.True(files.Data is not null || files.Findings.Any(finding => finding.IsError));
            if (files.Data is { } data)
            {
                _ = SurveyAnalysis.Run(data, new AnalysisChoices { Strata = ["wijk"], Rake = run % 2 == 0 ? ["leeftijd"] : [], By = ["wijk", "kanaal"], AdjustLonely = run % 3 == 0 });
            }
        }
    }

    private static (int?, bool) Place(Finding finding) => (finding.Row, finding.IsError);

    private static SmallSurvey Map(SmallSurvey survey, Func<string, string> change) => new(change(survey.Register), change(survey.Cases), change(survey.Responses));

    private static string Told(SurveyFiles files)
    {
        Assert.Empty(files.Findings);
        var data = files.Data!;
        return string.Join('\n', data.Frame.Select(cell => $"{string.Join('|', cell.Values)} {cell.Clients}")
            .Concat(data.Cases.Select(cell => $"{string.Join('|', cell.Values)} {cell.Outcome} {cell.Cases}"))
            .Concat(data.Respondents.Select(respondent => $"{string.Join('|', respondent.Values)} {respondent.Mode} {string.Join(',', respondent.Answers)}")));
    }
}
