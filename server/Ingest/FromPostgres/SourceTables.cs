using Npgsql;

namespace UsageAnalysis.Ingest.FromPostgres;

/// <summary>A database that cannot be imported from; says what is missing.</summary>
public sealed class SourceException(string message) : Exception(message);

/// <summary>
/// Which of a platform's tables and columns a database has. Platforms differ by version, so that most of them may be missing; a name
/// here is the platform's.
/// </summary>
sealed class SourceTables
{
    /// <summary>Without these there is no log.</summary>
    static readonly (string Table, string[] Columns)[] Required =
    [
        ("events", ["id", "event_type_id", "event_time"]), ("event_types", ["id", "name"]),
    ];

    /// <summary>Without these something of each event is not known: what, for people.</summary>
    static readonly (string Table, string[] Columns, string Loss)[] Wanted =
    [
        ("events", ["session_id"], "events have no session and no user"),
        ("users_sessions", ["id", "user_id"], "events have no user"),
        ("users", ["id", "login"], "events have no user"),
        ("event_parameters", ["id", "name"], "events have no parameters"),
        ("event_parameter_values", ["event_id", "parameter_id", "value", "value_uuid"], "events have no parameters"),
        ("entities", ["id", "name", "package_id"], "objects are not known, nor packages by them"),
        ("packages", ["id", "name"], "all is attributed to Core"),
        ("published_packages", ["id", "package_id"], "all is attributed to Core"),
        ("funcs", ["id", "name"], "functions are not known"),
        ("groups", ["id", "name"], "groups are not known"),
        ("groups_relations", ["parent_id", "child_id"], "nobody is in a group"),
    ];

    readonly Dictionary<string, Dictionary<string, string>> columns;

    SourceTables(Dictionary<string, Dictionary<string, string>> columns) => this.columns = columns;

    /// <summary>Looks at what the connection's search path shows.</summary>
    /// <exception cref="SourceException">There is no log of events.</exception>
    public static async Task<SourceTables> DetectAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            select table_name::text, column_name::text, data_type::text from information_schema.columns
            where table_schema = any(current_schemas(false))
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var columns = new Dictionary<string, Dictionary<string, string>>();
        while (await reader.ReadAsync(ct))
        {
            if (!columns.TryGetValue(reader.GetString(0), out var table))
            {
                columns[reader.GetString(0)] = table = [];
            }
            table.TryAdd(reader.GetString(1), reader.GetString(2));
        }
        var tables = new SourceTables(columns);
        List<string> missing = [.. Required.SelectMany(wanted => tables.Lacking(wanted.Table, wanted.Columns))];
        return missing.Count == 0 ? tables : throw new SourceException(
            $"The database \"{connection.Database}\" holds no log of a platform: it has no {string.Join(" and no ", missing)}. " +
            "Check the connection string; a schema other than public is named by \"Search Path=…\" in it.");
    }

    /// <summary>What is missing and what that costs, one line each.</summary>
    public IEnumerable<string> Losses =>
        from wanted in Wanted
        let lacking = Lacking(wanted.Table, wanted.Columns).ToList()
        where lacking.Count > 0
        select $"The source has no {string.Join(" and no ", lacking)}: {wanted.Loss}.";

    /// <summary>Whether a table has all these columns; without any, whether it is there.</summary>
    public bool Has(string table, params ReadOnlySpan<string> names)
    {
        if (!columns.TryGetValue(table, out var there))
        {
            return false;
        }
        foreach (var name in names)
        {
            if (!there.ContainsKey(name))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>A column as SQL, or null of that type when it is missing.</summary>
    public string Column(string table, string alias, string name, string type = "text") =>
        Has(table, name) ? $"{alias}.{name}::{type}" : $"null::{type}";

    /// <summary>A time without a zone, which is UTC, whatever the type of the column.</summary>
    public string Time(string table, string alias, string name) =>
        !Has(table, name) ? "null::timestamp"
        : columns[table][name] == "timestamp with time zone" ? $"({alias}.{name} at time zone 'UTC')"
        : $"{alias}.{name}::timestamp";

    IEnumerable<string> Lacking(string table, string[] names) => Has(table)
        ? names.Where(name => !Has(table, name)).Select(name => $"column {table}.{name}")
        : [$"table {table}"];
}
