using System.Globalization;
using UsageAnalysis.Ingest;

namespace UsageAnalysis.Commands.Import;

/// <summary>What has come of an import so far, and how fast.</summary>
/// <param name="time">Measures the rate.</param>
sealed class ImportTally(TimeProvider time)
{
    readonly long start = time.GetTimestamp();

    public ImportCounts Counts { get; private set; } = new(0, 0, 0);

    public void Add(ImportCounts added) => Counts += added;

    /// <summary>One line for people and scripts.</summary>
    public string Summary
    {
        get
        {
            var seconds = Math.Max(time.GetElapsedTime(start).TotalSeconds, 0.001);
            return string.Create(CultureInfo.InvariantCulture,
                $"stored {Counts.Stored:N0}, duplicates {Counts.Duplicates:N0}, " +
                $"rejected {Counts.Rejected:N0} in {seconds:N1} s ({Counts.Total / seconds:N0}/s)");
        }
    }
}
