using System.Text.Json;
using NpgsqlTypes;
using UsageAnalysis.Analytics;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights;

/// <summary>A value that a parameter had.</summary>
/// <param name="Value">As it was stored; null for a JSON null.</param>
/// <param name="Text">As conditions on values compare it: a string as it is, everything else as JSON; null for a JSON null.</param>
/// <param name="Count">Events that carry it.</param>
/// <param name="Users">Distinct known users of these events.</param>
public sealed record ParameterValueCount(JsonElement? Value, string? Text, long Count, long Users);

/// <summary>Counts what a parameter was given most.</summary>
static class TopValues
{
    /// <summary>The most frequent values, most events first, then by text.</summary>
    /// <param name="reader">Asks.</param>
    /// <param name="scope">Events of the scope.</param>
    /// <param name="subject">Events of one node.</param>
    /// <param name="member">Where the parameter is: inputs, outputs or other.</param>
    /// <param name="name">Of the parameter.</param>
    /// <param name="first">Most values.</param>
    /// <param name="ct">Leaves.</param>
    public static Task<IReadOnlyList<ParameterValueCount>> AskAsync(
        UsageReader reader, UsageScope scope, UsageSubject? subject, string member, string name, int first, CancellationToken ct)
    {
        var scoped = new ScopedSql(scope.Range, scope.Filter, subject);
        string Text(string value) => scoped.Parameters.Add(value, NpgsqlDbType.Text);

        var events = scoped.Events($"s.parameters -> {Text(member)} -> {Text(name)} as value, s.user_id");
        return reader.RowsAsync(
            scoped,
            $$"""
            -- TopValues
            select e.value::text, e.value #>> '{}', count(*), count(distinct nullif(e.user_id, 0))
            from ({{events}}) e where e.value is not null
            group by e.value
            order by count(*) desc, e.value #>> '{}' collate "C" limit {{scoped.Parameters.Add(first, NpgsqlDbType.Integer)}}
            """,
            row => new ParameterValueCount(
                row.IsDBNull(1) ? null : JsonSerializer.Deserialize<JsonElement>(row.GetString(0)),
                row.IsDBNull(1) ? null : row.GetString(1),
                row.GetInt64(2), row.GetInt64(3)),
            ct);
    }
}
