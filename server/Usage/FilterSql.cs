using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>The conditions of a scope on rows <c>s</c>.</summary>
sealed class FilterSql(ScopeFilter scope, SqlParameters parameters)
{
    /// <summary>The conditions, each after an "and", on the rows of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="time">The column that tells when.</param>
    public string Conditions(UsageTable table, string time) =>
        string.Concat(Clauses(scope, table, time).Select(clause => "\n  and " + clause));

    /// <summary>The condition on the entities that an event touched, after an "and".</summary>
    /// <param name="within">That a column is within the range of the events.</param>
    public string EntityCondition(Func<string, string> within) => scope.Entities is not { } entities
        ? ""
        : $"""

            and (s.user_id, s.event_time, s.id) in (
              select user_id, event_time, event_id from event_entities
              where entity_id = any({parameters.Add(entities)}) and {within("event_time")})
          """;

    IEnumerable<string> Clauses(ScopeFilter filter, UsageTable table, string time)
    {
        if (filter.Users is { } users)
        {
            yield return $"s.user_id = any({parameters.Add(users)})";
        }
        if (filter.Anonymous is { } anonymous)
        {
            yield return anonymous ? "s.user_id = 0" : "s.user_id <> 0";
        }
        if (filter.Groups is { } groups)
        {
            yield return $"s.user_id in (select user_id from group_users where group_id = any({parameters.Add(groups)}))";
        }
        foreach (var group in filter.EachGroup ?? [])
        {
            yield return $"s.user_id in (select user_id from group_users where group_id = any({parameters.Add([group])}))";
        }
        if (filter.Sessions is { } sessions)
        {
            yield return $"s.session_id = any({parameters.Add(sessions)})";
        }
        if (table == UsageTable.UsagePackageDays)
        {
            foreach (var clause in PackageClauses(filter, "s.package_id")) yield return clause;
        }
        else if (TypeClauses(filter).ToArray() is { Length: > 0 } types)
        {
            yield return $"s.event_type_id in (select t.id from event_types t where {All(types)})";
        }
        if (filter.Selection is { } boxes)
        {
            yield return Any(boxes.Select(box => Times(box, time).Concat(Clauses(box.Filter, table, time))));
        }
    }

    IEnumerable<string> Times(ScopeBox box, string column)
    {
        if (box.From is { } from) yield return $"{column} >= {parameters.Add(from)}";
        if (box.To is { } to) yield return $"{column} < {parameters.Add(to)}";
    }

    IEnumerable<string> PackageClauses(ScopeFilter filter, string column)
    {
        if (filter.Packages is { } packages)
        {
            yield return $"{column} = any({parameters.Add(packages)})";
        }
        if (filter.Categories is { } categories)
        {
            yield return $"{column} in (select id from packages where category = any({parameters.Add(categories)}))";
        }
    }

    IEnumerable<string> TypeClauses(ScopeFilter filter)
    {
        foreach (var clause in PackageClauses(filter, "t.package_id")) yield return clause;
        if (filter.Functions is { } functions)
        {
            yield return $"t.function_id = any({parameters.Add(functions)})";
        }
        if (filter.Runs is { } runs)
        {
            yield return runs ? "t.function_id is not null" : "t.function_id is null";
        }
        if (filter.Tags is { } tags)
        {
            yield return $"t.function_id in (select id from functions where tags && {parameters.Add(tags)})";
        }
        if (filter.Sources is { } sources)
        {
            yield return $"t.source = any({parameters.Add(sources)})";
        }
        if (filter.EventTypes is { } names)
        {
            yield return $"t.event_name_id = any({parameters.Add(names)})";
        }
        if (filter.Errors is { } errors)
        {
            yield return $"t.error_id = any({parameters.Add(errors)})";
        }
    }

    static string All(IEnumerable<string> clauses) => string.Join(" and ", clauses.DefaultIfEmpty("true"));

    static string Any(IEnumerable<IEnumerable<string>> boxes) => $"({string.Join(" or ", boxes.Select(box => $"({All(box)})"))})";
}
