// Wrong codes are really slowed down, and whoever has a right one goes on.
using System.Net;
using Keukentafel.Answering;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Answering;

public sealed class GuessingTests
{
    private static readonly IPAddress CareHome = IPAddress.Parse("192.0.2.1");
    private readonly TestTime time = new();
    private int lookedUp;

    [Fact]
    public async Task A_flood_of_guesses_is_looked_up_no_faster_than_its_places_come_free()
    {
        var guessing = await Stopped();
        lookedUp = 0;

        var flood = Enumerable.Range(0, 500).Select(number => guessing.Try(CareHome, $"fout {number}", Wrong)).ToList();

        Assert.Equal(Guessing.Places, lookedUp);
        Assert.Equal(500 - Guessing.Places, flood.Count(guess => guess.IsCompleted));
        Assert.All(await Task.WhenAll(flood), guess => Assert.Equal((null, true), guess));
        Assert.Equal(Guessing.Places, lookedUp);
    }

    [Fact]
    public async Task In_a_flood_who_was_answering_goes_on_and_other_addresses_notice_nothing()
    {
        var guessing = new Guessing(time);
        Assert.Equal(("anna", false), await guessing.Try(CareHome, "goed", Right));
        await Stopped(guessing);
        var flood = Enumerable.Range(0, 20).Select(number => guessing.Try(CareHome, $"fout {number}", Wrong)).ToList();

        Assert.Equal(("anna", false), await guessing.Try(CareHome, "goed", Right));
        Assert.Equal((null, true), await guessing.Try(CareHome, "nieuw", Right));
        Assert.Equal(("anna", false), await guessing.Try(IPAddress.Parse("192.0.2.2"), "elders", Right));
        await Task.WhenAll(flood);

        // The flood is over.
        Assert.Equal(("anna", false), await guessing.Try(CareHome, "nieuw", Right));
    }

    [Fact]
    public async Task Without_a_flood_a_right_code_is_answered_at_once_however_many_were_wrong()
    {
        var guessing = await Stopped();
        var wrong = guessing.Try(CareHome, "fout", Wrong);
        for (var person = 0; person < 40; person++)
        {
            var entered = guessing.Try(CareHome, $"goed {person}", Right);
            Assert.True(entered.IsCompleted);
            Assert.Equal(("anna", false), await entered);
        }

        Assert.False(wrong.IsCompleted);
        Assert.Equal((null, true), await wrong);
    }

    [Fact]
    public async Task A_flood_from_many_addresses_does_not_wipe_out_what_was_counted_of_late()
    {
        var guessing = new Guessing(time, most: 10);
        for (var number = 0; number < 100; number++)
        {
            await guessing.Try(new IPAddress([198, 51, 100, (byte)number]), "fout", Wrong);
        }

        await Stopped(guessing);
        Assert.Equal((null, true), await guessing.Try(CareHome, "fout", Wrong));
    }

    private async Task<Guessing> Stopped(Guessing? guessing = null)
    {
        guessing ??= new Guessing(time);
        for (var number = 0; number < Guessing.FreeFailures; number++)
        {
            Assert.Equal((null, false), await guessing.Try(CareHome, $"mis {number}", Wrong));
        }

        return guessing;
    }

    private Task<string?> Wrong()
    {
        lookedUp++;
        return Task.FromResult<string?>(null);
    }

    private static Task<string?> Right() => Task.FromResult<string?>("anna");
}
