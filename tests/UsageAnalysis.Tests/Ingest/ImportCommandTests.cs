using System.CommandLine;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using UsageAnalysis.Commands;
using UsageAnalysis.Commands.Import;
using UsageAnalysis.Tests.Support;
using Xunit;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest;

public sealed class ImportCommandTests : IngestTest
{
    sealed record Ran(int ExitCode, string Output, string Error);

    async Task<Ran> ImportAsync(WithDatabase? withDatabase = null, CancellationToken ct = default, params string[] files)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var root = new RootCommand { ImportCommand.Create(withDatabase ?? ((_, run, token) => run(DataSource, token)), new FakeTimeProvider(Noon.AddYears(2))) };
        var exitCode = await root.Parse(["import", .. files]).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, ct);
        return new Ran(exitCode, output.ToString(), error.ToString());
    }

    static string Write(TestDirectory directory, string name, string text, bool gzip = false)
    {
        var path = Path.Combine(directory.Path, name);
        using Stream file = gzip ? new GZipStream(File.Create(path), CompressionLevel.Fastest) : File.Create(path);
        file.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    [SharedDataFact]
    public async Task The_real_history_is_stored_once_and_a_second_import_changes_nothing()
    {
        var first = await ImportAsync(files: SharedDataFactAttribute.JestHistory!);
        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.StartsWith("stored 34,918, duplicates 0, rejected 0 in ", first.Output, StringComparison.Ordinal);
        Assert.Equal("34918 1000 3846 3116 68", await ScalarAsync("""
            select concat_ws(' ', (select count(*) from events), (select count(*) from users where id <> 0), (select count(*) from sessions),
              (select count(*) from entities), (select count(*) from packages))
            """));
        Assert.Empty(await DifferencesAsync());
        var contents = await ContentsAsync();

        var second = await ImportAsync(files: SharedDataFactAttribute.JestHistory!);
        Assert.StartsWith("stored 0, duplicates 34,918, rejected 0 in ", second.Output, StringComparison.Ordinal);
        Assert.Equal(0, second.ExitCode);
        Assert.Equal(contents, await ContentsAsync());
    }

    [Fact]
    public async Task A_bad_line_is_reported_with_its_place_and_stops_nothing()
    {
        using var directory = TestDirectory.Create();
        var lines = Write(directory, "a.ndjson", $"\uFEFF{Record(1)}\r\n\n{{\"id\":\n{Record(2, ",\"session\":\"x\"")}\n{Record(3)}");
        var array = Write(directory, "b.json.gz", $" [{Record(4)},\n17,{Record(5)}]", gzip: true);
        var ran = await ImportAsync(files: [lines, array]);
        Assert.Equal(1, ran.ExitCode);
        Assert.StartsWith("stored 4, duplicates 0, rejected 3 in ", ran.Output, StringComparison.Ordinal);
        Assert.Contains($"{lines}:3: the line is not JSON", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"{lines}:4: session \"x\" is not a uuid", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"{array}: record 2: the record 17 must be an object", ran.Error, StringComparison.Ordinal);
        Assert.Equal(4, await CountAsync("events"));
    }

    [Fact]
    public async Task A_file_that_breaks_off_is_named_with_the_place_and_the_others_are_imported()
    {
        using var directory = TestDirectory.Create();
        var array = Write(directory, "a.json", $"[{Record(1)},{Record(2)},\noops");
        var gzip = Write(directory, "b.ndjson.gz", Record(3), gzip: true);
        await File.WriteAllBytesAsync(gzip, (await File.ReadAllBytesAsync(gzip))[..^12]);
        var ran = await ImportAsync(files: [array, gzip, Write(directory, "c.ndjson", Record(4))]);
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains($"{array} is not JSON: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains("(line 2, byte 1)", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"{gzip} cannot be read: ", ran.Error, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync($"events where id = '{Uuid(4)}'"));
    }

    [Fact]
    public async Task Unknown_files_are_named_before_anything_is_imported()
    {
        using var directory = TestDirectory.Create();
        var ran = await ImportAsync(files: [Write(directory, "a.ndjson", Record(1)), "/no/such.ndjson", directory.Path]);
        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("There is no file \"/no/such.ndjson\"", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"\"{directory.Path}\" is a folder", ran.Error, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("events"));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_exit_code_3()
    {
        using var directory = TestDirectory.Create();
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody");
        var ran = await ImportAsync((_, run, token) => run(nowhere, token), default, Write(directory, "a.ndjson", Record(1)));
        Assert.Equal(3, ran.ExitCode);
        Assert.Contains("Run the same command again to resume.", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupting_stops_after_the_running_batch_and_says_how_to_resume()
    {
        using var directory = TestDirectory.Create();
        using var stop = new CancellationTokenSource();
        var file = Write(directory, "a.ndjson", string.Join('\n', Enumerable.Range(1, 12_000).Select(i => Record(i))));
        var ran = await ImportAsync(async (_, run, token) =>
        {
            await stop.CancelAsync();
            return await run(DataSource, token);
        }, stop.Token, file);
        Assert.Equal(130, ran.ExitCode);
        Assert.Contains("Run the same command again to resume", ran.Error, StringComparison.Ordinal);
        var resumed = await ImportAsync(files: file);
        Assert.Equal(0, resumed.ExitCode);
        Assert.Equal(12_000, await CountAsync("events"));
    }

    [Fact]
    public async Task Help_tells_the_exit_codes()
    {
        var ran = await ImportAsync(files: "--help");
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("130", ran.Output, StringComparison.Ordinal);
    }
}
