using System.Text.Json;
using CsCheck;
using UsageAnalysis.Analytics;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Usage;

/// <summary>A scope as it is sent; null members mean everything.</summary>
sealed record AskedScope(object Range, string TimeZone, string Compare)
{
    public string[]? Groups { get; init; }

    public string[]? Users { get; init; }

    public string[]? Packages { get; init; }

    public string[]? Functions { get; init; }

    public string[]? Tags { get; init; }

    public string[]? Sources { get; init; }

    public string[]? EventTypes { get; init; }

    /// <summary>Keys only: "t1" is a table and a file.</summary>
    public string[]? Entities { get; init; }

    public Guid[]? Sessions { get; init; }

    /// <summary>Whether an event fulfils every condition but the range.</summary>
    public bool Admits(Happening e, World world) =>
        (Groups is null || (e.User is not null && world.GroupsOf(e.User).Intersect(Groups).Any()))
        && (Users is null || Users.Contains(e.User))
        && (Packages is null || Packages.Contains(e.CountsFor))
        && (Functions is null || Functions.Contains(e.QualifiedFunction))
        && (Tags is null || World.TagsOf(e.QualifiedFunction).Intersect(Tags).Any())
        && (Sources is null || Sources.Contains(e.Source))
        && (EventTypes is null || EventTypes.Contains(e.Type))
        && (Entities is null || e.Entities.Any(touch => Entities.Contains(touch.Entity.Split('/')[1])))
        && (Sessions is null || (e.Session is { } session && Sessions.Contains(session)));
}

/// <summary>Everything that is asked of one scope.</summary>
sealed record Question(
    AskedScope Scope, TimeRange Range, string Bucket, UsageDimension By, int Top, bool Other, UsageDimension[] Dimensions, string[] Order, int PageSize)
{
    const string Document =
        $$"""
        query (
          $scope: UsageScopeInput!, $bucket: TimeBucket!, $by: UsageDimension!, $top: Int!, $other: Boolean!,
          $dimensions: [UsageDimension!]!, $order: [UsageSortInput!]
        ) {
          usage(scope: $scope) {
            scope { from to previousFrom previousTo timeZone bucket }
            totals { {{Counted.Fields}} }
            previous { {{Counted.Fields}} }
            series(bucket: $bucket) { buckets previousBuckets lines { {{Counted.LineFields}} } previous { {{Counted.LineFields}} } }
            lines: series(bucket: $bucket, by: $by, top: $top, other: $other) {
              buckets previousBuckets truncated lines { ...line } previous { ...line }
            }
            byPackage: breakdown(by: [PACKAGE], first: 1000) { rows { measures { events } } }
            breakdown(by: $dimensions, order: $order, first: 1000) {
              totalRows truncated rows { key { ...key } share measures { {{Counted.Fields}} } previous { {{Counted.Fields}} } }
            }
          }
        }
        fragment line on UsageSeries { other key { ...key } {{Counted.LineFields}} }
        fragment key on UsageKey {
          bucketStart package { name } function { name package { name } } user { login } group { name } source
          eventType { source name } entity { type key }
        }
        """;

    static readonly TimeBucket[] Fine = [TimeBucket.Minute, TimeBucket.TenMinutes, TimeBucket.Hour];
    static readonly string[] Zones = ["UTC", "Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "America/Sao_Paulo", "Australia/Lord_Howe"];
    static readonly UsageDimension[] ByDimensions = [.. Enum.GetValues<UsageDimension>().Where(d => d != UsageDimension.Time)];

    static readonly Gen<(DateTime From, DateTime To)> Ranges = Gen.Select(World.Instants, World.Instants)
        .Where((a, b) => a != b).Select((a, b) => a < b ? (a, b) : (b, a));

    static readonly Gen<AskedScope> Filters = Gen.Select(
        Gen.Select(
            Some(["Everybody", "Chemists", "Modellers", "Computational", "Guests", "Empty"]),
            Some(["ann", "bob", "gus", "zoe"]),
            Some(["Chem", "Bio", "Files", "Unused"])),
        Gen.Select(Some(["Chem:draw", "Bio:draw", "Admin:sweep"]), Some(["chem", "render"]), Some(World.Sources), Some(World.Types)),
        Gen.Select(Some(["t1", "t2", "f1"]), Some(World.Sessions.OfType<Guid>().ToArray())),
        (who, what, rest) => new AskedScope("", "", "")
        {
            Groups = who.Item1, Users = who.Item2, Packages = who.Item3,
            Functions = what.Item1, Tags = what.Item2, Sources = what.Item3, EventTypes = what.Item4,
            Entities = rest.Item1, Sessions = rest.Item2,
        });

    /// <summary>Random questions of random scopes.</summary>
    public static readonly Gen<Question> Any = Gen.Select(
        Gen.Select(Ranges, World.AnyOf(Zones), World.AnyOf(["NONE", "PREVIOUS_PERIOD", "PREVIOUS_YEAR"]), Filters),
        Gen.Select(Gen.Enum<TimeBucket>(), World.AnyOf(ByDimensions), Gen.Int[1, 6], Gen.Bool),
        Gen.Select(World.AnyOf(Enum.GetValues<UsageDimension>()).Array[1, 3].Select(d => d.Distinct().ToArray()), Orders, Gen.Int[1, 400]),
        (scope, series, rest) =>
        {
            var range = new TimeRange(scope.Item1.From, scope.Item1.To);
            var bucket = Fine.Contains(series.Item1) && range.Length / series.Item1.NominalLength() > 1_500 ? TimeBucket.Auto : series.Item1;
            var asked = scope.Item4 with { Range = new { from = range.From, to = range.To }, TimeZone = scope.Item2, Compare = scope.Item3 };
            return new Question(asked, range, Name(bucket), series.Item2, series.Item3, series.Item4, rest.Item1, rest.Item2, rest.Item3);
        });

    static Gen<string[]> Orders =>
        World.AnyOf(["events", "users", "newUsers", "sessions", "errors"]).Array[0, 2].Select(steps => steps.Distinct().ToArray());

    static Gen<T[]?> Some<T>(T[] values) =>
        Gen.Frequency((5, Gen.Const((T[]?)null)), (1, World.AnyOf(values).Array[1, 2].Select(some => (T[]?)some)));

    /// <summary>The comparison range, if any.</summary>
    public TimeRange? Previous => Range.ComparedWith(
        Scope.Compare switch { "NONE" => Comparison.None, "PREVIOUS_YEAR" => Comparison.PreviousYear, _ => Comparison.PreviousPeriod },
        Zone(Scope.TimeZone));

    public (string Document, object Variables) Ask() => (Document, new
    {
        scope = Scope, bucket = Bucket, by = Name(By), top = Top, other = Other, dimensions = Dimensions.Select(Name),
        order = Order.Select(measure => new Dictionary<string, string> { [measure] = "DESC" }),
    });

    /// <summary>As the variables that reproduce it.</summary>
    public override string ToString() => JsonSerializer.Serialize(Ask().Variables, JsonSerializerOptions.Web);

    static string Name(TimeBucket bucket) => bucket.Name();

    static string Name(UsageDimension dimension) =>
        dimension == UsageDimension.EventType ? "EVENT_TYPE" : dimension.ToString().ToUpperInvariant();
}
