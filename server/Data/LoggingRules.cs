using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;

namespace UsageAnalysis.Data;

/// <summary>Keeps what people set about logging.</summary>
public static class LoggingRules
{
    // They are few, and events wait for them.
    const int SecondsToRead = 5;

    const string Rules =
        """
        select r.id, r.set_at, r.set_by, r.target, coalesce(r.group_id, r.user_id, r.package_id), coalesce(g.name, u.login, p.name), r.mode,
          r.levels, r.types, r.reason, r.ends_at,
          case when r.target = 'group' then
            array(select m.login from group_users gu join users m on m.id = gu.user_id where gu.group_id = r.group_id order by m.login)
          else '{}' end
        from logging_rules r
        left join groups g on g.id = r.group_id
        left join users u on u.id = r.user_id
        left join packages p on p.id = r.package_id
        """;

    const string InForce =
        $"""
        {Rules}
        where r.id in (
          select max(id) from logging_rules where ends_at is null or ends_at > $1 group by target, group_id, user_id, package_id)
        order by r.id
        """;

    const string Newest = $"{Rules} order by r.id desc limit $1";

    const string Add =
        """
        insert into logging_rules (set_at, set_by, target, group_id, user_id, package_id, mode, levels, types, reason, ends_at)
        values (
          $1, $2, $3, case when $3 = 'group' then $4 end, case when $3 = 'user' then $4 end, case when $3 = 'package' then $4 end,
          $5, $6, $7, $8, $9)
        returning id
        """;

    /// <summary>The rules that hold at an instant: of each target the last one that has not ended.</summary>
    public static async Task<List<LoggingRule>> InForceAsync(NpgsqlDataSource dataSource, DateTime now, CancellationToken ct)
    {
        // Where nothing was ever set, who holds a lock on what the targets are named by need not be waited for.
        await using var command = dataSource.CreateCommand("select exists (select from logging_rules)");
        command.CommandTimeout = SecondsToRead;
        return (bool)(await command.ExecuteScalarAsync(ct))! ? await ReadAsync(dataSource, InForce, now, ct) : [];
    }

    /// <summary>What was ever set, the last first.</summary>
    public static Task<List<LoggingRule>> NewestAsync(NpgsqlDataSource dataSource, int most, CancellationToken ct) =>
        ReadAsync(dataSource, Newest, most, ct);

    /// <summary>Adds a rule, which holds from now on.</summary>
    /// <param name="dataSource">Where to.</param>
    /// <param name="rule">Its id is not looked at.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The id that it got.</returns>
    public static async Task<long> AddAsync(NpgsqlDataSource dataSource, LoggingRule rule, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(Add);
        void Give(object? value, NpgsqlDbType type) => command.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        Give(rule.SetAt, NpgsqlDbType.TimestampTz);
        Give(rule.SetBy, NpgsqlDbType.Text);
        Give(Word(rule.Target), NpgsqlDbType.Text);
        Give(rule.TargetId, NpgsqlDbType.Integer);
        Give(Word(rule.Mode), NpgsqlDbType.Text);
        Give(rule.Levels.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        Give(Write(rule.Types), NpgsqlDbType.Jsonb);
        Give(rule.Reason, NpgsqlDbType.Text);
        Give(rule.EndsAt, NpgsqlDbType.TimestampTz);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    static async Task<List<LoggingRule>> ReadAsync(NpgsqlDataSource dataSource, string sql, object argument, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.CommandTimeout = SecondsToRead;
        command.Parameters.Add(new() { Value = argument });
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rules = new List<LoggingRule>();
        while (await reader.ReadAsync(ct))
        {
            rules.Add(Read(reader));
        }
        return rules;
    }

    static LoggingRule Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetInt64(0),
        SetAt = row.GetDateTime(1),
        SetBy = row.GetString(2),
        Target = Enum.Parse<LoggingTarget>(row.GetString(3), ignoreCase: true),
        TargetId = row.IsDBNull(4) ? null : row.GetInt32(4),
        TargetName = row.IsDBNull(5) ? null : row.GetString(5),
        Mode = Enum.Parse<LoggingMode>(row.GetString(6), ignoreCase: true),
        Levels = row.GetFieldValue<string[]>(7),
        Types = ReadTypes(row.GetString(8)),
        Reason = row.IsDBNull(9) ? null : row.GetString(9),
        EndsAt = row.IsDBNull(10) ? null : row.GetDateTime(10),
        Members = row.GetFieldValue<string[]>(11),
    };

    static string Word(Enum value) => value.ToString().ToLowerInvariant();

    /// <summary>As trackers read it: {"click": ".toolbar *", "rows-selected": true, "navigate": false}.</summary>
    public static JsonObject ToJson(IEnumerable<LoggedType> types) => new(
        types.Select(type => KeyValuePair.Create<string, JsonNode?>(
            type.Type, type is { IsLogged: true, Selector: { } selector } ? selector : type.IsLogged)));

    static string Write(IEnumerable<LoggedType> types) => ToJson(types).ToJsonString();

    static LoggedType[] ReadTypes(string json)
    {
        using var types = JsonDocument.Parse(json);
        return [.. types.RootElement.EnumerateObject().OrderBy(type => type.Name, StringComparer.Ordinal).Select(type => new LoggedType(
            type.Name, type.Value.ValueKind != JsonValueKind.False,
            type.Value.ValueKind == JsonValueKind.String ? type.Value.GetString() : null))];
    }
}
