using UsageAnalysis.Data;
using UsageAnalysis.Graph.Events;
using UsageAnalysis.Graph.Functions;
using UsageAnalysis.Graph.Packages;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Insights;

namespace UsageAnalysis.Graph.Inventory;

/// <summary>Known things of one kind, and how much each is used: one page of rows.</summary>
/// <param name="Rows">In the order asked.</param>
/// <param name="Statuses">How many there are of each status, in the order of the enum, whatever page and status were asked for.</param>
/// <param name="TotalRows">Rows on all pages together.</param>
/// <param name="PreviousFrom">First instant of the range that is compared with: the scope's, else the period before.</param>
/// <param name="PreviousTo">First instant after the range that is compared with.</param>
/// <param name="PageInfo">Cursors to the neighbouring pages.</param>
[GraphQLName("UsageInventory")]
public sealed record InventoryPage(
    IReadOnlyList<InventoryRow> Rows, [property: ListSize(6)] IReadOnlyList<InventoryStatusCount> Statuses, int TotalRows,
    DateTime PreviousFrom, DateTime PreviousTo, PageInfo PageInfo);

/// <summary>How many things have a status.</summary>
/// <param name="Status">The status.</param>
/// <param name="Rows">How many things.</param>
[GraphQLName("UsageInventoryStatusCount")]
public sealed record InventoryStatusCount(InventoryStatus Status, int Rows);

/// <summary>A known thing, and how much it is used.</summary>
/// <param name="Of">What kind of thing it is.</param>
/// <param name="Item">What was found.</param>
public sealed record InventoryRow(InventoryOf Of, InventoryItem Item);

/// <summary>A known thing, and how much it is used. One of package, function and eventType tells what it is.</summary>
[ObjectType<InventoryRow>("UsageInventoryRow")]
public static class InventoryRowNode
{
    /// <summary>The name; of a function "Package:name", of a menu item, dialog or command its path on the screen.</summary>
    public static string GetName([Parent] InventoryRow row) => row.Item.Name;

    /// <summary>The package, in an inventory of packages.</summary>
    public static Loaded<Package?> GetPackage([Parent] InventoryRow row, [Service] PackageById loader) =>
        row.Of == InventoryOf.Package ? loader.Load(row.Item.Id) : Loaded.From<Package?>(null);

    /// <summary>The function, in an inventory of functions.</summary>
    public static Loaded<Function?> GetFunction([Parent] InventoryRow row, [Service] FunctionById loader) =>
        row.Of == InventoryOf.Function ? loader.Load(row.Item.Id) : Loaded.From<Function?>(null);

    /// <summary>The event type, in an inventory of event types, and of menu items, dialogs and commands.</summary>
    public static Loaded<EventName?> GetEventType([Parent] InventoryRow row, [Service] EventNameById loader) =>
        row.Of is InventoryOf.EventType or InventoryOf.UiElement ? loader.Load(row.Item.Id) : Loaded.From<EventName?>(null);

    /// <summary>Who made it; null where the registry does not say.</summary>
    public static Loaded<User?> GetAuthor([Parent] InventoryRow row, [Service] UserById loader) => loader.LoadOrNull(row.Item.AuthorId);

    /// <summary>How much it is used.</summary>
    public static InventoryStatus GetStatus([Parent] InventoryRow row) => row.Item.Status;

    /// <summary>Events in the range.</summary>
    public static long GetEvents([Parent] InventoryRow row) => row.Item.Counts.Events;

    /// <summary>Distinct users in the range.</summary>
    public static long GetUsers([Parent] InventoryRow row) => row.Item.Counts.Users;

    /// <summary>Events in the comparison range.</summary>
    public static long GetPreviousEvents([Parent] InventoryRow row) => row.Item.Counts.PreviousEvents;

    /// <summary>Distinct users in the comparison range.</summary>
    public static long GetPreviousUsers([Parent] InventoryRow row) => row.Item.Counts.PreviousUsers;

    /// <summary>Events at any time, under the conditions of the scope on users and kinds.</summary>
    public static long GetTotalEvents([Parent] InventoryRow row) => row.Item.Counts.TotalEvents;

    /// <summary>Time of the first event of all; null where there never was one.</summary>
    public static DateTime? GetFirstUsedAt([Parent] InventoryRow row) => row.Item.Counts.FirstUsedAt;

    /// <summary>Time of the last event of all, also after the range; null where there never was one.</summary>
    public static DateTime? GetLastUsedAt([Parent] InventoryRow row) => row.Item.Counts.LastUsedAt;
}

/// <summary>One step of an order: exactly one member. Things that never were used come first by lastUsedAt ASC.</summary>
/// <param name="Name">By the name.</param>
/// <param name="Status">By the status, in the order of the enum.</param>
/// <param name="Events">By events in the range.</param>
/// <param name="Users">By distinct users in the range.</param>
/// <param name="PreviousUsers">By distinct users in the comparison range.</param>
/// <param name="TotalEvents">By events at any time.</param>
/// <param name="LastUsedAt">By the time of the last event.</param>
[GraphQLName("UsageInventorySortInput")]
public sealed record InventorySortInput(
    SortEnumType? Name = null, SortEnumType? Status = null, SortEnumType? Events = null, SortEnumType? Users = null,
    SortEnumType? PreviousUsers = null, SortEnumType? TotalEvents = null, SortEnumType? LastUsedAt = null);
