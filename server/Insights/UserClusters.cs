using NpgsqlTypes;
using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>Clusters users by what they do, behind the questions.</summary>
/// <param name="reading">Where the data is.</param>
/// <param name="time">Tells how old answers are.</param>
public sealed class UserClusters(ReadingDataSource reading, TimeProvider time) : IAsyncDisposable
{
    /// <summary>With fewer users nothing is clustered.</summary>
    internal const int LeastUsers = 20;

    /// <summary>Of more users, those with most events are clustered.</summary>
    internal const int MostUsers = 10_000;

    // Users who ran functions are told apart by these; where nobody did, by the types of their events.
    static readonly UsageDimension[] Dimensions = [UsageDimension.Function, UsageDimension.EventType];

    readonly BackgroundAnswers<StatementHash, UsageVersion, ClusteredUsers> answers = new(time);

    /// <summary>The clusters of the users of a scope, as far as they are known.</summary>
    /// <exception cref="EventsDroppedException">They need single events that were dropped by age.</exception>
    internal async Task<BackgroundAnswer<ClusteredUsers>> AskAsync(
        UsageReader reader, UsageScope scope, UsageSubject? subject, CancellationToken ct)
    {
        var (scoped, sql) = Statement(scope, subject, Dimensions[0]);
        return await answers.AskAsync(
            StatementHash.Of(sql, scoped.Parameters), await reader.VersionAsync(scoped.Span, ct), stop => ComputeAsync(scope, subject, stop), ct);
    }

    async Task<ClusteredUsers> ComputeAsync(UsageScope scope, UsageSubject? subject, CancellationToken ct)
    {
        // Of its own: that of the question may be gone.
        var reader = new UsageReader(reading, null, time);
        foreach (var by in Dimensions)
        {
            var (scoped, sql) = Statement(scope, subject, by);
            var uses = await reader.RowsAsync(
                scoped, sql, row => new Use(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), row.GetInt64(3)), ct);
            if (uses.Count > 0)
            {
                return ClusteredUsers.Of(by, uses, ct);
            }
        }
        return ClusteredUsers.Of(Dimensions[0], [], ct);
    }

    static (ScopedSql Scoped, string Sql) Statement(UsageScope scope, UsageSubject? subject, UsageDimension by)
    {
        var scoped = new ScopedSql(scope.Range, scope.Filter, subject);
        var sql =
            $"""
            -- What users did
            with used as materialized (
            {scoped.Counts([UsageDimension.User, by], MeasureSet.Events)}
            ), chosen as (
              select k0, count(*) over () as users from used where k0 is not null and k1 is not null
              group by 1 order by sum(events) desc, 1 limit {scoped.Parameters.Add(MostUsers, NpgsqlDbType.Integer)}
            )
            select u.k0, u.k1, u.events, c.users from used u join chosen c on c.k0 = u.k0 where u.k1 is not null
            """;
        return (scoped, sql);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => answers.DisposeAsync();
}
