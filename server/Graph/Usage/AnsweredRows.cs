using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>What of a scope can still be listed event by event.</summary>
[ExtendObjectType<AnsweredScope>]
public static class AnsweredRows
{
    /// <summary>
    /// First instant of the range whose events can be listed: those before were dropped by age, and are counted all the same; null where
    /// none of the range were. Lists of events, and their totalCount, begin here.
    /// </summary>
    public static Loaded<DateTime?> GetEventsSince([Parent] AnsweredScope scope, [Service] KeptEventsLoader kept) =>
        kept.Since.Then(since => since > scope.From ? since : null);
}

/// <summary>What can still be listed event by event.</summary>
[QueryType]
public static class KeptEventsQueries
{
    /// <summary>
    /// First instant whose events can be listed: those before were dropped by age, and are counted all the same; null when none were.
    /// Lists of events, whatever they belong to, and their totalCount begin here.
    /// </summary>
    public static Loaded<DateTime?> GetEventsSince([Service] KeptEventsLoader kept) => kept.Since;
}

/// <summary>Since when single events are kept.</summary>
/// <param name="Since">The first instant; null when none were dropped.</param>
public sealed record KeptEvents(DateTime? Since);

/// <summary>Since when single events are kept, asked once a request.</summary>
public sealed class KeptEventsLoader(UsageReader reader) : BatchLoader<bool, KeptEvents>
{
    /// <summary>The answer.</summary>
    public Loaded<DateTime?> Since => Load(true).Then(kept => kept!.Since);

    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<bool, KeptEvents>> LoadAsync(
        IReadOnlyList<bool> keys, CancellationToken cancellationToken) =>
        new Dictionary<bool, KeptEvents> { [true] = new(await reader.EventsSinceAsync(cancellationToken)) };
}
