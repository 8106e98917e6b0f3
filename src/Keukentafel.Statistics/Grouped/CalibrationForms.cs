// What a calibration adds to the variance of every domain, as forms over the columns of its margins.
using Keukentafel.Statistics.Numerics;
using Keukentafel.Statistics.Weighting;

namespace Keukentafel.Statistics.Grouped;

/// <summary>With m_u = Σ w x over primary unit u: M = Σ_h c_h[Σ m m' − (Σ m)(Σ m)'/n_h], and what is needed for B and k of a domain.</summary>
internal sealed class CalibrationForms
{
    private readonly int columns;
    private readonly int[][] columnsOf;
    private readonly double[] ratios;
    private readonly double[][] stratumSums;
    private readonly Dictionary<int, double>[]? unitSums;
    private readonly double[,] whole;
    private readonly SymmetricFactor gram;

    /// <param name="sample">Weights after one step that fixed margins.</param>
    /// <param name="cells">Split by those margins from column <paramref name="firstMargin"/> on.</param>
    public CalibrationForms(LinearizedSample sample, Cells cells, int firstMargin, int[] unitOf, bool clustered, double[] factors)
    {
        var margins = sample.Margins;
        columnsOf = new int[cells.Count][];
        var offsets = new int[margins.Count];
        for (var m = 0; m < margins.Count; m++)
        {
            offsets[m] = columns - (m > 0 ? 1 : 0);
            columns += margins[m].Count - (m > 0 ? 1 : 0);
        }
        for (var cell = 0; cell < columnsOf.Length; cell++)
        {
            var own = new List<int>(margins.Count);
            for (var m = 0; m < margins.Count; m++)
            {
                var code = cells.ClassOf(firstMargin + m)[cell];
                if (m == 0 || code > 0) own.Add(offsets[m] + code);
            }
            columnsOf[cell] = [.. own];
        }
        var stage = sample.Design.Stages[0];
        var before = sample.WeightsBefore;
        var (weightOf, squareOf, beforeOf) = (new double[cells.Count], new double[cells.Count], new double[cells.Count]);
        for (var i = 0; i < sample.Units; i++)
        {
            var cell = cells.Codes[i];
            weightOf[cell] += sample.Weights[i];
            squareOf[cell] += sample.Weights[i] * sample.Weights[i];
            beforeOf[cell] += before[i];
        }
        ratios = weightOf.Zip(beforeOf, (after, d) => after == 0 ? 0 : d / after).ToArray();
        stratumSums = Enumerable.Range(0, stage.Strata).Select(_ => new double[columns]).ToArray();
        unitSums = clustered ? Enumerable.Range(0, stage.Units).Select(_ => new Dictionary<int, double>()).ToArray() : null;
        whole = new double[columns, columns];
        var base0 = new double[columns, columns];
        for (var cell = 0; cell < cells.Count; cell++)
        {
            var h = clustered ? stage.StratumOf[unitOf[cell]] : unitOf[cell];
            foreach (var j in columnsOf[cell])
            {
                stratumSums[h][j] += weightOf[cell];
                if (unitSums is not null) unitSums[unitOf[cell]][j] = unitSums[unitOf[cell]].GetValueOrDefault(j) + weightOf[cell];
                foreach (var k in columnsOf[cell])
                {
                    base0[j, k] += beforeOf[cell];
                    if (unitSums is null) whole[j, k] += factors[h] * squareOf[cell];
                }
            }
        }
        gram = new SymmetricFactor(base0);
        if (unitSums is not null) AddUnits(sample, factors);
        for (var h = 0; h < stratumSums.Length; h++)
        {
            var n = stage.Sampled[h];
            if (factors[h] == 0) continue;
            var own = Enumerable.Range(0, columns).Where(j => stratumSums[h][j] != 0).ToArray();
            foreach (var j in own)
                foreach (var k in own) whole[j, k] -= factors[h] * stratumSums[h][j] * stratumSums[h][k] / n;
        }
    }

    public Work Scratch() => new(this);

    private void AddUnits(LinearizedSample sample, double[] factors)
    {
        var stage = sample.Design.Stages[0];
        for (var u = 0; u < unitSums!.Length; u++)
        {
            var h = stage.StratumOf[u];
            foreach (var (j, left) in unitSums[u])
                foreach (var (k, right) in unitSums[u]) whole[j, k] += factors[h] * left * right;
        }
    }

    /// <summary>The vectors of one domain, used again for the next.</summary>
    internal sealed class Work(CalibrationForms forms)
    {
        private readonly double[] right = new double[forms.columns];
        private readonly double[] cross = new double[forms.columns];

        public void Clear()
        {
            Array.Clear(right);
            Array.Clear(cross);
        }

        /// <summary>Σ d x z over a cell, of which Σ w z is given.</summary>
        public void Regress(double weighted, int cell)
        {
            var value = weighted * forms.ratios[cell];
            foreach (var j in forms.columnsOf[cell]) right[j] += value;
        }

        /// <summary>c_h·Σ a m over the units of a cell, of which c_h·Σ w² z is given.</summary>
        public void CrossCell(double value, int cell)
        {
            foreach (var j in forms.columnsOf[cell]) cross[j] += value;
        }

        /// <summary>c_h·a·m of a primary unit, of which c_h·a is given.</summary>
        public void Cross(double value, int unit)
        {
            foreach (var (j, sum) in forms.unitSums![unit]) cross[j] += value * sum;
        }

        /// <summary>−c_h·(Σ a)(Σ m)/n_h of a stratum, of which c_h·Σ a/n_h is given.</summary>
        public void Centre(double value, int stratum)
        {
            var sums = forms.stratumSums[stratum];
            for (var j = 0; j < cross.Length; j++) cross[j] -= value * sums[j];
        }

        /// <summary>B'MB − 2k'B.</summary>
        public double Correction()
        {
            var b = forms.gram.Solve(right);
            var sum = 0.0;
            for (var j = 0; j < b.Length; j++)
            {
                if (b[j] == 0) continue;
                var row = 0.0;
                for (var k = 0; k < b.Length; k++) row += forms.whole[j, k] * b[k];
                sum += b[j] * (row - 2 * cross[j]);
            }
            return sum;
        }
    }
}
