using UsageAnalysis.Data;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Sessions;

/// <summary>What sessions can be filtered by.</summary>
public sealed class SessionFilter : FilterInputType<Session>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field("clientId", session => session.Id);
        Field(session => session.StartedAt);
        Field(session => session.LastEventAt);
        Field(session => session.EventCount);
        Field(session => session.ErrorCount);
        Field(session => session.Client);
        Field(session => session.Version);
        One<User, UserFilter>(session => session.User);
    }
}

/// <summary>What sessions can be ordered by.</summary>
public sealed class SessionSort : SortInputType<Session>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(session => session.StartedAt);
        Field(session => session.LastEventAt);
        Field(session => session.EventCount);
        Field(session => session.ErrorCount);
        Default(session => session.StartedAt, SortEnumType.Desc);
        Unique(session => session.UserId);
        Unique(session => session.Id);
    }
}
