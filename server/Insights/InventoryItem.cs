namespace UsageAnalysis.Insights;

/// <summary>What an inventory is of.</summary>
public enum InventoryOf
{
    /// <summary>Packages that the registry knows.</summary>
    Package,

    /// <summary>Functions, scripts and queries that the registry knows.</summary>
    Function,

    /// <summary>Event types that were ever seen.</summary>
    EventType,

    /// <summary>
    /// Menu items, dialogs and commands that were ever seen: events of the source usage named "menu click", "dialog show" or "command", by
    /// their description, which is the path on the screen; a number in it is told as #.
    /// </summary>
    UiElement,
}

/// <summary>How much something is used. The first one that fits.</summary>
public enum InventoryStatus
{
    /// <summary>No event, ever.</summary>
    NeverUsed,

    /// <summary>No event in the range, but some at another time.</summary>
    Unused,

    /// <summary>Events in the range, all of them its author's.</summary>
    OnlyByAuthor,

    /// <summary>At most half as many users as in the comparison range, where there were at least 4.</summary>
    Dying,

    /// <summary>At least twice as many users as in the comparison range, and at least 4.</summary>
    Rising,

    /// <summary>Anything else.</summary>
    Steady,
}

/// <summary>What was counted of one thing within the scope.</summary>
/// <param name="Events">Events in the range.</param>
/// <param name="Users">Distinct users in the range.</param>
/// <param name="PreviousEvents">Events in the comparison range.</param>
/// <param name="PreviousUsers">Distinct users in the comparison range.</param>
/// <param name="TotalEvents">Events at any time.</param>
/// <param name="FirstUsedAt">Time of the first event of all; null where there never was one.</param>
/// <param name="LastUsedAt">Time of the last event of all; null where there never was one.</param>
public readonly record struct InventoryCounts(
    long Events, long Users, long PreviousEvents, long PreviousUsers, long TotalEvents, DateTime? FirstUsedAt, DateTime? LastUsedAt);

/// <summary>One thing that is known, and how much it is used.</summary>
/// <param name="Id">Its id: of the package, the function or the event type.</param>
/// <param name="Name">What it is found by: the name, "Package:function", or the path on the screen.</param>
/// <param name="AuthorId">Who made it; null where the registry does not say.</param>
/// <param name="Counts">What was counted of it.</param>
/// <param name="Status">What follows.</param>
public sealed record InventoryItem(int Id, string Name, int? AuthorId, InventoryCounts Counts, InventoryStatus Status)
{
    const int LeastUsers = 4;

    /// <summary>The status of something.</summary>
    /// <param name="counts">What was counted of it.</param>
    /// <param name="onlyByAuthor">Whether all events of the range are its author's.</param>
    public static InventoryStatus StatusOf(InventoryCounts counts, bool onlyByAuthor) => counts switch
    {
        { TotalEvents: 0 } => InventoryStatus.NeverUsed,
        { Events: 0 } => InventoryStatus.Unused,
        _ when onlyByAuthor => InventoryStatus.OnlyByAuthor,
        { PreviousUsers: >= LeastUsers } when counts.Users * 2 <= counts.PreviousUsers => InventoryStatus.Dying,
        { Users: >= LeastUsers } when counts.Users >= counts.PreviousUsers * 2 => InventoryStatus.Rising,
        _ => InventoryStatus.Steady,
    };
}
