// The solver against enumeration and against GLPK; the edges of its words.
using System.Text;
using Keukentafel.Statistics.Optimisation;
using Keukentafel.Statistics.Tests.Disclosure;
using Xunit;

namespace Keukentafel.Statistics.Tests.Optimisation;

public sealed class LinearProgramTests
{
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void A_small_program_has_its_known_corner()
    {
        // max 3a + 5b under a ≤ 4, 2b ≤ 12, 3a + 2b ≤ 18 is 36 at (2, 6).
        var solution = LinearProgram.Minimise([new(-3, 0, 4), new(-5)], [new([1], [2], -Infinity, 12), new([0, 1], [3, 2], -Infinity, 18)]);
        Assert.Equal(SolutionStatus.Optimal, solution.Status);
        Assert.Equal([2, 6], solution.Values);
        Assert.Equal(-36, solution.Objective);
    }

    [Fact]
    public void Free_variables_and_equalities_are_allowed()
    {
        var solution = LinearProgram.Minimise([new(1, -Infinity), new(2, -Infinity)], [new([0, 1], [1, 1], 4, 4), new([0, 1], [1, -1], -2, 6)]);
        Assert.Equal(SolutionStatus.Optimal, solution.Status);
        Assert.Equal([5, -1], solution.Values);
    }

    [Fact]
    public void Bounds_that_contradict_a_row_are_infeasible() =>
        Assert.Equal(SolutionStatus.Infeasible, LinearProgram.Minimise([new(1, 0, 1), new(1, 0, 1)], [new([0, 1], [1, 1], 3, Infinity)]).Status);

    [Fact]
    public void No_whole_number_between_two_bounds_is_infeasible()
    {
        Assert.Equal(SolutionStatus.Infeasible, LinearProgram.Minimise([new(1, 0.2, 0.8, Whole: true)], []).Status);
        Assert.Equal(SolutionStatus.Infeasible, LinearProgram.Minimise([new(1, 0, 9, Whole: true), new(1, 0, 9, Whole: true)], [new([0, 1], [2, 2], 3, 3)]).Status);
    }

    [Fact]
    public void A_cost_that_can_fall_forever_is_unbounded()
    {
        Assert.Equal(SolutionStatus.Unbounded, LinearProgram.Minimise([new(-1), new(0)], [new([0, 1], [1, -1], -Infinity, 3)]).Status);
        Assert.Equal(SolutionStatus.Unbounded, LinearProgram.Minimise([new(-1, 0, Infinity, Whole: true)], []).Status);
    }

    [Fact]
    public void Programs_that_go_round_in_circles_elsewhere_end()
    {
        // Beale 1955 and Kuhn's example (Chvátal 1983): the largest-coefficient rule cycles on both.
        var beale = LinearProgram.Minimise(
            [new(-0.75), new(150), new(-0.02), new(6)],
            [new([0, 1, 2, 3], [0.25, -60, -0.04, 9], -Infinity, 0), new([0, 1, 2, 3], [0.5, -90, -0.02, 3], -Infinity, 0), new([2], [1], -Infinity, 1)]);
        Assert.Equal(-0.05, beale.Objective, 1e-12);
        var chvatal = LinearProgram.Minimise(
            [new(-10), new(57), new(9), new(24)],
            [new([0, 1, 2, 3], [0.5, -5.5, -2.5, 9], -Infinity, 0), new([0, 1, 2, 3], [0.5, -1.5, -0.5, 1], -Infinity, 0), new([0], [1], -Infinity, 1)]);
        Assert.Equal(-1, chvatal.Objective, 1e-12);
    }

    [Fact]
    public void A_knapsack_is_filled_as_by_trying_everything()
    {
        var random = new Random(11);
        for (var run = 0; run < 100; run++)
        {
            var n = random.Next(3, 11);
            var (worth, weight) = (Enumerable.Range(0, n).Select(_ => random.Next(1, 40)).ToArray(), Enumerable.Range(0, n).Select(_ => random.Next(1, 40)).ToArray());
            var most = weight.Sum() / 2;
            var best = Enumerable.Range(0, 1 << n).Where(set => Sum(weight, set) <= most).Max(set => Sum(worth, set));
            var solution = LinearProgram.Minimise([.. worth.Select(value => new Variable(-value, 0, 1, Whole: true))], [new([.. Enumerable.Range(0, n)], [.. weight.Select(w => (double)w)], 0, most)]);
            Assert.Equal(SolutionStatus.Optimal, solution.Status);
            Assert.Equal(-best, solution.Objective);
            Assert.Equal(solution.Objective, solution.Bound, 1e-6);
            Assert.All(solution.Values, value => Assert.True(value is 0 or 1));
        }

        static int Sum(int[] values, int set) => values.Where((_, k) => (set >> k & 1) == 1).Sum();
    }

    [Fact]
    public void Whole_programs_agree_with_trying_every_point()
    {
        var random = new Random(12);
        for (var run = 0; run < 300; run++)
        {
            var (variables, rows) = Program(random, random.Next(2, 5), random.Next(1, 5), most: 3, share: 1);
            var best = double.NaN;
            foreach (var point in Points(variables))
                if (rows.All(row => Inside(row, point)) && !(Cost(variables, point) >= best)) best = Cost(variables, point);
            var solution = LinearProgram.Minimise(variables, rows);
            Assert.Equal(double.IsNaN(best) ? SolutionStatus.Infeasible : SolutionStatus.Optimal, solution.Status);
            Assert.Equal(best, solution.Objective, 1e-9);
        }
    }

    [Fact]
    public void Without_work_left_it_says_that_it_stopped()
    {
        var random = new Random(3);
        var n = 40;
        var weights = Enumerable.Range(0, n).Select(_ => (double)random.Next(1_000, 9_999)).ToArray();
        var solution = LinearProgram.Minimise([.. weights.Select(w => new Variable(-w - random.NextDouble(), 0, 1, Whole: true))], [new([.. Enumerable.Range(0, n)], weights, 0, Math.Floor(weights.Sum() / 2))], work: 2_000);
        Assert.Equal(SolutionStatus.Stopped, solution.Status);
        Assert.True(solution.Values.Length == 0 || solution.Bound <= solution.Objective);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void Agrees_with_GLPK(double share)
    {
        Glpsol.Needed();
        var random = new Random(13);
        for (var run = 0; run < 60; run++)
        {
            var (variables, rows) = share == 0 ? Program(random, random.Next(3, 40), random.Next(2, 30), most: 9, share) : Program(random, random.Next(3, 11), random.Next(2, 8), most: 4, share);
            var ours = LinearProgram.Minimise(variables, rows);
            var (optimal, objective, _) = Glpsol.Solve(Written(variables, rows));
            Assert.Equal(optimal, ours.Status == SolutionStatus.Optimal);
            if (!optimal) continue;
            Assert.Equal(objective, ours.Objective, 1e-6 * Math.Max(1, Math.Abs(objective)));
            Assert.All(rows, row => Assert.True(Inside(row, ours.Values)));
        }
    }

    [Fact]
    public void Bad_programs_are_refused()
    {
        Assert.Equal("variables", Refused([], []));
        Assert.Equal("variables", Refused([new(double.NaN)], []));
        Assert.Equal("variables", Refused([new(1, 2, 1)], []));
        Assert.Equal("rows", Refused([new(1)], [new([1], [1], 0, 1)]));
        Assert.Equal("rows", Refused([new(1)], [new([0], [1, 1], 0, 1)]));
        Assert.Equal("rows", Refused([new(1)], [new([0, 0], [1, 1], 0, 1)]));
        Assert.Equal("rows", Refused([new(1)], [new([0], [double.NaN], 0, 1)]));
        Assert.Equal("rows", Refused([new(1)], [new([0], [1], 1, 0)]));

        static string Refused(Variable[] variables, Row[] rows) => Assert.Throws<InvalidInputException>(() => LinearProgram.Minimise(variables, rows)).Variable;
    }

    private static (Variable[] Variables, Row[] Rows) Program(Random random, int columns, int rows, int most, double share)
    {
        var variables = Enumerable.Range(0, columns).Select(_ => new Variable(random.Next(-9, 10), random.Next(-most, 1), random.Next(0, most + 1), random.NextDouble() < share)).ToArray();
        return (variables, [.. Enumerable.Range(0, rows).Select(_ =>
        {
            var used = Enumerable.Range(0, columns).Where(_ => random.Next(3) > 0).DefaultIfEmpty(0).ToArray();
            var lower = random.Next(-8, 6);
            return new Row(used, [.. used.Select(_ => (double)random.Next(-5, 6))], random.Next(3) == 0 ? -Infinity : lower, random.Next(4) == 0 ? lower : random.Next(3) == 0 ? Infinity : lower + random.Next(1, 9));
        })]);
    }

    private static IEnumerable<double[]> Points(Variable[] variables, int from = 0)
    {
        if (from == variables.Length)
        {
            yield return new double[variables.Length];
            yield break;
        }
        for (var value = variables[from].Lower; value <= variables[from].Upper; value++)
        {
            foreach (var rest in Points(variables, from + 1))
            {
                rest[from] = value;
                yield return rest;
            }
        }
    }

    private static double Cost(Variable[] variables, double[] point) => variables.Select((variable, j) => variable.Cost * point[j]).Sum();

    private static bool Inside(Row row, double[] point) =>
        row.Columns.Select((column, k) => row.Coefficients[k] * point[column]).Sum() is var sum && sum >= row.Lower - 1e-6 && sum <= row.Upper + 1e-6;

    private static string Written(Variable[] variables, Row[] rows)
    {
        var text = new StringBuilder("Minimize\n cost:").Append(Glpsol.Terms(variables.Select((variable, j) => ($"v{j}", variable.Cost)))).Append("\nSubject To\n");
        foreach (var row in rows)
        {
            var sum = Glpsol.Terms(row.Columns.Select((column, k) => ($"v{column}", row.Coefficients[k])));
            if (double.IsFinite(row.Lower)) text.Append(sum).Append(" >= ").Append(Glpsol.Text(row.Lower)).Append('\n');
            if (double.IsFinite(row.Upper)) text.Append(sum).Append(" <= ").Append(Glpsol.Text(row.Upper)).Append('\n');
        }
        text.Append("Bounds\n");
        for (var j = 0; j < variables.Length; j++) text.Append($" {Glpsol.Text(variables[j].Lower)} <= v{j} <= {Glpsol.Text(variables[j].Upper)}\n");
        if (variables.Any(variable => variable.Whole)) text.Append("General\n").AppendJoin('\n', Enumerable.Range(0, variables.Length).Where(j => variables[j].Whole).Select(j => $" v{j}")).Append('\n');
        return text.Append("End\n").ToString();
    }
}
