using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Insights.Errors;

namespace UsageAnalysis.Graph.Errors;

/// <summary>What rows of errors can be filtered by: the very values that they show.</summary>
public sealed class ErrorRowFilter : FilterInputType<ErrorRow>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(row => row.Occurrences);
        Field(row => row.Users);
        Field(row => row.Sessions);
        Field(row => row.FirstSeenAt);
        Field(row => row.LastSeenAt);
        Field(row => row.Handled);
        Field(row => row.Unhandled);
        Field(row => row.Status);
    }
}

/// <summary>One step of an order: exactly one member. Equal rows stay in an order of their own, which is always the same.</summary>
/// <param name="Occurrences">By occurrences.</param>
/// <param name="Users">By distinct users.</param>
/// <param name="Sessions">By distinct sessions.</param>
/// <param name="FirstSeenAt">By the first occurrence within the scope.</param>
/// <param name="LastSeenAt">By the last occurrence within the scope.</param>
/// <param name="Unhandled">By occurrences of which it is known that the program did not catch them.</param>
public sealed record ErrorRowSortInput(
    SortEnumType? Occurrences = null,
    SortEnumType? Users = null,
    SortEnumType? Sessions = null,
    SortEnumType? FirstSeenAt = null,
    SortEnumType? LastSeenAt = null,
    SortEnumType? Unhandled = null)
{
    /// <summary>What it says.</summary>
    internal (ErrorColumn Column, bool Descending) Parse()
    {
        (SortEnumType? Direction, ErrorColumn Column)[] members =
        [
            (Occurrences, ErrorColumn.Occurrences),
            (Users, ErrorColumn.Users),
            (Sessions, ErrorColumn.Sessions),
            (FirstSeenAt, ErrorColumn.FirstSeenAt),
            (LastSeenAt, ErrorColumn.LastSeenAt),
            (Unhandled, ErrorColumn.Unhandled),
        ];
        var given = members.Where(member => member.Direction is not null).ToArray();
        return given is [var one]
            ? (one.Column, one.Direction == SortEnumType.Desc)
            : throw new GraphQLRequestException(
                $"A step of order names {given.Length} columns, but must name exactly one: write [{{users: DESC}}, {{occurrences: DESC}}].",
                ScopeErrors.InvalidArgument);
    }
}
