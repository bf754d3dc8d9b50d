using UsageAnalysis.Data;

namespace UsageAnalysis.Graph.Registry;

/// <summary>What the platform knows. Names that are referred to are among these or were registered before.</summary>
/// <param name="Users">People.</param>
/// <param name="Groups">Groups.</param>
/// <param name="Packages">Packages.</param>
/// <param name="Functions">Functions.</param>
/// <param name="Entities">Objects that people work with.</param>
public sealed record RegisterInput(
    IReadOnlyList<RegisteredUserInput>? Users = null,
    IReadOnlyList<RegisteredGroupInput>? Groups = null,
    IReadOnlyList<RegisteredPackageInput>? Packages = null,
    IReadOnlyList<RegisteredFunctionInput>? Functions = null,
    IReadOnlyList<RegisteredEntityInput>? Entities = null)
{
    internal Catalog ToCatalog() => new()
    {
        Users = [.. (Users ?? []).Select(user => new CatalogUser(user.Login, user.Name, user.RegisteredAt))],
        Groups = [.. (Groups ?? []).Select(group => new CatalogGroup(group.Name) { Parents = group.Parents, Members = group.Members })],
        Packages = [.. (Packages ?? []).Select(package => new CatalogPackage(package.Name, package.Category)
        {
            Author = package.Author,
            Versions = [.. (package.Versions ?? []).Select(version => new CatalogVersion(version.Version, version.PublishedAt))],
        })],
        Functions = [.. (Functions ?? []).Select(function => new CatalogFunction(function.Package, function.Name)
        {
            Kind = function.Kind,
            Description = function.Description,
            Author = function.Author,
            Tags = function.Tags,
            Inputs = Parameters(function.Inputs),
            Outputs = Parameters(function.Outputs),
        })],
        Entities = [.. (Entities ?? []).Select(entity => new CatalogEntity(entity.Type, entity.Id, entity.Name, entity.Package))],
    };

    static List<CatalogParameter>? Parameters(IReadOnlyList<RegisteredParameterInput>? parameters) =>
        parameters?.Select(parameter => new CatalogParameter(parameter.Name, parameter.Type)).ToList();
}

/// <summary>A person.</summary>
/// <param name="Login">Unique.</param>
/// <param name="Name">Full name.</param>
/// <param name="RegisteredAt">When they joined the platform: they are new users then.</param>
public sealed record RegisteredUserInput(string Login, string? Name = null, DateTime? RegisteredAt = null);

/// <summary>A group.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Parents">Names of the groups that contain it: exactly these, others do no longer; null keeps them.</param>
/// <param name="Members">Logins of its direct members: exactly these, others are no longer; null keeps them.</param>
public sealed record RegisteredGroupInput(string Name, IReadOnlyList<string>? Parents = null, IReadOnlyList<string>? Members = null);

/// <summary>A package.</summary>
/// <param name="Name">Unique.</param>
/// <param name="Category">What it is about.</param>
/// <param name="Author">Login of who made it.</param>
/// <param name="Versions">Versions of it, in any order; others stay.</param>
public sealed record RegisteredPackageInput(
    string Name, string? Category = null, string? Author = null, IReadOnlyList<RegisteredVersionInput>? Versions = null);

/// <summary>A version of a package.</summary>
/// <param name="Version">As it is published, for example "1.4.2".</param>
/// <param name="PublishedAt">When it was published; null when unknown.</param>
public sealed record RegisteredVersionInput(string Version, DateTime? PublishedAt = null);

/// <summary>A function of a package.</summary>
/// <param name="Package">Name of the package.</param>
/// <param name="Name">Unique within the package.</param>
/// <param name="Kind">function, script, query, …; function when nobody ever said.</param>
/// <param name="Description">One line for people.</param>
/// <param name="Author">Login of who made it; its package's author when nobody ever said.</param>
/// <param name="Tags">What it is for.</param>
/// <param name="Inputs">Declared inputs, in order.</param>
/// <param name="Outputs">Declared outputs, in order.</param>
public sealed record RegisteredFunctionInput(
    string Package,
    string Name,
    string? Kind = null,
    string? Description = null,
    string? Author = null,
    IReadOnlyList<string>? Tags = null,
    IReadOnlyList<RegisteredParameterInput>? Inputs = null,
    IReadOnlyList<RegisteredParameterInput>? Outputs = null);

/// <summary>A declared parameter of a function.</summary>
/// <param name="Name">Unique within the function and direction.</param>
/// <param name="Type">The platform's word: string, int, column, dataframe, …</param>
public sealed record RegisteredParameterInput(string Name, string Type);

/// <summary>An object.</summary>
/// <param name="Type">file, query, table, project, …</param>
/// <param name="Id">The platform's own id, unique within the type.</param>
/// <param name="Name">For people; the id when nobody ever said.</param>
/// <param name="Package">Name of the package that it belongs to.</param>
public sealed record RegisteredEntityInput(string Type, string Id, string? Name = null, string? Package = null);
