using UsageAnalysis.Data;
using UsageAnalysis.Graph.Packages;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Errors;

/// <summary>An error by its signature: occurrences that have the same cause share one.</summary>
[ObjectType<ErrorSignature>("Error", Node = true)]
[Expose(nameof(ErrorSignature.Signature), nameof(ErrorSignature.Message))]
public static class ErrorNode
{
    /// <summary>Time of the first occurrence; null when none was stored.</summary>
    public static Loaded<DateTime?> GetFirstSeenAt([Parent] ErrorSignature error, [Service] ErrorTimesById loader) =>
        loader.Load(error.Id).Then(times => times?.First);

    /// <summary>Time of the last occurrence so far; null when none was stored.</summary>
    public static Loaded<DateTime?> GetLastSeenAt([Parent] ErrorSignature error, [Service] ErrorTimesById loader) =>
        loader.Load(error.Id).Then(times => times?.Last);

    /// <summary>
    /// The version of its package that was the latest one published when it was first seen; null when the registry knows none published
    /// before.
    /// </summary>
    public static Loaded<PackageVersion?> GetFirstVersion(
        [Parent] ErrorSignature error, [Service] FirstVersionByError first, [Service] VersionById versions) =>
        first.Load(error.Id).Then((known, ct) => versions.LoadOrNull(known?.VersionId).GetAsync(ct));

    /// <summary>What people said about it, the latest first. The first one holds.</summary>
    [ListSize(20)]
    public static Loaded<IReadOnlyList<ErrorMark>> GetMarks([Parent] ErrorSignature error, [Service] MarksByError loader) =>
        loader.Load(error.Id).Then(marks => marks ?? []);

    /// <summary>What was said about it last; null when nobody said anything.</summary>
    public static Loaded<ErrorMark?> GetCurrentMark([Parent] ErrorSignature error, [Service] MarksByError loader) =>
        loader.Load(error.Id).Then(marks => marks?[0]);

    /// <summary>The occurrences, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Event> GetEvents([Service] UsageDbContext db) => Related.Of(
        db.ErrorSignatures, error => error.Id, error => db.Events.Where(e => e.EventType.ErrorId == error.Id),
        error => db.UserActivity.Where(a => a.EventType.ErrorId == error.Id).Sum(a => a.Kept))
        .Through(
            (ErrorSignature error) => db.EventTypes.Where(type => type.ErrorId == error.Id), type => type.Id,
            type => db.Events.Where(e => e.EventTypeId == type.Id));

    /// <summary>Who did what when it occurred, the latest first.</summary>
    [UseConnection]
    public static Related<UserActivity> GetActivity([Service] UsageDbContext db) => Related.Of(
        db.ErrorSignatures, error => error.Id, error => db.UserActivity.Where(a => a.EventType.ErrorId == error.Id));

    /// <summary>The users to whom it occurred, by login.</summary>
    [UseConnection]
    public static Related<User> GetUsers([Service] UsageDbContext db) => Related.Of(
        db.ErrorSignatures, error => error.Id,
        error => db.Users.Where(user => db.UserActivity.Any(a => a.UserId == user.Id && a.EventType.ErrorId == error.Id)));

    /// <summary>The sessions in which it occurred, the latest first.</summary>
    [UseConnection]
    public static Related<Session> GetSessions([Service] UsageDbContext db) => Related.Of(
        db.ErrorSignatures, error => error.Id,
        // Their keys first and each once: asked session by session, whether the error occurred in it takes a look at each of them.
        error => db.Events
            .Where(e => e.EventType.ErrorId == error.Id && e.IsError && e.SessionId != null)
            .Select(e => new { e.UserId, Id = e.SessionId!.Value })
            .Distinct()
            .Join(db.Sessions, key => key, session => new { session.UserId, session.Id }, (_, session) => session));

    /// <summary>The packages in which it occurred, by name.</summary>
    [UseConnection]
    public static Related<Package> GetPackages([Service] UsageDbContext db) => Related.Of(
        db.ErrorSignatures, error => error.Id,
        error => db.Packages.Where(package => db.EventTypes.Any(type => type.PackageId == package.Id && type.ErrorId == error.Id)));

    /// <summary>The functions in which it occurred, by name.</summary>
    [UseConnection]
    public static Related<Function> GetFunctions([Service] UsageDbContext db) => Related.Of(
        db.ErrorSignatures, error => error.Id,
        error => db.Functions.Where(function => db.EventTypes.Any(type => type.FunctionId == function.Id && type.ErrorId == error.Id)));

    /// <summary>Finds an error by its key.</summary>
    [NodeResolver]
    public static Loaded<ErrorSignature?> Resolve(int key, [Service] ErrorById loader) => loader.Load(key);
}
