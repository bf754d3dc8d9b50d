using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Runs;

/// <summary>Whether a parameter goes in or comes out.</summary>
public enum ParameterDirection
{
    /// <summary>It goes in.</summary>
    Input,

    /// <summary>It comes out.</summary>
    Output,

    /// <summary>Something else that was sent.</summary>
    Other,
}

/// <summary>What a parameter was given most, checked.</summary>
sealed record TopValuesQuestion : InsightQuestion<IReadOnlyList<ParameterValueCount>>
{
    const int MostValues = 100;

    public TopValuesQuestion(UsageScope scope, ParameterDirection direction, string name, int first)
    {
        ScopeQueries.RequireWithin("first", first, MostValues);
        if (name.Contains('\0'))
        {
            throw new GraphQLRequestException(
                $"name is {Quoted.Text(name)}, but no name contains the character U+0000.", ScopeErrors.InvalidArgument);
        }
        (Scope, Direction, Name, First) = (scope, direction, name, first);
    }

    UsageScope Scope { get; }

    ParameterDirection Direction { get; }

    string Name { get; }

    int First { get; }

    string Member => Direction switch
    {
        ParameterDirection.Input => StoredParameters.Inputs,
        ParameterDirection.Output => StoredParameters.Outputs,
        _ => "other",
    };

    private protected override Task<IReadOnlyList<ParameterValueCount>> AnswerAsync(
        UsageReader reader, UsageSubject? subject, CancellationToken ct) =>
        TopValues.AskAsync(reader, Scope, subject, Member, Name, First, ct);
}

/// <summary>What the parameters of a function were given most.</summary>
[ExtendObjectType<ScopedUsage>]
public static class UsageTopValues
{
    /// <summary>
    /// The values that a parameter of a function had most in the scope: most runs first. Asked below a function, or under a scope that names
    /// exactly one.
    /// </summary>
    /// <param name="usage">The scope.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="direction">Whether it is an input or an output.</param>
    /// <param name="first">Most values: 1 to 100.</param>
    [ListSize(100, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 10)]
    [Cost(50)]
    public static Loaded<IReadOnlyList<ParameterValueCount>> GetTopValues(
        [Parent] ScopedUsage usage, [Service] UsageQuestions questions, string name,
        ParameterDirection direction = ParameterDirection.Input, int first = 10) =>
        usage.Subject?.Kind == SubjectKind.Function || usage.Scope.Filter.Functions is [_]
            ? questions.Ask(new TopValuesQuestion(usage.Scope, direction, name, first), usage.Subject)
            : throw new GraphQLRequestException(
                $"topValues of {Quoted.Text(name)} needs one function, as parameters of the same name mean different things elsewhere. " +
                "Ask it in function { usage { topValues } }, or name one function in scope.functions.",
                ScopeErrors.InvalidArgument);
}

/// <summary>What a parameter was given most.</summary>
[ExtendObjectType<EventParameter>]
public static class ParameterTopValues
{
    /// <summary>The values that it had most in events of this kind: most events first.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="scope">The global filter, which must hold too; without it, the last 30 days.</param>
    /// <param name="scopes">Resolves scopes.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="first">Most values: 1 to 100.</param>
    [ListSize(100, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 10)]
    [Cost(50)]
    public static Loaded<IReadOnlyList<ParameterValueCount>> GetTopValues(
        [Parent] EventParameter parameter, UsageScopeInput? scope, [Service] UsageScopes scopes, [Service] UsageQuestions questions,
        int first = 10) =>
        scopes.Of(new(SubjectKind.Parameter, parameter.Id), scope).Then((usage, ct) => questions
            .Ask(new TopValuesQuestion(usage.Scope, DirectionOf(parameter), parameter.Name, first), usage.Subject)
            .GetAsync(ct));

    static ParameterDirection DirectionOf(EventParameter parameter) => Enum.Parse<ParameterDirection>(parameter.Direction, ignoreCase: true);
}
