namespace UsageAnalysis.Ingest;

/// <summary>How fast the writer has been of late, for an honest Retry-After.</summary>
sealed class DrainRate
{
    const double WeightOfLatest = 0.3;
    const double BeforeTheFirstBatch = 10_000;
    const int LongestWait = 60;

    double perSecond = BeforeTheFirstBatch;

    /// <summary>A batch was written.</summary>
    public void Drained(int records, TimeSpan took)
    {
        var latest = records / Math.Max(took.TotalSeconds, 0.001);
        Volatile.Write(ref perSecond, (WeightOfLatest * latest) + ((1 - WeightOfLatest) * Volatile.Read(ref perSecond)));
    }

    /// <summary>Whole seconds until so many records are written: from 1 to 60.</summary>
    public int SecondsFor(int records) => (int)Math.Clamp(Math.Ceiling(records / Volatile.Read(ref perSecond)), 1, LongestWait);
}
