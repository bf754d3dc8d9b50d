using System.Linq.Expressions;
using UsageAnalysis.Data;

namespace UsageAnalysis.Graph.Runs;

/// <summary>A run of a function: an event whose event type has a function.</summary>
public sealed record Run
{
    /// <summary>The event that tells of it.</summary>
    public required Event Event { get; init; }

    /// <summary>Who ran it; the row of nobody when anonymous.</summary>
    /// <remarks>To filter and order by. Runs are remembered: what is told of a user is read anew.</remarks>
    public required User User { get; init; }

    /// <summary>The run that an event tells of.</summary>
    internal static Expression<Func<Event, Run>> Of { get; } = e => new Run { Event = e, User = e.User };
}

/// <summary>How a run ended.</summary>
public enum RunStatus
{
    /// <summary>It carries no error.</summary>
    Ok,

    /// <summary>It counts as an error.</summary>
    Failed,
}
