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

    [Fact]
    public async Task In_a_flood_so_many_wait_and_the_others_are_sent_away()
    {
        var guessing = await Stopped();

        var flood = Enumerable.Range(0, 500).Select(_ => guessing.Try(CareHome, Wrong)).ToList();

        Assert.Equal(500 - Guessing.Places, flood.Count(guess => guess.IsCompleted));
        Assert.All(await Task.WhenAll(flood), guess => Assert.Equal((null, true), guess));
        Assert.False(guessing.Try(CareHome, Wrong).IsCompleted);
    }

    [Fact]
    public async Task A_right_code_is_never_held_up_not_even_in_a_flood_from_its_own_address()
    {
        var guessing = await Stopped();
        var flood = Enumerable.Range(0, 20).Select(_ => guessing.Try(CareHome, Wrong)).ToList();

        var entered = guessing.Try(CareHome, Right);

        Assert.True(entered.IsCompleted);
        Assert.Equal(("anna", false), await entered);
        Assert.Equal(("anna", false), await guessing.Try(IPAddress.Parse("192.0.2.2"), Right));
        await Task.WhenAll(flood);
    }

    [Fact]
    public async Task Without_a_flood_a_right_code_is_answered_at_once_however_many_were_wrong()
    {
        var guessing = await Stopped();
        var wrong = guessing.Try(CareHome, Wrong);
        for (var person = 0; person < 40; person++)
        {
            var entered = guessing.Try(CareHome, Right);
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
            await guessing.Try(new IPAddress([198, 51, 100, (byte)number]), Wrong);
        }

        await Stopped(guessing);
        Assert.Equal((null, true), await guessing.Try(CareHome, Wrong));
    }

    private async Task<Guessing> Stopped(Guessing? guessing = null)
    {
        guessing ??= new Guessing(time);
        for (var number = 0; number < Guessing.FreeFailures; number++)
        {
            Assert.Equal((null, false), await guessing.Try(CareHome, Wrong));
        }

        return guessing;
    }

    private static Task<string?> Wrong() => Task.FromResult<string?>(null);

    private static Task<string?> Right() => Task.FromResult<string?>("anna");
}
