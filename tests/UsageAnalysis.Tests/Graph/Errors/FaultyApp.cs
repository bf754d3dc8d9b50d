using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;

namespace UsageAnalysis.Tests.Graph.Errors;

/// <summary>Something that happened, as the tests count it.</summary>
sealed record Deed(Guid Id, DateTime Time, string Source, string Type, string? Function)
{
    public string? User { get; init; }

    public Guid? Session { get; init; }

    public string? Action { get; init; }

    public string? Error { get; init; }

    public bool? Handled { get; init; }

    public string Package => Function?.Split(':')[0] ?? "Core";

    public bool IsError => Error is not null || Source == "error";

    public object Wire => new
    {
        id = Id, time = Time.ToString("O"), source = Source, type = Type, function = Function, user = User, session = Session, action = Action,
        error = Error is null ? null : new { message = Error, handled = Handled },
    };
}

/// <summary>A server on which things go wrong: 500 deeds of three weeks, always the same, with whom and what left to chance.</summary>
public sealed class FaultyApp : UsageApp
{
    static readonly string?[] Users = [null, "ann", "ann", "bob", "eve"];
    static readonly string[] Functions = ["Chem:draw", "Chem:dock", "Bio:align"];
    static readonly string?[] Errors = [null, null, null, "out of memory", "no such column", "gave up"];

    /// <summary>In time order.</summary>
    internal IReadOnlyList<Deed> Deeds { get; } = Story();

    internal static readonly DateTime Start = new(2026, 5, 25, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Versions by package, with when they were published. One has no date, and two were published at the same time.</summary>
    internal static readonly (string Package, string Version, DateTime? At)[] Versions =
    [
        ("Chem", "1.0", Start.AddDays(3).AddHours(7).AddMinutes(12)), ("Chem", "1.1", Start.AddDays(9).AddSeconds(1.5)),
        ("Chem", "1.2", Start.AddDays(15)), ("Chem", "1.2.1", Start.AddDays(15)), ("Chem", "2.0", null), ("Bio", "0.9", Start.AddDays(-30)),
    ];

    /// <summary>Groups by user; Everybody contains the others.</summary>
    internal static readonly IReadOnlyDictionary<string, string[]> Groups = new Dictionary<string, string[]>
    {
        ["ann"] = ["Chemists", "Everybody"], ["bob"] = ["Chemists", "Biologists", "Everybody"], ["eve"] = [],
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CatalogWriter.SaveAsync(DataSource, new Catalog
        {
            Users = [new("ann"), new("bob"), new("eve")],
            Groups =
            [
                new("Everybody"), new("Chemists") { Parents = ["Everybody"], Members = ["ann", "bob"] },
                new("Biologists") { Parents = ["Everybody"], Members = ["bob"] },
            ],
            Packages =
            [
                .. Versions.GroupBy(v => v.Package).Select(package => new CatalogPackage(package.Key)
                {
                    Versions = [.. package.Select(v => new CatalogVersion(v.Version, v.At))],
                }),
            ],
            Functions = [.. Functions.Select(name => new CatalogFunction(name.Split(':')[0], name.Split(':')[1]))],
        }, CancellationToken.None);
        await LogAsync([.. Deeds.Select(deed => deed.Wire)]);
    }

    // Bursts of few seconds, so that much of it belongs to one action or session, and much of that just not.
    static List<Deed> Story()
    {
        var random = new Random(20_260_617);
        T Any<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];
        Guid Id() => new(random.Next(), (short)random.Next(), (short)random.Next(), [1, 2, 3, 4, 5, 6, 7, 8]);

        var deeds = new List<Deed>();
        while (deeds.Count < 500)
        {
            var (user, session, action) = (Any(Users), random.Next(4) == 0 ? (Guid?)null : Id(), (string?)$"a{random.Next(20)}");
            var time = Start.AddSeconds(random.Next(21 * 86_400));
            for (var left = random.Next(1, 12); left > 0; left--)
            {
                var runs = random.Next(3) > 0;
                var reported = !runs && random.Next(4) == 0;
                deeds.Add(new Deed(
                    Id(), time, reported ? "error" : runs ? "function" : "usage", reported ? "crash" : runs ? "run" : Any(["click", "open"]),
                    runs ? Any(Functions) : null)
                {
                    User = user,
                    Session = random.Next(6) == 0 ? null : session,
                    Action = random.Next(5) == 0 ? null : action,
                    Error = runs || reported ? Any(Errors) : null,
                    Handled = Any([true, false, (bool?)null]),
                });
                time = time.AddMilliseconds(Any([0, 1, 2_000, 4_999, 5_000, 5_001, 60_000, 1_700_000, 3_600_000]));
                action = random.Next(3) == 0 ? $"a{random.Next(20)}" : action;
            }
        }
        return [.. deeds.OrderBy(deed => deed.Time).ThenBy(deed => deed.Id)];
    }

    /// <summary>The version of a deed's package that was the latest one published then.</summary>
    internal static string? VersionOf(Deed deed) => Versions
        .Where(v => v.Package == deed.Package && v.At <= deed.Time)
        .OrderBy(v => v.At).LastOrDefault() is (var package, var version, not null) ? $"{package}@{version}" : null;
}
