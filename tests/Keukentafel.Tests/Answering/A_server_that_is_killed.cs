// Two hundred respondents hand in pages at once and the server is killed (SIGKILL) in the middle, again and again. Whatever page was acknowledged is there
// after the restart, nothing is there twice, and in the end every case has its outcome.
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Keukentafel.Answering;
using Keukentafel.Fieldwork;
using Keukentafel.Store;
using Keukentafel.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.Answering;

public abstract partial class A_server_that_is_killed
{
    private const int Respondents = 200;
    private readonly Installation installation;
    private readonly Random chance = Random.Shared;
    private int acknowledged;

    protected A_server_that_is_killed(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        this.installation = installation;
    }

    [Fact]
    public Task Loses_no_acknowledged_page_and_keeps_none_twice() => Play(kills: 2);

    [Fact]
    [Trait("Category", "Slow")]
    public Task Loses_nothing_in_two_hundred_crashes() => Play(kills: 200);

    private async Task Play(int kills)
    {
        var round = await AnsweringRound.With(installation, Respondents);
        await round.Change(row => row.ClosesOn = null);
        var people = round.Cases.Select(@case => new Person(@case.Id, @case.Code)).ToList();
        for (var kill = 0; kill < kills; kill++)
        {
            await using var server = await ServerProcess.Start(installation.Settings);
            await Verify(round, people);
            var moment = Volatile.Read(ref acknowledged) + chance.Next(20, 250);
            var answering = people.ConvertAll(person => Answer(server.Address, person, toTheEnd: false));
            while (Volatile.Read(ref acknowledged) < moment)
            {
                Assert.False(answering.Exists(task => task.IsFaulted), $"{answering.Find(task => task.IsFaulted)?.Exception}\n{server.Log}");
                await Task.Delay(1);
            }

            await server.Kill();
            await Task.WhenAll(answering);
        }

        await using (var last = await ServerProcess.Start(installation.Settings))
        {
            await Verify(round, people);
            await Task.WhenAll(people.Select(person => Answer(last.Address, person, toTheEnd: true)));
            Assert.All(people, person => Assert.True(person.Sent));
            await Verify(round, people);
            await OutcomesArrive(round);
        }
    }

    /// <summary>Goes through the pages over and over until the server dies; or straight to the end.</summary>
    private async Task Answer(Uri server, Person person, bool toTheEnd)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = server };
        try
        {
            var path = $"/i/{person.Code}";
            while (!person.Sent)
            {
                var html = await http.GetStringAsync(path);
                var question = Field(html, QuestionName());
                var page = Field(html, PageField());
                if (page is not "controle" && toTheEnd)
                {
                    path = $"/i/{person.Code}?pagina=controle";
                    continue;
                }

                if (page is "welkom" || (page is "controle" && !toTheEnd))
                {
                    path = $"/i/{person.Code}?pagina=1";
                    continue;
                }

                var option = chance.Next(1, 3);
                var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["pagina"] = page!, ["zegel"] = Field(html, SealField())!, ["stap"] = page is "controle" ? "verzenden" : "verder" };
                if (question is not null)
                {
                    fields[question] = $"{option}";
                    person.Trying = (question, option);
                }

                using var content = new FormUrlEncodedContent(fields);
                using var answer = await http.PostAsync($"/i/{person.Code}", content);
                // A page leads on; sending is answered at once, with the receipt, unless it was sent before.
                Assert.Contains(answer.StatusCode, page is "controle" ? new[] { HttpStatusCode.OK, HttpStatusCode.Found } : [HttpStatusCode.Found]);
                path = answer.Headers.Location?.OriginalString ?? path;
                person.Acknowledge(sent: page is "controle");
                Interlocked.Increment(ref acknowledged);
            }
        }
        catch (Exception died) when (!toTheEnd && died is HttpRequestException or IOException or SocketException)
        {
            // The server is gone. What was under way may be stored or not; nobody was told that it is.
        }
    }

    /// <summary>Everything that was acknowledged is there, and nothing that was never handed in.</summary>
    private async Task Verify(AnsweringRound round, List<Person> people)
    {
        var responses = (await round.Responses()).ToDictionary(row => row.Response.Id);
        var bridge = await round.Round.Read(services => services.GetRequiredService<BridgeStore>().Set<BridgeRow>().ToListAsync());
        Assert.Equal(bridge.Count, bridge.Select(row => row.CaseId).Distinct().Count());
        Assert.Subset(bridge.Select(row => row.ResponseId).ToHashSet(), responses.Keys.ToHashSet());
        var ofCase = bridge.ToDictionary(row => row.CaseId, row => row.ResponseId);
        foreach (var person in people)
        {
            var stored = ofCase.TryGetValue(person.Case, out var id) && responses.TryGetValue(id, out var row) ? row.Answers : [];
            foreach (var (question, option) in person.Kept)
            {
                Assert.True(stored.TryGetValue(question, out var now), $"{question} was acknowledged and is gone.");
                Assert.Contains(now, person.MayStandAt(question, option));
            }

            Assert.All(stored, answer => Assert.True(person.Kept.ContainsKey(answer.Key) || person.Trying?.Question == answer.Key, $"{answer.Key} was never handed in."));
            person.StandsAs(stored);
        }
    }

    private static async Task OutcomesArrive(AnsweringRound round)
    {
        for (var look = 0; look < 600; look++)
        {
            var open = await round.Round.Read(services => services.GetRequiredService<WhatStore>().Set<OutcomeOnItsWay>().CountAsync());
            if (open == 0)
            {
                break;
            }

            await Task.Delay(100);
        }

        var cases = await round.Round.Read(services => services.GetRequiredService<WhoStore>().Set<Case>().ToListAsync());
        Assert.Equal(Respondents, cases.Count);
        Assert.All(cases, @case => Assert.Equal("1.1", @case.Outcome));
        Assert.All(cases, @case => Assert.True(@case.Stopped));
        var responses = await round.Responses();
        Assert.Equal(Respondents, responses.Count);
        Assert.All(responses, row => Assert.True(row.Response.Sent));
    }

    private static string? Field(string html, Regex shape) => shape.Match(html) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("type=\"radio\" name=\"([A-Z0-9]+)\"")]
    private static partial Regex QuestionName();

    [GeneratedRegex("name=\"pagina\" value=\"([a-z0-9]+)\"")]
    private static partial Regex PageField();

    [GeneratedRegex("name=\"zegel\" value=\"([^\"]+)\"")]
    private static partial Regex SealField();

    private sealed class Person(CaseId id, string code)
    {
        public CaseId Case => id;

        public string Code => code;

        /// <summary>What was acknowledged.</summary>
        public Dictionary<string, int> Kept { get; private set; } = new(StringComparer.Ordinal);

        /// <summary>What is under way.</summary>
        public (string Question, int Option)? Trying { get; set; }

        public bool Sent { get; private set; }

        public void Acknowledge(bool sent)
        {
            if (Trying is var (question, option))
            {
                Kept[question] = option;
            }

            Trying = null;
            Sent = sent;
        }

        public int[] MayStandAt(string question, int kept) => Trying is var (tried, option) && tried == question ? [kept, option] : [kept];

        public void StandsAs(Dictionary<string, int> stored) => (Kept, Trying) = (stored, null);
    }
}

public sealed class A_server_that_is_killed_on_SQLite(SqliteInstallation installation) : A_server_that_is_killed(installation), IClassFixture<SqliteInstallation>;

public sealed class A_server_that_is_killed_on_PostgreSQL(PostgresInstallation installation) : A_server_that_is_killed(installation), IClassFixture<PostgresInstallation>;
