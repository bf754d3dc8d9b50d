using Npgsql;

namespace UsageAnalysis.Commands.Demo;

/// <summary>What the database remembers of its demo data.</summary>
/// <param name="Plan">What decides every event of it.</param>
/// <param name="Finished">Whether all of it is there.</param>
sealed record DemoMarker(DemoPlan Plan, bool Finished)
{
    /// <summary>Null when the database never held demo data.</summary>
    public static async Task<DemoMarker?> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select seed, events, told_until, finished_at is not null from demo_data", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new DemoMarker(new DemoPlan(reader.GetInt32(0), reader.GetDateTime(2), reader.GetInt32(1)), reader.GetBoolean(3))
            : null;
    }

    /// <summary>Written before the first event, so that a load which is broken off can go on.</summary>
    public async Task InsertAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("insert into demo_data (seed, events, told_until) values ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = Plan.Seed }, new() { Value = Plan.Events }, new() { Value = Plan.Now } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Runs one statement.</summary>
    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }
}
