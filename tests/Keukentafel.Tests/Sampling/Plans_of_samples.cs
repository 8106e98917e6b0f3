// How many letters a margin takes, and how they are divided.
using Keukentafel.Sampling;
using Xunit;

namespace Keukentafel.Tests.Sampling;

public sealed class Plans_of_samples
{
    [Theory]
    [InlineData(750, 255, 729)]
    [InlineData(1000, 278, 795)]
    [InlineData(2500, 334, 955)]
    [InlineData(10000, 370, 1058)]
    public void Five_points_at_thirty_five_percent_response_takes_so_many_letters(int population, int respondents, int letters)
    {
        var plan = Make(new PlanChoices(), population);
        Assert.Equal((respondents, letters, letters), (plan.NeededRespondents, plan.NeededLetters, plan.Letters));
        Assert.False(plan.Census);
        Assert.InRange(plan.Margin!.Value, 4.9, 5.0);
    }

    [Fact]
    public void A_small_municipality_writes_to_everybody_and_sees_the_margin_it_reaches()
    {
        var plan = Make(new PlanChoices(), 400);

        Assert.True(plan.Census);
        Assert.True(plan.OutOfReach);
        Assert.Equal(400, plan.Letters);
        // 140 answers of 400: 1.96·sqrt(0.25/140·260/399) = 6.69.
        Assert.Equal(6.69, plan.Margin!.Value, 2);
    }

    [Fact]
    public void Proportional_gives_every_stratum_its_share_and_loses_no_letter()
    {
        var plan = Make(new PlanChoices { Letters = 100, Least = 0 }, 500, 300, 200);
        Assert.Equal([50, 30, 20], Letters(plan));

        var odd = Make(new PlanChoices { Letters = 100, Least = 0 }, 333, 333, 334);
        Assert.Equal(100, odd.Letters);
    }

    [Fact]
    public void Equal_takes_a_small_stratum_whole_and_divides_the_rest()
    {
        var plan = Make(new PlanChoices { Allocation = AllocationKind.Equal, Letters = 300, Least = 0 }, 1000, 40, 1000);
        Assert.Equal([130, 40, 130], Letters(plan));
    }

    [Fact]
    public void A_minimum_per_stratum_is_kept_and_never_asks_for_more_than_there_are()
    {
        var plan = Make(new PlanChoices { Letters = 100, Least = 30 }, 2000, 60, 12);
        Assert.Equal([58, 30, 12], Letters(plan));
    }

    [Fact]
    public void When_the_minimum_asks_for_more_letters_than_the_margin_the_plan_says_so()
    {
        var plan = Make(new PlanChoices { Letters = 50, Least = 40 }, 1000, 1000);
        Assert.Equal([40, 40], Letters(plan));
        Assert.True(plan.RaisedByMinimum);
    }

    [Fact]
    public void Unequal_chances_widen_the_margin_of_the_whole()
    {
        var even = Make(new PlanChoices { Letters = 1000, Least = 0 }, 9000, 1000);
        var skewed = Make(new PlanChoices { Letters = 1000, Least = 0, Allocation = AllocationKind.Equal }, 9000, 1000);
        Assert.True(skewed.Margin > even.Margin);
    }

    [Fact]
    public void More_letters_than_clients_is_refused_at_the_stratum()
    {
        var made = SamplePlan.Make([("Noord", 100), ("Zuid", 20)], new PlanChoices { Allocation = AllocationKind.Own, Own = [50, 21] });

        Assert.Equal(("steekproef.te-veel-gevraagd", "aantal-1"), (made.Problem.Code, made.Problem.Field));
        Assert.Contains("Zuid", made.Problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_stratum_without_a_usable_number_is_named_at_once()
    {
        var plan = SamplePlan.Make([("Noord", 100), ("Zuid", 20), ("Oost", 1)], new PlanChoices { Allocation = AllocationKind.Own, Own = [0, 1, 1] }).Value;

        Assert.Equal(["aantal-0", "aantal-1"], plan.Check()!.All.Select(one => one.Field));
    }

    [Fact]
    public void A_register_without_clients_has_no_plan() =>
        Assert.Equal("steekproef.leeg-register", SamplePlan.Make([], new PlanChoices()).Problem.Code);

    private static SamplePlan Make(PlanChoices choices, params int[] populations) =>
        SamplePlan.Make(populations.Select((size, h) => ($"groep {h}", size)).ToList(), choices).Value;

    private static int[] Letters(SamplePlan plan) => plan.Strata.Select(stratum => stratum.Letters).ToArray();
}
