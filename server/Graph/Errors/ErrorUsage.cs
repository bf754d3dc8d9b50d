using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Insights.Errors;

namespace UsageAnalysis.Graph.Errors;

/// <summary>The errors of a scope.</summary>
[ExtendObjectType<ScopedUsage>]
public static class ErrorUsage
{
    /// <summary>
    /// The errors, by what they have in common. Counted from single events, so that it needs those of the whole range. Errors that people
    /// marked as being none are left out; they still count in all measures.
    /// </summary>
    /// <param name="usage">The scope.</param>
    /// <param name="selection">What of the rows is asked.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="by">Dimensions, 1 to 3, each at most once.</param>
    /// <param name="where">Conditions on a row.</param>
    /// <param name="order">Precedence is position. Default: most occurrences first.</param>
    /// <param name="marked">Whether errors that people marked as being none are shown too.</param>
    /// <param name="first">Most rows: 1 to 1,000.</param>
    /// <param name="after">Cursor of the row after which the page begins; from an answer to the same question.</param>
    [Cost(100)]
    [ListSize(1_000, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 50, SizedFields = ["rows"])]
    public static Loaded<ErrorBreakdown> GetErrors(
        [Parent] ScopedUsage usage, Selection selection, [Service] UsageQuestions questions, IReadOnlyList<ErrorDimension> by,
        Where<ErrorRow>? where = null, IReadOnlyList<ErrorRowSortInput>? order = null, bool marked = false, int first = 50,
        string? after = null) =>
        questions.Ask(new ErrorsQuestion(usage.Scope, by, where, order ?? [], marked, first, after, selection), usage.Subject);
}
