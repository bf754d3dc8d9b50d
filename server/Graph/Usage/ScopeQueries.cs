using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>The queries that the questions about a scope are made of.</summary>
static class ScopeQueries
{
    const int MostDimensions = 3;

    /// <summary>
    /// A query by some dimensions, with the buckets and clocks that they need: those of the comparison range stand alongside those of the
    /// scope's own.
    /// </summary>
    public static UsageQuery Query(
        this UsageScope scope, TimeRange range, MeasureSet measures, IReadOnlyList<UsageDimension> by, TimeBucket bucket,
        IReadOnlyList<UsageSubject>? subjects) => new(range, scope.Filter, measures)
        {
            By = by,
            Subjects = subjects,
            Axis = by.Contains(UsageDimension.Time) ? scope.Axis(range, bucket) : null,
            Clock = by.Any(d => d is UsageDimension.HourOfDay or UsageDimension.DayOfWeek) ? ZoneOffsets.Of(range, scope.Zone) : null,
        };

    static TimeAxis Axis(this UsageScope scope, TimeRange range, TimeBucket bucket) => ScopeErrors.Explained(() => range == scope.Range
        ? TimeAxis.Of(range, bucket, scope.Zone)
        : TimeAxis.Alongside(scope.Range, range, bucket, scope.Zone));

    /// <summary>The values of a dimension with most events, for each subject.</summary>
    public static Task<UsageResult[]> TopAsync(
        this UsageReader reader, UsageScope scope, UsageDimension by, int top, IReadOnlyList<UsageSubject>? subjects,
        CancellationToken ct) =>
        reader.AskAsync(
            scope.Query(scope.Range, MeasureSet.Events, [by], TimeBucket.Auto, subjects) with
            {
                Order = [new(UsageTerm.Events, true)], First = top,
            },
            ct);

    /// <summary>The keys of rows, for each subject.</summary>
    public static UsageKeys Keys(this IEnumerable<UsageResult> results) =>
        new([.. results.Select(IReadOnlyList<UsageKeyPart[]> (result) => [.. result.Rows.Select(row => row.Key)])]);

    /// <summary>Refuses a dimension that the buckets already are.</summary>
    public static void RequireNotTime(UsageDimension? by, string question)
    {
        if (by == UsageDimension.Time)
        {
            throw new GraphQLRequestException($"{question} already by TIME. Choose another dimension.", ScopeErrors.InvalidArgument);
        }
    }

    /// <summary>Refuses too few dimensions, too many, and the same one twice.</summary>
    public static void RequireDimensions<TDimension>(IReadOnlyList<TDimension> by, int least)
    {
        if (by.Count < least || by.Count > MostDimensions || by.Distinct().Count() != by.Count)
        {
            throw new GraphQLRequestException(
                $"by has {by.Count} dimensions, but must have {least} to {MostDimensions}, each at most once.", ScopeErrors.InvalidArgument);
        }
    }

    /// <summary>Refuses a number outside its limits.</summary>
    public static void RequireWithin(string argument, int value, int most)
    {
        if (value < 1 || value > most)
        {
            throw new GraphQLRequestException($"{argument} is {value}, but must be from 1 to {most}.", ScopeErrors.InvalidArgument);
        }
    }
}
