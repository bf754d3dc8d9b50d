using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using UsageAnalysis.Benchmarks.Counting;
using UsageAnalysis.Data;
using UsageAnalysis.Ingest;
using UsageAnalysis.Ingest.FromPostgres;

namespace UsageAnalysis.Benchmarks.Import;

/// <summary>How many events a second are copied from a platform's own tables, with parameters, and how much memory that takes.</summary>
static class ImportBenchmark
{
    const double LeastPerSecond = 20_000;

    internal static Command Create()
    {
        var events = new Option<int>("--events") { Description = "How many there are in the source.", DefaultValueFactory = _ => 500_000 };
        var command = new Command("import", "Times the import from PostgreSQL on a source of its own making: 500 users, 3 parameters an event.")
        {
            events,
        };
        command.SetAction((result, ct) => RunAsync(result.GetValue(events), result.InvocationConfiguration.Output, ct));
        return command;
    }

    static async Task<int> RunAsync(int events, TextWriter output, CancellationToken ct)
    {
        await using var cluster = await Cluster.OpenAsync(null, null, ct);
        await using var source = NpgsqlDataSource.Create(await cluster.DatabaseAsync("platform", ct));
        await using var target = NpgsqlDataSource.Create(await cluster.DatabaseAsync("imported", ct));
        await Migrator.MigrateAsync(target, ct);
        await using (var fill = source.CreateCommand())
        {
            fill.CommandTimeout = 0;
            foreach (var statement in Source.Split(";\n", StringSplitOptions.RemoveEmptyEntries))
            {
                fill.CommandText = statement.Replace("$1", events.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
                await fill.ExecuteNonQueryAsync(ct);
            }
        }
        var (counts, memory) = (new ImportCounts(0, 0, 0), new List<(long Events, double Megabytes)>());
        var (start, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await new PostgresImport(target, source, TimeProvider.System).RunAsync(
            new(output.WriteLine, _ => { }, output.WriteLine, (added, _) =>
            {
                counts += added;
                if (counts.Total / (events / 10) > memory.Count)
                {
                    memory.Add((counts.Total, Environment.WorkingSet / 1024.0 / 1024.0));
                }
            }), ct);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var cpu = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"stored {counts.Stored:N0} in {seconds:N1} s: {counts.Stored / seconds:N0}/s, {cpu:N1} s of CPU in this process"));
        await output.WriteLineAsync("memory in MB: " + string.Join(", ", memory.Select(m => $"{m.Megabytes:N0} at {Text.Count(m.Events)}")));
        var bound = Bound.Of("20,000 events a second", [("import", counts.Stored / seconds)], rate => rate >= LeastPerSecond, Text.Ms);
        await output.WriteLineAsync(bound.ToString());
        return bound.Holds && counts.Stored == events ? 0 : 1;
    }

    // People do a few things most of the time; what somebody does in a minute is of one session.
    const string Source = """
        create table users (id uuid primary key, login text, joined timestamp, group_id uuid);
        create table groups (id uuid primary key, name text, personal boolean);
        create table groups_relations (parent_id uuid, child_id uuid);
        create table users_sessions (id uuid primary key, user_id uuid);
        create table packages (id uuid primary key, name text);
        create table published_packages (id uuid primary key, package_id uuid, name text);
        create table entities (id uuid primary key, name text, package_id uuid, is_deleted boolean);
        create table funcs (id uuid primary key, name text);
        create table event_types (id uuid primary key, name text, source text, error_stack_trace_hash uuid);
        create table events (id uuid primary key, event_type_id uuid, session_id uuid, event_time timestamp, description text,
          friendly_name text);
        create table event_parameters (id uuid primary key, event_type_id uuid, name text, type text);
        create table event_parameter_values (event_id uuid, parameter_id uuid, value text, value_uuid uuid);
        create function u(kind int, i bigint) returns uuid immutable language sql as $$
          select (lpad(kind::text, 8, '0') || '-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid $$;
        create function kind(i bigint) returns int immutable language sql as $$
          select 1 + floor(50 * power((i * 7919 % 1000) / 1000.0, 3))::int $$;
        insert into groups select u(1, i), 'group ' || i, i > 20 from generate_series(1, 520) i;
        insert into users select u(2, i), 'user' || i, '2025-01-01', u(1, 20 + i) from generate_series(1, 500) i;
        insert into groups_relations select u(1, 1 + i % 20), u(1, 20 + i) from generate_series(1, 500) i;
        insert into packages select u(3, i), 'package ' || i from generate_series(1, 40) i;
        insert into published_packages select u(4, i), u(3, i), 'package ' || i from generate_series(1, 40) i;
        insert into entities select u(5, i), 'function ' || i, u(4, 1 + i % 40), false from generate_series(1, 400) i;
        insert into entities select u(6, i), 'table ' || i, u(4, 1 + i % 40), false from generate_series(1, 20000) i;
        insert into funcs select u(5, i), 'function ' || i from generate_series(1, 400) i;
        insert into event_types select u(7, i), (array['run', 'opened', 'click', 'menu click', 'edited'])[1 + i % 5],
          (array['function', 'audit', 'usage', 'usage', 'audit'])[1 + i % 5] from generate_series(1, 50) i;
        insert into event_parameters select u(p, i), u(7, i), (array['entity', 'ms', 'view'])[p - 7], (array['entity_id', 'int', 'string'])[p - 7]
          from generate_series(1, 50) i, generate_series(8, 10) p;
        insert into users_sessions select u(11, i), u(2, 1 + i % 500) from generate_series(1, $1 / 100 + 1) i;
        insert into events select u(12, i), u(7, kind(i)), u(11, 1 + i / 100), '2026-01-01'::timestamp + i * interval '5 seconds',
          'Something happened', 'run(' || i % 100 || ')' from generate_series(1, $1) i;
        insert into event_parameter_values
          select u(12, i), u(p, kind(i)), case p when 8 then 'x' when 9 then (i % 1000)::text else 'view ' || i % 12 end,
            case when p = 8 then case when kind(i) % 5 = 0 then u(5, 1 + i % 400) else u(6, 1 + i % 20000) end end
          from generate_series(1, $1) i, generate_series(8, 10) p;
        create index on events (event_time, id);
        create index on event_parameter_values (event_id);
        analyze;

        """;
}
