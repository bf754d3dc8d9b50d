using Npgsql;

namespace UsageAnalysis.Tests.Ingest;

/// <summary>The tables in which a platform keeps its own log, in the newer layout and in the older one.</summary>
static class PlatformSource
{
    /// <summary>Types as attributes of events, people by personal groups, functions by parameters.</summary>
    public const string Newer = """
        create table users (id uuid primary key, login text, name text, friendly_name text, first_name text, last_name text, email text, picture text,
          joined timestamp, group_id uuid);
        create table groups (id uuid primary key, name text, friendly_name text, personal boolean);
        create table groups_relations (parent_id uuid, child_id uuid, is_admin boolean);
        create table users_sessions (id uuid primary key, user_id uuid, started timestamp, ip text);
        create table packages (id uuid primary key, name text, friendly_name text, category text);
        create table published_packages (id uuid primary key, package_id uuid, name text, version text, published_on timestamp);
        create table entities_types (id uuid primary key, name text);
        create table entities (id uuid primary key, entity_type_id uuid, name text, friendly_name text, package_id uuid, is_deleted boolean);
        create table funcs (id uuid primary key, name text);
        create table tags (entity_id uuid, tag text);
        create table projects (id uuid primary key, name text, is_root boolean, is_package boolean);
        create table project_relations (project_id uuid, entity_id uuid);
        create table event_types (id uuid primary key, name text, friendly_name text, source text, is_error boolean, comment text, error_source text,
          error_stack_trace text, error_stack_trace_hash uuid);
        create table events (id uuid primary key, event_type_id uuid, session_id uuid, event_time timestamp, description text, friendly_name text,
          error_message text, error_stack_trace text, request_id text);
        create index on events (event_time, id);
        create table event_parameters (id uuid primary key, event_type_id uuid, name text, type text);
        create table event_parameter_values (event_id uuid, parameter_id uuid, value text, value_uuid uuid);
        create index on event_parameter_values (event_id);
        """;

    /// <summary>The type of an event is the function or query itself, and an error is said in options.</summary>
    public const string Older = """
        create table users (id uuid primary key, login text, group_id uuid);
        create table users_sessions (id uuid primary key, user_id uuid);
        create table packages (id uuid primary key, name text);
        create table published_packages (id uuid primary key, package_id uuid, name text);
        create table entities (id uuid primary key, name text, package_id uuid);
        create table funcs (id uuid primary key, name text);
        create table queries (id uuid primary key, name text, author_id uuid);
        create table event_types (id uuid primary key, name text, source text, package_id uuid);
        create table events (id uuid primary key, event_type_id uuid, session_id uuid, event_time timestamp with time zone, description text,
          friendly_name text, is_error boolean, source text, run_number int, options json);
        """;

    /// <summary>A number as an id: 7 is 00000007-….</summary>
    public static string Id(int number) => $"'{Samples.Uuid(number)}'";

    /// <summary>Runs a statement, in which #7 stands for an id.</summary>
    public static async Task FillAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(
            System.Text.RegularExpressions.Regex.Replace(sql, @"#(\d+)", match => Id(int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))));
        await command.ExecuteNonQueryAsync();
    }
}
