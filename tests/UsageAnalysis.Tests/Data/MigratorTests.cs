using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Data;

/// <summary>An empty database for each test, not even migrated.</summary>
public sealed class MigratorTests : IAsyncLifetime
{
    const string AllRows = "select string_agg(xmin::text || name || applied_at, ',' order by version) from schema_migrations";

    string connectionString = "";
    NpgsqlDataSource dataSource = null!;

    public async Task InitializeAsync()
    {
        connectionString = await TestPostgres.CreateEmptyDatabaseAsync();
        dataSource = NpgsqlDataSource.Create(connectionString);
    }

    public async Task DisposeAsync()
    {
        await dataSource.DisposeAsync();
        await TestPostgres.DropDatabaseAsync(connectionString);
    }

    [Fact]
    public async Task An_empty_database_gets_every_migration_in_the_order_of_their_numbers()
    {
        var applied = await MigrateAsync();

        var files = Directory.GetFiles(Repository.File("server", "Data", "Migrations"), "*.sql");
        Assert.Equal(files.Select(Path.GetFileNameWithoutExtension).Order(), applied);
        Assert.Equal(Enumerable.Range(1, applied.Count).Select(number => $"{number:0000}"), applied.Select(name => name[..4]));
        Assert.Equal(applied, await NamesAsync());
    }

    [Fact]
    public async Task A_current_database_stays_as_it_is()
    {
        await MigrateAsync();
        var before = await ScalarAsync(AllRows);

        Assert.Empty(await MigrateAsync());

        Assert.Equal(before, await ScalarAsync(AllRows));
    }

    [Fact]
    public async Task Servers_that_start_at_once_share_the_work()
    {
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MigrateAsync()));

        Assert.Equal(await NamesAsync(), applied.SelectMany(names => names));
        Assert.Equal(3, applied.Count(names => names.Count == 0));
    }

    [Fact]
    public async Task A_database_that_lacks_the_last_migrations_gets_only_those()
    {
        var all = await MigrateAsync();
        await ScalarAsync("""
            drop table usage_type_days, usage_type_weeks, usage_package_days, usage_user_days, usage_session_days, usage_user_weeks,
              usage_user_four_weeks, usage_path_days, usage_day_totals, usage_quarter_hour_totals, registry_version, retention, error_marks,
              import_positions, logging_rules cascade;
            drop view package_version_times;
            alter table package_versions drop column id;
            alter table packages drop column author_id;
            alter table functions drop column author_id;
            alter table user_activity drop column kept, drop column dropped;
            drop function user_set, duration_histogram, ui_path, parameter_values, parameter_exists, parameter_value, parameter_number,
              parameter_group;
            drop index entities_package_idx, group_relations_child_idx, events_errors_idx;
            delete from schema_migrations where version >= 5
            """);

        Assert.Equal(all.Skip(4), await MigrateAsync());
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_and_left_alone()
    {
        await MigrateAsync();
        await ScalarAsync("insert into schema_migrations (version, name) values (9000, '9000_future')");

        var refusal = await Assert.ThrowsAsync<DatabaseNewerException>(MigrateAsync);

        Assert.Equal(9000, refusal.DatabaseVersion);
        Assert.Contains($"only up to {refusal.KnownVersion}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Start a newer UsageAnalysis", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0L, await ScalarAsync("""
            select count(*) from pg_locks
            where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
            """));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_of_itself_and_the_lock_to_the_next_one()
    {
        await ScalarAsync("create table usage_quarter_hours (mine int)");

        await Assert.ThrowsAsync<PostgresException>(MigrateAsync);

        Assert.Equal(["0001_events"], await NamesAsync());
        await ScalarAsync("drop table usage_quarter_hours");
        Assert.Equal("0002_usage_quarter_hours", (await MigrateAsync())[0]);
    }

    [Fact]
    public async Task The_log_is_partitioned_by_time_and_keeps_stray_old_events_together()
    {
        await MigrateAsync();

        Assert.Equal("RANGE (event_time) RANGE (event_time)", await ScalarAsync(
            "select string_agg(pg_get_partkeydef(oid), ' ') from pg_class where relname in ('events', 'event_entities')"));
        Assert.Equal("event_entities_before_2015 events_before_2015", await ScalarAsync(
            "select string_agg(relname, ' ' order by relname) from pg_class where relispartition and relkind = 'r'"));
    }

    Task<IReadOnlyList<string>> MigrateAsync() => Migrator.MigrateAsync(dataSource, CancellationToken.None);

    async Task<string[]> NamesAsync() => (string[])(await ScalarAsync("select array_agg(name order by version) from schema_migrations"))!;

    async Task<object?> ScalarAsync(string sql)
    {
        await using var command = dataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
