using UsageAnalysis.Data;
using UsageAnalysis.Graph.Events;
using UsageAnalysis.Graph.Functions;
using UsageAnalysis.Graph.Packages;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Insights.Errors;

namespace UsageAnalysis.Graph.Errors;

/// <summary>
/// What came before an error, within the scope. An event is followed by the error where it carries the error itself; where an event of the
/// same user and action does, at most an hour later; or where one of the same user and session does, at most 5 s later. Anonymous events are
/// those of one user here. An event without an action is only followed within its session, one without a session only within its action.
/// It counts once, however often the error followed. Events of the source error, which do nothing, do not count.
/// </summary>
/// <param name="Since">
/// Where there are more than 5,000 occurrences, only the newest 5,000 are looked at: everything here is of the range from this instant on.
/// Null where all were looked at.
/// </param>
/// <param name="Events">All events that the error could have followed.</param>
/// <param name="Followed">Those that it followed, whatever they were.</param>
/// <param name="BaseRate">followed / events: how often any event is followed by the error.</param>
/// <param name="Rows">What was done; what was followed most beyond the base rate first.</param>
/// <param name="TotalRows">How many different things were followed by the error.</param>
public sealed record ErrorCauseList(
    DateTime? Since, long Events, long Followed, double BaseRate, IReadOnlyList<ErrorCause> Rows, int TotalRows);

/// <summary>Something that was done, and how often the error followed.</summary>
/// <param name="Events">How often it was done.</param>
/// <param name="Followed">How many of these events the error followed.</param>
/// <param name="Itself">How many of these events carry the error themselves, as a run that fails does.</param>
/// <param name="Rate">followed / events.</param>
/// <param name="RateLow">With 95 % confidence, the true rate is not lower (Wilson's score interval).</param>
/// <param name="RateHigh">With 95 % confidence, the true rate is not higher.</param>
/// <param name="Lift">How many times the base rate the rate is: 1 says that the error follows it as often as anything.</param>
public sealed record ErrorCause(long Events, long Followed, long Itself, double Rate, double RateLow, double RateHigh, double Lift)
{
    /// <summary>What was done, as ids.</summary>
    [GraphQLIgnore]
    public required Act Act { get; init; }

    internal static ErrorCause Of(Act act, Following following) => new(
        following.Events, following.Followed, following.Itself, following.Rate, following.Interval.Low, following.Interval.High, following.Lift)
    {
        Act = act,
    };
}

/// <summary>What was done.</summary>
[ExtendObjectType<ErrorCause>]
public static class ErrorCauseNode
{
    /// <summary>What happened.</summary>
    public static Loaded<EventName> GetEventType([Parent] ErrorCause cause, [Service] EventNameById loader) =>
        loader.Load(cause.Act.EventNameId).Then(name => name!);

    /// <summary>The package that it is attributed to.</summary>
    public static Loaded<Package> GetPackage([Parent] ErrorCause cause, [Service] PackageById loader) =>
        loader.Load(cause.Act.PackageId).Then(package => package!);

    /// <summary>The function that ran; null when none did.</summary>
    public static Loaded<Function?> GetFunction([Parent] ErrorCause cause, [Service] FunctionById loader) =>
        loader.LoadOrNull(cause.Act.FunctionId);
}

/// <summary>The errors that followed something within the scope, in the sense of the causes of an error.</summary>
/// <param name="Since">
/// Where there are more than 5,000 errors in the scope, only the newest 5,000 are looked at: everything here is of the range from this instant
/// on. Null where all were looked at.
/// </param>
/// <param name="Events">How often it was done.</param>
/// <param name="Rows">The errors; what followed most beyond its base rate first.</param>
/// <param name="TotalRows">How many different errors followed.</param>
public sealed record FollowingErrorList(DateTime? Since, long Events, IReadOnlyList<FollowingError> Rows, int TotalRows);

/// <summary>An error, and how often it followed.</summary>
/// <param name="Followed">How many of the events it followed.</param>
/// <param name="Itself">How many of the events carry the error themselves, as a run that fails does.</param>
/// <param name="Rate">followed / events.</param>
/// <param name="RateLow">With 95 % confidence, the true rate is not lower (Wilson's score interval).</param>
/// <param name="RateHigh">With 95 % confidence, the true rate is not higher.</param>
/// <param name="BaseRate">The part of all events in the scope that this error followed.</param>
/// <param name="Lift">How many times the base rate the rate is.</param>
public sealed record FollowingError(
    long Followed, long Itself, double Rate, double RateLow, double RateHigh, double BaseRate, double Lift)
{
    /// <summary>The error.</summary>
    [GraphQLIgnore]
    public required int ErrorId { get; init; }

    internal static FollowingError Of(int error, Following following) => new(
        following.Followed, following.Itself, following.Rate, following.Interval.Low, following.Interval.High, following.BaseRate, following.Lift)
    {
        ErrorId = error,
    };
}

/// <summary>The error that followed.</summary>
[ExtendObjectType<FollowingError>]
public static class FollowingErrorNode
{
    /// <summary>The error.</summary>
    public static Loaded<ErrorSignature> GetError([Parent] FollowingError following, [Service] ErrorById loader) =>
        loader.Load(following.ErrorId).Then(error => error!);
}
