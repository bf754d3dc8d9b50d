using NpgsqlTypes;
using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>Users of two groups, each once.</summary>
/// <param name="One">Of the first group.</param>
/// <param name="Other">Of the second group.</param>
readonly record struct PairUsers(long One, long Other);

/// <summary>
/// Two groups beside each other. Users who are in both would be compared with themselves, and are left out; where all of one group are in the
/// other, it is compared with the rest of the other.
/// </summary>
/// <param name="Users">Who is compared.</param>
/// <param name="Both">Users of the scope who are in both groups.</param>
/// <param name="TotalThings">How many things they use.</param>
/// <param name="Things">Who of them uses each thing, those with most users first.</param>
sealed record GroupPair(PairUsers Users, long Both, int TotalThings, IReadOnlyList<(UsageKeyPart Key, PairUsers Users)> Things)
{
    /// <summary>Asks.</summary>
    public static async Task<GroupPair> AskAsync(
        UsageReader reader, UsageScope scope, UsageSubject? subject, UsageDimension by, (int One, int Other) groups, int mostThings,
        CancellationToken ct)
    {
        var scoped = new ScopedSql(scope.Range, scope.Filter, subject);
        var (one, other) = (scoped.Parameters.Add(groups.One, NpgsqlDbType.Integer), scoped.Parameters.Add(groups.Other, NpgsqlDbType.Integer));
        const string Counts =
            """
            count(distinct k0) filter (where m.one and not m.other), count(distinct k0) filter (where m.one and m.other),
              count(distinct k0) filter (where m.other and not m.one)
            """;
        var sql =
            $"""
            -- Two groups
            with used as materialized (
            {scoped.Counts([UsageDimension.User, by], MeasureSet.Events)}
            ), members as (
              select user_id, bool_or(group_id = {one}) as one, bool_or(group_id = {other}) as other
              from group_users where group_id in ({one}, {other}) group by 1
            )
            select null as thing, {Counts} from used u join members m on m.user_id = u.k0
            union all
            select u.k1::text, {Counts} from used u join members m on m.user_id = u.k0 where u.k1 is not null group by 1
            """;
        var rows = await reader.RowsAsync(
            scoped, sql,
            row => (Thing: row.IsDBNull(0) ? null : row.GetString(0), One: row.GetInt64(1), Both: row.GetInt64(2), Other: row.GetInt64(3)), ct);
        var all = rows.Single(row => row.Thing is null);
        PairUsers Compared((string? Thing, long One, long Both, long Other) row) => new(
            all.One == 0 ? row.Both : row.One,
            all.Other == 0 && all.One > 0 ? row.Both : row.Other);

        var things = rows.Where(row => row.Thing is not null).Select(row => (Key: KeyOf(row.Thing!, by), Users: Compared(row)))
            .Where(thing => thing.Users != default)
            .OrderByDescending(thing => thing.Users.One + thing.Users.Other).ThenBy(thing => thing.Key.Id).ThenBy(thing => thing.Key.Text).ToArray();
        return new(Compared(all), all.Both, things.Length, [.. things.Take(mostThings)]);
    }

    static UsageKeyPart KeyOf(string thing, UsageDimension by) => by == UsageDimension.Source
        ? new(null, thing)
        : new(long.Parse(thing, System.Globalization.CultureInfo.InvariantCulture), null);
}
