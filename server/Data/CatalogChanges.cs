namespace UsageAnalysis.Data;

/// <summary>How many of one kind were added, changed and taken away.</summary>
public readonly record struct CatalogCount(long Added, long Changed = 0, long Removed = 0)
{
    /// <summary>Whether anything is different from before.</summary>
    public bool IsAny => Added + Changed + Removed > 0;

    /// <summary>Both together.</summary>
    public static CatalogCount operator +(CatalogCount left, CatalogCount right) =>
        new(left.Added + right.Added, left.Changed + right.Changed, left.Removed + right.Removed);
}

/// <summary>What the saving of a catalog changed.</summary>
/// <param name="Users">People.</param>
/// <param name="Groups">Groups.</param>
/// <param name="Relations">Groups in groups.</param>
/// <param name="Memberships">People in groups, directly.</param>
/// <param name="Packages">Packages.</param>
/// <param name="Versions">Versions of packages.</param>
/// <param name="Functions">Functions.</param>
/// <param name="Entities">Objects.</param>
public sealed record CatalogChanges(
    CatalogCount Users, CatalogCount Groups, CatalogCount Relations, CatalogCount Memberships, CatalogCount Packages, CatalogCount Versions,
    CatalogCount Functions, CatalogCount Entities)
{
    /// <summary>Each with its name for people.</summary>
    public IReadOnlyList<(string Name, CatalogCount Count)> All =>
    [
        ("users", Users), ("groups", Groups), ("groups in groups", Relations), ("members", Memberships), ("packages", Packages),
        ("versions", Versions), ("functions", Functions), ("objects", Entities),
    ];

    /// <summary>Both together.</summary>
    public static CatalogChanges operator +(CatalogChanges left, CatalogChanges right) => new(
        left.Users + right.Users, left.Groups + right.Groups, left.Relations + right.Relations, left.Memberships + right.Memberships,
        left.Packages + right.Packages, left.Versions + right.Versions, left.Functions + right.Functions, left.Entities + right.Entities);
}
