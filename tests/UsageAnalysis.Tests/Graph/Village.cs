using System.Text.Encodings.Web;
using System.Text.Json;
using Snapshooter;
using Snapshooter.Xunit;
using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;

namespace UsageAnalysis.Tests.Graph;

/// <summary>A server with a few people, groups, packages and functions, and 40 events among which nearly everything is tied.</summary>
public sealed class Village : UsageApp
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public const string AnnsSession = "0190c2a4-0000-7000-8000-0000000000a1";

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CatalogWriter.SaveAsync(DataSource, Registry, CancellationToken.None);
        await LogAsync(Run, Failure, Visit);
        await LogAsync([.. Enumerable.Range(0, 37).Select(Tied)]);
    }

    static readonly DateTime Registered = new(2026, 5, 1, 8, 0, 0, DateTimeKind.Utc);

    static Catalog Registry => new()
    {
        Users = [new("ann", "Ann", Registered), new("bob", "Bob", Registered), new("eve"), new("dan"), new("zoe", "Ann")],
        Groups =
        [
            new("Everybody"), new("Chemists") { Parents = ["Everybody"], Members = ["ann"] },
            new("Modellers") { Parents = ["Everybody"], Members = ["ann", "bob"] }, new("Empty"),
        ],
        Packages = [new("Chem", "Science") { Versions = [new("1.0.0", Registered), new("2.0.0", Registered.AddDays(9)), new("0.9.0")] }, new("Bio", "Science"), new("Files"), new("Grid"), new("Unused", "Data")],
        Functions =
        [
            .. from package in (string[])["Chem", "Bio", "Unused"]
               from name in (string[])["draw", "dock", "open"]
               select new CatalogFunction(package, name)
               {
                   Kind = name == "open" ? "script" : "function", Tags = name == "draw" ? ["render", package] : [],
                   Inputs = name == "draw" ? [new("smiles", "string"), new("size", "int")] : [], Outputs = name == "draw" ? [new("ok", "bool")] : [],
               },
        ],
    };

    /// <summary>Someone ran a function: everything that an event can tell, but an error.</summary>
    public static object Run { get; } = new
    {
        id = "0190c2a4-0000-7000-8000-000000000001", time = "2026-06-17T09:30:00.123456Z", source = "function", type = "run", user = "ann",
        session = AnnsSession, client = "web", version = "1.2", action = "click-7", function = "Chem:draw", durationMs = 12.5,
        description = "draw(smiles)", parameters = new { inputs = new { smiles = "CCO", size = 3 }, outputs = new { ok = true } },
        // The table plays two roles, and is still one table.
        entities = new object[]
        {
            new { type = "table", id = "t1", name = "compounds", role = "input" }, new { type = "table", id = "t1", role = "output" },
            new { type = "file", id = "f1", name = "compounds.csv", role = "subject", package = "Files" },
        },
    };

    /// <summary>Something failed, and nobody knows for whom.</summary>
    public static object Failure { get; } = new
    {
        id = "0190c2a4-0000-7000-8000-000000000002", time = "2026-06-17T09:45:00Z", source = "error", type = "unhandled",
        error = new { message = "no such column", stack = "at draw.ts:7", handled = false },
    };

    /// <summary>A page was opened without more ado.</summary>
    public static object Visit { get; } = new
    {
        id = "0190c2a4-0000-7000-8000-000000000003", time = "2026-06-17T10:00:00Z", source = "audit", type = "open",
        user = "bob", package = "Bio",
    };

    static object Tied(int i) => new
    {
        id = $"0190c2a4-0000-7000-9000-{i:000000000000}", time = $"2026-06-{10 + i % 4}T12:00:00Z", source = "usage", type = "tick",
        user = new[] { null, "ann", "bob", "eve", "dan" }[i % 5],
        session = i % 3 == 0 ? null : $"0190c2a4-0000-7000-a000-{i % 7:000000000000}",
        package = "Grid", durationMs = i % 4 == 0 ? (double?)null : i % 3,
    };

    /// <summary>Compares a whole answer with the one that is kept beside the tests.</summary>
    public static void MatchSnapshot(JsonElement answer, string name) => Snapshot.Match(
        JsonSerializer.Serialize(answer, Readable),
        new SnapshotFullName($"{name}.snap", Repository.File("tests", "UsageAnalysis.Tests", "Graph")));
}
