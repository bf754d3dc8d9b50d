using System.Globalization;
using Npgsql;

namespace UsageAnalysis.Data;

/// <summary>
/// The connections that questions are answered through: they cannot write, a statement that runs too long is stopped by the server, and
/// their number is bounded, so that questions never take what the writer needs.
/// </summary>
/// <remarks>
/// The limits are startup options of each connection, which resetting a pooled connection does not undo. A connection pooler in front of
/// PostgreSQL may refuse them: PgBouncer does unless <c>ignore_startup_parameters</c> names <c>options</c>, and then they do not hold.
/// </remarks>
public sealed class ReadingDataSource : IAsyncDisposable
{
    /// <summary>Names these connections in <c>pg_stat_activity</c>.</summary>
    public const string ApplicationName = "usage-analysis reading";

    /// <summary>Below the time limit of a request, so that the answer says which part was too slow.</summary>
    static readonly TimeSpan DefaultStatementTimeout = TimeSpan.FromSeconds(20);

    // Eight dashboards at once; more would only wait for the same processors.
    const int MaxConnections = 32;

    /// <param name="connectionString">Of the database; its own options stay, and its own pool size where that is smaller.</param>
    /// <param name="statementTimeout">How long a statement may run. Default 20 s.</param>
    public ReadingDataSource(string connectionString, TimeSpan? statementTimeout = null)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var milliseconds = (int)(statementTimeout ?? DefaultStatementTimeout).TotalMilliseconds;
        // Compiling a statement, or starting helpers for it, costs more than running it, unless it reads millions of rows.
        // The driver reads the variable only where the connection string has no options.
        var own = settings.Options ?? Environment.GetEnvironmentVariable("PGOPTIONS");
        settings.Options = string.Create(CultureInfo.InvariantCulture,
            $"{own} -c statement_timeout={milliseconds} -c default_transaction_read_only=on -c jit=off -c parallel_setup_cost=50000").TrimStart();
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, MaxConnections);
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, settings.MaxPoolSize);
        settings.ApplicationName = ApplicationName;
        DataSource = NpgsqlDataSource.Create(settings);
    }

    /// <summary>Where the connections come from.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => DataSource.DisposeAsync();
}
