namespace UsageAnalysis.GraphQL.Conventions;

/// <summary>
/// A mistake in the request, worded for the person who sent it: message and code reach the client unchanged. Every other exception is
/// answered with "Unexpected Execution Error" and an id, and goes to the log.
/// </summary>
public sealed class GraphQLRequestException(string message, string code = "BAD_REQUEST") : Exception(message)
{
    /// <summary>The stable value of <c>extensions.code</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What programs need of the message: further members of <c>extensions</c>.</summary>
    public IReadOnlyDictionary<string, object?> Details { get; init; } = new Dictionary<string, object?>();
}

/// <summary>Codes of Hot Chocolate where the meaning is the same.</summary>
static class ErrorCodes
{
    internal const string Syntax = "HC0014";
    internal const string InvalidVariable = "HC0016";
    internal const string NullVariable = "HC0018";
    internal const string NotPersisted = "HC0020";
    internal const string Timeout = "HC0045";
    internal const string IntrospectionNotAllowed = "HC0046";
    internal const string CostExceeded = "HC0047";
    internal const string PageSizeExceeded = "HC0051";
    internal const string PagingBoundaries = "HC0052";
    internal const string OnlyPersisted = "HC0067";
    internal const string TooManyNodes = "HC0076";
    internal const string InvalidCursor = "HC0078";
    internal const string PageSizeTooSmall = "HC0079";
    internal const string IntrospectionTooDeep = "HC0086";
    internal const string MergeBudget = "HC0107";
    internal const string FragmentCycle = "NO_FRAGMENT_CYCLES";
    internal const string FilterBudget = "FILTER_TOO_LARGE";
    internal const string InvalidFilter = "INVALID_FILTER";
    internal const string InvalidId = "INVALID_ID";
    internal const string DocumentTooLarge = "DOCUMENT_TOO_LARGE";
    internal const string ListTooLong = "LIST_TOO_LONG";
    internal const string AnswerTooLarge = "ANSWER_TOO_LARGE";
    internal const string InvalidRequest = "INVALID_REQUEST";
    internal const string Unexpected = "UNEXPECTED";
    internal const string DatabaseUnavailable = "DATABASE_UNAVAILABLE";
    internal const string TooManyOperations = "TOO_MANY_OPERATIONS";
    internal const string MoreErrors = "MORE_ERRORS";
}
