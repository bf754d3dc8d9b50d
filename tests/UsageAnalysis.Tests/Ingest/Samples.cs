using System.Globalization;
using System.Text.Json;
using UsageAnalysis.Ingest;

namespace UsageAnalysis.Tests.Ingest;

/// <summary>Events for tests.</summary>
static class Samples
{
    public static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);

    public static Guid Uuid(int number) => new(number, 1, 1, [1, 1, 1, 1, 1, 1, 1, 1]);

    /// <summary>One of a series of events: every tenth is an error, every seventh is anonymous, with sessions, durations and entities.</summary>
    public static LoggedEvent Event(int number) => new(Uuid(number), Noon.AddSeconds(17 * number), "function", "run")
    {
        User = number % 7 == 0 ? null : $"user-{number % 5}",
        Groups = [number % 2 == 0 ? "chemists" : "biologists"],
        Session = number % 3 == 0 ? null : Uuid(1_000_000 + (number % 5)),
        Function = $"Chem:function{number % 4}",
        DurationUs = number % 2 == 0 ? number * 100 : null,
        Parameters = """{"inputs":{"smiles":"CCO"}}""",
        Entities = [new LoggedEntity("table", $"t-{number % 6}", "compounds")],
        Error = number % 10 == 0 ? new LoggedError($"Row {number} is broken") : null,
    };

    public static IReadOnlyList<LoggedEvent> Events(int count, int first = 1) => [.. Enumerable.Range(first, count).Select(Event)];

    /// <summary>A record of the wire format with one event per number.</summary>
    public static string Record(int number, string more = "") => string.Create(CultureInfo.InvariantCulture,
        $$"""{"id":"{{Uuid(number)}}","time":"{{Noon.AddSeconds(number):yyyy-MM-dd'T'HH:mm:ss'Z'}}","source":"usage","type":"open","user":"ann"{{more}}}""");

    public static JsonElement Json(string text) => JsonElement.Parse(text);
}
