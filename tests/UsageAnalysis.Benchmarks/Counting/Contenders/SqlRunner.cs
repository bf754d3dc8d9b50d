using System.Data.Common;
using System.Diagnostics;

namespace UsageAnalysis.Benchmarks.Counting.Contenders;

/// <summary>
/// Somebody who asks a database by SQL on one open connection: each statement is prepared once, and all its rows are read. PostgreSQL runs
/// as the product sets it up: with parallel workers, and without compiling statements.
/// </summary>
/// <param name="connection">Open; belongs to this.</param>
sealed class SqlRunner(DbConnection connection) : IAsyncDisposable
{
    readonly Dictionary<string, DbCommand> prepared = [];

    /// <summary>Runs statements one after another.</summary>
    internal async Task<(double Ms, List<List<object?[]>> Results)> RunAsync(IReadOnlyList<string> statements, CancellationToken ct)
    {
        var commands = new List<DbCommand>();
        foreach (var statement in statements) commands.Add(await PreparedAsync(statement, ct));
        var start = Stopwatch.GetTimestamp();
        var results = new List<List<object?[]>>();
        foreach (var command in commands) results.Add(await ReadAsync(command, ct));
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, results);
    }

    async Task<DbCommand> PreparedAsync(string statement, CancellationToken ct)
    {
        if (prepared.TryGetValue(statement, out var command)) return command;
        command = connection.CreateCommand();
        command.CommandText = statement;
        command.CommandTimeout = 0;
        await command.PrepareAsync(ct);
        return prepared[statement] = command;
    }

    static async Task<List<object?[]>> ReadAsync(DbCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(ct))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in prepared.Values) await command.DisposeAsync();
        await connection.DisposeAsync();
    }
}
