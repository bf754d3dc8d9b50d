namespace UsageAnalysis.Statistics;

/// <summary>Corrects p-values for how many were looked at.</summary>
static class FalseDiscoveries
{
    /// <summary>
    /// The p-values adjusted by Benjamini and Hochberg (1995): of what is below a level, no more than that part is expected to be chance.
    /// </summary>
    public static double[] Adjusted(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var least = 1.0;
        // From the largest on, so that none is below one of a smaller p-value.
        foreach (var (rank, place) in Enumerable.Range(0, pValues.Count).OrderBy(place => pValues[place]).Index().Reverse())
        {
            least = Math.Min(least, pValues[place] * pValues.Count / (rank + 1));
            adjusted[place] = least;
        }
        return adjusted;
    }
}
