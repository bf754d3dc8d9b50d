namespace UsageAnalysis.Data;

/// <summary>
/// What the platform knows, used or not: people, groups, packages, functions and objects. What is null says nothing, and keeps what is
/// known.
/// </summary>
public sealed record Catalog
{
    /// <summary>People, by login.</summary>
    public IReadOnlyList<CatalogUser> Users { get; init; } = [];

    /// <summary>Groups, by name.</summary>
    public IReadOnlyList<CatalogGroup> Groups { get; init; } = [];

    /// <summary>Packages, by name.</summary>
    public IReadOnlyList<CatalogPackage> Packages { get; init; } = [];

    /// <summary>Functions, by package and name.</summary>
    public IReadOnlyList<CatalogFunction> Functions { get; init; } = [];

    /// <summary>Objects that people work with, by type and id.</summary>
    public IReadOnlyList<CatalogEntity> Entities { get; init; } = [];
}

/// <summary>A person.</summary>
/// <param name="Login">Unique.</param>
/// <param name="Name">Full name.</param>
/// <param name="RegisteredAt">UTC.</param>
public sealed record CatalogUser(string Login, string? Name = null, DateTime? RegisteredAt = null);

/// <summary>A group.</summary>
/// <param name="Name">Unique.</param>
public sealed record CatalogGroup(string Name)
{
    /// <summary>Names of the groups that contain it: exactly these, others do no longer.</summary>
    public IReadOnlyList<string>? Parents { get; init; }

    /// <summary>Logins of its direct members: exactly these, others are no longer. They count for all groups above it too.</summary>
    public IReadOnlyList<string>? Members { get; init; }
}

/// <summary>A package.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Category">What it is about.</param>
public sealed record CatalogPackage(string Name, string? Category = null)
{
    /// <summary>Login of who made it.</summary>
    public string? Author { get; init; }

    /// <summary>Versions of it, in any order; others stay.</summary>
    public IReadOnlyList<CatalogVersion> Versions { get; init; } = [];
}

/// <summary>A version of a package.</summary>
/// <param name="Version">As it is published, for example "1.4.2".</param>
/// <param name="PublishedAt">UTC; null when unknown.</param>
public sealed record CatalogVersion(string Version, DateTime? PublishedAt = null);

/// <summary>A function of a package.</summary>
/// <param name="Package">Name of the package.</param>
/// <param name="Name">Unique within the package.</param>
public sealed record CatalogFunction(string Package, string Name)
{
    /// <summary>function, script, query, …; function when nobody ever said.</summary>
    public string? Kind { get; init; }

    /// <summary>One line for people.</summary>
    public string? Description { get; init; }

    /// <summary>Login of who made it.</summary>
    public string? Author { get; init; }

    /// <summary>What it is for.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Declared inputs, in order.</summary>
    public IReadOnlyList<CatalogParameter>? Inputs { get; init; }

    /// <summary>Declared outputs, in order.</summary>
    public IReadOnlyList<CatalogParameter>? Outputs { get; init; }
}

/// <summary>A declared parameter of a function.</summary>
/// <param name="Name">Unique within the function and direction.</param>
/// <param name="Type">The platform's word: string, int, column, dataframe, …</param>
public sealed record CatalogParameter(string Name, string Type);

/// <summary>An object.</summary>
/// <param name="Type">file, query, table, project, …</param>
/// <param name="Id">The platform's own id, unique within the type.</param>
/// <param name="Name">For people; the id when nobody ever said.</param>
/// <param name="Package">Name of the package that it belongs to.</param>
public sealed record CatalogEntity(string Type, string Id, string? Name = null, string? Package = null);
