using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Patterns;

/// <summary>The periods by which people are looked at: days, or longer ones.</summary>
static class PatternAxis
{
    /// <summary>The axis of a scope's range.</summary>
    /// <exception cref="GraphQLRequestException">The bucket is shorter than a day, or cuts the range into too many.</exception>
    public static TimeAxis Of(UsageScope scope, TimeBucket bucket, int most = TimeAxis.MostBuckets)
    {
        if (bucket is not TimeBucket.Auto && bucket < TimeBucket.Day)
        {
            throw Invalid($"bucket is {bucket.Name()}, but must be AUTO, DAY or longer: people are looked at from day to day.");
        }
        var width = bucket.For(scope.Range);
        var axis = ScopeErrors.Explained(() => TimeAxis.Of(scope.Range, width < TimeBucket.Day ? TimeBucket.Day : width, scope.Zone));
        return axis.Starts.Count <= most
            ? axis
            : throw Invalid(
                $"bucket {axis.Bucket.Name()} cuts this range into {axis.Starts.Count}, but may cut it into at most {most}. " +
                "Choose a longer bucket or a shorter range.");
    }

    static GraphQLRequestException Invalid(string message) => new(message, ScopeErrors.InvalidArgument);
}
