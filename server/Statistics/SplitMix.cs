namespace UsageAnalysis.Statistics;

/// <summary>A generator of numbers that look random and are always the same (SplitMix64), on every machine and in every version of .NET.</summary>
sealed class SplitMix(ulong seed)
{
    ulong state = seed;

    /// <summary>A number from 0 to below 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
