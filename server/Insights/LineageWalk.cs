using Npgsql;
using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>Which way a lineage is walked.</summary>
enum LineageDirection
{
    /// <summary>To what something was made from.</summary>
    Origin,

    /// <summary>To what was made from it.</summary>
    Derived,
}

/// <summary>
/// Walks from an entity to what it was made from, or to what was made from it, level by level. Each entity is visited once. What was dropped
/// by age is not part of it, as of lists.
/// </summary>
/// <param name="reader">Asks.</param>
/// <param name="scope">Which events count.</param>
sealed class LineageWalk(UsageReader reader, UsageScope scope)
{
    const int MostEntities = 200;

    const int MostSteps = 500;

    /// <summary>The graph around an entity.</summary>
    /// <param name="entity">Id of the entity.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="depth">How many levels.</param>
    /// <param name="ct">Leaves.</param>
    public async Task<Lineage> FromAsync(long entity, LineageDirection direction, int depth, CancellationToken ct)
    {
        List<LineageEntity> levels = [new(entity, 0)];
        var known = new HashSet<long> { entity };
        var steps = new List<LineageStep>();
        var truncated = false;
        long[] frontier = [entity];
        for (var level = 1; level <= depth && frontier is not []; level++)
        {
            var found = await StepsAsync(frontier, direction, ct);
            truncated |= found.Count > MostSteps;
            var next = new List<long>();
            foreach (var step in found.Take(MostSteps))
            {
                var reached = direction == LineageDirection.Origin ? step.FromId : step.ToId;
                if (!known.Contains(reached) && levels.Count < MostEntities)
                {
                    known.Add(reached);
                    levels.Add(new(reached, level));
                    next.Add(reached);
                }
                truncated |= !known.Contains(reached) || steps.Count >= MostSteps;
                if (known.Contains(reached) && steps.Count < MostSteps)
                {
                    steps.Add(step);
                }
            }
            frontier = [.. next];
        }
        truncated |= frontier is not [] && (await StepsAsync(frontier, direction, ct)).Count > 0;
        return new Lineage(levels, steps, truncated);
    }

    // From the few events that touched the entities of a level, by the index of event_entities.
    async Task<IReadOnlyList<LineageStep>> StepsAsync(long[] frontier, LineageDirection direction, CancellationToken ct)
    {
        var kept = await reader.EventsSinceAsync(ct) is { } since && since > scope.Range.From ? scope.Range with { From = since } : scope.Range;
        var sql = new ScopedSql(kept, scope.Filter, null);
        var ids = sql.Parameters.Add(frontier.Order());
        var (from, to) = (sql.Parameters.Add(kept.From), sql.Parameters.Add(kept.To));
        var start = direction == LineageDirection.Origin ? "o" : "i";
        return await reader.RowsAsync(sql,
            $"""
            with made as (
              select distinct i.entity_id as from_id, o.entity_id as to_id, o.user_id, o.event_time, o.event_id
              from event_entities o
              join event_entities i on i.user_id = o.user_id and i.event_time = o.event_time and i.event_id = o.event_id
                and i.role in ('input', 'subject') and i.entity_id <> o.entity_id
              where o.role = 'output' and {start}.entity_id = any({ids})
                and o.event_time >= {from} and o.event_time < {to} and i.event_time >= {from} and i.event_time < {to}
            )
            select m.from_id, m.to_id, count(*), min(m.event_time), max(m.event_time),
              (array_agg(distinct t.function_id order by t.function_id) filter (where t.function_id is not null))[:10]
            from made m
            join lateral ({sql.Events("s.event_type_id")} and s.user_id = m.user_id and s.event_time = m.event_time and s.id = m.event_id) e on true
            join event_types t on t.id = e.event_type_id
            group by 1, 2
            order by 3 desc, 1, 2
            limit {MostSteps + 1}
            """,
            Read, ct);
    }

    static LineageStep Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetDateTime(3), row.GetDateTime(4),
        row.IsDBNull(5) ? [] : row.GetFieldValue<int[]>(5));
}
