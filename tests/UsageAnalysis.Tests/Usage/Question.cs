using System.Text.Json;
using UsageAnalysis.Analytics;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Usage;

/// <summary>A scope as it is sent; null members mean everything.</summary>
sealed record AskedScope(object Range, string TimeZone, string? Compare)
{
    /// <summary>A range of its own to compare with; then there is nothing else to compare with.</summary>
    public object? CompareWith { get; init; }

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

    public string[]? Categories { get; init; }

    public bool? Anonymous { get; init; }

    public bool? Runs { get; init; }

    public AskedBox[]? Selection { get; init; }

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
        && (Sessions is null || (e.Session is { } session && Sessions.Contains(session)))
        && (Categories is null || Categories.Contains(World.CategoryOf(e.CountsFor)))
        && (Anonymous is null || Anonymous == e.User is null)
        && (Runs is null || Runs == e.QualifiedFunction is not null)
        && (Selection is null or [] || Selection.Any(box => box.Has(e)));
}

/// <summary>What is picked in a chart, as it is sent; null members mean everything.</summary>
sealed record AskedBox(DateTime? From, DateTime? To)
{
    public string[]? Packages { get; init; }

    public string[]? Functions { get; init; }

    public string[]? Users { get; init; }

    public string[]? Sources { get; init; }

    public bool? Anonymous { get; init; }

    public bool? Runs { get; init; }

    /// <summary>Whether an event was picked.</summary>
    public bool Has(Happening e) =>
        (From is null || e.Time >= From)
        && (To is null || e.Time < To)
        && (Packages is null || Packages.Contains(e.CountsFor))
        && (Functions is null || Functions.Contains(e.QualifiedFunction))
        && (Users is null || Users.Contains(e.User))
        && (Sources is null || Sources.Contains(e.Source))
        && (Anonymous is null || Anonymous == e.User is null)
        && (Runs is null || Runs == e.QualifiedFunction is not null);
}

/// <summary>Everything that is asked of one scope.</summary>
sealed record Question(AskedScope Scope, TimeRange Range, string Bucket, UsageDimension By, UsageDimension? Color, int Top, bool Other)
{
    /// <summary>Dimensions of the breakdown.</summary>
    public required UsageDimension[] Dimensions { get; init; }

    /// <summary>Terms and directions that its rows are ordered by.</summary>
    public required (string Term, bool Descending)[] Order { get; init; }

    /// <summary>Which of its rows are asked for; null for all.</summary>
    public AskedHaving? Having { get; init; }

    /// <summary>The range of its own that the scope is compared with; null for none.</summary>
    public TimeRange? ComparedWith { get; init; }

    /// <summary>Rows of a page.</summary>
    public int PageSize { get; init; }

    /// <summary>The variables that <see cref="Fields"/> uses.</summary>
    public const string Variables =
        """
        $scope: UsageScopeInput!, $bucket: TimeBucket!, $by: UsageDimension!, $color: UsageDimension, $top: Int!, $other: Boolean!,
        $dimensions: [UsageDimension!]!, $where: UsageHavingInput, $order: [UsageSortInput!], $countOther: Boolean!
        """;

    /// <summary>The fragment of everything that is asked.</summary>
    public const string Fields =
        $$"""
        fragment everything on Usage {
          scope { from to previousFrom previousTo timeZone bucket asOf }
          totals { {{Counted.Fields}} }
          previous { {{Counted.Fields}} }
          series(bucket: $bucket) {
            bucket buckets finishedBuckets firstCut lastCut previousBuckets
            lines { {{Counted.LineFields}} } previous { {{Counted.LineFields}} }
          }
          lines: series(bucket: $bucket, by: $by, top: $top, other: $other) {
            buckets previousBuckets truncated lines { ...line } previous { ...line }
          }
          byPackage: breakdown(by: [PACKAGE], first: 1000) { rows { measures { events } } }
          breakdown(by: $dimensions, where: $where, order: $order, first: 1000) {
            totalRows truncated rows { key { ...key } share measures { {{Counted.Fields}} } previous { {{Counted.Fields}} } }
          }
          top: breakdown(by: $dimensions, where: $where, order: $order, first: $top) {
            totalRows rows { key { ...key } } other @include(if: $countOther) { {{Counted.Fields}} }
          }
          cells(bucket: $bucket, y: $by, color: $color, top: $top) {
            bucket buckets finishedBuckets firstCut lastCut y { other key { ...key } } color { other key { ...key } } bucketIndex yIndex colorIndex
            {{Counted.LineFields}} totalCells truncated
          }
          events { totalCount }
        }
        fragment line on UsageSeries { other key { ...key } {{Counted.LineFields}} }
        fragment key on UsageKey {
          bucketStart package { name } function { name package { name } } functionKind user { login } group { name } source
          eventType { source name } entity { type key } entityType error { message } hourOfDay dayOfWeek
        }
        """;

    /// <summary>The zone of the scope.</summary>
    public TimeZoneInfo Zone => Zone(Scope.TimeZone);

    /// <summary>The comparison range, if any.</summary>
    public TimeRange? Previous => ComparedWith ?? Range.ComparedWith(
        Scope.Compare switch
        {
            "PREVIOUS_YEAR" => Comparison.PreviousYear, "PREVIOUS_PERIOD" => Comparison.PreviousPeriod, _ => Comparison.None,
        },
        Zone);

    /// <summary>Of several dimensions, one of which an event may have many values of leaves unclear what others are.</summary>
    public bool CountsOther => Dimensions is [_]
        || !Dimensions.Any(d => d is UsageDimension.Group or UsageDimension.Entity or UsageDimension.EntityType);

    public (string Document, Dictionary<string, object?> Variables) Ask() => (
        $"query ({Variables}) {{ usage(scope: $scope) {{ ...everything }} }} {Fields}",
        new Dictionary<string, object?>
        {
            ["scope"] = Scope, ["bucket"] = Bucket, ["by"] = Name(By), ["color"] = Color is { } color ? Name(color) : null, ["top"] = Top,
            ["other"] = Other, ["dimensions"] = Dimensions.Select(Name), ["where"] = Having?.Json, ["countOther"] = CountsOther,
            ["order"] = Order.Select(step => new Dictionary<string, string> { [step.Term] = step.Descending ? "DESC" : "ASC" }),
        });

    /// <summary>As the variables that reproduce it.</summary>
    public override string ToString() => JsonSerializer.Serialize(Ask().Variables, JsonSerializerOptions.Web);

    static string Name(UsageDimension dimension) => JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{dimension}");
}
