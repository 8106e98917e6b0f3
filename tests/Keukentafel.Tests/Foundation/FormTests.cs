// A form is read field by field, as people type; everything that is wrong is noted with its field.
using Keukentafel.Foundation.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Keukentafel.Tests.Foundation;

public sealed class FormTests
{
    private enum Kleur { Rood, Groen }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_with_its_field()
    {
        var form = New(("naam", " "), ("uitleg", "abcdef"), ("aantal", "veel"), ("dag", "31-2-2025"), ("kleur", "paars"));
        form.Text("naam", "Naam", 10);
        form.Text("uitleg", "Uitleg", 5);
        form.Number("aantal", "Aantal", 1, 100);
        form.Date("dag", "Dag");
        form.Choice<Kleur>("kleur", "Kleur");
        Assert.Equal(
            [
                ("formulier.leeg", "naam", "Naam: dit veld is nog leeg. Vul het in."),
                ("formulier.te-lang", "uitleg", "Uitleg: er mogen hoogstens 5 tekens in dit veld; u hebt er 6. Maak de tekst korter."),
                ("formulier.geen-getal", "aantal", "Aantal: vul een getal in van 1 tot en met 100."),
                ("formulier.geen-datum", "dag", "Dag: dit is geen datum. Schrijf de dag zo: 31-12-2025."),
                ("formulier.leeg", "kleur", "Kleur: dit veld is nog leeg. Vul het in."),
            ],
            form.Problem!.All.Select(problem => (problem.Code, problem.Field!, problem.Text)));
    }

    [Fact]
    public void Nothing_wrong_is_no_problem()
    {
        var form = New(("naam", "  Zonnedam "), ("aantal", "1.200"), ("marge", "2.5"), ("kleur", "groen"), ("aan", "on"), ("leeg", ""));
        Assert.Equal("Zonnedam", form.Text("naam", "Naam", 10));
        Assert.Equal(1200, form.Number("aantal", "Aantal", 0, 5000));
        Assert.Equal(2.5m, form.Decimal("marge", "Marge", 0, 10));
        Assert.Equal(Kleur.Groen, form.Choice<Kleur>("kleur", "Kleur"));
        Assert.True(form.Checked("aan"));
        Assert.False(form.Checked("uit"));
        Assert.Null(form.Number("leeg", "Leeg", 0, 1, required: false));
        Assert.Null(form.Date("leeg", "Leeg", required: false));
        Assert.Null(form.Problem);
    }

    [Theory]
    [InlineData("2025-12-31")]
    [InlineData("31-12-2025")]
    [InlineData("31/12/2025")]
    public void A_day_is_read_as_people_and_browsers_write_it(string typed) => Assert.Equal(new DateOnly(2025, 12, 31), New(("dag", typed)).Date("dag", "Dag"));

    [Theory]
    [InlineData("2,5", 2.5)]
    [InlineData("2.5", 2.5)]
    [InlineData("-1", -1.0)]
    public void A_fraction_is_read_with_comma_or_point(string typed, double value) => Assert.Equal((decimal)value, New(("x", typed)).Decimal("x", "X", -10, 10));

    [Theory]
    [InlineData("101")]
    [InlineData("0")]
    [InlineData("1e1")]
    public void A_number_outside_its_limits_is_refused(string typed)
    {
        var form = New(("x", typed));
        Assert.Null(form.Number("x", "X", 1, 100));
        Assert.Equal("formulier.geen-getal", form.Problem!.Code);
    }

    private static Form New(params (string Name, string Value)[] fields) =>
        new(new FormCollection(fields.ToDictionary(field => field.Name, field => new StringValues(field.Value), StringComparer.Ordinal)));
}
