using CsCheck;
using UsageAnalysis.Data;
using static UsageAnalysis.Tests.Analytics.Zones;

namespace UsageAnalysis.Tests.Usage;

/// <summary>A small platform with people in nested groups, and everything that ever happened on it.</summary>
sealed record World(IReadOnlyList<Happening> Happenings)
{
    /// <summary>Zoe never did anything.</summary>
    public static readonly Catalog Catalog = new()
    {
        Users =
        [
            new("ann", null, At("2026-03-29T00:30:00Z")), new("bob", null, At("2019-01-01T00:00:00Z")), new("eve"), new("dan"),
            new("zoe", null, At("2026-06-01T00:00:00Z")),
        ],
        Groups =
        [
            new("Everybody") { Members = ["eve"] },
            new("Chemists") { Parents = ["Everybody"], Members = ["zoe"] },
            new("Modellers") { Parents = ["Everybody"], Members = ["bob"] },
            new("Computational") { Parents = ["Chemists", "Modellers"], Members = ["ann", "bob"] },
            new("Guests"), new("Empty"),
        ],
        Packages = [new("Chem", "Chemistry"), new("Bio", "Biology"), new("Unused", "Biology"), new("Files", "Chemistry")],
        Functions =
        [
            new("Chem", "draw") { Tags = ["chem", "render"] }, new("Bio", "draw") { Tags = ["render"], Kind = "script" }, new("Chem", "dock"),
        ],
    };

    /// <summary>Groups that events tell about their user.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> ToldGroups =
        new Dictionary<string, string[]> { ["gus"] = ["Guests", "Modellers"] };

    public static readonly string?[] Users = [null, "ann", "bob", "eve", "dan", "gus"];
    public static readonly string[] Sources = ["audit", "usage", "function", "error"];
    public static readonly string[] Types = ["run", "open", "fail"];
    public static readonly string?[] Packages = [null, null, "Chem", "Bio", "Power pack"];
    public static readonly string?[] Functions = [null, null, "Chem:draw", "Bio:draw", "Chem:dock", "draw", "Admin:sweep"];
    public static readonly string[] Entities = ["table/t1", "table/t2", "file/f1", "file/t1"];
    public static readonly string[] Parameters = ["inputs/a", "inputs/b", "outputs/a", "other/a"];
    public static readonly string?[] Errors = [null, null, null, "no such column", "timed out"];
    public static readonly Guid?[] Sessions =
        [null, .. Enumerable.Range(1, 6).Select(i => (Guid?)new Guid(i, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]))];

    /// <summary>Where things happen and ranges begin and end: at the edges of quarters, hours, days, months, changes of clocks.</summary>
    public static readonly DateTime[] Edges =
    [
        At("2018-11-04T03:00:00Z"), At("2024-02-29T00:00:00Z"), At("2025-03-30T01:00:00Z"), At("2025-06-17T00:00:00Z"),
        At("2025-10-25T22:00:00Z"), At("2025-10-26T01:00:00Z"), At("2025-12-31T18:30:00Z"), At("2026-01-01T00:00:00Z"),
        At("2026-03-28T23:00:00Z"), At("2026-03-29T01:00:00Z"), At("2026-04-04T15:00:00Z"), At("2026-06-10T00:00:00Z"),
        At("2026-06-15T22:00:00Z"), At("2026-06-16T00:00:00Z"), At("2026-06-16T10:15:00Z"), At("2026-06-16T10:30:00Z"),
        At("2026-06-16T18:30:00Z"), At("2026-06-17T00:00:00Z"), At("2026-06-17T11:45:00Z"),
    ];

    static readonly Gen<TimeSpan> Distances = Gen.Frequency(
        (2, Gen.Int[-1, 1].Select(us => TimeSpan.FromMicroseconds(us))),
        (2, Gen.Int[-4, 4].Select(quarters => TimeSpan.FromMinutes(15 * quarters))),
        (3, Gen.Int[-1_800_000, 1_800_000].Select(ms => TimeSpan.FromMilliseconds(ms))),
        (1, Gen.Int[-40, 0].Select(days => TimeSpan.FromDays(days))));

    /// <summary>An instant near an edge, in whole microseconds, no later than the events may be.</summary>
    public static readonly Gen<DateTime> Instants = Gen.Select(AnyOf(Edges), Distances, (edge, distance) => edge + distance);

    static readonly Gen<(string, string)[]> Touches =
        Gen.Select(AnyOf(Entities), AnyOf(["subject", "input", "output"])).Array[0, 3].Select(touches => touches.Distinct().ToArray());

    static readonly Gen<Happening> Events = Gen.Select(
        Gen.Select(Gen.Guid, Instants, AnyOf(Sources), AnyOf(Types)),
        Gen.Select(AnyOf(Users), AnyOf(Sessions), AnyOf(Packages), AnyOf(Functions)),
        Gen.Select(
            Gen.Int[-3, 5_000_000], AnyOf(Errors), Gen.OneOf(Gen.Const(Array.Empty<(string, string)>()), Touches),
            AnyOf(Parameters).Array[0, 2].Select(parameters => parameters.Distinct().ToArray())),
        (what, who, rest) => new Happening(what.Item1, what.Item2, what.Item3, what.Item4)
        {
            User = who.Item1,
            Session = who.Item2,
            Package = who.Item3,
            Function = who.Item4,
            DurationMs = rest.Item1 < 0 ? null : rest.Item1 / 1000.0,
            Error = rest.Item2,
            Entities = rest.Item3,
            Parameters = rest.Item4,
        });

    /// <summary>Worlds with so many events.</summary>
    public static Gen<World> Of(int events) => Events.Array[events].Select(happenings => new World(happenings));

    public static Gen<T> AnyOf<T>(IReadOnlyList<T> values) => Gen.Int[0, values.Count - 1].Select(i => values[i]);

    /// <summary>The groups that a user is in, directly or nested.</summary>
    public IEnumerable<string> GroupsOf(string user)
    {
        var direct = Catalog.Groups.Where(group => group.Members?.Contains(user) == true).Select(group => group.Name);
        var told = Happenings.Any(h => h.User == user) ? ToldGroups.GetValueOrDefault(user) ?? [] : [];
        return direct.Concat(told).SelectMany(Above).Distinct();
    }

    static IEnumerable<string> Above(string group) =>
        Catalog.Groups.Single(g => g.Name == group).Parents?.SelectMany(Above).Prepend(group) ?? [group];

    /// <summary>When a user was first seen on the platform: registered, else the first event.</summary>
    public DateTime FirstSeen(string user) =>
        Catalog.Users.FirstOrDefault(u => u.Login == user)?.RegisteredAt ?? Happenings.Where(h => h.User == user).Min(h => h.Time);

    /// <summary>The kind of a function, by its qualified name.</summary>
    public static string KindOf(string function) => Catalog.Functions.FirstOrDefault(f => $"{f.Package}:{f.Name}" == function)?.Kind ?? "function";

    /// <summary>The category of a package; null where it has none.</summary>
    public static string? CategoryOf(string package) => Catalog.Packages.FirstOrDefault(p => p.Name == package)?.Category;

    /// <summary>Tags of a function, by its qualified name.</summary>
    public static IEnumerable<string> TagsOf(string? function) =>
        Catalog.Functions.FirstOrDefault(f => $"{f.Package}:{f.Name}" == function)?.Tags ?? [];
}
