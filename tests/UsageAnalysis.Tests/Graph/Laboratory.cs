using System.Globalization;
using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;

namespace UsageAnalysis.Tests.Graph;

/// <summary>One run as it was sent.</summary>
/// <param name="Number">Its place; later runs have higher ones.</param>
/// <param name="User">Who ran it; null for nobody.</param>
/// <param name="Radius">A number, a text or missing.</param>
/// <param name="Smiles">A text; null where it is missing.</param>
/// <param name="Score">The output; null where it failed.</param>
/// <param name="DurationMs">How long it took; null when not timed.</param>
public sealed record LabRun(int Number, string? User, object? Radius, string? Smiles, double? Score, double? DurationMs)
{
    public DateTime Time => new DateTime(2026, 6, 10, 8, 0, 0, DateTimeKind.Utc).AddHours(Number / 3);

    public string Id => $"0190c2a4-0000-7000-b000-{Number:000000000000}";

    public bool Failed => Score is null;
}

/// <summary>A server that logged 60 runs of one function whose values are tied, of mixed types or missing, and what is no such run.</summary>
public sealed class Laboratory : UsageApp
{
    public const string Session = "0190c2a4-0000-7000-8000-0000000000b1";

    public static IReadOnlyList<LabRun> Runs { get; } =
    [
        .. Enumerable.Range(0, 60).Select(i => new LabRun(
            i, new[] { "ann", "bob", null, "eve" }[i % 4],
            (i % 6) switch { 0 => 2, 1 => 10, 2 => "wide", 3 => null, 4 => 2.5, _ => "narrow" },
            i % 7 == 0 ? null : new[] { "CCO", "c1ccccc1", "CC%" }[i % 3],
            i % 5 == 0 ? null : i % 4 / 4.0,
            i % 9 == 0 ? null : 1 + i % 8)),
    ];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var dose = new CatalogFunction("Lab", "dose")
        {
            Inputs = [new("smiles", "string"), new("radius", "int"), new("unused", "int")], Outputs = [new("score", "double")],
        };
        await CatalogWriter.SaveAsync(DataSource, new() { Packages = [new("Lab")], Functions = [dose] }, CancellationToken.None);
        await LogAsync([.. Runs.Select(Sent), Elsewhere, NoRun]);
    }

    static object Sent(LabRun run)
    {
        var inputs = new Dictionary<string, object?> { ["extra"] = new[] { run.Number % 2 } };
        if (run.Radius is not null) inputs["radius"] = run.Radius;
        if (run.Smiles is not null) inputs["smiles"] = run.Smiles;
        return new
        {
            id = run.Id, time = run.Time.ToString("O", CultureInfo.InvariantCulture), source = "function", type = "run", user = run.User,
            function = "Lab:dose", session = run.Number % 10 == 0 ? Session : null, durationMs = run.DurationMs,
            parameters = new { inputs, outputs = run.Failed ? new Dictionary<string, object>() : new() { ["score"] = run.Score!.Value } },
            error = run.Failed ? new { message = $"no convergence after {run.Number % 3} steps", stack = "at dose.ts:7" } : null,
        };
    }

    static object Elsewhere => new
    {
        id = "0190c2a4-0000-7000-b000-0000000000e1", time = "2026-06-11T08:00:00Z", source = "function", type = "run", user = "ann",
        function = "Lab:other", parameters = new { inputs = new { radius = 2, smiles = "CCO" } },
    };

    static object NoRun => new
    {
        id = "0190c2a4-0000-7000-b000-0000000000e2", time = "2026-06-11T08:00:00Z", source = "usage", type = "click", user = "ann", package = "Lab",
    };
}
