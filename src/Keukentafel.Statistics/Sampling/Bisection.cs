// The point from which on a condition holds, to the last digit: halving needs no derivative and cannot fail.
namespace Keukentafel.Statistics.Sampling;

internal static class Bisection
{
    /// <param name="not">Where the condition does not hold, or just does.</param>
    /// <param name="holds">Where it holds; above or below <paramref name="not"/>.</param>
    /// <param name="condition">Holds from one point on.</param>
    public static double Find(double not, double holds, Predicate<double> condition)
    {
        while (true)
        {
            var middle = not + (holds - not) / 2;
            if (middle == not || middle == holds || Math.Abs(holds - not) <= 4e-16 * Math.Abs(holds)) return holds;
            if (condition(middle)) holds = middle;
            else not = middle;
        }
    }
}
