using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Insights.Errors;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Errors;

/// <summary>What came before one error.</summary>
sealed record CausesQuestion(UsageScope Scope, int ErrorId, int First) : InsightQuestion<ErrorCauseList>
{
    private protected override async Task<ErrorCauseList> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct)
    {
        var found = await new ErrorCauses(reader, Scope).OfErrorAsync(ErrorId, ct);
        return new ErrorCauseList(
            found.Since, found.Events, found.Followed, found.BaseRate, [.. found.Acts.Take(First).Select(row => ErrorCause.Of(row.Act, row.Following))],
            found.Acts.Count);
    }
}

/// <summary>Which errors followed an event type or a function: the subject.</summary>
sealed record FollowingErrorsQuestion(UsageScope Scope, int First) : InsightQuestion<FollowingErrorList>
{
    private protected override async Task<FollowingErrorList> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct)
    {
        var found = await new ErrorCauses(reader, Scope).AfterAsync(
            act => subject is { Kind: SubjectKind.Function } function ? act.FunctionId == function.Id : act.EventNameId == subject!.Value.Id, ct);
        return new FollowingErrorList(
            found.Since, found.Events, [.. found.Errors.Take(First).Select(row => FollowingError.Of(row.ErrorId, row.Following))],
            found.Errors.Count);
    }
}

/// <summary>Asks what came before errors, and what followed.</summary>
static class CauseFields
{
    const int MostRows = 100;

    public static Loaded<ErrorCauseList> Causes(
        ErrorSignature error, UsageScopeInput? scope, int first, UsageScopes scopes, UsageQuestions questions)
    {
        ScopeQueries.RequireWithin("first", first, MostRows);
        return scopes.Of(null, scope).Then((usage, ct) => questions.Ask(new CausesQuestion(usage.Scope, error.Id, first), null).GetAsync(ct));
    }

    public static Loaded<FollowingErrorList> ErrorsAfter(
        UsageSubject subject, UsageScopeInput? scope, int first, UsageScopes scopes, UsageQuestions questions)
    {
        ScopeQueries.RequireWithin("first", first, MostRows);
        return scopes.Of(null, scope).Then((usage, ct) => questions.Ask(new FollowingErrorsQuestion(usage.Scope, first), subject).GetAsync(ct));
    }
}

/// <summary>What came before an error.</summary>
[ExtendObjectType<ErrorSignature>]
public static class CausesOfErrorNode
{
    /// <summary>What was done before the error occurred, and how often that is followed by it: its likely causes.</summary>
    /// <param name="error">The error.</param>
    /// <param name="scope">The global filter, for the occurrences and for what was done before; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="first">Most rows: 1 to 100.</param>
    [Cost(200)]
    [ListSize(100, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 20, SizedFields = ["rows"])]
    public static Loaded<ErrorCauseList> GetCauses(
        [Parent] ErrorSignature error, UsageScopeInput? scope, [Service] UsageScopes scopes, [Service] UsageQuestions questions,
        int first = 20) => CauseFields.Causes(error, scope, first, scopes, questions);
}

/// <summary>What followed an event type.</summary>
[ExtendObjectType<EventName>]
public static class ErrorsAfterEventTypeNode
{
    /// <summary>The errors that such events were followed by, or carried themselves.</summary>
    /// <param name="type">The event type.</param>
    /// <param name="scope">The global filter, for such events and for the errors; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="first">Most rows: 1 to 100.</param>
    [Cost(200)]
    [ListSize(100, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 20, SizedFields = ["rows"])]
    public static Loaded<FollowingErrorList> GetErrorsAfter(
        [Parent] EventName type, UsageScopeInput? scope, [Service] UsageScopes scopes, [Service] UsageQuestions questions, int first = 20) =>
        CauseFields.ErrorsAfter(new(SubjectKind.EventType, type.Id), scope, first, scopes, questions);
}

/// <summary>What followed a function.</summary>
[ExtendObjectType<Function>]
public static class ErrorsAfterFunctionNode
{
    /// <summary>The errors that runs of the function were followed by, or ended in.</summary>
    /// <param name="function">The function.</param>
    /// <param name="scope">The global filter, for the runs and for the errors; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="first">Most rows: 1 to 100.</param>
    [Cost(200)]
    [ListSize(100, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 20, SizedFields = ["rows"])]
    public static Loaded<FollowingErrorList> GetErrorsAfter(
        [Parent] Function function, UsageScopeInput? scope, [Service] UsageScopes scopes, [Service] UsageQuestions questions,
        int first = 20) => CauseFields.ErrorsAfter(new(SubjectKind.Function, function.Id), scope, first, scopes, questions);
}
