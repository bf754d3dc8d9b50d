using System.Globalization;
using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;

namespace UsageAnalysis.Tests.Insights;

/// <summary>One run of a function, or a visit where there is none.</summary>
sealed record Deed(DateTime Time, string? User, string Package, string? Function, Guid? Session)
{
    public string Source => Function is null ? "usage" : "function";
}

/// <summary>
/// A server on which 60 people in nested and overlapping groups worked from March to June: chemists and biologists each do things of their
/// own, and all of them do office work. What happened is also a list, by which tests count themselves.
/// </summary>
public sealed class Campus : UsageApp
{
    const int People = 60;

    /// <summary>Where tests look from: the clocks change within the data.</summary>
    public const string Zone = "Europe/Berlin";

    static readonly DateTime Start = new(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc);
    static readonly DateTime End = new(2026, 6, 17, 11, 0, 0, DateTimeKind.Utc);

    static readonly Dictionary<string, string[]> Functions = new()
    {
        ["Chem"] = ["draw", "dock", "search"], ["Bio"] = ["align", "fold", "search"], ["Office"] = ["open", "print"],
    };

    internal IReadOnlyList<Deed> Deeds { get; } = [.. Work(new Random(5)).OrderBy(deed => deed.Time)];

    /// <summary>Who is in a group, directly or nested.</summary>
    public static IReadOnlySet<string> MembersOf(string group) => group switch
    {
        "chemists" => Logins(i => i % 3 == 0),
        "docking" => Logins(i => i % 6 == 0),
        "biologists" => Logins(i => i % 3 == 1 || i % 6 == 0 && i < 20),
        "staff" => Logins(_ => true),
        _ => Logins(_ => false),
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CatalogWriter.SaveAsync(DataSource, new Catalog
        {
            Users = [.. Enumerable.Range(0, People).Select(i => new CatalogUser(Login(i)))],
            Groups =
            [
                new("staff") { Members = [.. Logins(i => i % 3 == 2)] },
                new("chemists") { Parents = ["staff"], Members = [.. Logins(i => i % 6 == 3)] },
                new("docking") { Parents = ["chemists"], Members = [.. Logins(i => i % 6 == 0)] },
                new("biologists") { Parents = ["staff"], Members = [.. MembersOf("biologists")] },
                new("nobody"),
            ],
        }, CancellationToken.None);
        foreach (var batch in Deeds.Chunk(1000))
        {
            await LogAsync([.. batch.Select(Wire)]);
        }
    }

    static string Login(int i) => string.Create(CultureInfo.InvariantCulture, $"u{i:00}");

    static HashSet<string> Logins(Func<int, bool> isIn) => [.. Enumerable.Range(0, People).Where(isIn).Select(Login)];

    // Each comes for the first time in some week, may stay away for weeks, and works in sessions of a few runs.
    static IEnumerable<Deed> Work(Random random)
    {
        for (var i = 0; i < People; i++)
        {
            var own = i % 3 == 0 ? "Chem" : i % 3 == 1 ? "Bio" : "Office";
            for (var day = Start.AddDays(random.Next(0, 70)); day < End; day = day.AddDays(random.Next(1, random.Next(10) == 0 ? 40 : 5)))
            {
                var session = Guid.NewGuid();
                var time = day.AddMinutes(random.Next(0, 24 * 60));
                for (var left = random.Next(1, 8); left > 0 && time < End; left--, time = time.AddSeconds(random.Next(1, 900)))
                {
                    var package = random.Next(4) == 0 ? Functions.Keys.ElementAt(random.Next(3)) : own;
                    var function = random.Next(6) == 0 ? null : Functions[package][random.Next(Functions[package].Length)];
                    yield return new(time, random.Next(40) == 0 ? null : Login(i), package, function, random.Next(20) == 0 ? null : session);
                }
            }
        }
    }

    static object Wire(Deed deed) => new
    {
        id = Guid.NewGuid(), time = deed.Time, source = deed.Source, type = deed.Function is null ? "visit" : "run", user = deed.User,
        session = deed.Session, package = deed.Package, function = deed.Function is null ? null : $"{deed.Package}:{deed.Function}",
    };
}
