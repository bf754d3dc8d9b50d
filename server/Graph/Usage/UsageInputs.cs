using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Graph.Usage;

/// <summary>
/// The global filter: which events a question is about. Conditions add up; values within one are alternatives. An entry is a node id or the
/// thing's own name. An empty list or null means everything; an unknown entry is an error that quotes it.
/// </summary>
/// <param name="Range">Default: the last 30 days.</param>
/// <param name="TimeZone">IANA name of the zone whose calendar is meant. Default: UTC.</param>
/// <param name="Compare">What to compare with. Default: nothing.</param>
/// <param name="CompareWith">A range of one's own to compare with, instead of compare: bucket by bucket from its beginning.</param>
/// <param name="Groups">Groups by name: users who are in one of them now, directly or nested.</param>
/// <param name="Users">Users by login.</param>
/// <param name="Packages">Packages by name.</param>
/// <param name="Categories">Categories of packages.</param>
/// <param name="Functions">Functions by qualified name, for example "Chem:fingerprints".</param>
/// <param name="Tags">Tags of functions.</param>
/// <param name="Sources">Sources of events.</param>
/// <param name="EventTypes">Event types by name; one name in several sources means all of them.</param>
/// <param name="Entities">Entities by key: events that touched one of them.</param>
/// <param name="Errors">Errors by signature.</param>
/// <param name="Sessions">Sessions by the client's session id.</param>
/// <param name="Versions">
/// Versions of packages, for example "Chem@1.12.0", at most 20: events of the package that happened while it was the latest version
/// published. Only those of which the registry knows when they were published.
/// </param>
/// <param name="Anonymous">Only anonymous events when true, only those of known users when false; null: both.</param>
/// <param name="Runs">Only runs of functions when true, only events in which none ran when false; null: both.</param>
/// <param name="Selection">
/// Only events within at least one of these, at most 100: what was picked in a chart. Events in several count once. Picked times go with no
/// comparison.
/// </param>
public sealed record UsageScopeInput(
    TimeRangeInput? Range = null,
    string? TimeZone = null,
    Comparison? Compare = null,
    TimeRangeInput? CompareWith = null,
    [property: ID] IReadOnlyList<string>? Groups = null,
    [property: ID] IReadOnlyList<string>? Users = null,
    [property: ID] IReadOnlyList<string>? Packages = null,
    IReadOnlyList<string>? Categories = null,
    [property: ID] IReadOnlyList<string>? Functions = null,
    IReadOnlyList<string>? Tags = null,
    IReadOnlyList<string>? Sources = null,
    [property: ID] IReadOnlyList<string>? EventTypes = null,
    [property: ID] IReadOnlyList<string>? Entities = null,
    [property: ID] IReadOnlyList<string>? Errors = null,
    [property: ID] IReadOnlyList<string>? Sessions = null,
    IReadOnlyList<string>? Versions = null,
    bool? Anonymous = null,
    bool? Runs = null,
    IReadOnlyList<UsageSelectionInput>? Selection = null)
{
    IReadOnlyList<string>?[] Lists =>
        [Groups, Users, Packages, Categories, Functions, Tags, Sources, EventTypes, Entities, Errors, Sessions, Versions];

    /// <summary>Whether both ask for the same, entry by entry.</summary>
    public bool Equals(UsageScopeInput? other) => other is not null
        && (Range, TimeZone, Compare, CompareWith, Anonymous, Runs)
            == (other.Range, other.TimeZone, other.Compare, other.CompareWith, other.Anonymous, other.Runs)
        && EntryLists.AreSame(Lists, other.Lists)
        && (Selection ?? []).SequenceEqual(other.Selection ?? []);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        Range, TimeZone, Compare, CompareWith, Anonymous, Runs, Lists.Sum(list => list?.Count ?? 0), Selection?.Count ?? 0);
}

/// <summary>
/// What was picked in a chart: events for which all of these hold. An entry is a node id or the thing's own name; an empty list or null
/// means everything.
/// </summary>
/// <param name="From">First instant that is picked; null: from the beginning of the range.</param>
/// <param name="To">First instant that is no longer picked; null: to the end of the range.</param>
/// <param name="Packages">Packages by name.</param>
/// <param name="Functions">Functions by qualified name, for example "Chem:fingerprints".</param>
/// <param name="Users">Users by login.</param>
/// <param name="InGroups">Groups by name: users who are in each of them now, directly or nested.</param>
/// <param name="Sources">Sources of events.</param>
/// <param name="Anonymous">Only anonymous events when true, only those of known users when false; null: both.</param>
/// <param name="Runs">Only runs of functions when true, only events in which none ran when false; null: both.</param>
public sealed record UsageSelectionInput(
    DateTime? From = null,
    DateTime? To = null,
    [property: ID] IReadOnlyList<string>? Packages = null,
    [property: ID] IReadOnlyList<string>? Functions = null,
    [property: ID] IReadOnlyList<string>? Users = null,
    [property: ID] IReadOnlyList<string>? InGroups = null,
    IReadOnlyList<string>? Sources = null,
    bool? Anonymous = null,
    bool? Runs = null)
{
    IReadOnlyList<string>?[] Lists => [Packages, Functions, Users, InGroups, Sources];

    /// <summary>Whether both pick the same, entry by entry.</summary>
    public bool Equals(UsageSelectionInput? other) => other is not null
        && (From, To, Anonymous, Runs) == (other.From, other.To, other.Anonymous, other.Runs)
        && EntryLists.AreSame(Lists, other.Lists);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(From, To, Anonymous, Runs, Lists.Sum(list => list?.Count ?? 0));
}

/// <summary>The lists of an input; null stands for an empty one.</summary>
static class EntryLists
{
    /// <summary>Whether two inputs of one type have the same entries in the same order.</summary>
    public static bool AreSame(IReadOnlyList<string>?[] one, IReadOnlyList<string>?[] other) =>
        one.Zip(other, (left, right) => (left ?? []).SequenceEqual(right ?? [])).All(same => same);
}

/// <summary>A range of time: a preset, an expression, or from and to.</summary>
/// <param name="Preset">A range by name.</param>
/// <param name="From">First instant that belongs to the range.</param>
/// <param name="To">First instant that no longer belongs to it.</param>
/// <param name="Expression">
/// A range as people type it, in upper or lower case. A time means the whole unit that it is precise to: "2024", "Q2 2024", "2024-Q2",
/// "June 2024", "2024-06", "2024-W07", "2024-06-03", "10/17/2019" (month/day/year), "Oct 17, 2019", "today", "yesterday",
/// "10/17/2019 5:24 pm", "2024-06-03 10:15", "2024-06-03T10:15:00+02:00"; "this week" (to the end of today), "last week", "3 weeks ago",
/// and likewise minutes, hours, days, months, quarters and years. "last 3 days", or weeks, months, quarters and years, ends with today,
/// "last 3 hours", or minutes, with this moment; "previous 3 months" are whole ones. "before X" and "until X" begin on the day of the first
/// event, the one without X and the other with it; "since X" and "after X" end with today, the one with X and the other without it.
/// "X - Y", "X to Y", "from X to Y" and "between X and Y" contain both X and Y; either may be "now". "all time" is everything to today.
/// </param>
public sealed record TimeRangeInput(
    TimeRangePreset? Preset = null, DateTime? From = null, DateTime? To = null, string? Expression = null);

/// <summary>
/// One step of an order: exactly one member. Rows in which it is null come last in either direction; equal rows are ordered by the names of
/// their keys.
/// </summary>
/// <param name="Events">By events.</param>
/// <param name="Users">By distinct users.</param>
/// <param name="NewUsers">By new users.</param>
/// <param name="Sessions">By distinct sessions.</param>
/// <param name="Errors">By errors.</param>
/// <param name="ErrorRate">By errors / events.</param>
/// <param name="MeanDurationMs">By the mean duration of the events that have one; null where none has.</param>
/// <param name="MaxDurationMs">By the longest duration; null where no event has one.</param>
/// <param name="Time">By the bucket, where time is one of the dimensions.</param>
/// <param name="Key">By the keys, dimension after dimension: names by their characters, buckets, hours and days by number.</param>
public sealed record UsageSortInput(
    SortEnumType? Events = null,
    SortEnumType? Users = null,
    SortEnumType? NewUsers = null,
    SortEnumType? Sessions = null,
    SortEnumType? Errors = null,
    SortEnumType? ErrorRate = null,
    SortEnumType? MeanDurationMs = null,
    SortEnumType? MaxDurationMs = null,
    SortEnumType? Time = null,
    SortEnumType? Key = null);
