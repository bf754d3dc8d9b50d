using NpgsqlTypes;
using UsageAnalysis.Analytics;
using UsageAnalysis.Statistics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>What groups use, beside what everybody in the scope uses.</summary>
/// <param name="All">Everybody in the scope.</param>
/// <param name="Groups">The groups; the key is the group.</param>
/// <param name="Things">The things, those with most users first.</param>
/// <param name="Cells">What the users of a group did with a thing, where they did anything; by the indices of both.</param>
/// <param name="TotalGroups">Groups with users in the scope.</param>
/// <param name="TotalThings">Things that are used in the scope.</param>
sealed record GroupMatrix(
    MeasureValues All, IReadOnlyList<UsageRow> Groups, IReadOnlyList<UsedThing> Things,
    IReadOnlyDictionary<(int Group, int Thing), (long Users, long Events)> Cells, int TotalGroups, int TotalThings)
{
    const MeasureSet Measures = MeasureSet.Users | MeasureSet.Events;

    /// <summary>The users of a group and a thing as a table: its members beside everybody else in the scope.</summary>
    public TwoByTwo TableOf(int group, int thing) => new(
        Cells.GetValueOrDefault((group, thing)).Users, Groups[group].Values.Users, Things[thing].Users, All.Users);

    /// <summary>Asks.</summary>
    /// <param name="reader">Asks.</param>
    /// <param name="scope">The scope.</param>
    /// <param name="subject">The node whose events alone count.</param>
    /// <param name="by">What the things are.</param>
    /// <param name="groups">Ids of the groups, in the order of the answer; null for those with most users.</param>
    /// <param name="mostGroups">Most groups where none are named.</param>
    /// <param name="mostThings">Most things, by users.</param>
    /// <param name="ct">Leaves.</param>
    public static async Task<GroupMatrix> AskAsync(
        UsageReader reader, UsageScope scope, UsageSubject? subject, UsageDimension by, IReadOnlyList<int>? groups, int mostGroups,
        int mostThings, CancellationToken ct)
    {
        UsageSubject[]? subjects = subject is { } one ? [one] : null;
        var all = (await reader.TotalsAsync(scope.Range, scope.Filter, Measures, subjects, ct))[0];
        var everyGroup = await GroupsAsync(reader, scope, subjects, ct);
        UsageRow[] shown = groups is null
            ? [.. everyGroup.Take(mostGroups)]
            : [.. groups.Select(id => everyGroup.FirstOrDefault(row => row.Key[0].Id == id) ?? new UsageRow([new(id, null)], default))];
        var rows = await UseAsync(reader, new ScopedSql(scope.Range, scope.Filter, subject), by, shown, mostThings, ct);

        var things = rows.Where(row => row.Group is null).Select(row => new UsedThing(row.Thing, row.Users, row.Events)).ToArray();
        var places = things.Index().ToDictionary(thing => thing.Item.Key, thing => thing.Index);
        var groupPlaces = shown.Index().ToDictionary(row => row.Item.Key[0].Id!.Value, row => row.Index);
        return new GroupMatrix(
            all, shown, things,
            rows.Where(row => row.Group is not null)
                .ToDictionary(row => (groupPlaces[row.Group!.Value], places[row.Thing]), row => (row.Users, row.Events)),
            everyGroup.Count, rows is [] ? 0 : rows[0].TotalThings);
    }

    // Users in no group are no row.
    static async Task<IReadOnlyList<UsageRow>> GroupsAsync(
        UsageReader reader, UsageScope scope, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct)
    {
        var query = new UsageQuery(scope.Range, scope.Filter, Measures)
        {
            By = [UsageDimension.Group],
            Subjects = subjects,
            Order = [new(UsageTerm.Users, true), new(UsageTerm.Events, true)],
            First = int.MaxValue,
        };
        return [.. (await reader.AskAsync(query, ct))[0].Rows.Where(row => row.Key[0].Id is not null)];
    }

    sealed record UseRow(int? Group, UsageKeyPart Thing, long Users, long Events, int TotalThings);

    // What each user did is added up first, as it counts in every group that the user is in. Rows without a group are about everybody.
    static Task<IReadOnlyList<UseRow>> UseAsync(
        UsageReader reader, ScopedSql scoped, UsageDimension by, UsageRow[] groups, int mostThings, CancellationToken ct)
    {
        var isText = by == UsageDimension.Source;
        var sql =
            $"""
            -- Usage by groups
            with used as materialized (
            {scoped.Counts([UsageDimension.User, by], MeasureSet.Events)}
            ), things as (
              select k1, count(k0) as users, sum(events)::bigint as events, count(*) over () as total
              from used where k1 is not null
              group by 1 order by 2 desc, 3 desc, 1 limit {scoped.Parameters.Add(mostThings, NpgsqlDbType.Integer)}
            )
            select null::int as group_id, k1, users, events, total, row_number() over (order by users desc, events desc, k1) as place
            from things
            union all
            select m.group_id, u.k1, count(*), sum(u.events)::bigint, 0, null
            from used u join group_users m on m.user_id = u.k0
            where m.group_id = any({scoped.Parameters.Add(groups.Select(row => (int)row.Key[0].Id!.Value))}) and u.k1 in (select k1 from things)
            group by 1, 2
            order by place
            """;
        return reader.RowsAsync(
            scoped, sql,
            row => new UseRow(
                row.IsDBNull(0) ? null : row.GetInt32(0),
                isText ? new(null, row.GetString(1)) : new(row.GetInt32(1), null),
                row.GetInt64(2), row.GetInt64(3), (int)row.GetInt64(4)),
            ct);
    }
}

/// <summary>A thing that is used.</summary>
/// <param name="Key">What it is.</param>
/// <param name="Users">Its users.</param>
/// <param name="Events">Its events.</param>
readonly record struct UsedThing(UsageKeyPart Key, long Users, long Events);
