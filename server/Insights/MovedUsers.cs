using System.Globalization;
using NpgsqlTypes;
using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>How large a part of a user's events was of one thing.</summary>
/// <param name="Key">The thing.</param>
/// <param name="Before">Its share of the user's events in the comparison range, 0 to 1.</param>
/// <param name="Now">Its share in the range.</param>
readonly record struct MovedShare(UsageKeyPart Key, double Before, double Now);

/// <summary>A user who does other things than before.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Moved">The part of the user's events that is of other things than before, 0 to 1.</param>
/// <param name="Events">Events in the range.</param>
/// <param name="PreviousEvents">Events in the comparison range.</param>
/// <param name="From">What lost most of its share.</param>
/// <param name="To">What gained most.</param>
sealed record MovedUser(int UserId, double Moved, long Events, long PreviousEvents, MovedShare From, MovedShare To);

/// <summary>
/// Users by how much of what they do has changed: half the sum of the differences between the shares of all things, which is the total
/// variation distance of the two mixes.
/// </summary>
/// <param name="Compared">Users with enough events in both ranges.</param>
/// <param name="Users">Those of them who moved at all, the furthest first.</param>
sealed record MovedUsers(int Compared, IReadOnlyList<MovedUser> Users)
{
    /// <summary>Asks.</summary>
    /// <param name="reader">Asks.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="subject">The node whose events alone count; null for everything.</param>
    /// <param name="by">What the things are. By functions, only runs count.</param>
    /// <param name="leastEvents">Events that a user needs in either range: the mix of fewer changes by chance.</param>
    /// <param name="ct">Leaves.</param>
    public static async Task<MovedUsers> AskAsync(
        UsageReader reader, UsageScope scope, UsageSubject? subject, UsageDimension by, int leastEvents, CancellationToken ct)
    {
        async Task<Dictionary<int, Dictionary<UsageKeyPart, long>>> MixesAsync(TimeRange range) =>
            (await AskMixesAsync(reader, new ScopedSql(range, scope.Filter, subject), by, leastEvents, ct)).ToDictionary(
                mix => mix.User, mix => mix.Things.Zip(mix.Events).ToDictionary(one => KeyOf(one.First, by), one => one.Second));

        var before = await MixesAsync(scope.ComparisonRange);
        if (before.Count == 0)
        {
            return new(0, []);
        }
        var now = await MixesAsync(scope.Range);
        var compared = now.Keys.Where(before.ContainsKey).Select(user => Of(user, before[user], now[user])).ToArray();
        return new(
            compared.Length, [.. compared.Where(user => user.Moved > 0).OrderByDescending(user => user.Moved).ThenBy(user => user.UserId)]);
    }

    sealed record Mix(int User, string[] Things, long[] Events);

    // One row a user, so that the answer is small enough to be remembered.
    static Task<IReadOnlyList<Mix>> AskMixesAsync(
        UsageReader reader, ScopedSql scoped, UsageDimension by, int leastEvents, CancellationToken ct) => reader.RowsAsync(
            scoped,
            $"""
            -- What users did, by user
            select k0, array_agg(k1::text), array_agg(events::bigint)
            from (
            {scoped.Counts([UsageDimension.User, by], MeasureSet.Events)}
            ) used
            where k0 is not null and k1 is not null
            group by 1
            having sum(events) >= {scoped.Parameters.Add(leastEvents, NpgsqlDbType.Integer)}
            """,
            row => new Mix(row.GetInt32(0), row.GetFieldValue<string[]>(1), row.GetFieldValue<long[]>(2)), ct);

    static UsageKeyPart KeyOf(string thing, UsageDimension by) => by == UsageDimension.Source
        ? new(null, thing)
        : new(long.Parse(thing, CultureInfo.InvariantCulture), null);

    static MovedUser Of(int user, Dictionary<UsageKeyPart, long> before, Dictionary<UsageKeyPart, long> now)
    {
        var (total, previous) = (now.Values.Sum(), before.Values.Sum());
        // In an order of their own, so that of equals always the same one is named.
        var shares = now.Keys.Union(before.Keys).OrderBy(key => key.Id).ThenBy(key => key.Text, StringComparer.Ordinal)
            .Select(key => new MovedShare(key, (double)before.GetValueOrDefault(key) / previous, (double)now.GetValueOrDefault(key) / total))
            .ToArray();
        return new(
            user, shares.Sum(share => Math.Abs(share.Now - share.Before)) / 2, total, previous,
            shares.MinBy(share => share.Now - share.Before), shares.MaxBy(share => share.Now - share.Before));
    }
}
