using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Events;

/// <summary>What event types can be filtered by.</summary>
public sealed class EventTypeFilter : FilterInputType<EventName>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Id("id", name => name.Id, "EventType");
        Field(name => name.Source);
        Field(name => name.Name);
    }
}

/// <summary>What event types can be ordered by.</summary>
public sealed class EventTypeSort : SortInputType<EventName>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(name => name.Source);
        Field(name => name.Name);
        Default(name => name.Source);
        Default(name => name.Name);
        Unique(name => name.Id);
    }
}
