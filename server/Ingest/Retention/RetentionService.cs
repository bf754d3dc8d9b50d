using Npgsql;

namespace UsageAnalysis.Ingest.Retention;

/// <summary>Drops events by age as the options say: at start-up, and once a day.</summary>
sealed class RetentionService(EventRetention retention, RetentionOptions options, TimeProvider time, ILogger<RetentionService> log)
    : BackgroundService
{
    static readonly TimeSpan Day = TimeSpan.FromDays(1);
    static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Months is not { } months)
        {
            return;
        }
        try
        {
            while (true)
            {
                var dropped = await TryDropAsync(RetentionOptions.Cutoff(time.GetUtcNow().UtcDateTime, months), stoppingToken);
                await Task.Delay(dropped ? Day : AfterFailure, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    // A database that does not answer must not end the server: events wait for it too.
    async Task<bool> TryDropAsync(DateTime cutoff, CancellationToken ct)
    {
        try
        {
            await retention.DropAsync(cutoff, month => IngestLog.MonthDropped(log, month.Name, month.Bytes), ct);
            return true;
        }
        catch (NpgsqlException e)
        {
            IngestLog.RetentionFailed(log, cutoff, e);
            return false;
        }
    }
}
