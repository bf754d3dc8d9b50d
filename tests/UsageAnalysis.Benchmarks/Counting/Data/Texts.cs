using UsageAnalysis.Ingest;

namespace UsageAnalysis.Benchmarks.Counting.Data;

/// <summary>What an event says beside what it is counted by, so that a stored row is as wide as those of a real platform.</summary>
static class Texts
{
    static readonly string[] Clients = ["web", "web", "web", "desktop", "python-api"];

    static readonly string[] Topics =
        ["compounds", "assay results", "sequences", "plates", "orders", "sensor readings", "customers", "batches"];

    /// <summary>Fills in the texts, parameters, entities and failure of one event.</summary>
    internal static LoggedEvent Complete(LoggedEvent bare, Kind kind, ref Draw draw)
    {
        var topic = Topics[draw.Index(Topics.Length)];
        var number = draw.Skewed(3_000, 3);
        var table = FormattableString.Invariant($"{topic} {number}");
        var failed = kind.FailureRate > 0 && draw.Chance(kind.FailureRate);
        var logged = bare with
        {
            DurationUs = kind.MedianMs > 0 ? (long)draw.LogNormal(kind.MedianMs * 1000, 0.9) : null,
            Action = draw.Chance(0.3) ? ((uint)draw.Next()).ToString("x8", System.Globalization.CultureInfo.InvariantCulture) : null,
            Description = kind.Function is null ? $"{kind.Package} / {kind.Type} / {table}" : $"{kind.Function}(\"{table}\")",
            Parameters = kind.Function is not null && draw.Chance(0.7) ? Parameters(table, failed, ref draw) : null,
            Entities = draw.Chance(0.06) ? [new("table", FormattableString.Invariant($"t-{topic[0]}{number}"), table, "input")] : [],
            Client = bare.User is null ? "web" : Clients[bare.User[^1] % Clients.Length],
            Version = "1.24.3",
        };
        return failed ? logged with { Error = Failure(kind, number) } : logged;
    }

    static string Parameters(string table, bool failed, ref Draw draw)
    {
        var inputs = FormattableString.Invariant(
            $$"""{"table":"{{table}}","threshold":{{draw.Index(100)}},"method":"{{Method(ref draw)}}"}""");
        return failed
            ? $$"""{"inputs":{{inputs}}}"""
            : FormattableString.Invariant($$"""{"inputs":{{inputs}},"outputs":{ "rows":{{draw.Skewed(100_000, 3)}} } }""");
    }

    static string Method(ref Draw draw) => draw.Index(3) switch { 0 => "tanimoto", 1 => "cosine", _ => "euclidean" };

    static LoggedError Failure(Kind kind, int number) => new(
        FormattableString.Invariant($"Column 'c{number}' of {kind.Package} has no values"),
        $"""
        Error: no values
            at {kind.Function} (package/{kind.Package}/src/{kind.Function}.ts:112:9)
            at runFunction (core/src/functions.ts:48:11)
        """,
        Handled: number % 2 == 0, Type: "ValueError");
}
