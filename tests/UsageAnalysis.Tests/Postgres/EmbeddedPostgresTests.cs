using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using UsageAnalysis.Postgres;
using Xunit;
using static UsageAnalysis.Tests.Postgres.PostgresFolder;

namespace UsageAnalysis.Tests.Postgres;

public sealed class EmbeddedPostgresTests
{
    [Fact]
    public async Task A_new_directory_gets_a_database_that_is_utf8_checksummed_loopback_only_and_owned_by_an_ordinary_role()
    {
        await using var folder = new PostgresFolder();
        await using var postgres = await folder.StartAsync();

        var facts = await QueryAsync<string>(postgres.ConnectionString, """
            select concat_ws(' ', current_database(), current_user, pg_get_userbyid(datdba), rolsuper, rolcreatedb,
                             current_setting('server_encoding'), datlocprovider, datlocale, current_setting('data_checksums'),
                             current_setting('listen_addresses'), current_setting('timezone'), current_setting('jit'))
            from pg_database, pg_roles where datname = current_database() and rolname = current_user
            """);

        Assert.Equal("usage usage usage f t UTF8 b C.UTF-8 on 127.0.0.1 UTC off", facts);
    }

    [Fact]
    public async Task A_password_is_required_and_only_its_owner_can_read_it()
    {
        await using var folder = new PostgresFolder();
        await using var postgres = await folder.StartAsync();
        var right = new NpgsqlConnectionStringBuilder(postgres.ConnectionString);

        foreach (var user in new[] { "usage", PostgresCluster.Superuser })
        {
            var wrong = new NpgsqlConnectionStringBuilder(right.ConnectionString) { Username = user, Password = "wrong" }.ConnectionString;
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => QueryAsync<int>(wrong, "select 1"));
            Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
        }
        Assert.Equal(right.Password, File.ReadAllText(folder.Data.Password));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Data.Password));
    }

    [Fact]
    public async Task A_restart_keeps_the_data_and_a_stop_ends_every_process()
    {
        await using var folder = new PostgresFolder();
        PostmasterFile running;
        await using (var first = await folder.StartAsync())
        {
            await QueryAsync<int>(first.ConnectionString, "create table kept as select 42 as answer; select 1");
            running = PostmasterFile.Read(folder.Data)!;
        }
        Assert.False(running.Exists());

        await using var second = await folder.StartAsync();

        Assert.Equal(42, await QueryAsync<int>(second.ConnectionString, "select answer from kept"));
    }

    [Fact]
    public async Task Postgres_left_running_by_a_killed_server_is_taken_over_and_then_stopped()
    {
        await using var folder = new PostgresFolder();
        await (await folder.StartAsync()).DisposeAsync();
        var orphan = await folder.OrphanAsync();
        var port = await orphan.StartAsync(CancellationToken.None);
        var left = PostmasterFile.Read(folder.Data)!;

        await using (var postgres = await folder.StartAsync())
        {
            Assert.Equal(left, PostmasterFile.Read(folder.Data));
            Assert.Equal(port, new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Port);
            Assert.Equal(1, await QueryAsync<int>(postgres.ConnectionString, "select 1"));
        }

        Assert.False(left.Exists());
    }

    [Fact]
    public async Task Server_and_postgres_both_killed_lose_nothing_that_was_committed()
    {
        await using var folder = new PostgresFolder();
        string connectionString;
        await using (var first = await folder.StartAsync())
            connectionString = first.ConnectionString;
        var port = await (await folder.OrphanAsync()).StartAsync(CancellationToken.None);
        connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Port = port }.ConnectionString;
        await QueryAsync<int>(connectionString, "create table kept as select 42 as answer; select 1");
        using (var postmaster = Process.GetProcessById(PostmasterFile.Read(folder.Data)!.Process))
            postmaster.Kill();

        await using var second = await folder.StartAsync();

        Assert.Equal(42, await QueryAsync<int>(second.ConnectionString, "select answer from kept"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stale_process_id_is_overcome_also_when_it_belongs_to_another_program_now(bool reused)
    {
        await using var folder = new PostgresFolder();
        await (await folder.StartAsync()).DisposeAsync();
        var id = reused ? Environment.ProcessId : 4_194_304;
        var stale = $"{id}\n{folder.Data.Cluster}\n1700000000\n5999\n\n127.0.0.1\n 1 1\nready   \n";
        await File.WriteAllTextAsync(folder.Data.PostmasterFile, stale);

        await using var postgres = await folder.StartAsync();

        Assert.Equal(1, await QueryAsync<int>(postgres.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_database_whose_making_was_interrupted_is_made_again()
    {
        await using var folder = new PostgresFolder();
        Directory.CreateDirectory(folder.Data.UnfinishedCluster);
        await File.WriteAllTextAsync(Path.Combine(folder.Data.UnfinishedCluster, "PG_VERSION"), "18\n");

        await using var postgres = await folder.StartAsync();

        Assert.Equal(1, await QueryAsync<int>(postgres.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task An_awkward_folder_name_is_fine()
    {
        await using var folder = new PostgresFolder();
        var awkward = folder.In("it's $HOME \"and\" `more` — ü");
        await using var postgres = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = awkward, Durable = false },
            NullLogger.Instance,
            CancellationToken.None);

        Assert.Equal(1, await QueryAsync<int>(postgres.ConnectionString, "select 1"));
    }
}
