using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.Ingest;

namespace UsageAnalysis.Graph.Events;

/// <summary>Events as they come in.</summary>
[SubscriptionType]
public static class EventSubscriptions
{
    /// <summary>
    /// Every event that is stored from now on, once, through whichever server of this database it came in. In the order of the transactions
    /// that stored them; those of one transaction in the order of their time. A subscriber who takes them more slowly than they come is
    /// dropped with the error code SLOW_CONSUMER; SUBSCRIPTION_INTERRUPTED says that events may have been missed.
    /// </summary>
    /// <param name="where">Which events; all of them when null. Each is judged once, when it was stored.</param>
    /// <param name="feed">Tells what was stored.</param>
    /// <param name="db">Reads the rows.</param>
    /// <param name="ct">Ends the subscription.</param>
    public static async IAsyncEnumerable<Event> EventLoggedAsync(
        Where<Event>? where, [Service] EventFeed feed, [Service] UsageDbContext db, [EnumeratorCancellation] CancellationToken ct)
    {
        using var subscription = await OrExplain(() => feed.SubscribeAsync(ct));
        await using var stored = subscription.ReadAllAsync(ct).GetAsyncEnumerator(ct);
        while (await OrExplain(() => stored.MoveNextAsync().AsTask()))
        {
            foreach (var @event in await FindAsync(db, stored.Current, where, ct))
            {
                yield return @event;
            }
        }
    }

    /// <summary>Those of the events that the filter lets through: one statement, by primary key.</summary>
    static async Task<List<Event>> FindAsync(
        UsageDbContext db, IReadOnlyList<EventIdentity> stored, Where<Event>? where, CancellationToken ct)
    {
        var events = db.EventsWith(stored).AsNoTracking();
        return await (where?.Predicate is { } predicate ? events.Where(predicate) : events)
            .OrderBy(e => e.Time).ThenBy(e => e.Id).ToListAsync(ct);
    }

    static async Task<T> OrExplain<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (SubscriberTooSlowException slow)
        {
            throw new GraphQLRequestException(
                $"{slow.Waiting} events waited for this subscription, which is more than may, so it was ended. Subscribe again with a " +
                "narrower filter or fewer fields, and ask `events` for what you have missed.", "SLOW_CONSUMER");
        }
        catch (FeedInterruptedException)
        {
            throw new GraphQLRequestException(
                "The database could not pass events on, so some may have been missed. Subscribe again, and ask `events` for what was " +
                "stored in between.", "SUBSCRIPTION_INTERRUPTED");
        }
    }
}
