using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Parameters;

/// <summary>What parameters can be filtered by.</summary>
public sealed class ParameterFilter : FilterInputType<EventParameter>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Id("id", parameter => parameter.Id, "EventParameter");
        Field(parameter => parameter.Name);
        Field(parameter => parameter.Direction);
        Field(parameter => parameter.Type);
    }
}

/// <summary>What parameters can be ordered by.</summary>
public sealed class ParameterSort : SortInputType<EventParameter>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(parameter => parameter.Name);
        Field(parameter => parameter.Direction);
        Field(parameter => parameter.Type);
        Default(parameter => parameter.Direction);
        Default(parameter => parameter.Name);
        Unique(parameter => parameter.Id);
    }
}

/// <summary>What the values of an event's parameters can be filtered by.</summary>
public sealed class ParameterValueFilter : FilterInputType<EventParameterValue>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(value => value.Name);
        Field(value => value.Direction);
        Field(value => value.Value);
        Field(value => value.Number);
    }
}
