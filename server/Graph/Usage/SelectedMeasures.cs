using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Usage;

/// <summary>Which measures an answer must hold, from the fields that are selected of it.</summary>
static class SelectedMeasures
{
    static readonly (string Field, MeasureSet Measures)[] Fields =
    [
        ("events", MeasureSet.Events),
        ("users", MeasureSet.Users),
        ("newUsers", MeasureSet.NewUsers),
        ("sessions", MeasureSet.Sessions),
        ("errors", MeasureSet.Errors),
        ("errorRate", MeasureSet.Events | MeasureSet.Errors),
        ("duration", MeasureSet.Duration),
    ];

    static readonly string[] Percentiles = ["p50", "p95", "p99"];

    /// <summary>The measures that are selected directly below a field.</summary>
    public static MeasureSet In(Selection selection)
    {
        var duration = selection["duration"];
        return Fields.Where(f => selection.Selects(f.Field)).Aggregate(MeasureSet.None, (all, f) => all | f.Measures)
            | (Percentiles.Any(field => duration.Selects(field)) ? MeasureSet.Percentiles : MeasureSet.None);
    }
}
