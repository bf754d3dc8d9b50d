using Npgsql;
using UsageAnalysis.Data;

namespace UsageAnalysis.Ingest.Policy;

/// <summary>The rules about logging, as they hold now: those set here at once, those set through another server within seconds.</summary>
/// <param name="dataSource">Keeps them.</param>
/// <param name="time">Says when now is.</param>
/// <param name="log">Told when they cannot be read.</param>
public sealed class LoggingPolicies(NpgsqlDataSource dataSource, TimeProvider time, ILogger<LoggingPolicies> log) : IDisposable
{
    /// <summary>How long they are remembered.</summary>
    static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    readonly SemaphoreSlim reading = new(1);
    Known? known;

    sealed record Known(LoggingRuleSet Rules, DateTime Until);

    /// <summary>The rules; while the database does not answer, as they were known last, and null when they never were.</summary>
    public async ValueTask<LoggingRuleSet?> CurrentAsync(CancellationToken ct)
    {
        if (Fresh() is { } rules)
        {
            return rules;
        }
        await reading.WaitAsync(ct);
        try
        {
            return Fresh() ?? await ReadAsync(ct);
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException)
        {
            IngestLog.RulesUnknown(log, error);
            return Volatile.Read(ref known)?.Rules;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Adds a rule, which holds from now on.</summary>
    /// <returns>The id that it got.</returns>
    public async Task<long> AddAsync(LoggingRule rule, CancellationToken ct)
    {
        var id = await LoggingRules.AddAsync(dataSource, rule, ct);
        // Whoever reads now may not have seen it.
        await reading.WaitAsync(CancellationToken.None);
        if (Volatile.Read(ref known) is { } before)
        {
            Volatile.Write(ref known, before with { Until = DateTime.MinValue });
        }
        reading.Release();
        return id;
    }

    /// <inheritdoc/>
    public void Dispose() => reading.Dispose();

    LoggingRuleSet? Fresh() => Volatile.Read(ref known) is { } read && time.GetUtcNow().UtcDateTime < read.Until ? read.Rules : null;

    async Task<LoggingRuleSet> ReadAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var rules = new LoggingRuleSet(await LoggingRules.InForceAsync(dataSource, now, ct));
        var until = rules.NextEnd is { } end && end < now + Remembered ? end : now + Remembered;
        Volatile.Write(ref known, new Known(rules, until));
        return rules;
    }
}
