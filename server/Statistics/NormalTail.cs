namespace UsageAnalysis.Statistics;

/// <summary>The normal distribution.</summary>
static class NormalTail
{
    /// <summary>The probability of a value at least so many standard deviations away from the mean, on either side.</summary>
    /// <remarks>
    /// The complementary error function by a rational Chebyshev fit, whose relative error is below 1.2e-7 everywhere
    /// (Press et al., Numerical Recipes in C, 2nd edition, section 6.2).
    /// </remarks>
    public static double TwoSided(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (x / 2));
        ReadOnlySpan<double> fit =
        [
            0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223,
        ];
        var sum = 0.0;
        foreach (var coefficient in fit)
        {
            sum = (sum * t) + coefficient;
        }
        return Math.Min(1, t * Math.Exp((-x * x) + sum));
    }
}
