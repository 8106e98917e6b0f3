// The dual problem of a calibration: a convex function of as many numbers as there are totals, brought down by Newton's method.
using Keukentafel.Statistics.Numerics;

namespace Keukentafel.Statistics.Weighting;

/// <param name="basis">X and T.</param>
/// <param name="before">d.</param>
/// <param name="q">Per unit, or null: 1.</param>
/// <param name="distances">One for all units, or one per unit.</param>
internal sealed class CalibrationDual(AuxiliaryBasis basis, double[] before, double[]? q, Distance[] distances)
{
    private const double Enough = 1e-4;

    private static readonly double[] Parts = [1e-6, 1e-3, 1];

    // Columns that say nothing new are those that the first factor drops; later factors may lose more of them where weights are cut off.
    private readonly SymmetricFactor first = basis.Factor(before);

    /// <summary>The weights that come nearest to meeting every total; whether near enough is for the caller to judge.</summary>
    public double[] Solve(int mostSteps, double unmet)
    {
        var state = At(new double[basis.Totals.Length]);
        for (var step = 0; step < mostSteps && state.Gap > 0; step++)
        {
            if (Next(state, unmet) is not { } next) break;
            state = next;
        }
        return state.Weights;
    }

    // Newton's step; where weights at their bounds leave too few units to turn, one in which every unit counts a little, or more.
    private State? Next(State state, double unmet)
    {
        if (Better(state, basis.Factor(state.Slopes).Solve(state.Residuals), unmet) is { } next) return next;
        if (state.Gap <= unmet) return null;
        foreach (var part in Parts)
        {
            var slopes = state.Slopes.ToArray();
            for (var i = 0; i < slopes.Length; i++) slopes[i] += part * before[i];
            if (Better(state, basis.Factor(slopes).Solve(state.Residuals), unmet) is { } other) return other;
        }
        return null;
    }

    // Far from the totals a step has to bring the function down by a part of what its slope promises, or halve the gap.
    private State? Better(State state, double[] direction, double unmet)
    {
        var promise = 0.0;
        for (var j = 0; j < direction.Length; j++) promise += direction[j] * state.Residuals[j];
        for (var length = 1.0; length > 1e-8; length /= 2)
        {
            var trial = new double[direction.Length];
            for (var j = 0; j < trial.Length; j++) trial[j] = state.Coefficients[j] + length * direction[j];
            var next = At(trial);
            if (next.Gap <= state.Gap / 2 || (state.Gap > unmet ? next.Value < state.Value - Enough * length * promise : next.Gap < state.Gap)) return next;
        }
        return null;
    }

    private State At(double[] coefficients)
    {
        var (weights, slopes, value) = (new double[before.Length], new double[before.Length], 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            if (before[i] == 0) continue;
            var own = distances.Length == 1 ? distances[0] : distances[i];
            var spread = q is null ? 1 : q[i];
            var u = basis.Score(i, coefficients) / spread;
            weights[i] = before[i] * own.F(u);
            slopes[i] = before[i] * own.Slope(u) / spread;
            value += before[i] * spread * own.Primitive(u);
        }
        for (var j = 0; j < coefficients.Length; j++) value -= coefficients[j] * basis.Totals[j];
        var residuals = basis.Sums(weights);
        var gap = 0.0;
        for (var j = 0; j < residuals.Length; j++)
        {
            residuals[j] = first.IsDropped(j) ? 0 : basis.Totals[j] - residuals[j];
            if (residuals[j] != 0) gap = Math.Max(gap, Math.Abs(residuals[j]) / (basis.Totals[j] == 0 ? 1 : Math.Abs(basis.Totals[j])));
        }
        return new State(coefficients, weights, slopes, residuals, double.IsNaN(gap) ? double.PositiveInfinity : gap, value);
    }

    private sealed record State(double[] Coefficients, double[] Weights, double[] Slopes, double[] Residuals, double Gap, double Value);
}
