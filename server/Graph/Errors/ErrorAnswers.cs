using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Functions;
using UsageAnalysis.Graph.Groups;
using UsageAnalysis.Graph.Packages;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.Graph.Users;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Insights.Errors;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Errors;

/// <summary>
/// The errors of a scope, grouped: one page of rows. An occurrence is an event that the measure errors counts, so that the occurrences of
/// all rows (by anything but GROUP) and those that marks hide add up to it.
/// </summary>
/// <param name="Rows">In the order asked; without one, most occurrences first.</param>
/// <param name="Totals">All rows together, those of other pages and those that where leaves out as well.</param>
/// <param name="Marked">What is hidden because people marked it as being no error; also told where it is shown.</param>
/// <param name="Bucket">Width of the buckets of the trends.</param>
/// <param name="Buckets">Start of each bucket of the trends. The first may lie before the range, which cuts it.</param>
/// <param name="TotalRows">Rows on all pages together, without those that where leaves out.</param>
/// <param name="Truncated">Whether there are more rows after this page.</param>
/// <param name="PageInfo">Cursors to the neighbouring pages.</param>
public sealed record ErrorBreakdown(
    IReadOnlyList<ErrorRow> Rows, ErrorTotals Totals, MarkedErrors Marked, TimeBucket Bucket,
    [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<DateTime> Buckets, int TotalRows, bool Truncated, PageInfo PageInfo);

/// <summary>Counts of errors.</summary>
/// <param name="Occurrences">Events that count as errors.</param>
/// <param name="Users">Distinct known users of these events.</param>
/// <param name="Sessions">Distinct sessions of these events.</param>
public sealed record ErrorTotals(long Occurrences, long Users, long Sessions);

/// <summary>Errors that people marked as being none.</summary>
/// <param name="Errors">Their signatures.</param>
/// <param name="Occurrences">Their events, which still count in all measures of usage.</param>
public sealed record MarkedErrors(long Errors, long Occurrences);

/// <summary>Errors that have the same values in the dimensions.</summary>
/// <param name="Key">The values of the dimensions.</param>
/// <param name="Occurrences">Events that count as errors.</param>
/// <param name="Users">Distinct known users of these events.</param>
/// <param name="Sessions">Distinct sessions of these events.</param>
/// <param name="FirstSeenAt">The first of these events, within the scope. The error itself tells when it was first seen at all.</param>
/// <param name="LastSeenAt">The last of these events, within the scope.</param>
/// <param name="Handled">Events of which it is known that the program caught the error.</param>
/// <param name="Unhandled">Events of which it is known that it did not.</param>
/// <param name="Unknown">Events that do not tell.</param>
/// <param name="Status">
/// How the error stands to what was seen before by anybody, also outside of the scope; null where SIGNATURE is no dimension, and for errors
/// without a signature.
/// </param>
/// <param name="AbsentDays">The whole days (UTC) without the error before it came back; null where status is not REGRESSED.</param>
/// <param name="Share">This row's part of the occurrences of all rows, 0 to 1. By GROUP, parts may add up to more than 1.</param>
/// <param name="Trend">Occurrences, one value a bucket.</param>
/// <param name="Previous">The same in the comparison range; null without a comparison.</param>
public sealed record ErrorRow(
    ErrorKey Key, long Occurrences, long Users, long Sessions, DateTime FirstSeenAt, DateTime LastSeenAt, long Handled, long Unhandled,
    long Unknown, ErrorStatus? Status, int? AbsentDays, double Share,
    [property: ListSize(UsageSeries.UsualBuckets)] IReadOnlyList<long> Trend, ErrorTotals? Previous);

/// <summary>The values of a row's dimensions, still as ids.</summary>
/// <param name="Parts">One value a dimension.</param>
public sealed record ErrorKey(IReadOnlyDictionary<ErrorDimension, UsageKeyPart> Parts)
{
    /// <summary>Id of the value of a dimension; null when it was not asked for, or has none.</summary>
    public int? IdOf(ErrorDimension dimension) => (int?)Parts.GetValueOrDefault(dimension).Id;
}

/// <summary>
/// What a row of errors is about: one member for each dimension that was asked for. A member is null where it was not asked for, and where
/// the events have no such thing: no signature (an event of the source error that carries none), no function, no known version, no user
/// (anonymous), no group.
/// </summary>
[ObjectType<ErrorKey>("ErrorKey")]
public static class ErrorKeyNode
{
    /// <summary>The error, by its signature.</summary>
    public static Loaded<ErrorSignature?> GetError([Parent] ErrorKey key, [Service] ErrorById loader) =>
        loader.LoadOrNull(key.IdOf(ErrorDimension.Signature));

    /// <summary>The package.</summary>
    public static Loaded<Package?> GetPackage([Parent] ErrorKey key, [Service] PackageById loader) =>
        loader.LoadOrNull(key.IdOf(ErrorDimension.Package));

    /// <summary>The function.</summary>
    public static Loaded<Function?> GetFunction([Parent] ErrorKey key, [Service] FunctionById loader) =>
        loader.LoadOrNull(key.IdOf(ErrorDimension.Function));

    /// <summary>The version of the event's package that was the latest one published when the event happened.</summary>
    public static Loaded<PackageVersion?> GetVersion([Parent] ErrorKey key, [Service] VersionById loader) =>
        loader.LoadOrNull(key.IdOf(ErrorDimension.Version));

    /// <summary>The user; null for anonymous events.</summary>
    public static Loaded<User?> GetUser([Parent] ErrorKey key, [Service] UserById loader) => loader.LoadOrNull(key.IdOf(ErrorDimension.User));

    /// <summary>The group; null for users in no group.</summary>
    public static Loaded<Group?> GetGroup([Parent] ErrorKey key, [Service] GroupById loader) =>
        loader.LoadOrNull(key.IdOf(ErrorDimension.Group));

    /// <summary>The source.</summary>
    public static string? GetSource([Parent] ErrorKey key) => key.Parts.GetValueOrDefault(ErrorDimension.Source).Text;
}
