using UsageAnalysis.Data;
using UsageAnalysis.Graph.Entities;
using UsageAnalysis.Graph.Errors;
using UsageAnalysis.Graph.Functions;
using UsageAnalysis.Graph.Packages;
using UsageAnalysis.Graph.Parameters;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Events;

/// <summary>What events can be filtered by.</summary>
public sealed class EventFilter : FilterInputType<Event>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(e => e.Time);
        Field("senderId", e => e.Id);
        Field("source", e => e.EventType.Source);
        Field("type", e => e.EventType.Name);
        Field("sessionId", e => e.SessionId);
        Field("action", e => e.ActionId);
        Field(e => e.IsError);
        Field("durationMs", e => e.DurationUs / 1000.0, "How long it took, milliseconds; null when not timed.");
        Field(e => e.Description);
        Field("error", e => e.ErrorMessage);
        Field("handled", e => e.ErrorHandled);
        One<User, UserFilter>(e => e.User);
        One<Package, PackageFilter>("package", e => e.EventType.Package);
        One<Function, FunctionFilter>("function", e => e.EventType.Function);
        One<ErrorSignature, ErrorFilter>("errorSignature", e => e.EventType.Error);
        Many<EventEntity, EventEntityFilter>("entities", e => e.Entities);
        Many<EventParameterValue, ParameterValueFilter>("parameters", e => e.ParameterValues);
    }
}

/// <summary>What events can be ordered by.</summary>
public sealed class EventSort : SortInputType<Event>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(e => e.Time);
        Field("durationMs", e => e.DurationUs, "How long it took; not timed comes last when ascending.");
        Default(e => e.Time, SortEnumType.Desc);
        Unique(e => e.UserId);
        Unique(e => e.Time);
        Unique(e => e.Id);
    }
}
