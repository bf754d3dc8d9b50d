using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Ingest;

namespace UsageAnalysis.Commands.Demo;

/// <summary>Loads the demo data into a database, once.</summary>
public static class DemoLoader
{
    const int BatchSize = 5_000;

    // An arbitrary key that only this program uses: two servers that start on one database load one after the other.
    const long AdvisoryLock = 0x5573_6167_6544_656d;

    /// <summary>
    /// Loads what <paramref name="wish"/> asks for, ending now, and remembers it. A database that has demo data keeps it, whatever the
    /// wish; a load that was broken off is finished as it was begun.
    /// </summary>
    /// <param name="dataSource">A migrated database.</param>
    /// <param name="clock">Says when now is, the first time.</param>
    /// <param name="wish">What to load.</param>
    /// <param name="progress">Told after each batch: events done, and about how many there are. Null for nobody.</param>
    /// <param name="ct">Stops between batches; the next call goes on.</param>
    /// <exception cref="DemoRefusedException">The database holds other events, and the wish does not force it.</exception>
    public static async Task<DemoLoad> LoadOnceAsync(
        NpgsqlDataSource dataSource, TimeProvider clock, DemoWish wish, Action<int, int>? progress, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await DemoMarker.ExecuteAsync(connection, $"select pg_advisory_lock({AdvisoryLock})", ct);
        try
        {
            if (await DemoMarker.ReadAsync(connection, ct) is not { } marker)
            {
                await RefuseOtherEventsAsync(connection, wish, ct);
                marker = new DemoMarker(new DemoPlan(wish.Seed, Microseconds(clock.GetUtcNow().UtcDateTime), wish.Events), Finished: false);
                await marker.InsertAsync(connection, ct);
            }
            if (marker.Finished)
            {
                return new DemoLoad(marker.Plan, AlreadyLoaded: true, 0, 0);
            }
            var load = await LoadAsync(dataSource, marker.Plan, progress, ct);
            await DemoMarker.ExecuteAsync(connection, "update demo_data set finished_at = now()", ct);
            return load;
        }
        finally
        {
            await DemoMarker.ExecuteAsync(connection, $"select pg_advisory_unlock({AdvisoryLock})", CancellationToken.None);
        }
    }

    static async Task<DemoLoad> LoadAsync(NpgsqlDataSource dataSource, DemoPlan plan, Action<int, int>? progress, CancellationToken ct)
    {
        await CatalogWriter.SaveAsync(dataSource, DemoData.Catalog(plan), ct);
        await using var writer = new EventWriter(dataSource);
        var (stored, duplicates) = (0, 0);
        foreach (var batch in DemoData.Events(plan).Chunk(BatchSize))
        {
            foreach (var outcome in await writer.WriteAsync(batch, ct))
            {
                switch (outcome.Status)
                {
                    case RecordStatus.Stored:
                        stored++;
                        break;
                    case RecordStatus.Duplicate:
                        duplicates++;
                        break;
                    default:
                        throw new InvalidOperationException($"A demo event was rejected: {outcome.Reason}");
                }
            }
            progress?.Invoke(stored + duplicates, Math.Max(plan.Events, stored + duplicates));
        }
        return new DemoLoad(plan, AlreadyLoaded: false, stored, duplicates);
    }

    static async Task RefuseOtherEventsAsync(NpgsqlConnection connection, DemoWish wish, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select exists (select from events)", connection);
        if (!wish.Force && (bool)(await command.ExecuteScalarAsync(ct))!)
        {
            throw new DemoRefusedException();
        }
    }

    static DateTime Microseconds(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}

/// <summary>Which demo data somebody would like.</summary>
/// <param name="Seed">Another number makes other people and events.</param>
/// <param name="Events">About how many.</param>
/// <param name="Force">Also into a database that holds other events.</param>
public sealed record DemoWish(int Seed = DemoPlan.DefaultSeed, int Events = DemoPlan.DefaultEvents, bool Force = false);

/// <summary>What a database has of the demo data.</summary>
/// <param name="Plan">The plan that it was made from.</param>
/// <param name="AlreadyLoaded">It was complete before; nothing was done.</param>
/// <param name="Stored">Events that this load added.</param>
/// <param name="Duplicates">Events that a load which was broken off had added.</param>
public sealed record DemoLoad(DemoPlan Plan, bool AlreadyLoaded, int Stored, int Duplicates);

/// <summary>The database holds events of its own.</summary>
public sealed class DemoRefusedException() : Exception(
    "The database holds events that are not demo data, and the demo would mix with them. Use an empty database, or --force to mix them.");
