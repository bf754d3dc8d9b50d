using System.CommandLine;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using UsageAnalysis.Commands.Import;
using UsageAnalysis.Ingest;
using UsageAnalysis.Ingest.FromPostgres;
using UsageAnalysis.Tests.Support;
using Xunit;
using static UsageAnalysis.Tests.Ingest.PlatformSource;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest;

public sealed class ImportPostgresTests : IngestTest, IAsyncLifetime
{
    string sourceString = "";
    NpgsqlDataSource source = null!;

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        sourceString = await TestPostgres.CreateEmptyDatabaseAsync();
        source = NpgsqlDataSource.Create(sourceString);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await source.DisposeAsync();
        await TestPostgres.DropDatabaseAsync(sourceString);
        await DisposeAsync();
    }

    async Task<(int ExitCode, string Output, string Error)> ImportAsync(string? from = null)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var root = new RootCommand
        {
            ImportCommand.Create((_, run, token) => run(DataSource, token), new FakeTimeProvider(Noon.AddYears(1))),
        };
        var exitCode = await root.Parse(["import", "postgres", "--from", from ?? sourceString])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }

    const string People = """
        insert into users values
          (#1, 'ann', null, 'Ann Miller', null, null, null, null, '2025-01-31', #11), (#2, 'bob', null, null, 'Bob', 'Stone', null, null, null, #12),
          (#3, 'eve', null, null, null, null, null, null, null, null), (#4, '', 'system', null, null, null, null, null, null, null);
        insert into groups values (#11, 'ann', 'Ann Miller', true), (#12, 'bob', null, null), (#13, 'Chemists', null, false), (#14, 'Science', null, null);
        insert into groups_relations values (#13, #11, false), (#14, #13, false), (#14, #12, true);
        insert into users_sessions values (#21, #1, '2026-03-02', '::1'), (#22, #2, '2026-03-02', null), (#23, #99, null, null);
        insert into packages values (#31, 'Chem', 'Chemistry tools', 'Chemistry'), (#32, 'Bio', null, null);
        insert into published_packages values (#33, #31, 'Chem', '1.0', '2026-01-01'), (#34, #31, 'Chem', '1.1', '2026-02-01'), (#35, #32, 'Bio', null, null);
        insert into entities_types values (#41, 'query'), (#42, 'file');
        insert into entities values
          (#51, #41, 'hits', null, #34, false), (#52, #42, 'gone.csv', 'Gone', null, true), (#53, null, 'plain', null, null, null),
          (#54, #42, 'in project', null, null, false), (#61, null, 'fingerprints', null, #33, false), (#62, null, 'fingerprints', null, #34, false),
          (#63, null, 'open', null, null, false), (#64, null, 'old', null, #33, true);
        insert into funcs values (#61, 'fingerprints'), (#62, 'fingerprints'), (#63, 'open'), (#64, 'old');
        insert into tags values (#61, 'chem'), (#62, 'bits');
        insert into projects values (#71, 'Chemistry tools', true, true), (#72, 'Bio', false, true);
        insert into project_relations values (#71, #54), (#72, #53);
        """;

    [Fact]
    public async Task What_a_platform_knows_is_registered_used_or_not()
    {
        await FillAsync(source, Newer + People);

        var (exitCode, output, error) = await ImportAsync();

        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith(
            "users 4 added; groups 2 added; groups in groups 1 added; members 2 added; packages 3 added; versions 2 added; functions 2 added; objects 3 added\nstored 0, ",
            output, StringComparison.Ordinal);
        Assert.Equal("Ann Miller 2025-01-31, Bob Stone, eve, system", await ScalarAsync("""
            select string_agg(concat_ws(' ', coalesce(name, login), to_char(registered_at at time zone 'UTC', 'YYYY-MM-DD')), ', ' order by login)
            from users where id <> 0
            """));
        Assert.Equal("Chemists: ann; Science: ann bob", await ScalarAsync("""
            select string_agg(line, '; ' order by line) from (
              select g.name || ': ' || string_agg(u.login, ' ' order by u.login)
              from group_users gu join groups g on g.id = gu.group_id join users u on u.id = gu.user_id group by g.name) lines (line)
            """));
        Assert.Equal("Chem:fingerprints{bits,chem} Core:open{}", await ScalarAsync("""
            select string_agg(p.name || ':' || f.name || f.tags::text, ' ' order by p.name) from functions f join packages p on p.id = f.package_id
            """));
        Assert.Equal("entity plain, file in project Chem, query hits Chem", await ScalarAsync("""
            select string_agg(concat_ws(' ', e.type, e.name, p.name), ', ' order by e.type) from entities e left join packages p on p.id = e.package_id
            """));
        Assert.StartsWith("nothing changed", (await ImportAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Awkward_events_are_attributed_once_by_the_rules_of_the_platform()
    {
        await FillAsync(source, Newer + People + """
            insert into event_types values
              (#101, 'opened', null, 'audit', null, null, null, null, null), (#102, 'user-login-failed', 'Login of @user failed', 'audit', null, null, null, null, null),
              (#103, 'run', null, 'function', null, null, null, null, null), (#104, 'e1', 'Broken pipe', 'error', true, null, 'client', 'at a()', #900),
              (#105, 'e2', 'Pipe broken', 'error', true, null, 'server', 'at b()', #900), (#106, 'http-request', null, 'usage', null, null, null, null, null);
            insert into event_parameters values
              (#201, #101, 'package', 'string'), (#202, #101, 'entity', 'entity_id'), (#203, #102, 'user', 'user'), (#204, #103, 'func', 'entity_id'),
              (#205, #104, 'handled', 'bool'), (#206, #106, 'ms', 'int'), (#207, #106, 'status', 'int'), (#208, #106, 'route', 'string');
            insert into events values
              (#301, #101, #21, '2026-03-02 12:00:01', 'By name', null, null, null, null),
              (#302, #101, #21, '2026-03-02 12:00:02', 'By entity', null, null, null, 'act.1'),
              (#303, #101, #21, '2026-03-02 12:00:03', 'By project', null, null, null, 'act.2'),
              (#304, #101, null, '2026-03-02 12:00:04', 'null', null, null, null, null),
              (#305, #102, #21, '2026-03-02 12:00:05', null, null, null, null, null),
              (#306, #102, null, '2026-03-02 12:00:06', null, null, null, null, null),
              (#307, #103, #22, '2026-03-02 12:00:07', null, 'fingerprints("CCO")', null, null, null),
              (#308, #103, #22, '2026-03-02 12:00:08', null, 'open()', null, null, null),
              (#309, #104, #21, '2026-03-02 12:00:09', null, null, 'Broken pipe 7', null, null),
              (#310, #105, #22, '2026-03-02 12:00:10', null, null, 'Pipe broken 8', 'at c()', null),
              (#311, #106, #23, '2026-03-02 12:00:11', null, null, null, null, null),
              (#312, #101, #21, '1969-03-02 12:00:11', null, null, null, null, null),
              (#313, null, #21, '2026-03-02 12:00:13', 'No type', null, null, null, null),
              (#314, #101, #21, 'infinity', null, null, null, null, null),
              (#315, #101, #21, '2026-03-02 12:00:15', 'Deleted', null, null, null, null);
            insert into event_parameter_values values
              (#301, #201, 'Bio', #35), (#301, #202, 'x', #51), (#302, #202, 'x', #51), (#303, #202, 'x', #54), (#304, #201, 'null', null),
              (#305, #203, 'bob', #2), (#306, #203, 'mallory', null), (#307, #204, 'x', #61), (#308, #204, 'x', #63), (#309, #205, 'true', null),
              (#311, #206, '12.5', null), (#311, #207, '404', null), (#311, #208, 'null', null), (#315, #202, 'x', #52);
            """);

        var (exitCode, output, error) = await ImportAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("stored 13, duplicates 0, rejected 2 in ", output, StringComparison.Ordinal);
        Assert.Contains($"event {Uuid(312)}: time 1969-03-02T12:00:11.0000000Z is before 1971", error, StringComparison.Ordinal);
        Assert.Contains("1 events have no time, or an infinite one", error, StringComparison.Ordinal);
        Assert.Equal(
            $$$"""
            301 ann audit opened Bio | By name {"entity": "x", "package": "Bio"} query:hits
            302 ann audit opened Chem | By entity act {"entity": "x"} query:hits
            303 ann audit opened Chem | By project act {"entity": "x"} file:in project
            304 audit opened Core | {"package": null}
            305 bob audit user-login-failed Core | Login of bob failed {"user": "bob"}
            306 mallory audit user-login-failed Core | Login of mallory failed {"user": "mallory"}
            307 bob function run Chem fingerprints | fingerprints("CCO") {"func": "x"}
            308 bob function run Core open | open() {"func": "x"}
            309 ann error e1 Core | Broken pipe {"handled": true, "error_source": "client"} Broken pipe 7 at a() t
            310 bob error e2 Core | Pipe broken {"error_source": "server"} Pipe broken 8 at c()
            311 usage http-request Core | {"ms": 12.5, "route": null, "status": 404} 12500us
            313 ann info event Core | No type
            315 ann audit opened Core | Deleted {"entity": "x"} file:Gone
            """.ReplaceLineEndings("\n"),
            await EventsAsync());
        Assert.Equal(1, await CountAsync("errors"));
        Assert.Empty(await DifferencesAsync());
    }

    Task<object?> EventsAsync() => ScalarAsync("""
        select string_agg(concat_ws(' ', ('x' || left(e.id::text, 8))::bit(32)::int, nullif(u.login, ''), t.source, t.name, p.name, f.name, '|',
          e.description, e.action_id, e.parameters -> 'other', e.duration_us || 'us', e.error_message, e.error_stack, left(e.error_handled::text, 1),
          (select string_agg(n.type || ':' || n.name, ' ') from event_entities x join entities n on n.id = x.entity_id where x.event_id = e.id)),
          E'\n' order by e.id)
        from events e join users u on u.id = e.user_id join event_types t on t.id = e.event_type_id
        join packages p on p.id = t.package_id left join functions f on f.id = t.function_id
        """);

    [Fact]
    public async Task The_older_layout_is_read_too_and_what_it_lacks_is_told()
    {
        await FillAsync(source, Older + """
            insert into users values (#1, 'ann', null);
            insert into users_sessions values (#21, #1);
            insert into packages values (#31, 'Chem'), (#32, 'Bio');
            insert into published_packages values (#34, #31, 'Chem'), (#35, #32, 'Bio');
            insert into entities values (#61, 'fingerprints', #34), (#62, 'hits', #34), (#63, 'align', #35);
            insert into funcs values (#61, 'fingerprints');
            insert into queries values (#62, 'hits', #1);
            insert into event_types values (#61, 'ignored', 'function-package', null), (#62, null, 'data-query', null), (#63, null, 'script', null),
              (#101, 'log', null, #35);
            insert into events values
              (#301, #61, #21, '2026-03-02 12:00:01+02', null, 'fingerprints(1)', false, null, 3, '{"sequence_id": 5, "is_acknowledged": null}'),
              (#302, #62, #21, '2026-03-02 12:00:02+02', null, 'hits()', true, null, 4, '{"error_message": "No such table", "error_stack_trace": "at d()"}'),
              (#303, #63, null, '2026-03-02 12:00:03+02', null, 'align()', false, null, null, null),
              (#304, #101, null, '2026-03-02 12:00:04+02', 'Said', null, false, 'usage', null, '[1]');
            """);

        var (exitCode, output, error) = await ImportAsync();

        Assert.Equal(0, exitCode);
        Assert.Contains("stored 4, duplicates 0, rejected 0 in ", output, StringComparison.Ordinal);
        Assert.Equal(
            [
                "The source has no table event_parameters: events have no parameters.",
                "The source has no table event_parameter_values: events have no parameters.",
                "The source has no table groups: groups are not known.", "The source has no table groups_relations: nobody is in a group.",
            ], error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(
            """
            301 ann function-package ignored Chem fingerprints | fingerprints(1) {"run_number": "3", "sequence_id": 5}
            302 ann data-query event Chem hits | hits() {"run_number": "4"} No such table at d()
            303 script event Bio align | align()
            304 usage log Bio | Said {"options": "[1]"}
            """.ReplaceLineEndings("\n"),
            await EventsAsync());
        Assert.Equal("2026-03-02 10:00:01", await ScalarAsync("select to_char(min(event_time) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') from events"));
        Assert.Equal("query ann", await ScalarAsync("select kind || ' ' || login from functions f join users u on u.id = f.author_id"));
    }

    [Fact]
    public async Task An_import_that_was_stopped_goes_on_where_it_was_and_one_that_has_ended_finds_what_came_in_late()
    {
        await FillAsync(source, Newer + """
            insert into event_types (id, name, source) values (#101, 'opened', 'audit');
            insert into event_parameters values (#201, #101, 'n', 'int');
            insert into events (id, event_type_id, event_time)
              select ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, #101, '2026-03-02'::timestamp + i / 3 * interval '1 second'
              from generate_series(1, 10000) i;
            insert into event_parameter_values select id, #201, right(id::text, 5), null from events;
            """);
        using var stop = new CancellationTokenSource();
        var import = new PostgresImport(DataSource, source, new FakeTimeProvider(Noon.AddYears(1)), batchRecords: 500);
        var (said, counted) = (new List<string>(), (Stored: 0L, Again: 0L));
        var listener = new PostgresImport.Listener(said.Add, _ => { }, said.Add, (added, _) =>
        {
            counted = (counted.Stored + added.Stored, counted.Again + added.Duplicates);
            if (counted.Stored >= 3_000)
            {
                stop.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import.RunAsync(listener, stop.Token));
        Assert.InRange(counted.Stored, 3_000, 6_000);
        Assert.Equal(counted.Stored, await CountAsync("events"));
        Assert.Equal(1, await CountAsync("import_positions"));
        await FillAsync(source, "insert into events (id, event_type_id, event_time) values (#999, #101, '2026-03-01')");

        await import.RunAsync(listener with { Committed = (added, _) => counted = (counted.Stored + added.Stored, counted.Again + added.Duplicates) }, default);
        Assert.StartsWith("An import of this source was stopped: it goes on behind 2026-03-02T00:", Assert.Single(said), StringComparison.Ordinal);
        Assert.Equal((10_000, 0), counted);
        Assert.Equal(0, await CountAsync("import_positions"));

        await import.RunAsync(listener with { Committed = (added, _) => counted = (counted.Stored + added.Stored, counted.Again + added.Duplicates) }, default);
        Assert.Equal((10_001, 10_000), counted);
        Assert.Equal(50_005_000, await NumberAsync("select sum((parameters -> 'other' ->> 'n')::int) from events"));
        Assert.Empty(await DifferencesAsync());
    }

    [Theory]
    [InlineData(10, 2)]
    [InlineData(2, 4)]
    public async Task What_ids_refer_to_is_asked_for_once_as_long_as_there_is_room_to_remember_it(int room, int statements)
    {
        await FillAsync(source, Newer + People);
        await using var connection = await source.OpenConnectionAsync();
        var sql = new SourceSql(await SourceTables.DetectAsync(connection, default)).References;
        var references = new SourceReferences(connection, sql, new NamePool(), room);
        var expected = new Dictionary<int, SourceReference>
        {
            [1] = new(null, false, null, null, null, null, "ann"),
            [34] = new(null, false, null, null, null, "Chem", null),
            [52] = new(null, true, "file", "Gone", null, null, null),
            [54] = new(null, true, "file", "in project", "Chem", null, null),
            [61] = new("fingerprints", true, null, "fingerprints", "Chem", null, null),
            [99] = new(null, false, null, null, null, null, null),
        };
        int[][] pages = [[1, 61], [52, 61, 61, 34, 54, 99], [99, 1], [61, 1]];

        var (found, log) = await SqlLog.OfAsync(async () =>
        {
            List<SourceReference> all = [];
            foreach (var page in pages)
            {
                var known = await references.OfAsync([.. page.Select(Uuid)], default);
                all.AddRange(page.Select(id => known[Uuid(id)]));
            }
            return all;
        });

        Assert.Equal(pages.SelectMany(page => page).Select(id => expected[id]), found);
        Assert.Equal(statements, log.Count);
    }

    [Fact]
    public async Task A_source_without_a_log_is_told_and_one_that_cannot_be_read_is_exit_code_3()
    {
        await FillAsync(source, "create table events (id uuid, event_time timestamp)");
        var (exitCode, output, error) = await ImportAsync();
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("it has no column events.event_type_id and no table event_types. Check the connection string", error, StringComparison.Ordinal);

        Assert.Equal(3, (await ImportAsync(from: "Host=127.0.0.1;Port=1;Username=nobody")).ExitCode);
        Assert.Equal(2, (await ImportAsync(from: "Host=127.0.0.1;Nonsense=1")).ExitCode);
    }
}
