using System.Text.Json;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Tests.Usage;

/// <summary>The measures of some events: counted one by one, or read from an answer.</summary>
sealed record Counted(long Events, long Users, long NewUsers, long Sessions, long Errors, long Timed, double MeanMs, double MaxMs)
{
    /// <summary>Milliseconds that 50, 95 and 99 % of the durations do not exceed; zero where nothing was timed.</summary>
    public ValueList<double> PercentilesMs { get; init; } = new([0, 0, 0]);

    /// <summary>What is selected where measures are asked for.</summary>
    public const string Fields = "events users newUsers sessions errors errorRate duration { count mean p50 p95 p99 max }";

    /// <summary>What is selected where lines are asked for.</summary>
    public const string LineFields = "events users newUsers sessions errors";

    /// <summary>Counts events one by one.</summary>
    /// <param name="events">The events.</param>
    /// <param name="isNew">Whether a user was new when the event happened.</param>
    public static Counted Of(IEnumerable<Happening> events, Func<Happening, bool> isNew)
    {
        var all = events.ToArray();
        var users = all.Where(e => e.User is not null);
        var times = all.Where(e => e.DurationMs is not null).Select(e => e.DurationMs!.Value).ToArray();
        return new Counted(
            all.Length,
            users.Select(e => e.User).Distinct().Count(),
            users.Where(isNew).Select(e => e.User).Distinct().Count(),
            all.Where(e => e.Session is not null).Select(e => e.Session).Distinct().Count(),
            all.Count(e => e.IsError),
            times.Length, times.DefaultIfEmpty().Average(), times.DefaultIfEmpty().Max())
        {
            PercentilesMs = new(((double[])[0.50, 0.95, 0.99]).Select(part => NearestRank(times, part))),
        };
    }

    /// <summary>Reads an object with <see cref="Fields"/>.</summary>
    public static Counted Of(JsonElement measures)
    {
        long Number(string name) => measures.GetProperty(name).GetInt64();

        var duration = measures.GetProperty("duration");
        var timed = duration.ValueKind != JsonValueKind.Null;
        var rate = measures.GetProperty("errorRate");
        if ((rate.ValueKind == JsonValueKind.Null ? -1 : rate.GetDouble() * Number("events")) is var errors
            && Math.Abs(errors - (Number("events") == 0 ? -1 : Number("errors"))) > 1e-6)
        {
            throw new InvalidDataException($"The error rate is not errors / events: {measures}");
        }
        return new Counted(
            Number("events"), Number("users"), Number("newUsers"), Number("sessions"), Number("errors"),
            timed ? duration.GetProperty("count").GetInt64() : 0,
            timed ? duration.GetProperty("mean").GetDouble() : 0,
            timed ? duration.GetProperty("max").GetDouble() : 0)
        {
            PercentilesMs = new(((string[])["p50", "p95", "p99"]).Select(name => timed ? duration.GetProperty(name).GetDouble() : 0)),
        };
    }

    /// <summary>Reads one bucket of a line with <see cref="LineFields"/>.</summary>
    public static Counted Of(JsonElement line, int bucket)
    {
        long Number(string name) => line.GetProperty(name)[bucket].GetInt64();

        return new Counted(Number("events"), Number("users"), Number("newUsers"), Number("sessions"), Number("errors"), 0, 0, 0);
    }

    /// <summary>Without durations, which lines do not tell.</summary>
    public Counted InLine() => this with { Timed = 0, MeanMs = 0, MaxMs = 0, PercentilesMs = new([0, 0, 0]) };

    /// <summary>The number by the name that it has in an order and a condition; null where there is none.</summary>
    public double? this[string term] => term switch
    {
        "events" => Events,
        "users" => Users,
        "newUsers" => NewUsers,
        "sessions" => Sessions,
        "errors" => Errors,
        "errorRate" => Events == 0 ? null : (double)Errors / Events,
        "meanDurationMs" => Timed == 0 ? null : MeanMs,
        "maxDurationMs" => Timed == 0 ? null : MaxMs,
        _ => throw new ArgumentOutOfRangeException(nameof(term), term, "Not a number of a row."),
    };

    // A mean is a quotient, which two ways of adding may round differently.
    public bool IsSame(Counted other) => this with { MeanMs = other.MeanMs, PercentilesMs = other.PercentilesMs } == other
        && Math.Abs(MeanMs - other.MeanMs) < 1e-6
        && PercentilesMs.Zip(other.PercentilesMs).All(pair => Math.Abs(pair.First - pair.Second) <= 0.02 * pair.First);

    /// <summary>The same, and of few durations the very percentiles.</summary>
    public bool IsExactly(Counted other) => IsSame(other)
        && (Timed > 100 || PercentilesMs.Zip(other.PercentilesMs).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6));

    static double NearestRank(double[] times, double part) =>
        times.Length == 0 ? 0 : times.Order().ElementAt((int)Math.Ceiling(part * times.Length) - 1);
}
