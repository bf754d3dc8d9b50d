using System.Data.Common;
using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using Npgsql;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.GraphQL.Execution;

/// <summary>What a client sees of an error: message and <c>extensions.code</c>, never more of an exception.</summary>
sealed partial class ErrorInfo : IErrorInfoProvider
{
    const string Outage = "The database does not answer now. Ask again later.";
    const string TooSlow = "The database needed too long for this part of the answer and was stopped. "
        + "Ask for less: a shorter range, a narrower filter or fewer dimensions.";
    const int MaxMessageLength = 1_000;
    internal const string ErrorId = "errorId";

    global::GraphQL.Execution.ErrorInfo IErrorInfoProvider.GetInfo(ExecutionError error)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = CodeOf(error) };
        if (error is UnhandledError && error.InnerException?.Data[ErrorId] is { } id) extensions[ErrorId] = id;
        foreach (var (name, value) in error.Extensions ?? []) extensions[name] = value;
        var message = Requested(error)?.Message ?? (IsTooSlow(error) ? TooSlow : IsOutage(error) ? Outage : Message(error));
        // The engine repeats what was sent, however long.
        if (message.Length > MaxMessageLength) message = message[..(MaxMessageLength - 1)] + "…";
        return new() { Message = message, Extensions = extensions };
    }

    /// <summary>What the engine reports of a request that makes no sense.</summary>
    internal static ExecutionError Of(GraphQLRequestException fault) =>
        new(fault.Message) { Code = fault.Code, Extensions = new Dictionary<string, object?>(fault.Details) };

    static string CodeOf(ExecutionError error) => Requested(error)?.Code ?? error switch
    {
        UnhandledError when IsTooSlow(error) => ErrorCodes.Timeout,
        UnhandledError when IsOutage(error) => ErrorCodes.DatabaseUnavailable,
        UnhandledError => ErrorCodes.Unexpected,
        SyntaxError => ErrorCodes.Syntax,
        InvalidVariableError when IsNullVariable().IsMatch(error.Message) => ErrorCodes.NullVariable,
        InvalidVariableError => ErrorCodes.InvalidVariable,
        _ => error.Code ?? ErrorCodes.InvalidRequest,
    };

    // The engine has one class for all faults of variables; its words alone tell them apart. A member of a variable has a longer name.
    [GeneratedRegex(@"^Variable '\$\w+' is invalid\. .* for a non-null variable\.$")]
    private static partial Regex IsNullVariable();

    static string Message(ExecutionError error)
    {
        // A scalar's own words say what was wrong with the value.
        if (error is ValidationError { InnerException: FormatException fault }
            && !error.Message.Contains(fault.Message, StringComparison.Ordinal))
            return $"{error.Message} {fault.Message}";
        return error.Message;
    }

    static bool IsOutage(ExecutionError error) => IsDatabase(error, fault => fault.IsTransient);

    static bool IsTooSlow(ExecutionError error) => IsDatabase(error, fault => fault.SqlState == PostgresErrorCodes.QueryCanceled);

    // EF wraps the driver's exception.
    static bool IsDatabase(ExecutionError error, Func<DbException, bool> test)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
            if (cause is DbException fault && test(fault)) return true;
        return false;
    }

    static GraphQLRequestException? Requested(ExecutionError error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
            if (cause is GraphQLRequestException requested) return requested;
        return null;
    }
}
