using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>Rows of one table within one range.</summary>
/// <param name="Table">Where they are.</param>
/// <param name="Range">Whole grains of the table.</param>
public readonly record struct UsageSource(UsageTable Table, TimeRange Range);

/// <summary>Some of the measures of a question, and the tables that answer them: together they cover the range once.</summary>
/// <param name="Measures">What these tables are asked for.</param>
/// <param name="Sources">Coarsest first.</param>
/// <param name="Reason">Why these, in words.</param>
public sealed record UsagePart(MeasureSet Measures, ValueList<UsageSource> Sources, string Reason)
{
    /// <summary>Whether users are counted as sets: a source holds them so.</summary>
    internal bool CountsSets => CountsUsers && Sources.Any(source => source.Table.HoldsSets());

    /// <summary>Whether facts tell their package themselves, and nothing finer: a source holds them so.</summary>
    internal bool TellsPackages => Has(UsageTable.UsagePackageDays);

    /// <summary>Whether it matters who the users are.</summary>
    internal bool CountsUsers => (Measures & (MeasureSet.Users | MeasureSet.NewUsers)) != MeasureSet.None;

    /// <summary>
    /// Whether facts are gathered by user or session before these are counted. Where hardly two rows are about the same session, that would
    /// only cost: they are sorted instead.
    /// </summary>
    internal bool Gathers => CountsUsers || (Measures.HasFlag(MeasureSet.Sessions) && Sources[0].Table != UsageTable.UsageSessionDays);

    /// <summary>Whether durations are gathered in histograms; otherwise percentiles come from every single one.</summary>
    internal bool MergesHistograms => Measures.HasFlag(MeasureSet.Histogram)
        || (Measures.HasFlag(MeasureSet.Percentiles) && (Has(UsageTable.UsageTypeDays) || Has(UsageTable.UsageTypeWeeks)));

    bool Has(UsageTable table) => Sources.Any(source => source.Table == table);
}

/// <summary>Which tables answer a question exactly: for each measure the ones with the fewest rows, single events last.</summary>
/// <param name="Parts">The first one has every row of the answer; each measure is in one of them.</param>
public sealed record UsagePlan(IReadOnlyList<UsagePart> Parts)
{
    const MeasureSet People = MeasureSet.Users | MeasureSet.NewUsers;

    static readonly UsageTable[] Totals = [UsageTable.UsageDayTotals, UsageTable.UsageQuarterHourTotals, UsageTable.Events];

    static readonly UsageTable[] Ends = [UsageTable.UsageQuarterHours, UsageTable.Events];

    /// <summary>Whether percentiles come from histograms.</summary>
    public bool MergesHistograms => Parts.Any(part => part.MergesHistograms);

    /// <summary>The plan that looks at the durations of single events.</summary>
    internal static UsagePlan OfDurations(UsageQuery query) => new([Part(query, query.Measures, "Few durations.", UsageTable.Events)]);

    /// <summary>Where it reads single events, which may be gone by age.</summary>
    public IEnumerable<TimeRange> SingleEvents =>
        Parts.SelectMany(part => part.Sources).Where(source => source.Table == UsageTable.Events).Select(source => source.Range).Distinct();

    /// <summary>The plan of a question.</summary>
    public static UsagePlan For(UsageQuery query)
    {
        var topic = new UsageTopic(query);
        var parts = new List<UsagePart>();
        if ((query.Measures & People) is var people and not MeasureSet.None)
        {
            parts.Add(OfPeople(query, topic, people));
        }
        if (query.Measures.HasFlag(MeasureSet.Sessions))
        {
            parts.Add(OfSessions(query, topic));
        }
        if ((query.Measures & MeasureSets.Distribution) is var distribution and not MeasureSet.None)
        {
            parts.Add(OfDistribution(query, topic, distribution));
        }
        return new(Merged(WithCounts(query, topic, parts), apart: (query.Measures & (People | MeasureSet.Sessions)) != MeasureSet.None));
    }

    // What needs the identity of users or sessions reads more rows than what counts events, and these count the events too.
    static IEnumerable<UsagePart> WithCounts(UsageQuery query, UsageTopic topic, List<UsagePart> parts)
    {
        var counts = query.Measures & ~(People | MeasureSet.Sessions | MeasureSets.Distribution);
        return parts switch
        {
            [var first, ..] when (first.Measures & MeasureSets.Distribution) == MeasureSet.None =>
                [first with { Measures = first.Measures | counts }, .. parts[1..]],
            _ => [OfCounts(query, topic, counts), .. parts],
        };
    }

    static UsagePart OfPeople(UsageQuery query, UsageTopic topic, MeasureSet measures) => topic switch
    {
        { NeedsEvents: true } => OfSingleEvents(query, measures),
        { OfSessions: true } => OfBase(query, measures),
        { OfUsers: false, OfKinds: false, OfPackages: false, FoldsTime: false } => Part(query, measures, "Sets of users in all.", Totals),
        { OfUsers: false, OfKinds: false, FoldsTime: false } => Part(query, measures, "Sets of users a package.", [UsageTable.UsagePackageDays, .. Ends]),
        { OfPackages: false, OfKinds: false } =>
            Part(query, measures, "What each user did in all.",
                [UsageTable.UsageUserFourWeeks, UsageTable.UsageUserWeeks, UsageTable.UsageSessionDays, .. Ends]),
        _ => Part(query, measures, "What each user did, by kind.", [UsageTable.UsageUserDays, .. Ends]),
    };

    static UsagePart OfSessions(UsageQuery query, UsageTopic topic) => topic switch
    {
        { NeedsEvents: true } => OfSingleEvents(query, MeasureSet.Sessions),
        { OfSessions: false, OfKinds: false, OfPackages: false } =>
            Part(query, MeasureSet.Sessions, "Sessions, whatever was done in them.", [UsageTable.UsageSessionDays, .. Ends]),
        _ => OfBase(query, MeasureSet.Sessions),
    };

    static UsagePart OfCounts(UsageQuery query, UsageTopic topic, MeasureSet measures) => topic switch
    {
        { NeedsEvents: true } or { OfSessions: true } or { OfUsers: true } => OfPeople(query, topic, measures),
        { OfKinds: true } => Part(query, measures, "Counts a kind of event.", [UsageTable.UsageTypeWeeks, UsageTable.UsageTypeDays, .. Ends]),
        { OfPackages: true } => Part(query, measures, "Counts a package.", [UsageTable.UsagePackageDays, .. Ends]),
        _ => Part(query, measures, "Counts of all events.", Totals),
    };

    static UsagePart OfDistribution(UsageQuery query, UsageTopic topic, MeasureSet measures) => topic switch
    {
        { NeedsEvents: true } => OfSingleEvents(query, measures),
        { OfUsers: false, OfSessions: false } => Part(query, measures, "Histograms of durations a kind of event.",
            UsageTable.UsageTypeWeeks, UsageTable.UsageTypeDays, UsageTable.Events),
        _ => Part(query, measures, "Durations of some users are known for single events only.", UsageTable.Events),
    };

    static UsagePart OfSingleEvents(UsageQuery query, MeasureSet measures) =>
        Part(query, measures, "Entities and parameters are known for single events only.", UsageTable.Events);

    static UsagePart OfBase(UsageQuery query, MeasureSet measures) => Part(query, measures, "Sessions by kind.", Ends);

    static UsagePart Part(UsageQuery query, MeasureSet measures, string reason, params UsageTable[] tables)
    {
        UsageTable[] fitting =
            [.. tables.Where(table => table == UsageTable.Events || (FitsBuckets(query, table) && FitsPicked(query, table)))];
        var passed = tables.TakeWhile(table => !fitting.Contains(table))
            .Select(table => $" A row of {table.Name()} is too long for the {(FitsBuckets(query, table) ? "picked times" : "buckets")}.");
        // Where nothing was picked of the range, there are no events to be counted.
        var sources = Cover(query.Span, fitting).DefaultIfEmpty(new(UsageTable.Events, query.Span));
        return new(measures, new(sources), reason + string.Concat(passed));
    }

    // Whole grains of the first table, and the ends from the next ones.
    static IEnumerable<UsageSource> Cover(TimeRange range, ReadOnlySpan<UsageTable> tables)
    {
        if (range.Length <= TimeSpan.Zero)
        {
            return [];
        }
        var table = tables[0];
        if (table == UsageTable.Events)
        {
            return [new(table, range)];
        }
        return table.Whole(range) is { } whole
            ?
            [
                new UsageSource(table, whole),
                .. Cover(new(range.From, whole.From), tables[1..]),
                .. Cover(new(whole.To, range.To), tables[1..]),
            ]
            : Cover(range, tables[1..]);
    }

    // No bucket of the question, and no hour or day of its clocks, begins inside of a row.
    static bool FitsBuckets(UsageQuery query, UsageTable table) =>
        query.Axis?.Starts.All(start => table.IsEdge(start)) != false
        && (query.Clock is not { } clock
            || (clock.Offsets.All(offset => offset.Ticks % table.Grain().Ticks == 0) && clock.Starts.Skip(1).All(change => table.IsEdge(change))
                && table.Grain() <= (query.By.Contains(UsageDimension.HourOfDay) ? TimeSpan.FromMinutes(15) : TimeSpan.FromDays(1))));

    // Nothing that was picked begins or ends inside of a row; what does so at the ends of what is read cuts it there.
    static bool FitsPicked(UsageQuery query, UsageTable table) => query.Filter.PickedWithin(query.Span).All(time => table.IsEdge(time));

    // Parts that read the very same rows become one. Percentiles need every single duration, so that they stay apart where the events are
    // gathered by user or session first.
    static UsagePart[] Merged(IEnumerable<UsagePart> parts, bool apart) =>
    [
        .. parts.GroupBy(part => (part.Sources, apart && (part.Measures & ~MeasureSets.Distribution) == MeasureSet.None))
            .Select(same => same.First() with { Measures = same.Aggregate(MeasureSet.None, (all, part) => all | part.Measures) }),
    ];
}
