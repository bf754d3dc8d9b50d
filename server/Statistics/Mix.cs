namespace UsageAnalysis.Statistics;

/// <summary>How one kind of thing is made of parts.</summary>
public static class Mix
{
    /// <summary>
    /// The total variation distance of two mixes, from 0 to 1: the least part of one that has to become something else to make it the other.
    /// </summary>
    /// <param name="pairs">Each part: how much of it is in the one, and how much in the other.</param>
    public static double Distance(IReadOnlyCollection<(long One, long Other)> pairs)
    {
        var (one, other) = (pairs.Sum(pair => pair.One), pairs.Sum(pair => pair.Other));
        return one == 0 || other == 0
            ? 0
            : pairs.Sum(pair => Math.Abs((double)pair.One / one - (double)pair.Other / other)) / 2;
    }
}
