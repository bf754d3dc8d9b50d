using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Comparing;

/// <summary>Users by how much of what they do has changed.</summary>
/// <param name="ComparedUsers">Users with enough events in both ranges.</param>
/// <param name="TotalUsers">Those of them who moved at all.</param>
/// <param name="PreviousFrom">First instant of the range that is compared with: the scope's, else the period before.</param>
/// <param name="PreviousTo">First instant after the range that is compared with.</param>
/// <param name="Users">Those who moved furthest first.</param>
public sealed record UsageMovedUsers(
    int ComparedUsers, int TotalUsers, DateTime PreviousFrom, DateTime PreviousTo, IReadOnlyList<UsageMovedUser> Users);

/// <summary>A user who does other things than before.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Moved">
/// The part of the user's events that is of other things than before, 0 to 1: the total variation distance between the shares of all things
/// in both ranges.
/// </param>
/// <param name="Events">Events in the range.</param>
/// <param name="PreviousEvents">Events in the comparison range.</param>
/// <param name="From">What lost most of its share.</param>
/// <param name="To">What gained most.</param>
public sealed record UsageMovedUser(int UserId, double Moved, long Events, long PreviousEvents, UsageMovedShare From, UsageMovedShare To);

/// <summary>How large a part of a user's events was of one thing.</summary>
/// <param name="Key">The thing.</param>
/// <param name="Before">Its share of the user's events in the comparison range, 0 to 1.</param>
/// <param name="Now">Its share in the range.</param>
public sealed record UsageMovedShare(UsageKey Key, double Before, double Now);

/// <summary>A user who does other things than before.</summary>
[ObjectType<UsageMovedUser>("UsageMovedUser")]
[Expose(
    nameof(UsageMovedUser.Moved), nameof(UsageMovedUser.Events), nameof(UsageMovedUser.PreviousEvents), nameof(UsageMovedUser.From),
    nameof(UsageMovedUser.To))]
public static class UsageMovedUserNode
{
    /// <summary>Who.</summary>
    public static Loaded<User> GetUser([Parent] UsageMovedUser moved, [Service] UserById loader) =>
        loader.Load(moved.UserId).Then(user => user!);
}

/// <summary>Who does other things than before, checked.</summary>
sealed record MovedUsersQuestion : InsightQuestion<UsageMovedUsers>
{
    const int Most = 500;
    const int MostLeastEvents = 1_000_000;

    public MovedUsersQuestion(UsageScope scope, GroupedThing by, int minEvents, int first)
    {
        ScopeQueries.RequireWithin("minEvents", minEvents, MostLeastEvents);
        ScopeQueries.RequireWithin("first", first, Most);
        (Scope, By, MinEvents, First) = (scope, by.Dimension(), minEvents, first);
    }

    UsageScope Scope { get; }

    UsageDimension By { get; }

    int MinEvents { get; }

    int First { get; }

    private protected override async Task<UsageMovedUsers> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct)
    {
        var moved = await MovedUsers.AskAsync(reader, Scope, subject, By, MinEvents, ct);
        return new(
            moved.Compared, moved.Users.Count, Scope.ComparisonRange.From, Scope.ComparisonRange.To,
            [.. moved.Users.Take(First).Select(user => new UsageMovedUser(
                user.UserId, user.Moved, user.Events, user.PreviousEvents, Share(user.From), Share(user.To)))]);
    }

    UsageMovedShare Share(MovedShare share) => new(UsageKey.Of(By, share.Key), share.Before, share.Now);
}
