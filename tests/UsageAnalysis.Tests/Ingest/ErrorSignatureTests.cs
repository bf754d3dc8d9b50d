using UsageAnalysis.Ingest;
using Xunit;

namespace UsageAnalysis.Tests.Ingest;

public sealed class ErrorSignatureTests
{
    static string Of(string message, string? stack = null, string? fingerprint = null, string? type = null) =>
        ErrorSignature.Of(new LoggedError(message, stack, null, fingerprint, type));

    [Fact]
    public void Carries_the_version_of_its_algorithm() => Assert.Matches("^1:[0-9a-f]{32}$", Of("no"));

    [Theory]
    [InlineData("Row 17 of 230 is broken", "Row 4 of 9,000 is broken")]
    [InlineData("No column 'smiles' in \"compounds\"", "No column 'inchi' in \"assay results\"")]
    [InlineData("Session 0190c2a4-7d3e-7b61-9c55-2f0e8a1b4c6d ended", "Session 11111111-2222-3333-4444-555555555555 ended")]
    [InlineData("at 0x7ffe12: t-77  failed", "at 0x00: t-1205 failed")]
    public void Messages_that_differ_in_numbers_ids_and_quoted_text_are_one_error(string one, string other) => Assert.Equal(Of(one), Of(other));

    [Theory]
    [InlineData("File not found", "File not readable")]
    [InlineData("can't open 'a'", "can't close 'a'")]
    public void Messages_of_other_words_are_another_error(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Fact]
    public void The_type_tells_equal_messages_apart() => Assert.NotEqual(Of("no", type: "TypeError"), Of("no", type: "RangeError"));

    [Fact]
    public void A_fingerprint_goes_before_everything_else() =>
        Assert.Equal(Of("one", "at f (a.js:1:2)", "mine"), Of("other", null, "mine"));

    [Theory]
    [InlineData("Error: a\n    at load (app-3f9c2ab1.js:10:7)\n    at x (node_modules/q/i.js:1:1)", "Error: b\n    at load (app-77aa01bc.js:99:1)\n    at y (node_modules/r/i.js:3:4)")]
    [InlineData("   at My.App.Run(String) in C:\\src\\App.cs:line 10\n   at System.Linq.X()", "   at My.App.Run(String) in C:\\src\\App.cs:line 12\n   at System.Text.Y()")]
    [InlineData("load@https://a.org/app.js?v=1:10:2\nq@https://a.org/node_modules/q.js:1:1", "load@https://a.org/app.js?v=2:11:3")]
    [InlineData("Traceback\n  File \"app.py\", line 3, in load\n  File \"/usr/lib/python3/x.py\", line 9, in y", "Traceback\n  File \"app.py\", line 30, in load")]
    public void The_applications_own_frames_decide_whatever_the_message_and_the_lines(string one, string other)
    {
        Assert.Equal(Of("this", one), Of("that", other));
        Assert.NotEqual(Of("this"), Of("this", one));
        Assert.NotEqual(Of("this", one), Of("this", one.Replace("load", "save", StringComparison.Ordinal).Replace("Run", "Stop", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_stack_of_foreign_frames_only_says_nothing() => Assert.Equal(Of("no"), Of("no", "at x (node_modules/q/i.js:1:1)"));

    [Theory]
    [InlineData('a')]
    [InlineData('@')]
    [InlineData('“')]
    [InlineData('\'')]
    [InlineData('-')]
    [InlineData('?')]
    public void Hostile_texts_cost_no_more_than_their_size(char filler)
    {
        var text = new string(filler, 200_000);
        var stack = string.Concat(Enumerable.Repeat("at " + new string(filler, 990) + "\n", 250));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        _ = Of(text);
        _ = Of(text, stack);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 500);
    }
}
