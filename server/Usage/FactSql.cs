using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>The rows that a question counts, from whichever tables its plan names, filtered: all with the same columns.</summary>
static class FactSql
{
    /// <summary>Stands for "no session" where the session is part of a key.</summary>
    public const string NoSession = "'00000000-0000-0000-0000-000000000000'::uuid";

    /// <summary>
    /// A query with the columns time, event_type_id, user_id, session_id, events, errors, timed, duration_us, max_duration_us, subject, and
    /// entity_id and entity_type where they are asked for.
    /// </summary>
    public static string Of(UsageQuery query, ManyValuedSql manyValued, SqlParameters parameters)
    {
        var plan = UsagePlan.For(query);
        var subjects = SubjectSql.Of(query, parameters);
        var branches = new List<string>();
        if (plan.Rollup is { } rollup)
        {
            branches.Add(
                $"""
                select s.bucket as time, s.event_type_id, s.user_id, s.session_id,
                  s.events, s.errors, s.timed, s.duration_us, s.max_duration_us, {manyValued.Subject} as subject
                from usage_quarter_hours s{subjects?.Join(_ => "true")}
                where {Within("s.bucket", rollup, parameters)}{Conditions(query.Filter, parameters)}
                """);
        }
        branches.AddRange(plan.Raw.Select(range => Raw(query, range, subjects, manyValued, parameters)));
        return string.Join("\nunion all\n", branches);
    }

    static string Raw(UsageQuery query, TimeRange range, SubjectSql? subjects, ManyValuedSql manyValued, SqlParameters parameters)
    {
        string InRange(string column) => Within(column, range, parameters);

        return
            $"""
            select s.event_time as time, s.event_type_id, s.user_id, coalesce(s.session_id, {NoSession}) as session_id,
              1 as events, s.is_error::int as errors, (s.duration_us is not null)::int as timed,
              coalesce(s.duration_us, 0) as duration_us, s.duration_us as max_duration_us,
              {manyValued.Subject} as subject{manyValued.EntityColumns()}
            from events s{subjects?.Join(InRange)}{manyValued.Entities(InRange)}
            where {InRange("s.event_time")}{Conditions(query.Filter, parameters)}{EntityCondition(query.Filter, range, parameters)}
            """;
    }

    static string Within(string column, TimeRange range, SqlParameters parameters) =>
        $"{column} >= {parameters.Add(range.From)} and {column} < {parameters.Add(range.To)}";

    static string Conditions(ScopeFilter filter, SqlParameters parameters)
    {
        var clauses = new List<string>();
        if (filter.Users is { } users)
        {
            clauses.Add($"s.user_id = any({parameters.Add(users)})");
        }
        if (filter.Groups is { } groups)
        {
            clauses.Add($"s.user_id in (select user_id from group_users where group_id = any({parameters.Add(groups)}))");
        }
        if (filter.Sessions is { } sessions)
        {
            clauses.Add($"s.session_id = any({parameters.Add(sessions)})");
        }
        if (TypeConditions(filter, parameters) is { Count: > 0 } types)
        {
            clauses.Add($"s.event_type_id in (select t.id from event_types t where {string.Join(" and ", types)})");
        }
        return string.Concat(clauses.Select(clause => "\n  and " + clause));
    }

    static List<string> TypeConditions(ScopeFilter filter, SqlParameters parameters)
    {
        var clauses = new List<string>();
        if (filter.Packages is { } packages)
        {
            clauses.Add($"t.package_id = any({parameters.Add(packages)})");
        }
        if (filter.Functions is { } functions)
        {
            clauses.Add($"t.function_id = any({parameters.Add(functions)})");
        }
        if (filter.Tags is { } tags)
        {
            clauses.Add($"t.function_id in (select id from functions where tags && {parameters.Add(tags)})");
        }
        if (filter.Sources is { } sources)
        {
            clauses.Add($"t.source = any({parameters.Add(sources)})");
        }
        if (filter.EventTypes is { } names)
        {
            clauses.Add($"t.event_name_id = any({parameters.Add(names)})");
        }
        if (filter.Errors is { } errors)
        {
            clauses.Add($"t.error_id = any({parameters.Add(errors)})");
        }
        return clauses;
    }

    static string EntityCondition(ScopeFilter filter, TimeRange range, SqlParameters parameters) => filter.Entities is not { } entities
        ? ""
        : $"""

            and (s.user_id, s.event_time, s.id) in (
              select user_id, event_time, event_id from event_entities
              where entity_id = any({parameters.Add(entities)}) and {Within("event_time", range, parameters)})
          """;
}
