using UsageAnalysis.Data;
using UsageAnalysis.Graph.Functions;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Runs;

/// <summary>What runs can be filtered by.</summary>
public sealed class RunFilter : FilterInputType<Run>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field("time", run => run.Event.Time, "When it began, as the sender says.");
        Field("durationMs", run => run.Event.DurationUs / 1000.0, "How long it took, milliseconds; null when not timed.");
        Field("status", run => run.Event.IsError ? RunStatus.Failed : RunStatus.Ok, "How it ended.");
        Field("error", run => run.Event.ErrorMessage, "Message of the error that it carries; null without one.");
        Field("sessionId", run => run.Event.SessionId, "The id that the client made for the session; null without one.");
        One<User, UserFilter>(run => run.User);
        One<Function, FunctionFilter>("function", run => run.Event.EventType.Function);
        Many<StoredValue, RunValueFilter>(
            "inputs", run => StoredParameters.Values(run.Event.Parameters, StoredParameters.Inputs), "The values that went in.",
            new KeyedItems<Run>("name", (run, name) => StoredParameters.Exists(run.Event.Parameters, StoredParameters.Inputs, name))
                .With("value", (run, name) => StoredParameters.Value(run.Event.Parameters, StoredParameters.Inputs, name))
                .With("number", (run, name) => StoredParameters.Number(run.Event.Parameters, StoredParameters.Inputs, name)));
        Many<StoredValue, RunValueFilter>(
            "outputs", run => StoredParameters.Values(run.Event.Parameters, StoredParameters.Outputs), "The values that came out.",
            new KeyedItems<Run>("name", (run, name) => StoredParameters.Exists(run.Event.Parameters, StoredParameters.Outputs, name))
                .With("value", (run, name) => StoredParameters.Value(run.Event.Parameters, StoredParameters.Outputs, name))
                .With("number", (run, name) => StoredParameters.Number(run.Event.Parameters, StoredParameters.Outputs, name)));
    }
}

/// <summary>What the inputs and outputs of runs can be filtered by.</summary>
public sealed class RunValueFilter : FilterInputType<StoredValue>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Name("RunValueFilterInput");
        Field(value => value.Name);
        Field(value => value.Value);
        Field(value => value.Number);
    }
}

/// <summary>What runs can be ordered by.</summary>
public sealed class RunSort : SortInputType<Run>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field("time", run => run.Event.Time, "When it began.");
        Field("durationMs", run => run.Event.DurationUs ?? -1L, "How long it took; what was not timed counts as the shortest.");
        Field("status", run => run.Event.IsError ? 1 : 0, "How it ended: OK comes first when ascending.");
        One<User, UserSort>(run => run.User);
        Named(
            "input", (run, name) => StoredParameters.Number(run.Event.Parameters, StoredParameters.Inputs, name),
            (run, name) => StoredParameters.Value(run.Event.Parameters, StoredParameters.Inputs, name), "The value of an input.");
        Named(
            "output", (run, name) => StoredParameters.Number(run.Event.Parameters, StoredParameters.Outputs, name),
            (run, name) => StoredParameters.Value(run.Event.Parameters, StoredParameters.Outputs, name), "The value of an output.");
        Default(run => run.Event.Time, SortEnumType.Desc);
        Unique(run => run.Event.UserId);
        Unique(run => run.Event.Time);
        Unique(run => run.Event.Id);
    }
}
