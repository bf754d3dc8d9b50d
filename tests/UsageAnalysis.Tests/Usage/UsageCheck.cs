using System.Text.Json;
using UsageAnalysis.Analytics;
using Xunit;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Usage;

/// <summary>What the comparisons of an answer with a count of the events, one by one, have in common.</summary>
/// <param name="world">Everything that happened.</param>
/// <param name="question">What was asked.</param>
/// <param name="usage">The answer.</param>
/// <param name="ofNode">Which events belong to the node that was asked.</param>
abstract class UsageCheck(World world, Question question, JsonElement usage, Func<Happening, bool> ofNode)
{
    readonly Happening[] admitted = [.. world.Happenings.Where(h => question.Scope.Admits(h, world) && ofNode(h))];

    protected World World => world;

    protected Question Question => question;

    protected JsonElement Usage => usage;

    protected IEnumerable<Happening> In(TimeRange range) => admitted.Where(h => range.Contains(h.Time));

    // With buckets, a user is new only in the bucket in which he was first seen.
    protected Counted Count(IEnumerable<Happening> events, TimeRange range, IReadOnlyList<DateTime>? starts = null) => Counted.Of(events, e =>
        world.FirstSeen(e.User!) is var first && range.Contains(first)
        && (starts is null || BucketOf(first, starts) == BucketOf(e.Time, starts)));

    protected static int BucketOf(DateTime time, IReadOnlyList<DateTime> starts) => starts.Index().Last(start => start.Item <= time).Index;

    /// <summary>The keys that an event counts in; an entity goes with its own type only.</summary>
    protected IEnumerable<string[]> KeysOf(Happening e, UsageDimension[] dimensions, IReadOnlyList<DateTime> starts)
    {
        var keys = dimensions.Aggregate(
            [[]],
            (IEnumerable<string[]> keys, UsageDimension dimension) =>
                from key in keys
                from value in dimension == UsageDimension.Time ? [$"#{BucketOf(e.Time, starts)}"] : e.ValuesOf(dimension, world, question.Zone)
                select (string[])[.. key, value]);
        var (entity, type) = (Array.IndexOf(dimensions, UsageDimension.Entity), Array.IndexOf(dimensions, UsageDimension.EntityType));
        return entity < 0 || type < 0 ? keys : keys.Where(key => key[entity].Split('/')[0] == key[type]);
    }

    protected static void Same(Counted expected, Counted actual, string what) =>
        Assert.True(expected.IsExactly(actual), $"{what}: the events say {expected}, the answer says {actual}");

    protected static string KeyOf(JsonElement key, UsageDimension dimension, IReadOnlyList<DateTime>? starts = null) => dimension switch
    {
        UsageDimension.Time => $"#{Array.IndexOf([.. starts!], At(key.GetProperty("bucketStart").GetString()!))}",
        UsageDimension.Package => Texts(key.GetProperty("package"), "name"),
        UsageDimension.Function => key.GetProperty("function") is { ValueKind: not JsonValueKind.Null } function
            ? $"{Texts(function.GetProperty("package"), "name")}:{Texts(function, "name")}"
            : "-",
        UsageDimension.FunctionKind => key.GetProperty("functionKind").GetString() ?? "-",
        UsageDimension.User => Texts(key.GetProperty("user"), "login"),
        UsageDimension.Group => Texts(key.GetProperty("group"), "name"),
        UsageDimension.Source => key.GetProperty("source").GetString()!,
        UsageDimension.EventType => Texts(key.GetProperty("eventType"), "source", "name"),
        UsageDimension.Entity => Texts(key.GetProperty("entity"), "type", "key"),
        UsageDimension.EntityType => key.GetProperty("entityType").GetString() ?? "-",
        UsageDimension.Error => Texts(key.GetProperty("error"), "message"),
        UsageDimension.HourOfDay => $"{key.GetProperty("hourOfDay").GetInt32()}",
        UsageDimension.DayOfWeek => $"{key.GetProperty("dayOfWeek").GetInt32()}",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Not a dimension."),
    };

    static string Texts(JsonElement value, params string[] members) => value.ValueKind == JsonValueKind.Null
        ? "-"
        : string.Join('/', members.Select(member => value.GetProperty(member).GetString()));

    protected static DateTime[] Instants(JsonElement element, string member) =>
        [.. element.GetProperty(member).EnumerateArray().Select(start => At(start.GetString()!))];

    protected static DateTime Instant(JsonElement element, string member) => At(element.GetProperty(member).GetString()!);
}
