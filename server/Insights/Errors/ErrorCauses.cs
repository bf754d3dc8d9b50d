using UsageAnalysis.Analytics;
using UsageAnalysis.Statistics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights.Errors;

/// <summary>What somebody did, whether it went well or not: an event type in a package, with the function that ran.</summary>
/// <param name="EventNameId">Source and name.</param>
/// <param name="PackageId">The package.</param>
/// <param name="FunctionId">The function; null when none ran.</param>
public readonly record struct Act(int EventNameId, int PackageId, int? FunctionId);

/// <summary>How often an error followed an act.</summary>
/// <param name="Events">How often the act happened.</param>
/// <param name="Followed">How many of these events were followed by the error, or ended in it.</param>
/// <param name="Itself">How many of these events carried the error themselves.</param>
/// <param name="BaseRate">The part of all events that were followed by the error.</param>
public readonly record struct Following(long Events, long Followed, long Itself, double BaseRate)
{
    /// <summary>The part of the events that were followed.</summary>
    public double Rate => (double)Followed / Events;

    /// <summary>Where the true rate lies with 95 % confidence, by Wilson's score.</summary>
    public (double Low, double High) Interval => Proportion.Wilson(Followed, Events);

    /// <summary>How many times the base rate the rate is.</summary>
    public double Lift => Rate / BaseRate;

    /// <summary>How many more events were followed than the base rate suggests.</summary>
    public double Excess => Followed - (Events * BaseRate);
}

/// <summary>
/// What comes before errors. An event is followed by an error where the error's event is the same one, where both are of one user and
/// action and it happened at most an hour before, or where both are of one session and it happened at most 5 s before; all of it within the
/// scope. It counts once for an error, however often that followed.
/// </summary>
/// <remarks>
/// An act is anything but an event of the source error, which tells of an error and does nothing. Errors are few: from each of the newest
/// ones its user's events just before are looked up.
/// </remarks>
/// <param name="reader">Asks.</param>
/// <param name="scope">The scope.</param>
public sealed class ErrorCauses(UsageReader reader, UsageScope scope)
{
    /// <summary>The most occurrences that are looked at.</summary>
    public const int MostOccurrences = 5_000;

    const string Reports = "error";

    readonly record struct Followed(int ErrorId, Act Act, long Events, long Itself);

    readonly record struct Looked(TimeRange Range, bool Cut);

    /// <summary>What came before one error, what exceeds the base rate most first.</summary>
    public async Task<CausesOfError> OfErrorAsync(int error, CancellationToken ct)
    {
        var looked = await LookAsync(error, ct);
        var followed = await FollowedAsync(looked.Range, error, ct);
        var events = await EventsAsync(looked.Range, ct);
        var all = events.Values.Sum();
        var baseRate = Rate(followed.Sum(row => row.Events), all);
        return new CausesOfError(
            looked.Cut ? looked.Range.From : null, all, followed.Sum(row => row.Events), baseRate,
            [.. followed.Select(row => (row.Act, Of(events.GetValueOrDefault(row.Act), row.Events, row.Itself, baseRate)))
                .OrderByDescending(row => row.Item2.Excess).ThenBy(row => row.Act.EventNameId).ThenBy(row => row.Act.PackageId)
                .ThenBy(row => row.Act.FunctionId)]);
    }

    /// <summary>The errors that followed some acts, what exceeds the base rate most first.</summary>
    /// <param name="isMeant">Which acts.</param>
    /// <param name="ct">Leaves.</param>
    public async Task<ErrorsAfterAct> AfterAsync(Func<Act, bool> isMeant, CancellationToken ct)
    {
        var looked = await LookAsync(null, ct);
        var followed = await FollowedAsync(looked.Range, null, ct);
        var events = await EventsAsync(looked.Range, ct);
        var (all, meant) = (events.Values.Sum(), events.Where(act => isMeant(act.Key)).Sum(act => act.Value));
        var after =
            from row in followed
            group row by row.ErrorId into error
            let own = error.Where(row => isMeant(row.Act)).ToArray()
            where own is not []
            select (
                ErrorId: error.Key,
                Following: Of(meant, own.Sum(row => row.Events), own.Sum(row => row.Itself), Rate(error.Sum(row => row.Events), all)));
        return new ErrorsAfterAct(
            looked.Cut ? looked.Range.From : null, meant,
            [.. after.OrderByDescending(row => row.Following.Excess).ThenBy(row => row.ErrorId)]);
    }

    // What was stored between two statements must not make more followed events than there are.
    static Following Of(long events, long followed, long itself, double baseRate) => new(Math.Max(events, followed), followed, itself, baseRate);

    static double Rate(long followed, long all) => followed == 0 ? 0 : (double)followed / Math.Max(all, followed);

    // The range that has the newest occurrences and no more, so that all that is counted belongs together.
    async Task<Looked> LookAsync(int? error, CancellationToken ct)
    {
        var scoped = new ScopedSql(scope.Range, scope.Filter, null);
        var sql =
            $"""
            -- Errors: since when there are no more than can be looked at
            select f.event_time
            from {new OccurrenceSql(scoped, []).From}
            where {IsMeant(scoped, error)}
            order by 1 desc offset {MostOccurrences} limit 1
            """;
        return await reader.RowsAsync(scoped, sql, row => row.GetDateTime(0), ct) is [var before]
            ? new(scope.Range with { From = before.AddMicroseconds(1) }, true)
            : new(scope.Range, false);
    }

    async Task<IReadOnlyList<Followed>> FollowedAsync(TimeRange range, int? error, CancellationToken ct)
    {
        const string Columns = "s.user_id, s.event_time, s.id, s.event_type_id, s.session_id, s.action_id";
        var scoped = new ScopedSql(range, scope.Filter, null);
        var sql =
            $"""
            -- Errors: which events came before
            with occurrence as materialized (
              select t.error_id, f.*
              from (
                {scoped.Events(Columns)}
                  and s.is_error
              ) f
              join event_types t on t.id = f.event_type_id
              where {IsMeant(scoped, error)}
            ),
            before as materialized (
              select o.error_id, p.event_type_id, p.user_id, p.event_time, p.id, bool_or(p.id = o.id and p.event_time = o.event_time) as itself
              from occurrence o
              cross join lateral (
                select * from (
                  {scoped.Events(Columns)}
                ) a
                where a.user_id = o.user_id and a.event_time <= o.event_time and a.event_time >= o.event_time - interval '1 hour'
                  and (
                    (a.id = o.id and a.event_time = o.event_time) or a.action_id = o.action_id
                    or (a.session_id = o.session_id and a.event_time >= o.event_time - interval '5 seconds'))
              ) p
              group by 1, 2, 3, 4, 5
            ),
            counted as materialized (
              select error_id, event_type_id, count(*) as events, count(*) filter (where itself) as itself from before group by 1, 2
            )
            select c.error_id, t.event_name_id, t.package_id, t.function_id, sum(c.events)::bigint, sum(c.itself)::bigint
            from counted c join event_types t on t.id = c.event_type_id
            where t.source <> '{Reports}'
            group by 1, 2, 3, 4
            """;
        return await reader.RowsAsync(
            scoped, sql,
            row => new Followed(
                row.GetInt32(0), new(row.GetInt32(1), row.GetInt32(2), row.IsDBNull(3) ? null : row.GetInt32(3)), row.GetInt64(4),
                row.GetInt64(5)),
            ct);
    }

    // How often each act happened, from the rollups.
    async Task<Dictionary<Act, long>> EventsAsync(TimeRange range, CancellationToken ct)
    {
        var query = new UsageQuery(range, scope.Filter, MeasureSet.Events)
        {
            By = [UsageDimension.EventType, UsageDimension.Package, UsageDimension.Function, UsageDimension.Source],
        };
        return (await reader.AskAsync(query, ct))[0].Rows.Where(row => row.Key[3].Text != Reports).ToDictionary(
            row => new Act((int)row.Key[0].Id!.Value, (int)row.Key[1].Id!.Value, (int?)row.Key[2].Id), row => row.Values.Events);
    }

    static string IsMeant(ScopedSql scoped, int? error) =>
        error is { } one ? $"t.error_id = any({scoped.Parameters.Add([one])})" : "t.error_id is not null";
}

/// <summary>What came before an error.</summary>
/// <param name="Since">When the newest occurrences begin; null where all of the range were looked at.</param>
/// <param name="Events">All events that the error could have followed.</param>
/// <param name="Followed">Those that it followed, whatever they were.</param>
/// <param name="BaseRate">followed / events.</param>
/// <param name="Acts">What was done, and how often it was followed.</param>
public sealed record CausesOfError(
    DateTime? Since, long Events, long Followed, double BaseRate, IReadOnlyList<(Act Act, Following Following)> Acts);

/// <summary>The errors that followed something.</summary>
/// <param name="Since">When the newest errors begin; null where all of the range were looked at.</param>
/// <param name="Events">How often it was done.</param>
/// <param name="Errors">The errors, and how often they followed.</param>
public sealed record ErrorsAfterAct(DateTime? Since, long Events, IReadOnlyList<(int ErrorId, Following Following)> Errors);
