namespace UsageAnalysis.Analytics;

/// <summary>The global filter, resolved: which events a question is about, and by whose calendar.</summary>
/// <param name="Range">Events of this range.</param>
/// <param name="Zone">Whose calendar the buckets follow.</param>
/// <param name="Previous">The range to compare with; null without a comparison.</param>
/// <param name="Filter">Further conditions, all of which must hold.</param>
/// <param name="AsOf">When the question was asked, UTC.</param>
public sealed record UsageScope(TimeRange Range, TimeZoneInfo Zone, TimeRange? Previous, ScopeFilter Filter, DateTime AsOf)
{
    /// <summary>The range to compare with where a question cannot do without: the period before, unless the scope names another one.</summary>
    public TimeRange ComparisonRange => Previous ?? Range.ComparedWith(Comparison.PreviousPeriod, Zone)!.Value;
}

/// <summary>Conditions on events; null means no condition. Values within one condition are alternatives.</summary>
public sealed record ScopeFilter
{
    /// <summary>No condition at all.</summary>
    public static ScopeFilter Everything { get; } = new();

    /// <summary>Ids of groups that the user is in, directly or nested.</summary>
    public IReadOnlyList<int>? Groups { get; init; }

    /// <summary>Ids of groups, each of which the user is in, directly or nested.</summary>
    public IReadOnlyList<int>? EachGroup { get; init; }

    /// <summary>Ids of users.</summary>
    public IReadOnlyList<int>? Users { get; init; }

    /// <summary>Ids of packages.</summary>
    public IReadOnlyList<int>? Packages { get; init; }

    /// <summary>Categories of packages.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Ids of functions.</summary>
    public IReadOnlyList<int>? Functions { get; init; }

    /// <summary>Tags of functions.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Sources of events.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Ids of event names.</summary>
    public IReadOnlyList<int>? EventTypes { get; init; }

    /// <summary>Ids of entities that the event touched.</summary>
    public IReadOnlyList<long>? Entities { get; init; }

    /// <summary>Ids of error signatures.</summary>
    public IReadOnlyList<int>? Errors { get; init; }

    /// <summary>Ids of sessions.</summary>
    public IReadOnlyList<Guid>? Sessions { get; init; }

    /// <summary>Whether the user is nobody.</summary>
    public bool? Anonymous { get; init; }

    /// <summary>Only runs of functions, or only events in which none ran.</summary>
    public bool? Runs { get; init; }

    /// <summary>What was picked: events within at least one of these.</summary>
    public IReadOnlyList<ScopeBox>? Selection { get; init; }

    /// <summary>The part of a range that picked times lie in: all of it without them, and empty where they are elsewhere.</summary>
    public TimeRange Narrowed(TimeRange range)
    {
        var boxes = Selection ?? [ScopeBox.Everything];
        var from = boxes.Min(box => box.From ?? range.From);
        var to = boxes.Max(box => box.To ?? range.To);
        var narrowed = new TimeRange(from > range.From ? from : range.From, to < range.To ? to : range.To);
        return narrowed.Length > TimeSpan.Zero ? narrowed : range with { To = range.From };
    }

    /// <summary>The same conditions at any time, whatever times are picked.</summary>
    public ScopeFilter AtAnyTime() => Selection is null
        ? this
        : this with { Selection = [.. Selection.Select(box => box with { From = null, To = null })] };

    /// <summary>Where picked times begin and end, inside of a range.</summary>
    public IEnumerable<DateTime> PickedWithin(TimeRange range) => (Selection ?? [])
        .SelectMany(box => new[] { box.From, box.To }).OfType<DateTime>().Where(time => time > range.From && time < range.To);
}

/// <summary>A part of the events: within some time, and with conditions that must hold too.</summary>
/// <param name="From">First instant that belongs to it; null for no beginning.</param>
/// <param name="To">First instant that no longer belongs to it; null for no end.</param>
/// <param name="Filter">The conditions; no selection among them.</param>
public sealed record ScopeBox(DateTime? From, DateTime? To, ScopeFilter Filter)
{
    /// <summary>All events.</summary>
    public static ScopeBox Everything { get; } = new(null, null, ScopeFilter.Everything);

    /// <summary>The part of it that belongs to a package, while one of its versions was the latest.</summary>
    public ScopeBox While(LatestVersion version) => new(
        From > version.Since ? From : version.Since,
        version.Until is null || To < version.Until ? To : version.Until,
        Filter with { Packages = Filter.Packages?.Contains(version.PackageId) != false ? [version.PackageId] : [] });
}

/// <summary>When a version of a package was the latest one published.</summary>
/// <param name="PackageId">The package.</param>
/// <param name="Since">When it was published.</param>
/// <param name="Until">When the next one was; null when none was yet.</param>
public readonly record struct LatestVersion(int PackageId, DateTime Since, DateTime? Until);

/// <summary>A scope or question that cannot be answered; the message quotes the bad value and says what to do.</summary>
public sealed class InvalidScopeException(string message) : Exception(message);
