using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>Percentiles of few durations are looked up among the very durations, where histograms know them within 2 % only.</summary>
static class SmallSets
{
    const int MostDurations = 100;

    /// <summary>Asks for the exact percentiles of the rows with few durations; null where there are none.</summary>
    public static UsageQuery? Question(UsageQuery query, UsageResult[] answers)
    {
        var small = answers.Select(answer => answer.Rows.Where(IsSmall).ToArray()).ToArray();
        // What is folded has no key of its own to be looked up by.
        if (query.Folds is not [] || small.All(rows => rows is []))
        {
            return null;
        }
        UsageKeyPart[] WithoutTime(UsageRow row) => [.. row.Key.Where((_, i) => query.By[i] != UsageDimension.Time)];

        return new UsageQuery(query.Range, query.Filter, MeasureSet.Duration | MeasureSet.Percentiles)
        {
            Subjects = query.Subjects,
            By = query.By,
            Axis = query.Axis,
            Clock = query.Clock,
            Only = new([.. small.Select(IReadOnlyList<UsageKeyPart[]> (rows) => [.. rows.Select(WithoutTime)])]),
        };
    }

    /// <summary>The answers with the exact percentiles in them. A row that has got more durations in between keeps those of its histogram.</summary>
    public static UsageResult[] WithExact(UsageResult[] answers, UsageResult[] exact) =>
    [
        .. answers.Zip(exact, (answer, exactly) =>
        {
            var durations = exactly.Rows.ToDictionary(row => new ValueList<UsageKeyPart>(row.Key), row => row.Values.Duration);
            return answer with
            {
                Rows = [.. answer.Rows.Select(row =>
                    IsSmall(row) && durations.TryGetValue(new(row.Key), out var found) && found.Count == row.Values.Duration.Count
                        ? row with { Values = row.Values with { Duration = found with { Histogram = row.Values.Duration.Histogram } } }
                        : row)],
            };
        }),
    ];

    static bool IsSmall(UsageRow row) => row.Values.Duration is { Count: > 0 and <= MostDurations, Percentiles: not null };
}
