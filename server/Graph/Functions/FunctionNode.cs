using System.Text.Json;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.Graph.Packages;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Functions;

/// <summary>Something that can be run: a function, script or query of a package.</summary>
[ObjectType<Function>("Function", Node = true)]
[Expose(nameof(Function.Name), nameof(Function.Kind), nameof(Function.Description), nameof(Function.Tags))]
public static class FunctionNode
{
    /// <summary>The package that it belongs to.</summary>
    public static Loaded<Package> GetPackage([Parent] Function function, [Service] PackageById loader) =>
        loader.Load(function.PackageId).Then(package => package!);

    /// <summary>Who made it; null when the registry says that of its package alone, or not at all.</summary>
    public static Loaded<User?> GetAuthor([Parent] Function function, [Service] UserById loader) => loader.LoadOrNull(function.AuthorId);

    /// <summary>What it takes, as the registry declares it, in order; empty when the registry does not say.</summary>
    [ListSize(5)]
    public static IReadOnlyList<DeclaredParameter> GetInputs([Parent] Function function) => DeclaredParameter.ListOf(function.Inputs);

    /// <summary>What it gives back, as the registry declares it, in order; empty when the registry does not say.</summary>
    [ListSize(5)]
    public static IReadOnlyList<DeclaredParameter> GetOutputs([Parent] Function function) => DeclaredParameter.ListOf(function.Outputs);

    /// <summary>The parameters that its runs were seen with, inputs first, then by name; one of the same name may come with several event types.</summary>
    [UseConnection]
    public static Related<EventParameter> GetParameters([Service] UsageDbContext db) => Related.Of(
        db.Functions, function => function.Id, function => db.EventParameters.Where(parameter => parameter.EventType.FunctionId == function.Id));

    /// <summary>The event types that its runs have, by source and name.</summary>
    [UseConnection]
    public static Related<EventName> GetEventTypes([Service] UsageDbContext db) => Related.Of(
        db.Functions, function => function.Id,
        function => db.EventNames.Where(name => db.EventTypes.Any(type => type.EventNameId == name.Id && type.FunctionId == function.Id)));

    /// <summary>The users who ran it, by login.</summary>
    [UseConnection]
    public static Related<User> GetUsers([Service] UsageDbContext db) => Related.Of(
        db.Functions, function => function.Id,
        function => db.Users.Where(user => db.UserActivity.Any(a => a.UserId == user.Id && a.EventType.FunctionId == function.Id)));

    /// <summary>Its runs, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Event> GetEvents([Service] UsageDbContext db) => Related.Of(
        db.Functions, function => function.Id, function => db.Events.Where(e => e.EventType.FunctionId == function.Id),
        function => db.UserActivity.Where(a => a.EventType.FunctionId == function.Id).Sum(a => a.Kept))
        .Through(
            (Function function) => db.EventTypes.Where(type => type.FunctionId == function.Id), type => type.Id,
            type => db.Events.Where(e => e.EventTypeId == type.Id));

    /// <summary>Who ran it, the latest first.</summary>
    [UseConnection]
    public static Related<UserActivity> GetActivity([Service] UsageDbContext db) => Related.Of(
        db.Functions, function => function.Id, function => db.UserActivity.Where(a => a.EventType.FunctionId == function.Id));

    /// <summary>Finds a function by its key.</summary>
    [NodeResolver]
    public static Loaded<Function?> Resolve(int key, [Service] FunctionById loader) => loader.Load(key);
}

/// <summary>A parameter of a function as the registry declares it.</summary>
/// <param name="Name">Unique within the function and direction.</param>
/// <param name="Type">The platform's word: string, int, column, dataframe, ….</param>
public sealed record DeclaredParameter(string Name, string Type)
{
    internal static IReadOnlyList<DeclaredParameter> ListOf(JsonElement declared) =>
        declared.Deserialize<DeclaredParameter[]>(JsonSerializerOptions.Web) ?? [];
}
