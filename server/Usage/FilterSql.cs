using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>The conditions of a scope on rows <c>s</c>.</summary>
sealed class FilterSql(ScopeFilter filter, SqlParameters parameters)
{
    /// <summary>The conditions, each after an "and", on the rows of a table.</summary>
    public string Conditions(UsageTable table)
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
        if (table == UsageTable.UsagePackageDays)
        {
            if (filter.Packages is { } packages) clauses.Add($"s.package_id = any({parameters.Add(packages)})");
        }
        else if (TypeConditions() is { Count: > 0 } types)
        {
            clauses.Add($"s.event_type_id in (select t.id from event_types t where {string.Join(" and ", types)})");
        }
        return string.Concat(clauses.Select(clause => "\n  and " + clause));
    }

    /// <summary>The condition on the entities that an event touched, after an "and".</summary>
    /// <param name="within">That a column is within the range of the events.</param>
    public string EntityCondition(Func<string, string> within) => filter.Entities is not { } entities
        ? ""
        : $"""

            and (s.user_id, s.event_time, s.id) in (
              select user_id, event_time, event_id from event_entities
              where entity_id = any({parameters.Add(entities)}) and {within("event_time")})
          """;

    List<string> TypeConditions()
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
}
