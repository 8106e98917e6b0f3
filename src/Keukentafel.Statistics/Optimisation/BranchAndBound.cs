// Whole numbers by branch and bound over one simplex state: a node is a chain of bounds, its relaxation starts from wherever the last
// one ended. After a branch the nearer side is followed at once; when that ends, the open node with the lowest bound is next.
// Rows that are too many to write down beforehand can be added when a solution breaks them (cuts; lazy when the solution is whole).
namespace Keukentafel.Statistics.Optimisation;

internal sealed class BranchAndBound(Simplex simplex, IReadOnlyList<Variable> variables, long work, Func<double[], bool, IReadOnlyList<Row>>? cuts = null)
{
    private const double Whole = 1e-6;
    private const int RoundsOfCuts = 100;
    private const int RoundsInTheTree = 2;

    private readonly int[] whole = Enumerable.Range(0, variables.Count).Where(j => variables[j].Whole).ToArray();
    private readonly (double Lower, double Upper)[] root = variables.Select(variable => (variable.Lower, variable.Upper)).ToArray();
    private readonly bool steps = variables.All(variable => variable.Cost == 0 || (variable.Whole && variable.Cost == Math.Floor(variable.Cost)));
    private readonly List<int> cutRows = [];
    private readonly PriorityQueue<Node, (double Bound, int Depth)> open = new();
    private readonly HashSet<int> moved = [];
    private double[] best = [];
    private double objective = double.PositiveInfinity;
    private bool complete = true;

    /// <summary>With an allowed solution to begin with, only better ones are looked for.</summary>
    public Solution Minimise(double[]? first = null)
    {
        if (first is not null) Offer(first);
        foreach (var j in whole)
        {
            root[j] = (Math.Ceiling(root[j].Lower - Whole), Math.Floor(root[j].Upper + Whole));
            if (root[j].Lower > root[j].Upper) return new Solution(SolutionStatus.Infeasible, [], double.NaN, double.PositiveInfinity);
            simplex.Bound(j, root[j].Lower, root[j].Upper);
        }
        var unfinished = double.PositiveInfinity;
        for (Node? node = new(null, -1, 0, 0, double.NegativeInfinity, 0); node is not null || open.TryDequeue(out node, out _);)
        {
            if (node.Bound > Cutoff) node = null;
            else if (simplex.Work > work) (unfinished, node) = (Math.Min(unfinished, node.Bound), null);
            else
            {
                Apply(node);
                var (status, next) = Expand(node);
                if (status == SolutionStatus.Unbounded) return new Solution(status, [], double.NaN, double.NegativeInfinity);
                if (status == SolutionStatus.Stopped) (complete, unfinished) = (false, Math.Min(unfinished, node.Bound));
                node = next;
            }
        }
        complete &= double.IsPositiveInfinity(unfinished);
        var status2 = !complete ? SolutionStatus.Stopped : best.Length == 0 ? SolutionStatus.Infeasible : SolutionStatus.Optimal;
        return new Solution(status2, best, best.Length == 0 ? double.NaN : objective, complete ? objective : Math.Min(unfinished, objective));
    }

    // Nothing at or above this can be better: with whole costs of whole variables the next better one is a whole unit lower.
    private double Cutoff => double.IsPositiveInfinity(objective) ? objective
        : steps ? objective - 1 + 1e-6
        : objective - 1e-9 * Math.Max(1, Math.Abs(objective));

    private (SolutionStatus Status, Node? Next) Expand(Node node)
    {
        for (var round = 0; ; round++)
        {
            var status = simplex.Solve(Cutoff);
            if (status != SolutionStatus.Optimal) return (status, null);
            var bound = node.Bound = Math.Max(node.Bound, simplex.Objective);
            if (bound > Cutoff) return (SolutionStatus.Infeasible, null);
            var values = simplex.Values;
            var branch = MostFractional(values);
            if (cuts is not null && (branch < 0 || round < (node.Depth == 0 ? RoundsOfCuts : RoundsInTheTree)) && Cut(values, branch < 0))
            {
                if (simplex.Work <= work) continue;
                return (SolutionStatus.Stopped, null);
            }
            if (branch < 0)
            {
                foreach (var j in whole) values[j] = Math.Round(values[j]);
                Offer(values);
                return (SolutionStatus.Optimal, null);
            }
            if (node.Depth == 0) Fix(bound);
            var (lower, upper) = Bounds(node, branch);
            var down = new Node(node, branch, lower, Math.Floor(values[branch]), bound, node.Depth + 1);
            var up = new Node(node, branch, Math.Floor(values[branch]) + 1, upper, bound, node.Depth + 1);
            var (near, far) = values[branch] - Math.Floor(values[branch]) < 0.5 ? (down, up) : (up, down);
            open.Enqueue(far, (bound, -far.Depth));
            return (SolutionStatus.Optimal, near);
        }
    }

    /// <summary>An allowed solution from elsewhere; kept when it is the best so far.</summary>
    public void Offer(double[] values)
    {
        var sum = 0.0;
        for (var j = 0; j < values.Length; j++) sum += variables[j].Cost * values[j];
        if (sum < objective) (best, objective) = (values, sum);
    }

    private int MostFractional(double[] values)
    {
        var (best, most) = (-1, 0.0);
        foreach (var j in whole)
        {
            var off = Math.Abs(values[j] - Math.Round(values[j]));
            if (off <= Whole) continue;
            var weight = off * (1 + Math.Abs(variables[j].Cost));
            if (best < 0 || weight > most) (best, most) = (j, weight);
        }
        return best;
    }

    private bool Cut(double[] values, bool isWhole)
    {
        var found = cuts!(values, isWhole);
        if (found.Count == 0) return false;
        if (cutRows.Count > 400 + variables.Count) cutRows.RemoveAll(simplex.Remove);
        foreach (var row in found) cutRows.Add(simplex.Add(row));
        return true;
    }

    // A variable that would lift the bound over the best solution as soon as it leaves its side never leaves it.
    private void Fix(double bound)
    {
        if (double.IsPositiveInfinity(objective)) return;
        foreach (var j in whole)
        {
            var slope = simplex.Reduced(j);
            if (bound + Math.Abs(slope) <= Cutoff + Whole) continue;
            if (slope > 0 && simplex.Value(j) <= root[j].Lower + Whole) root[j].Upper = root[j].Lower;
            else if (slope < 0 && simplex.Value(j) >= root[j].Upper - Whole) root[j].Lower = root[j].Upper;
            simplex.Bound(j, root[j].Lower, root[j].Upper);
        }
    }

    private (double Lower, double Upper) Bounds(Node? node, int variable)
    {
        for (; node is not null; node = node.Parent)
            if (node.Variable == variable) return (node.Lower, node.Upper);
        return root[variable];
    }

    private void Apply(Node node)
    {
        var wanted = new Dictionary<int, (double Lower, double Upper)>();
        for (Node? at = node; at is { Variable: >= 0 }; at = at.Parent) wanted.TryAdd(at.Variable, (at.Lower, at.Upper));
        foreach (var j in moved)
            if (!wanted.ContainsKey(j)) simplex.Bound(j, root[j].Lower, root[j].Upper);
        moved.Clear();
        foreach (var (j, bounds) in wanted)
        {
            simplex.Bound(j, bounds.Lower, bounds.Upper);
            moved.Add(j);
        }
    }

    private sealed class Node(Node? parent, int variable, double lower, double upper, double bound, int depth)
    {
        public Node? Parent => parent;
        public int Variable => variable;
        public double Lower => lower;
        public double Upper => upper;
        public int Depth => depth;

        // Rises with every cut.
        public double Bound { get; set; } = bound;
    }
}
