// The steps of the simplex method. The dual method repairs broken bounds while the objective stays best (after a cut or a branch);
// the primal method does the rest, broken bounds first. Both take the steepest candidate, and after a run of steps without progress
// the first one (Bland 1977), which cannot go round in circles.
namespace Keukentafel.Statistics.Optimisation;

internal sealed partial class Simplex
{
    private const int PatienceWithoutProgress = 60;
    private const int MostSteps = 200_000;

    /// <summary>
    /// Minimises from the present basis. With a <paramref name="cutoff"/> it may end as <see cref="SolutionStatus.Infeasible"/> as soon as
    /// nothing below the cutoff is left. <see cref="SolutionStatus.Stopped"/>: rounding won.
    /// </summary>
    public SolutionStatus Solve(double cutoff = double.PositiveInfinity)
    {
        var status = SolutionStatus.Stopped;
        for (var attempt = 0; attempt < 4; attempt++)
        {
            status = Best() ? Dual(cutoff) : SolutionStatus.Optimal;
            if (status == SolutionStatus.Infeasible && Objective > cutoff) return status;
            if (status == SolutionStatus.Optimal) status = Primal(-1, 0);
            if (pivots == 0 || (status != SolutionStatus.Infeasible && Drift() <= 100 * tolerance)) return status;
            Rebuild();
        }
        return status;
    }

    /// <summary>
    /// Minimises from values that keep all bounds, with the primal steps only; ends early when <paramref name="variable"/> is at or beyond
    /// <paramref name="target"/> (below it when its cost is positive, above it when negative).
    /// </summary>
    public SolutionStatus SolveFromFeasible(int variable, double target)
    {
        var status = SolutionStatus.Stopped;
        for (var attempt = 0; attempt < 4; attempt++)
        {
            if (stale) Refresh();
            status = Primal(variable, target);
            if (pivots == 0 || Drift() <= 100 * tolerance) return status;
            Rebuild();
        }
        return status;
    }

    // Puts every nonbasic variable on the bound that its reduced cost asks for; false when that bound is not finite.
    private bool Best()
    {
        var possible = true;
        for (var q = 0; q < columns; q++)
        {
            var variable = side[q];
            if (reduced[q] > tolerance)
            {
                if (double.IsFinite(lower[variable])) x[variable] = lower[variable];
                else possible = false;
            }
            else if (reduced[q] < -tolerance)
            {
                if (double.IsFinite(upper[variable])) x[variable] = upper[variable];
                else possible = false;
            }
        }
        Refresh();
        return possible;
    }

    private SolutionStatus Dual(double cutoff)
    {
        var (idle, last) = (0, double.NegativeInfinity);
        for (var step = 0; step < MostSteps; step++)
        {
            Work += 4 * (columns + head.Count);
            if (pivots >= PivotsPerRebuild)
            {
                Rebuild();
                if (!Best()) return SolutionStatus.Optimal;
            }
            var objective = Objective;
            if (objective > cutoff) return SolutionStatus.Infeasible;
            idle = objective > last + tolerance ? 0 : idle + 1;
            last = Math.Max(last, objective);
            var bland = idle > PatienceWithoutProgress;
            var r = Leaving(bland);
            if (r < 0) return SolutionStatus.Optimal;
            var leaving = head[r];
            var bound = x[leaving] < lower[leaving] ? lower[leaving] : upper[leaving];
            var q = Entering(dictionary[r], x[leaving] < lower[leaving], bland);
            if (q < 0) return SolutionStatus.Infeasible;
            Move(q, (bound - x[leaving]) / dictionary[r][q]);
            x[leaving] = bound;
            Pivot(r, q);
        }
        return SolutionStatus.Stopped;
    }

    private int Leaving(bool first)
    {
        var (best, most) = (-1, 0.0);
        for (var i = 0; i < head.Count; i++)
        {
            var off = Outside(head[i]);
            if (off <= tolerance) continue;
            if (best < 0 || (first ? head[i] < head[best] : off > most)) (best, most) = (i, off);
        }
        return best;
    }

    private int Entering(double[] row, bool raise, bool first)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        for (var q = 0; q < columns; q++)
        {
            var slope = raise ? row[q] : -row[q];
            var variable = side[q];
            if (Math.Abs(slope) <= Smallest || (slope > 0 ? x[variable] >= upper[variable] - tolerance : x[variable] <= lower[variable] + tolerance)) continue;
            var ratio = Math.Max(0, slope > 0 ? reduced[q] : -reduced[q]) / Math.Abs(slope);
            var tie = Math.Abs(ratio - least) <= 1e-12;
            if (best < 0 || (!tie && ratio < least) || (tie && (first ? variable < side[best] : Math.Abs(row[q]) > Math.Abs(row[best]))))
                (best, least) = (q, Math.Min(ratio, least));
        }
        return best;
    }

    private SolutionStatus Primal(int watched, double target)
    {
        var idle = 0;
        var broken = new double[columns];
        for (var step = 0; step < MostSteps; step++)
        {
            Work += 4 * (columns + 3 * head.Count);
            if (pivots >= PivotsPerRebuild) Rebuild();
            if (watched >= 0 && (cost[watched] > 0 ? x[watched] <= target : x[watched] >= target)) return SolutionStatus.Optimal;
            var repairing = Broken(broken);
            var bland = idle > PatienceWithoutProgress;
            var q = Steepest(repairing ? broken : reduced, bland);
            if (q < 0) return repairing ? SolutionStatus.Infeasible : SolutionStatus.Optimal;
            var direction = (repairing ? broken : reduced)[q] < 0 ? 1 : -1;
            var (r, length) = Blocking(q, direction, bland);
            if (double.IsPositiveInfinity(length)) return repairing ? SolutionStatus.Stopped : SolutionStatus.Unbounded;
            idle = length > tolerance ? 0 : idle + 1;
            var leaving = r < 0 ? -1 : head[r];
            var upward = r >= 0 && dictionary[r][q] * direction > 0;
            var above = r >= 0 && (upward ? x[leaving] >= lower[leaving] - tolerance : x[leaving] > upper[leaving] + tolerance);
            Move(q, direction * length);
            if (r < 0)
            {
                x[side[q]] = direction > 0 ? upper[side[q]] : lower[side[q]];
                continue;
            }
            x[leaving] = above ? upper[leaving] : lower[leaving];
            Pivot(r, q);
        }
        return SolutionStatus.Stopped;
    }

    // The slope of the sum of all broken bounds; false when none is broken.
    private bool Broken(double[] slope)
    {
        var any = false;
        for (var i = 0; i < head.Count; i++)
        {
            var variable = head[i];
            if (Outside(variable) <= tolerance) continue;
            if (!any) Array.Clear(slope);
            any = true;
            AddTimes(slope, dictionary[i], x[variable] < lower[variable] ? -1 : 1);
        }
        return any;
    }

    private int Steepest(double[] slope, bool first)
    {
        var best = -1;
        for (var q = 0; q < columns; q++)
        {
            var variable = side[q];
            if (Math.Abs(slope[q]) <= Smallest || (slope[q] < 0 ? x[variable] >= upper[variable] - tolerance : x[variable] <= lower[variable] + tolerance)) continue;
            if (best < 0 || (first ? variable < side[best] : Math.Abs(slope[q]) > Math.Abs(slope[best]))) best = q;
        }
        return best;
    }

    // How far a variable can go before a basic one meets a bound (row ≥ 0) or it meets its own (row −1). A basic variable outside its
    // bounds stops at the bound that it broke. Among rows that stop within rounding of each other the largest pivot is the safest.
    private (int Row, double Length) Blocking(int q, int direction, bool first)
    {
        var reach = double.PositiveInfinity;
        for (var i = 0; i < head.Count; i++)
            if (Math.Abs(dictionary[i][q]) > Smallest) reach = Math.Min(reach, (Room(i, q, direction) + (first ? 0 : tolerance)) / Math.Abs(dictionary[i][q]));
        var (best, length) = (-1, double.PositiveInfinity);
        for (var i = 0; i < head.Count; i++)
        {
            var size = Math.Abs(dictionary[i][q]);
            if (size <= Smallest) continue;
            var here = Room(i, q, direction) / size;
            if (here > reach || double.IsPositiveInfinity(here)) continue;
            if (best < 0 || (first ? head[i] < head[best] : size > Math.Abs(dictionary[best][q]))) (best, length) = (i, here);
        }
        var variable = side[q];
        var own = direction > 0 ? upper[variable] - x[variable] : x[variable] - lower[variable];
        return own <= length ? (-1, own) : (best, length);
    }

    private double Room(int i, int q, int direction)
    {
        var variable = head[i];
        var value = x[variable];
        if (dictionary[i][q] * direction > 0)
            return value < lower[variable] - tolerance ? lower[variable] - value : value > upper[variable] + tolerance ? double.PositiveInfinity : Math.Max(0, upper[variable] - value);
        return value > upper[variable] + tolerance ? value - upper[variable] : value < lower[variable] - tolerance ? double.PositiveInfinity : Math.Max(0, value - lower[variable]);
    }

    private void Move(int q, double by)
    {
        x[side[q]] += by;
        for (var i = 0; i < head.Count; i++) x[head[i]] += dictionary[i][q] * by;
    }

    private double Outside(int variable) => Math.Max(lower[variable] - x[variable], x[variable] - upper[variable]);
}
