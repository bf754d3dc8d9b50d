using System.Text.Json;
using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph.Errors;

/// <summary>What is new, back or known, and what people say about errors; each test on a server of its own.</summary>
public sealed class ErrorMarksTests : UsageApp
{
    const string Errors =
        """
        query ($from: DateTime!, $to: DateTime!, $marked: Boolean! = false) {
          usage(scope: { range: { from: $from, to: $to } }) {
            totals { errors }
            errors(by: [SIGNATURE], marked: $marked) {
              totals { occurrences } marked { errors occurrences }
              rows { occurrences status absentDays key { error {
                id message firstVersion { version } currentMark { isError } marks { markedBy markedAt isError comment error { message } } } } } } } }
        """;

    const string Mark =
        "mutation ($input: MarkErrorInput!) { markError(input: $input) { mark { markedBy markedAt isError comment error { message } } } }";

    static object Fails(string time, string message) => new
    {
        id = Guid.NewGuid(), time, source = "function", type = "run", package = "Chem", user = "ann", error = new { message },
    };

    async Task<JsonElement> ErrorsAsync(string from, string to, bool marked = false) =>
        (await AskAsync(Errors, new { from, to, marked })).GetProperty("usage").GetProperty("errors");

    static string[] Statuses(JsonElement errors) =>
    [
        .. errors.GetProperty("rows").EnumerateArray()
            .Select(row => $"{row.GetProperty("key").GetProperty("error").GetProperty("message")} {row.GetProperty("status")} {row.GetProperty("absentDays")}".TrimEnd())
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public async Task An_error_is_back_after_fourteen_whole_days_without_it()
    {
        await LogAsync(
            Fails("2026-03-01T23:59:59Z", "short"), Fails("2026-03-15T00:00:00Z", "short"),
            Fails("2026-03-01T00:00:00Z", "long"), Fails("2026-03-16T23:00:00Z", "long"),
            Fails("2026-03-16T12:00:00Z", "first"), Fails("2026-03-10T00:00:00Z", "went"),
            Fails("2026-02-01T00:00:00Z", "twice"), Fails("2026-03-01T00:00:00Z", "twice"), Fails("2026-03-16T00:00:00Z", "twice"));

        Assert.Equal(
            ["first NEW", "long REGRESSED 14", "short KNOWN", "twice REGRESSED 14"],
            Statuses(await ErrorsAsync("2026-03-12T00:00:00Z", "2026-03-17T00:00:00Z")));
        // What came back before the range is known in it, and what was never seen before it is new, however long it was away.
        Assert.Equal(
            ["long NEW", "short NEW", "twice REGRESSED 27", "went NEW"],
            Statuses(await ErrorsAsync("2026-03-01T00:00:00Z", "2026-03-16T00:00:00Z")));
        await LogAsync(Fails("2026-03-18T00:00:00Z", "long"));
        Assert.Equal(["long KNOWN"], Statuses(await ErrorsAsync("2026-03-17T00:00:00Z", "2026-03-19T00:00:00Z")));
        // An answer that is remembered notices what came in before its range.
        await LogAsync(Fails("2026-02-20T00:00:00Z", "first"));
        Assert.Contains("first REGRESSED 23", Statuses(await ErrorsAsync("2026-03-12T00:00:00Z", "2026-03-17T00:00:00Z")));
    }

    [Fact]
    public async Task The_first_version_is_the_latest_one_published_when_an_error_was_first_seen()
    {
        await CatalogWriter.SaveAsync(DataSource, new Catalog
        {
            Packages =
            [
                new("Chem") { Versions = [new("1.0", new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc)), new("1.1", new(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc))] },
            ],
        }, default);
        await LogAsync(
            Fails("2026-02-28T23:59:59Z", "before"), Fails("2026-04-02T00:00:00Z", "before"),
            Fails("2026-03-31T23:59:59Z", "one"), Fails("2026-04-02T00:00:00Z", "one"), Fails("2026-04-01T00:00:00Z", "two"));

        var rows = (await ErrorsAsync("2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z")).GetProperty("rows");
        Assert.Equal(
            ["before ", "one 1.0", "two 1.1"],
            rows.EnumerateArray().Select(row => row.GetProperty("key").GetProperty("error"))
                .Select(error => $"{error.GetProperty("message")} " + (error.GetProperty("firstVersion") is { ValueKind: JsonValueKind.Object } version
                    ? version.GetProperty("version").GetString() : "")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_marked_as_no_error_is_hidden_at_once_and_still_counts_and_its_history_stays()
    {
        await LogAsync(
            Fails("2026-06-01T00:00:00Z", "cancelled"), Fails("2026-06-02T00:00:00Z", "cancelled"), Fails("2026-06-03T00:00:00Z", "broken"),
            new { id = Guid.NewGuid(), time = "2026-06-04T00:00:00Z", source = "error", type = "crash" });
        const string From = "2026-06-01T00:00:00Z", To = "2026-06-10T00:00:00Z";
        static int Of(JsonElement errors, string part) => errors.GetProperty(part).GetProperty("occurrences").GetInt32();
        var before = await ErrorsAsync(From, To);
        Assert.Equal((4, 0), (Of(before, "totals"), Of(before, "marked")));
        var cancelled = before.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("key").GetProperty("error"))
            .First(error => error is { ValueKind: JsonValueKind.Object } && error.GetProperty("message").GetString() == "cancelled").GetProperty("id").GetString();

        var mark = (await AskAsync(Mark, new { input = new { error = cancelled, by = " ann ", isError = false, comment = "People cancel." } }))
            .GetProperty("markError").GetProperty("mark");
        Assert.Equal(
            """{"markedBy":"ann","markedAt":"2026-06-17T12:00:00Z","isError":false,"comment":"People cancel.","error":{"message":"cancelled"}}""",
            JsonSerializer.Serialize(mark));
        var after = await ErrorsAsync(From, To);
        Assert.Equal((2, 2), (Of(after, "totals"), Of(after, "marked")));
        Assert.Equal(["broken", "null"], Messages(after));
        Assert.Equal(4, (await AskAsync(Errors, new { from = From, to = To })).GetProperty("usage").GetProperty("totals").GetProperty("errors").GetInt32());
        var shown = await ErrorsAsync(From, To, marked: true);
        Assert.Equal((4, 2), (Of(shown, "totals"), Of(shown, "marked")));
        Assert.Equal(["broken", "cancelled", "null"], Messages(shown));

        Time.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(Mark, new { input = new { error = cancelled, by = "bob", isError = true } });
        var again = await ErrorsAsync(From, To);
        Assert.Equal((4, 0), (Of(again, "totals"), Of(again, "marked")));
        var marks = again.GetProperty("rows")[0].GetProperty("key").GetProperty("error").GetProperty("marks").EnumerateArray();
        Assert.Equal(["bob True ", "ann False People cancel."], marks.Select(m => $"{m.GetProperty("markedBy")} {m.GetProperty("isError")} {m.GetProperty("comment")}"));
    }

    static IEnumerable<string> Messages(JsonElement errors) => errors.GetProperty("rows").EnumerateArray()
        .Select(row => row.GetProperty("key").GetProperty("error"))
        .Select(error => error.ValueKind == JsonValueKind.Object ? error.GetProperty("message").GetString()! : "null").Order(StringComparer.Ordinal);

    [Theory]
    [InlineData("VXNlcjox", "ann", null, "is not the id of an error")]
    [InlineData("RXJyb3I6OTk5", "ann", null, "there is no such error")]
    [InlineData("RXJyb3I6OTk5", " ", null, "by is empty")]
    [InlineData("RXJyb3I6OTk5", "a\0", null, "U+0000")]
    [InlineData("RXJyb3I6OTk5", "ann", 2_001, "comment has 2001 characters")]
    public async Task A_mark_that_makes_no_sense_is_refused_in_words(string error, string by, int? letters, string words)
    {
        var comment = letters is { } count ? new string('x', count) : null;
        var refusal = await FailAsync(Mark, new { input = new { error, by, isError = true, comment } });
        Assert.Contains(words, refusal.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("INVALID_ARGUMENT", refusal.GetProperty("extensions").GetProperty("code").GetString());
    }
}
