using Npgsql;

namespace UsageAnalysis.Ingest;

/// <summary>
/// Tells subscribers which events any server on this database has stored. While there are subscribers, one connection listens; nobody
/// waits for a subscriber.
/// </summary>
/// <remarks>
/// The connection holds a session, so a pooler in front of PostgreSQL that shares sessions between transactions breaks it
/// (https://www.postgresql.org/docs/current/sql-listen.html).
/// </remarks>
public sealed class EventFeed : IAsyncDisposable
{
    /// <summary>Names the connection in <c>pg_stat_activity</c>.</summary>
    public const string ApplicationName = "usage-analysis listening";

    // Finds a connection that went silent, as nothing is ever sent on this one.
    const int KeepAliveSeconds = 30;

    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>The life of one connection, and the subscribers that depend on it.</summary>
    sealed class Session
    {
        public HashSet<EventSubscription> Subscribers { get; } = [];

        public TaskCompletionSource Listening { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenSource Stop { get; } = new();

        public Task Ended { get; set; } = Task.CompletedTask;
    }

    readonly NpgsqlDataSource dataSource;
    readonly int capacity;
    readonly TimeProvider time;
    readonly ILogger<EventFeed> log;
    readonly Lock gate = new();

    // Guarded by the lock, as are the subscribers of every session.
    Session? current;
    int failures;
    bool closed;

    /// <param name="connectionString">Of the database that the events are stored in.</param>
    /// <param name="options">How many events may wait for a subscriber.</param>
    /// <param name="time">Measures the pauses after failures.</param>
    /// <param name="log">Told about failures.</param>
    public EventFeed(string connectionString, IngestOptions options, TimeProvider time, ILogger<EventFeed> log)
    {
        dataSource = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            KeepAlive = KeepAliveSeconds,
            ApplicationName = ApplicationName,
        });
        (capacity, this.time, this.log) = (options.FeedEvents, time, log);
    }

    /// <summary>
    /// Subscribes; whatever is committed after this has returned reaches the subscriber, or it is told that it was interrupted. After a
    /// failure the next attempt waits 0.5 s, after more failures twice as long each time, up to 30 s.
    /// </summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    /// <exception cref="FeedInterruptedException">The server stops.</exception>
    public async Task<EventSubscription> SubscribeAsync(CancellationToken ct)
    {
        Session joined;
        EventSubscription subscription;
        lock (gate)
        {
            if (closed)
            {
                throw new FeedInterruptedException();
            }
            joined = current ??= Begin();
            subscription = new EventSubscription(capacity, leaving => Leave(joined, leaving));
            joined.Subscribers.Add(subscription);
        }
        try
        {
            await joined.Listening.Task.WaitAsync(ct);
            return subscription;
        }
        catch
        {
            subscription.Dispose();
            throw;
        }
    }

    Session Begin()
    {
        var pause = failures == 0 ? TimeSpan.Zero : FirstPause * Math.Pow(2, Math.Min(failures - 1, 10));
        var session = new Session();
        session.Ended = Task.Run(() => RunAsync(session, pause < LongestPause ? pause : LongestPause));
        return session;
    }

    async Task RunAsync(Session session, TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, time, session.Stop.Token);
            await ListenAsync(session);
        }
        catch (OperationCanceledException) when (session.Stop.IsCancellationRequested)
        {
            // The last subscriber has left.
        }
        catch (Exception e)
        {
            IngestLog.FeedInterrupted(log, e);
            End(session, e);
        }
    }

    async Task ListenAsync(Session session)
    {
        await using var connection = await dataSource.OpenConnectionAsync(session.Stop.Token);
        connection.Notification += (_, notification) => Deliver(session, notification.Payload);
        await using (var listen = new NpgsqlCommand(Announcement.ListenSql, connection))
        {
            await listen.ExecuteNonQueryAsync(session.Stop.Token);
        }
        lock (gate)
        {
            failures = 0;
        }
        session.Listening.TrySetResult();
        while (true)
        {
            await connection.WaitAsync(session.Stop.Token);
        }
    }

    void Deliver(Session session, string payload)
    {
        if (payload == Announcement.Gap)
        {
            EndSubscribers(session, null);
            StopIfEmpty(session);
            return;
        }
        if (Announcement.Unpack(payload) is not { } events)
        {
            IngestLog.AnnouncementUnreadable(log, Announcement.Channel, payload.Length);
            return;
        }
        lock (gate)
        {
            var dropped = session.Subscribers.RemoveWhere(subscriber => !subscriber.Offer(events));
            if (dropped == 0)
            {
                return;
            }
            IngestLog.SubscribersDropped(log, dropped, capacity);
        }
        StopIfEmpty(session);
    }

    void Leave(Session session, EventSubscription subscriber)
    {
        lock (gate)
        {
            session.Subscribers.Remove(subscriber);
        }
        StopIfEmpty(session);
    }

    void StopIfEmpty(Session session)
    {
        lock (gate)
        {
            if (session.Subscribers.Count > 0)
            {
                return;
            }
            Retire(session);
        }
        session.Stop.Cancel();
    }

    /// <summary>Ends the session, and tells every subscriber.</summary>
    void End(Session session, Exception? cause)
    {
        lock (gate)
        {
            failures += cause is null ? 0 : 1;
            Retire(session);
            if (!session.Listening.TrySetException(cause ?? new FeedInterruptedException()))
            {
                EndSubscribers(session, cause);
            }
        }
    }

    void EndSubscribers(Session session, Exception? cause)
    {
        lock (gate)
        {
            foreach (var subscriber in session.Subscribers)
            {
                subscriber.End(new FeedInterruptedException(cause));
            }
            session.Subscribers.Clear();
        }
    }

    /// <summary>Nobody joins this session any more.</summary>
    void Retire(Session session) => current = current == session ? null : current;

    /// <summary>Ends every subscription, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        Session? last;
        lock (gate)
        {
            closed = true;
            last = current;
        }
        if (last is not null)
        {
            End(last, null);
            await last.Stop.CancelAsync();
            await last.Ended;
        }
        await dataSource.DisposeAsync();
    }
}
