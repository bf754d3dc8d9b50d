using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Usage;

/// <summary>Codes of errors in scopes and questions.</summary>
static class ScopeErrors
{
    /// <summary>An entry that names nothing.</summary>
    public const string UnknownEntry = "UNKNOWN_SCOPE_ENTRY";

    /// <summary>A scope that makes no sense.</summary>
    public const string InvalidScope = "INVALID_SCOPE";

    /// <summary>An argument outside its limits.</summary>
    public const string InvalidArgument = "INVALID_ARGUMENT";

    /// <summary>A question that needs single events which were dropped by age.</summary>
    public const string EventsDropped = "EVENTS_DROPPED";

    /// <summary>Shows the sender what is wrong with a scope.</summary>
    public static T Explained<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (InvalidScopeException fault)
        {
            throw new GraphQLRequestException(fault.Message, InvalidScope);
        }
    }
}
