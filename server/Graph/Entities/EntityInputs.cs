using UsageAnalysis.Data;
using UsageAnalysis.Graph.Packages;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Entities;

/// <summary>What entities can be filtered by.</summary>
public sealed class EntityFilter : FilterInputType<Entity>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Id("id", entity => entity.Id, "Entity");
        Field(entity => entity.Type);
        Field(entity => entity.Key);
        Field(entity => entity.Name);
        One<Package, PackageFilter>(entity => entity.Package);
    }
}

/// <summary>What entities can be ordered by.</summary>
public sealed class EntitySort : SortInputType<Entity>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(entity => entity.Name);
        Field(entity => entity.Type);
        Field(entity => entity.Key);
        Default(entity => entity.Name);
        Unique(entity => entity.Id);
    }
}

/// <summary>What the touching of an entity can be filtered by.</summary>
public sealed class EventEntityFilter : FilterInputType<EventEntity>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(touch => touch.Role);
        One<Entity, EntityFilter>(touch => touch.Entity);
    }
}
