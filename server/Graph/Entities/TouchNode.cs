using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Entities;

/// <summary>That an event touched an object.</summary>
[ObjectType<EventEntity>("EventEntity")]
[Expose(nameof(EventEntity.Role), nameof(EventEntity.Entity))]
public static class TouchNode;
