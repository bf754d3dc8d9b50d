using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Patterns;

/// <summary>Users who were active for the first time in one period, and some periods later again.</summary>
/// <param name="TotalUsers">How many they are.</param>
/// <param name="UserIds">The first of them.</param>
public sealed record UsageRetainedUsers(int TotalUsers, IReadOnlyList<int> UserIds);

/// <summary>Users who were active for the first time in one period, and some periods later again.</summary>
[ObjectType<UsageRetainedUsers>("UsageRetainedUsers")]
[Expose(nameof(UsageRetainedUsers.TotalUsers))]
public static class UsageRetainedUsersNode
{
    /// <summary>The first of them, those known longest first.</summary>
    public static Loaded<IReadOnlyList<User>> GetUsers([Parent] UsageRetainedUsers retained, [Service] UserById loader) =>
        Loaded.All(retained.UserIds.Select(id => loader.Load(id).Then(user => user!)));
}

/// <summary>Who they are whom a place of the retention counts, checked.</summary>
sealed record RetainedUsersQuestion : InsightQuestion<UsageRetainedUsers>
{
    const int Most = 500;

    public RetainedUsersQuestion(UsageScope scope, TimeBucket bucket, DateTime period, int later, int first)
    {
        ScopeQueries.RequireWithin("first", first, Most);
        var axis = RetentionQuestion.AxisOf(scope, bucket);
        (Scope, Bucket, Later, First) = (scope, axis.Bucket, later, first);
        Period = axis.Starts.ToList().IndexOf(ScopeResolver.Instant(period));
        if (Period < 0)
        {
            throw Invalid($"period is {period:O}, with which no {Bucket.Name()} of the range begins. Take it from the periods of retention.");
        }
        if (later < 0 || later >= axis.Starts.Count - Period)
        {
            throw Invalid(
                $"later is {later}, but must be 0 to {axis.Starts.Count - Period - 1}: so many periods of the range follow that of {period:O}.");
        }
    }

    UsageScope Scope { get; }

    TimeBucket Bucket { get; }

    int Period { get; }

    int Later { get; }

    int First { get; }

    private protected override async Task<UsageRetainedUsers> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct)
    {
        var axis = RetentionQuestion.AxisOf(Scope, Bucket);
        var users = await Insights.Retention.UsersAsync(reader, Scope, subject, axis, Period, Later, ct);
        return new(users.Length, [.. users.Take(First)]);
    }

    static GraphQLRequestException Invalid(string message) => new(message, ScopeErrors.InvalidArgument);
}
