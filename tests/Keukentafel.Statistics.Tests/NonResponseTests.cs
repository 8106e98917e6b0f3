using Keukentafel.Statistics.Weighting;
using Xunit;

namespace Keukentafel.Statistics.Tests;

public sealed class NonResponseTests
{
    private static readonly Categories Classes = new("age", ["young", "old"], [0, 0, 0, 0, 1, 1]);

    [Fact]
    public void Who_answered_stands_for_the_rest_of_the_class()
    {
        var weights = NonResponse.ByClass([10, 10, 10, 10, 6, 2], Classes, [true, false, false, true, true, false]);
        Assert.Equal([20, 0, 0, 20, 8, 0], weights);
    }

    [Fact]
    public void A_class_in_which_nobody_answered_is_named()
    {
        var refusal = Assert.Throws<EmptyCategoryException>(() => NonResponse.ByClass([1, 1, 1, 1, 1, 1], Classes, [true, true, true, true, false, false]));
        Assert.Equal(("age", "old", 2.0), (refusal.Variable, refusal.Category, refusal.Total));
    }

    [Fact]
    public void A_weight_is_divided_by_the_propensity_to_answer()
    {
        Assert.Equal([20, 0, 8], NonResponse.ByPropensity([10, 10, 2], [0.5, 0.5, 0.25], [true, false, true]));
        Assert.Equal(1, Assert.Throws<InvalidInputException>(() => NonResponse.ByPropensity([1, 1], [0.5, 0], [true, true])).Row);
    }

    [Fact]
    public void Propensity_classes_are_about_equal_and_never_part_equals()
    {
        var classes = NonResponse.PropensityClasses([0.9, 0.1, 0.2, 0.2, 0.2, 0.8, 0.3, 0.7, 0.6, 0.5], 5);
        Assert.Equal(classes.Codes[2], classes.Codes[3]);
        Assert.Equal(classes.Codes[2], classes.Codes[4]);
        Assert.True(classes.Codes[1] <= classes.Codes[2] && classes.Codes[2] < classes.Codes[8] && classes.Codes[8] < classes.Codes[0]);
        Assert.Equal(1, NonResponse.PropensityClasses([0.5, 0.5, 0.5], 5).Count);
    }

    [Fact]
    public void Columns_of_other_lengths_and_negative_weights_are_refused()
    {
        Assert.Equal("responded", Assert.Throws<InvalidInputException>(() => NonResponse.ByClass([1, 1, 1, 1, 1, 1], Classes, [true])).Variable);
        Assert.Equal(("weights", 2), Assert.Throws<InvalidInputException>(() => NonResponse.ByClass([1, 1, -1, 1, 1, 1], Classes, new bool[6])) is var refusal ? (refusal.Variable, refusal.Row) : default);
    }
}
