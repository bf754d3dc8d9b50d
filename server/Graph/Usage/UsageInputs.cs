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
/// <param name="Groups">Groups by name: users who are in one of them now, directly or nested.</param>
/// <param name="Users">Users by login.</param>
/// <param name="Packages">Packages by name.</param>
/// <param name="Functions">Functions by qualified name, for example "Chem:fingerprints".</param>
/// <param name="Tags">Tags of functions.</param>
/// <param name="Sources">Sources of events.</param>
/// <param name="EventTypes">Event types by name; one name in several sources means all of them.</param>
/// <param name="Entities">Entities by key: events that touched one of them.</param>
/// <param name="Errors">Errors by signature.</param>
/// <param name="Sessions">Sessions by the client's session id.</param>
public sealed record UsageScopeInput(
    TimeRangeInput? Range = null,
    string? TimeZone = null,
    Comparison? Compare = null,
    [property: ID] IReadOnlyList<string>? Groups = null,
    [property: ID] IReadOnlyList<string>? Users = null,
    [property: ID] IReadOnlyList<string>? Packages = null,
    [property: ID] IReadOnlyList<string>? Functions = null,
    IReadOnlyList<string>? Tags = null,
    IReadOnlyList<string>? Sources = null,
    [property: ID] IReadOnlyList<string>? EventTypes = null,
    [property: ID] IReadOnlyList<string>? Entities = null,
    [property: ID] IReadOnlyList<string>? Errors = null,
    [property: ID] IReadOnlyList<string>? Sessions = null)
{
    IReadOnlyList<string>?[] Lists => [Groups, Users, Packages, Functions, Tags, Sources, EventTypes, Entities, Errors, Sessions];

    /// <summary>Whether both ask for the same, entry by entry.</summary>
    public bool Equals(UsageScopeInput? other) => other is not null
        && (Range, TimeZone, Compare) == (other.Range, other.TimeZone, other.Compare)
        && Lists.Zip(other.Lists, (one, two) => (one ?? []).SequenceEqual(two ?? [])).All(same => same);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Range, TimeZone, Compare, Lists.Sum(list => list?.Count ?? 0));
}

/// <summary>A range of time: either a preset, or from and to.</summary>
/// <param name="Preset">A range by name.</param>
/// <param name="From">First instant that belongs to the range.</param>
/// <param name="To">First instant that no longer belongs to it.</param>
public sealed record TimeRangeInput(TimeRangePreset? Preset = null, DateTime? From = null, DateTime? To = null);

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
