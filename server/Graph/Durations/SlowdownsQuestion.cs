using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Functions;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Durations;

/// <summary>
/// Functions by how the durations of their runs, failed ones included, changed against an earlier range. The test is that of Mann and
/// Whitney (two-sided, normal approximation with correction for ties and continuity) on histograms of durations, whose buckets of 4 % are
/// ties. The p-values are corrected by Benjamini and Hochberg for the number of functions tested: of those that are called slower or faster,
/// at most 5 % are expected to be chance.
/// </summary>
/// <param name="Functions">Those that got slower first, then the faster ones, then all others; the largest change first.</param>
/// <param name="TotalFunctions">Functions that were timed in one of the ranges.</param>
/// <param name="Tested">Functions with enough runs in both ranges.</param>
/// <param name="Slower">How many of them got slower.</param>
/// <param name="Faster">How many of them got faster.</param>
/// <param name="MinRuns">Runs that a function needs in both ranges.</param>
/// <param name="BeforeFrom">First instant of the earlier range.</param>
/// <param name="BeforeTo">First instant after the earlier range.</param>
public sealed record DurationChanges(
    IReadOnlyList<FunctionDurationChange> Functions, int TotalFunctions, int Tested, int Slower, int Faster, int MinRuns, DateTime BeforeFrom,
    DateTime BeforeTo);

/// <summary>How the durations of a function changed.</summary>
/// <param name="Runs">Timed runs in the range.</param>
/// <param name="RunsBefore">Timed runs in the earlier range.</param>
/// <param name="MedianMs">Median in the range, milliseconds, within 2 %; null without runs.</param>
/// <param name="MedianBeforeMs">Median in the earlier range, milliseconds, within 2 %; null without runs.</param>
/// <param name="Change">Median / median before - 1: 0.38 is 38 % slower; null without a test.</param>
/// <param name="Superiority">
/// The probability that a run in the range takes longer than one in the earlier range, a tie counting half: 0.5 is no difference; null
/// without a test.
/// </param>
/// <param name="PValue">Of the test, by itself; null without a test.</param>
/// <param name="AdjustedPValue">The p-value corrected for the number of functions tested; null without a test.</param>
/// <param name="Verdict">What that means.</param>
public sealed record FunctionDurationChange(
    long Runs, long RunsBefore, double? MedianMs, double? MedianBeforeMs, double? Change, double? Superiority, double? PValue,
    double? AdjustedPValue, DurationVerdict Verdict)
{
    /// <summary>The function.</summary>
    [GraphQLIgnore]
    public required int FunctionId { get; init; }

    internal static FunctionDurationChange Of(DurationChange change) => new(
        change.Now.Count, change.Before.Count, MedianOf(change.Now), MedianOf(change.Before), change.Ratio - 1, change.Superiority,
        change.PValue, change.Adjusted, change.Verdict)
    { FunctionId = change.FunctionId };

    static double? MedianOf(DurationHistogram durations) => durations.Count == 0 ? null : durations.QuantileUs(0.5) / 1000;
}

/// <summary>Which function it is.</summary>
[ExtendObjectType<FunctionDurationChange>]
public static class FunctionDurationChangeNode
{
    /// <summary>The function.</summary>
    public static Loaded<Function> GetFunction([Parent] FunctionDurationChange change, [Service] FunctionById loader) =>
        loader.Load(change.FunctionId).Then(function => function!);
}

/// <summary>What got slower, checked.</summary>
sealed record SlowdownsQuestion : InsightQuestion<DurationChanges>
{
    const int MostFunctions = 1000;
    const int MostRuns = 1_000_000;

    // Fewer have no normal approximation worth the name.
    const int LeastRuns = 10;

    public SlowdownsQuestion(UsageScope scope, int first, int minRuns)
    {
        ScopeQueries.RequireWithin("first", first, MostFunctions);
        if (minRuns is < LeastRuns or > MostRuns)
        {
            throw new GraphQLRequestException(
                $"minRuns is {minRuns}, but must be from {LeastRuns} to {MostRuns}: fewer runs allow no verdict.", ScopeErrors.InvalidArgument);
        }
        (Scope, First, MinRuns) = (scope, first, minRuns);
        Previous = scope.Previous ?? (scope.Filter.Selection is { } boxes && boxes.Any(box => (box.From ?? box.To) is not null)
            ? throw new GraphQLRequestException(
                "slowdowns compares with an earlier range, and picked times have no counterpart in it. Make the picked times the range of the " +
                "scope, and leave from and to out of scope.selection.",
                ScopeErrors.InvalidScope)
            : scope.Range.ComparedWith(Comparison.PreviousPeriod, scope.Zone)!.Value);
    }

    UsageScope Scope { get; }

    TimeRange Previous { get; }

    int First { get; }

    int MinRuns { get; }

    private protected override async Task<DurationChanges> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct)
    {
        var changes = await Slowdowns.AskAsync(reader, Scope, Previous, subject, MinRuns, ct);
        int Count(DurationVerdict verdict) => changes.Count(change => change.Verdict == verdict);
        return new(
            [.. changes.Take(First).Select(FunctionDurationChange.Of)], changes.Count, changes.Count - Count(DurationVerdict.TooFew),
            Count(DurationVerdict.Slower), Count(DurationVerdict.Faster), MinRuns, Previous.From, Previous.To);
    }
}

/// <summary>What got slower.</summary>
[ExtendObjectType<ScopedUsage>]
public static class UsageSlowdowns
{
    /// <summary>
    /// What got slower, and what faster: functions by the change of their durations against the comparison range of the scope; without one,
    /// against the range of the same length before.
    /// </summary>
    /// <param name="usage">The scope.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="first">Most functions: 1 to 1,000.</param>
    /// <param name="minRuns">Runs that a function needs in both ranges for a verdict: at least 10.</param>
    [ListSize(1_000, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 50, SizedFields = ["functions"])]
    [Cost(50)]
    public static Loaded<DurationChanges> GetSlowdowns(
        [Parent] ScopedUsage usage, [Service] UsageQuestions questions, int first = 50, int minRuns = 30) =>
        questions.Ask(new SlowdownsQuestion(usage.Scope, first, minRuns), usage.Subject);
}
