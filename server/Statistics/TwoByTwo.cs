namespace UsageAnalysis.Statistics;

/// <summary>
/// A table of two yes-or-no questions about the same people: in the group or not, used the thing or not. Each person is counted once, so that
/// people may be told apart from chance; events of one person depend on each other and may not.
/// </summary>
/// <param name="Both">Who are in the group and used the thing.</param>
/// <param name="Group">Who are in the group.</param>
/// <param name="Thing">Who used the thing.</param>
/// <param name="All">Everybody.</param>
public readonly record struct TwoByTwo(long Both, long Group, long Thing, long All)
{
    /// <summary>Below this, too few are expected for a residual to be compared with the normal distribution (Cochran 1954).</summary>
    public const double LeastExpected = 5;

    /// <summary>How many would be in both, if the group used the thing as often as everybody does.</summary>
    public double Expected => All == 0 ? 0 : (double)Group * Thing / All;

    /// <summary>The least of the numbers that are expected in the four cells.</summary>
    public double SmallestExpected => All == 0 ? 0
        : Math.Min((double)Group, All - Group) * Math.Min((double)Thing, All - Thing) / All;

    /// <summary>
    /// The adjusted residual (Haberman 1973): by how many standard deviations more, or less, are in both than expected. Its square is Pearson's
    /// chi-squared of the table. Null where everybody or nobody is in the group, or used the thing: nothing can differ then.
    /// </summary>
    public double? Residual
    {
        get
        {
            var variance = All == 0 ? 0 : Expected * (1 - (double)Group / All) * (1 - (double)Thing / All);
            return variance > 0 ? (Both - Expected) / Math.Sqrt(variance) : null;
        }
    }

    /// <summary>How many times as many as expected; null where none are expected.</summary>
    public double? Ratio => Expected > 0 ? Both / Expected : null;
}
