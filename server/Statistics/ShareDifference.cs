namespace UsageAnalysis.Statistics;

/// <summary>
/// The difference of two shares of different people, with its 95 % confidence interval: Newcombe's hybrid of two score intervals (Statistics in
/// Medicine 17, 1998, method 10), which holds for small groups and for shares of 0 and 1 as well.
/// </summary>
/// <param name="Value">The first share less the second.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public readonly record struct ShareDifference(double Value, double Low, double High)
{
    /// <summary>Whether the interval leaves out zero.</summary>
    public bool Clear => Low > 0 || High < 0;

    /// <summary>The difference; null where one of the groups is empty.</summary>
    /// <param name="hits">How many of the first group.</param>
    /// <param name="size">Size of the first group.</param>
    /// <param name="otherHits">How many of the second.</param>
    /// <param name="otherSize">Size of the second.</param>
    public static ShareDifference? Of(long hits, long size, long otherHits, long otherSize)
    {
        if (size == 0 || otherSize == 0)
        {
            return null;
        }
        var (one, other) = ((double)hits / size, (double)otherHits / otherSize);
        var (low, high) = Proportion.Wilson(hits, size);
        var (otherLow, otherHigh) = Proportion.Wilson(otherHits, otherSize);
        return new(
            one - other,
            one - other - Math.Sqrt(Square(one - low) + Square(otherHigh - other)),
            one - other + Math.Sqrt(Square(high - one) + Square(other - otherLow)));
    }

    static double Square(double value) => value * value;
}
