using System.Runtime.CompilerServices;
using System.Threading.Channels;
using UsageAnalysis.Data;

namespace UsageAnalysis.Ingest;

/// <summary>
/// The events that are stored from now on, for one subscriber, who must dispose of it. Holds a bounded number of identities; a subscriber
/// who falls behind further is dropped.
/// </summary>
public sealed class EventSubscription : IDisposable
{
    // About one full announcement: what the reader looks up in one statement.
    const int AtOnce = 200;

    readonly Channel<EventIdentity[]> waiting = Channel.CreateUnbounded<EventIdentity[]>();
    readonly int capacity;
    readonly Action<EventSubscription> leave;
    int count;

    internal EventSubscription(int capacity, Action<EventSubscription> leave) => (this.capacity, this.leave) = (capacity, leave);

    /// <summary>
    /// Identities of events in the order of the transactions that stored them, those of one transaction in the order of their time.
    /// Many at once where the reader has fallen behind.
    /// </summary>
    /// <exception cref="SubscriberTooSlowException">More events waited than may.</exception>
    /// <exception cref="FeedInterruptedException">Events may have been missed: subscribe again.</exception>
    public async IAsyncEnumerable<IReadOnlyList<EventIdentity>> ReadAllAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (await waiting.Reader.WaitToReadAsync(ct))
        {
            var events = new List<EventIdentity>();
            while (waiting.Reader.TryPeek(out var next) && (events.Count == 0 || events.Count + next.Length <= AtOnce)
                && waiting.Reader.TryRead(out next))
            {
                events.AddRange(next);
            }
            Interlocked.Add(ref count, -events.Count);
            yield return events;
        }
    }

    /// <summary>Adds to what waits, without waiting. False when that is too much: the subscription is over then.</summary>
    internal bool Offer(EventIdentity[] events)
    {
        var now = Interlocked.Add(ref count, events.Length);
        if (now <= capacity)
        {
            return waiting.Writer.TryWrite(events);
        }
        End(new SubscriberTooSlowException(now));
        while (waiting.Reader.TryRead(out _))
        {
        }
        return false;
    }

    /// <summary>Ends it: the reader still gets what waits, then the reason.</summary>
    internal void End(Exception reason) => waiting.Writer.TryComplete(reason);

    /// <summary>Leaves the feed.</summary>
    public void Dispose() => leave(this);
}

/// <summary>A subscriber fell so far behind that it was dropped.</summary>
/// <param name="waiting">Events that waited for it.</param>
public sealed class SubscriberTooSlowException(int waiting)
    : Exception(FormattableString.Invariant($"The subscriber was dropped: {waiting} events waited for it."))
{
    /// <summary>Events that waited for it.</summary>
    public int Waiting { get; } = waiting;
}

/// <summary>
/// The feed lost its connection, the database could not pass events on, or the server stops: events may be missed from here on.
/// </summary>
public sealed class FeedInterruptedException(Exception? cause = null) : Exception("The feed of stored events was interrupted.", cause);
