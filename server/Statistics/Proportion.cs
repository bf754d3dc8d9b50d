namespace UsageAnalysis.Statistics;

/// <summary>What a part of a sample tells about the part of everything.</summary>
public static class Proportion
{
    // 97.5 % of the standard normal distribution lie below it.
    const double Z = 1.959963984540054;

    /// <summary>
    /// The 95 % confidence interval of a proportion by Wilson's score (E. B. Wilson, JASA 22, 1927), without correction for continuity. It
    /// never leaves 0 to 1, and says something also of samples of one and where all or none succeed.
    /// </summary>
    /// <param name="successes">0 to <paramref name="trials"/>.</param>
    /// <param name="trials">How many were looked at.</param>
    /// <returns>Low and high end; 0 to 1 where there are no trials.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are more successes than trials, or fewer than none.</exception>
    public static (double Low, double High) Wilson(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (trials == 0)
        {
            return (0, 1);
        }
        double n = trials, part = successes / n;
        var middle = part + Z * Z / (2 * n);
        var margin = Z * Math.Sqrt(part * (1 - part) / n + Z * Z / (4 * n * n));
        var whole = 1 + Z * Z / n;
        // At the ends rounding must not leave a rest.
        return (successes == 0 ? 0 : (middle - margin) / whole, successes == trials ? 1 : (middle + margin) / whole);
    }
}
