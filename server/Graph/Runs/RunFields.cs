using UsageAnalysis.Data;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Runs;

/// <summary>The runs of a function.</summary>
[ExtendObjectType<Function>]
public static class FunctionRuns
{
    /// <summary>Its runs with inputs and outputs, at any time, the latest first.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Run> GetRuns([Service] UsageDbContext db) => Related.Of(
        db.Functions, function => function.Id,
        function => db.Events.Where(e => e.EventType.FunctionId == function.Id).Select(e => new Run { Event = e, User = e.User }),
        function => db.UserActivity.Where(a => a.EventType.FunctionId == function.Id).Sum(a => a.Kept))
        .Through(
            (Function function) => db.EventTypes.Where(type => type.FunctionId == function.Id), type => type.Id,
            type => db.Events.Where(e => e.EventTypeId == type.Id).Select(e => new Run { Event = e, User = e.User }));
}

/// <summary>The runs of functions in a scope.</summary>
[ExtendObjectType<ScopedUsage>]
public static class UsageRuns
{
    /// <summary>
    /// The very runs of functions that the numbers count, with inputs and outputs, the latest first. Conditions on values and orders by them
    /// look at every run in the scope: name a function in it.
    /// </summary>
    [UseConnection(MaxPageSize = 1000)]
    public static Related<Run> GetRuns([Parent] ScopedUsage usage, [Service] UsageDbContext db, [Service] UsageReader reader) =>
        new ScopedEvents<Run>(OnlyRuns(usage), Run.Of, db, reader).Related().Remembered(new RunMemory(usage.Scope, reader));

    static ScopedUsage OnlyRuns(ScopedUsage usage)
    {
        var filter = usage.Scope.Filter;
        // A scope of everything but runs has none.
        return usage with
        {
            Scope = usage.Scope with { Filter = filter.Runs == false ? filter with { Functions = [] } : filter with { Runs = true } },
        };
    }
}
