using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>One table that answers a question, and the part of the answer that comes from it.</summary>
/// <param name="Table">Name of the table in the database.</param>
/// <param name="From">First instant of the range that is read from it.</param>
/// <param name="To">First instant after the range that is read from it.</param>
/// <param name="Measures">What it is read for, as the fields of the answer are called.</param>
/// <param name="Reason">Why this table.</param>
/// <param name="EstimatedRows">How many rows the database expects to read from it, by its statistics.</param>
public sealed record UsagePlanStep(
    string Table, DateTime From, DateTime To, [property: ListSize(7)] IReadOnlyList<string> Measures, string Reason, long EstimatedRows);

/// <summary>Some steps; a class of its own, so that an answer has one.</summary>
/// <param name="Steps">Coarsest first, measure after measure.</param>
sealed record UsagePlanSteps(IReadOnlyList<UsagePlanStep> Steps);

/// <summary>How every measure of a breakdown would be answered, checked.</summary>
sealed record PlanQuestion : UsageQuestion<UsagePlanSteps>
{
    static readonly (MeasureSet Measure, string Name)[] Measures =
    [
        (MeasureSet.Events, "events"), (MeasureSet.Users, "users"), (MeasureSet.NewUsers, "newUsers"), (MeasureSet.Sessions, "sessions"),
        (MeasureSet.Errors, "errors"), (MeasureSet.Duration, "duration"), (MeasureSet.Percentiles, "percentiles"),
    ];

    public PlanQuestion(UsageScope scope, IReadOnlyList<UsageDimension> by, TimeBucket bucket)
    {
        ScopeQueries.RequireDimensions(by, 0);
        (Scope, By, Bucket) = (scope, new(by), bucket.For(scope.Range));
    }

    UsageScope Scope { get; }

    ValueList<UsageDimension> By { get; }

    TimeBucket Bucket { get; }

    private protected override async Task<UsagePlanSteps[]> AskAsync(
        UsageReader reader, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct)
    {
        var query = Scope.Query(Scope.Range, Measures.Aggregate(MeasureSet.None, (all, m) => all | m.Measure), By, Bucket, subjects);
        var steps = new List<UsagePlanStep>();
        foreach (var part in UsagePlan.For(query).Parts)
        {
            string[] measures = [.. Measures.Where(m => part.Measures.HasFlag(m.Measure)).Select(m => m.Name)];
            foreach (var source in part.Sources)
            {
                var rows = await reader.EstimatedRowsAsync(query, part, source, ct);
                steps.Add(new(source.Table.Name(), source.Range.From, source.Range.To, measures, part.Reason, rows));
            }
        }
        return [.. Enumerable.Repeat(new UsagePlanSteps(steps), subjects?.Count ?? 1)];
    }
}
