using Npgsql;

namespace UsageAnalysis.Commands.Serve;

/// <summary><c>GET /health</c>: 200 when the database answers, 503 when it does not.</summary>
static partial class Health
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes) => routes.MapGet("/health", async (
        NpgsqlDataSource dataSource, TimeProvider time, ILoggerFactory loggers, CancellationToken ct) =>
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await using var command = dataSource.CreateCommand("select 1");
            await command.ExecuteScalarAsync(either.Token);
            return Results.Json(new { status = "ok" });
        }
        catch (Exception error) when (
            error is NpgsqlException or OperationCanceledException or TimeoutException && !ct.IsCancellationRequested)
        {
            LogNoAnswer(loggers.CreateLogger(typeof(Health)), error);
            return Results.Json(new { status = "the database does not answer" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database does not answer")]
    static partial void LogNoAnswer(ILogger logger, Exception error);
}
