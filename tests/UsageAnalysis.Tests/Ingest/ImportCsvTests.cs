using System.CommandLine;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using UsageAnalysis.Commands.Import;
using UsageAnalysis.Tests.Support;
using Xunit;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest;

public sealed class ImportCsvTests : IngestTest
{
    const string Mapping = """
        { "time": { "column": "When", "format": "dd.MM.yyyy HH:mm:ss", "zone": "Europe/Berlin" }, "source": { "value": "audit" },
          "type": { "column": "Act", "values": { "O": "opened", "R": "run" } }, "user": "Who", "session": "Tab", "package": "Package", "durationMs": "Ms",
          "description": "Text", "errorMessage": "Fault", "groups": "Groups",
          "entities": [{ "type": { "value": "file" }, "id": "File", "role": { "value": "input" } }],
          "inputs": { "radius": { "column": "Radius", "type": "number" } }, "allColumns": true }
        """;

    const string Header = "When;Act;Who;Tab;Package;Ms;Text;Fault;Groups;File;Radius;Site";

    async Task<(int ExitCode, string Output, string Error)> ImportAsync(string mapping, string csv, bool gzip = false)
    {
        using var directory = TestDirectory.Create();
        var (file, map) = (directory.In(gzip ? "log.csv.gz" : "log.csv"), directory.In("map.json"));
        await using (Stream stream = gzip ? new GZipStream(File.Create(file), CompressionLevel.Fastest) : File.Create(file))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(csv));
        }
        await File.WriteAllTextAsync(map, mapping);
        var (output, error) = (new StringWriter(), new StringWriter());
        var root = new RootCommand { ImportCommand.Create((_, run, token) => run(DataSource, token), new FakeTimeProvider(Noon.AddYears(1))) };
        var exitCode = await root.Parse(["import", file, "--mapping", map])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString().Replace(file, "FILE", StringComparison.Ordinal).Replace(map, "MAP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_become_events_as_the_mapping_says_once_and_bad_ones_are_told_with_their_line()
    {
        var csv = $$""""
            {{Header}}
            02.03.2026 13:00:00;O;ann;tab-1;Chem;12.5;"Said ""hello;
            there""";;chemists; c.csv;2;Basel
            29.03.2026 02:30:00;O;ann;;;;;;;;;
            25.10.2025 02:30:00;R;bob;tab-1;;;;It broke;;;x;
            02.03.2026 13:00:00;X;;;;soon;;;;;;
            02.03.2026;O;ann;;;;;;;;;
            02.03.2026 13:00:00;O;ann
            02.03.2026 14:00:00;O;ann;;;;;;;;;
            02.03.2026 14:00:00;O;ann;;;;;;;;;
            02.03.2026 14:00:01;O;ann;;;;;;;;;
            """".ReplaceLineEndings("\r\n");

        var (exitCode, output, error) = await ImportAsync(Mapping, csv);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("stored 5, duplicates 0, rejected 4 in ", output, StringComparison.Ordinal);
        Assert.Equal(
            [
                "FILE:4: time \"29.03.2026 02:30:00\" does not exist in Europe/Berlin, where clocks are put forward then",
                "FILE:6: durationMs \"soon\" must be a number of milliseconds from 0 to 366 days",
                "FILE:7: time \"02.03.2026\" is not as the mapping says: dd.MM.yyyy HH:mm:ss",
                "FILE:8: the row has 3 columns, and the header 12: quote cells that hold the separator",
            ], error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(
            """
            2025-10-25 00:30:00 bob tab audit run Core It broke {"inputs": {"radius": "x"}}
            2026-03-02 12:00:00 ann tab audit opened Chem 12500 Said "hello;~there" {"other": {"Site": "Basel"}, "inputs": {"radius": 2}} file c.csv input chemists
            2026-03-02 13:00:00 ann audit opened Core chemists
            2026-03-02 13:00:00 ann audit opened Core chemists
            2026-03-02 13:00:01 ann audit opened Core chemists
            """.ReplaceLineEndings("\n"),
            await ScalarAsync("""
                select string_agg(concat_ws(' ', to_char(e.event_time at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS'), u.login,
                  case when e.session_id is not null then 'tab' end, t.source, t.name, p.name, e.duration_us, replace(e.description, E'\r\n', '~'),
                  e.error_message, e.parameters,
                  (select concat_ws(' ', n.type, n.key, x.role) from event_entities x join entities n on n.id = x.entity_id where x.event_id = e.id),
                  (select string_agg(g.name, ' ') from group_users gu join groups g on g.id = gu.group_id where gu.user_id = u.id)), E'\n' order by e.event_time)
                from events e join users u on u.id = e.user_id join event_types t on t.id = e.event_type_id join packages p on p.id = t.package_id
                """));
        Assert.Equal(1, await NumberAsync("select count(distinct session_id) from events"));

        Assert.StartsWith("stored 0, duplicates 5, rejected 4 in ", (await ImportAsync(Mapping, csv, gzip: true)).Output, StringComparison.Ordinal);
        Assert.Empty(await DifferencesAsync());
    }

    [Theory]
    [InlineData("id,at\n0190c2d1-7a3e-7bbb-8000-000000000001,2026-03-02T12:00:00+02:00\nx-1,2026-03-02T12:00:00Z\n", """{"column":"at"}""", "10 12")]
    [InlineData("id,at\na,1772452800\nb,1772456400.5\n", """{"column":"at","format":"unix"}""", "12 13")]
    [InlineData("id,at\na,1772452800123\n", """{"column":"at","format":"unixMs"}""", "12")]
    [InlineData("\uFEFFid,at\na,2026-03-02 12:00\n", """{"column":"at","zone":"Asia/Kolkata"}""", "6")]
    [InlineData("id\tat\na\t2026-03-02 12:00 +01:00\n", """{"column":"at","format":"yyyy-MM-dd HH:mm zzz"}""", "11")]
    public async Task Times_and_ids_of_many_kinds_are_read(string csv, string time, string hours)
    {
        var (exitCode, _, error) = await ImportAsync($$"""{"time":{{time}},"type":{"value":"opened"},"source":{"value":"audit"},"id":"id"}""", csv);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(hours, await ScalarAsync(
            "select string_agg(extract(hour from event_time at time zone 'UTC')::text, ' ' order by event_time) from events"));
    }

    [Theory]
    [InlineData("""{"time":{"column":"When"},"type":"Whatever","source":{"value":"a"}}""", "\"Whatever\" of the mapping is no column of the file, which has \"When\", \"Act\"")]
    [InlineData("""{"time":{"column":"When","zone":"Mars"},"type":"Act","source":{"value":"a"}}""", "time.zone \"Mars\" is no time zone")]
    [InlineData("""{"time":{"column":"When"},"type":{"colum":"Act"},"source":{"value":"a"}}""", "'colum'")]
    [InlineData("""{"time":{"column":"When"},"type":{},"source":{"value":"a"}}""", "A field needs a column or a value.")]
    [InlineData("""{"type":"Act","source":{"value":"a"}}""", "lacks what it must have: 'time'")]
    [InlineData("""{"time":{"column":"When"},"type":"Act","source":{"value":"a"},"separator":"--"}""", "must be one character")]
    public async Task A_mapping_that_does_not_fit_is_told_and_imports_nothing(string mapping, string problem)
    {
        var (exitCode, _, error) = await ImportAsync(mapping, "When,Act\n2026-03-02T12:00:00Z,O\n");
        Assert.Equal(2, exitCode);
        Assert.Contains(problem, error, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync("events"));
    }

    [Fact]
    public async Task A_time_without_an_offset_needs_a_zone()
    {
        var (exitCode, _, error) = await ImportAsync(
            """{"time":{"column":"When"},"type":"Act","source":{"value":"a"}}""", "When,Act\n2026-03-02T12:00:00,O\n2026-03-02,O\n");
        Assert.Equal(1, exitCode);
        Assert.Contains("FILE:2: time \"2026-03-02T12:00:00\" tells no offset: give the zone", error, StringComparison.Ordinal);
        Assert.Contains("FILE:3: time \"2026-03-02\" tells no offset", error, StringComparison.Ordinal);
    }
}
