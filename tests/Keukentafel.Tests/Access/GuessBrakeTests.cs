// Guesses are counted per network and per mail address for a quarter of an hour.
using Keukentafel.Access;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Access;

public sealed class GuessBrakeTests
{
    private readonly TestTime time = new();

    [Fact]
    public void It_stops_at_the_limit_and_forgets_after_a_quarter_of_an_hour()
    {
        var brake = new GuessBrake(time);
        for (var guess = 0; guess < 3; guess++)
        {
            Assert.False(brake.Stops("network", "192.0.2.1", 3));
            brake.Failed("network", "192.0.2.1");
        }

        Assert.True(brake.Stops("network", "192.0.2.1", 3));
        time.Advance(TimeSpan.FromMinutes(15));
        Assert.False(brake.Stops("network", "192.0.2.1", 3));
        brake.Failed("network", "192.0.2.1");
        Assert.False(brake.Stops("network", "192.0.2.1", 3));
    }

    [Fact]
    public void One_address_does_not_stop_another_nor_a_mail_address_of_the_same_letters()
    {
        var brake = new GuessBrake(time);
        brake.Failed("network", "192.0.2.1");
        Assert.True(brake.Stops("network", "192.0.2.1", 1));
        Assert.False(brake.Stops("network", "192.0.2.2", 1));
        Assert.False(brake.Stops("mail", "192.0.2.1", 1));
    }

    [Fact]
    public void What_was_right_is_forgotten()
    {
        var brake = new GuessBrake(time);
        brake.Failed("mail", "anna@zonnedam.example");
        brake.Forget("mail", "anna@zonnedam.example");
        Assert.False(brake.Stops("mail", "anna@zonnedam.example", 1));
    }

    [Fact]
    public void A_flood_of_names_lets_the_oldest_go_and_never_keeps_a_new_one_out()
    {
        var brake = new GuessBrake(time, most: 100);
        brake.Failed("mail", "anna@zonnedam.example");
        brake.Failed("network", "192.0.2.1");
        for (var name = 0; name < 1000; name++)
        {
            brake.Failed("mail", $"{name}@zonnedam.example");
            Assert.True(brake.Stops("mail", $"{name}@zonnedam.example", 1));
        }

        Assert.False(brake.Stops("mail", "anna@zonnedam.example", 1));
        Assert.True(brake.Stops("network", "192.0.2.1", 1));
    }

    [Fact]
    public void Of_who_is_stopped_nothing_more_is_noted()
    {
        var brake = new GuessBrake(time, most: 2);
        Assert.True(brake.Takes("lost-network", "192.0.2.1", 1));
        Assert.True(brake.Takes("lost-network", "192.0.2.2", 2));
        Assert.False(brake.Takes("lost-network", "192.0.2.1", 1));
        Assert.True(brake.Takes("lost-network", "192.0.2.2", 2));
        Assert.False(brake.Takes("lost-network", "192.0.2.2", 2));
        time.Advance(GuessBrake.Window);
        Assert.True(brake.Takes("lost-network", "192.0.2.1", 1));
    }
}
