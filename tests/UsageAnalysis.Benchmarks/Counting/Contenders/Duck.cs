using DuckDB.NET.Data;
using Npgsql;

namespace UsageAnalysis.Benchmarks.Counting.Contenders;

/// <summary>DuckDB in this process, over a copy of the same rows in tables of its own.</summary>
static class Duck
{
    /// <summary>Small tables, as they are.</summary>
    static readonly (string Name, string Columns)[] Dictionaries =
    [
        ("users", "id int, login text, first_event_at timestamp"),
        ("groups", "id int, name text"),
        ("group_users", "group_id int, user_id int"),
        ("packages", "id int, name text"),
        ("functions", "id int, package_id int, name text"),
        ("event_types", "id int, source text, name text, package_id int, function_id int, error_id int"),
    ];

    const string EventColumns = """
        user_id int, event_type_id int, event_time timestamp, id uuid, session_id uuid, duration_us bigint, is_error boolean,
        error_handled boolean, action_id text, description text, error_message text, error_stack text, parameters text
        """;

    /// <summary>Opens the copy, and makes it where there is none.</summary>
    /// <param name="file">Of the database. It appears when it is complete.</param>
    /// <param name="source">The PostgreSQL to copy from.</param>
    /// <param name="ct">Gives up.</param>
    internal static async Task<SqlRunner> OpenAsync(string file, string source, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            var unfinished = file + ".new";
            foreach (var old in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(unfinished) + "*")) File.Delete(old);
            await using (var connection = await ConnectAsync(unfinished, ct)) await FillAsync(connection, source, unfinished + ".csv", ct);
            File.Move(unfinished, file);
        }
        return new SqlRunner(await ConnectAsync(file, ct));
    }

    static async Task<DuckDBConnection> ConnectAsync(string file, CancellationToken ct)
    {
        var connection = new DuckDBConnection($"Data Source={file}");
        await connection.OpenAsync(ct);
        await ExecuteAsync(connection, "set threads = 2; set memory_limit = '8GB'", ct);
        return connection;
    }

    static async Task FillAsync(DuckDBConnection connection, string source, string csv, CancellationToken ct)
    {
        await using var postgres = NpgsqlDataSource.Create(source);
        foreach (var (name, columns) in Dictionaries)
        {
            await ExecuteAsync(connection, $"create table {name} ({columns})", ct);
            await CopyAsync(connection, postgres, name, columns, csv, "", ct);
        }
        await ExecuteAsync(connection, $"create table events ({EventColumns})", ct);
        // In time order, as events come: DuckDB then skips what lies outside of a range.
        await CopyAsync(connection, postgres, "events", EventColumns, csv, "order by event_time", ct);
        await ExecuteAsync(connection, "checkpoint", ct);
    }

    static async Task CopyAsync(
        DuckDBConnection connection, NpgsqlDataSource postgres, string table, string columns, string csv, string order,
        CancellationToken ct)
    {
        string[] definitions = [.. columns.Split(',', StringSplitOptions.TrimEntries)];
        var names = string.Join(", ", definitions.Select(d => d.Split(' ')[0]));
        await using (var open = await postgres.OpenConnectionAsync(ct))
        using (var copy = await open.BeginTextExportAsync($"copy (select {names} from {table}) to stdout (format csv)", ct))
            await WriteAsync(copy, csv, ct);
        // A quoted text is a text even where it is empty; what is not quoted and empty is null.
        await ExecuteAsync(connection, $"""
            set timezone = 'UTC';
            insert into {table}
            select * from read_csv('{csv}', auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', nullstr = '',
              allow_quoted_nulls = false, strict_mode = true, max_line_size = 16777216, columns = {Types(definitions)})
            {order}
            """, ct);
        File.Delete(csv);
    }

    static async Task WriteAsync(TextReader copy, string csv, CancellationToken ct)
    {
        await using var file = File.CreateText(csv);
        var buffer = new char[64 * 1024];
        for (int read; (read = await copy.ReadAsync(buffer, ct)) > 0;) await file.WriteAsync(buffer.AsMemory(0, read), ct);
    }

    // PostgreSQL writes its times with an offset.
    static string Types(string[] definitions) => "{" + string.Join(", ", definitions.Select(definition => definition.Split(' '))
        .Select(definition => $"'{definition[0]}': '{definition[1].Replace("timestamp", "timestamptz", StringComparison.Ordinal)}'")) + "}";

    static async Task ExecuteAsync(DuckDBConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}
