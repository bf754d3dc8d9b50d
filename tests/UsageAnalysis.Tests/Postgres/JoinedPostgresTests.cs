using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using UsageAnalysis.Postgres;
using Xunit;
using static UsageAnalysis.Tests.Postgres.PostgresFolder;

namespace UsageAnalysis.Tests.Postgres;

public sealed class JoinedPostgresTests
{
    [Fact]
    public async Task Who_joins_works_on_the_same_database_writes_none_of_the_owners_files_and_leaves_it_running()
    {
        await using var folder = new PostgresFolder();
        await using var owner = await folder.StartAsync();
        var files = Files(folder);

        await using (var joined = await JoinAsync(folder))
        {
            Assert.True(joined.IsJoined);
            Assert.True(joined.IsRunning);
            Assert.Equal(owner.ConnectionString, joined.ConnectionString);
            Assert.Equal(1, await QueryAsync<int>(joined.ConnectionString, "select 1"));
        }

        Assert.Equal(files, Files(folder));
        Assert.Equal(1, await QueryAsync<int>(owner.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task Without_an_owner_it_owns_and_stops_what_it_started()
    {
        await using var folder = new PostgresFolder();
        var alone = await JoinAsync(folder);
        Assert.False(alone.IsJoined);
        await alone.DisposeAsync();

        Assert.False(alone.IsRunning);
        Assert.Null(PostmasterFile.Read(folder.Data));
    }

    [Fact]
    public async Task Commands_that_start_together_share_one_postgres()
    {
        await using var folder = new PostgresFolder();
        var both = await Task.WhenAll(JoinAsync(folder), JoinAsync(folder));

        Assert.Single(both, one => one.IsJoined);
        Assert.All(both, one => Assert.True(one.IsRunning));
        foreach (var one in both)
            await one.DisposeAsync();
    }

    [Fact]
    public async Task An_owner_that_ends_before_postgres_is_ready_is_succeeded()
    {
        await using var folder = new PostgresFolder();
        var starting = OwnerLock.TryTake(folder.Data)!;
        var waiting = JoinAsync(folder);
        Assert.False(waiting.IsCompleted);
        starting.Dispose();

        await using var postgres = await waiting;

        Assert.False(postgres.IsJoined);
    }

    [Fact]
    public async Task An_owner_whose_postgres_does_not_get_ready_is_named_after_a_bounded_time()
    {
        await using var folder = new PostgresFolder();
        using var starting = OwnerLock.TryTake(folder.Data)!;

        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => JoinAsync(folder, TimeSpan.Zero));

        Assert.Contains($"'{folder.Data.Path}' is in use (process {Me})", failure.Message, StringComparison.Ordinal);
        Assert.Contains("not become ready within 0 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_the_owner_is_seen()
    {
        await using var folder = new PostgresFolder();
        var owner = await folder.StartAsync();
        await using var joined = await JoinAsync(folder);

        await owner.DisposeAsync();

        Assert.False(joined.IsRunning);
    }

    [Theory]
    [InlineData("wrong", "does not accept the password")]
    [InlineData(null, "is missing")]
    public async Task A_password_that_will_not_do_is_told_at_once_and_the_owner_lives_on(string? password, string message)
    {
        await using var folder = new PostgresFolder();
        await using var owner = await folder.StartAsync();
        File.Delete(folder.Data.Password);
        if (password is not null)
            await File.WriteAllTextAsync(folder.Data.Password, password);

        var failure = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => JoinAsync(folder));

        Assert.Contains(folder.Data.Password, failure.Message, StringComparison.Ordinal);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, await QueryAsync<int>(owner.ConnectionString, "select 1"));
    }

    static string Me => Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    static Task<EmbeddedPostgres> JoinAsync(PostgresFolder folder, TimeSpan? patience = null) => EmbeddedPostgres.StartOrJoinAsync(
        new EmbeddedPostgresOptions
        {
            DataDirectory = folder.Data.Path, Durable = false, JoinPatience = patience ?? TimeSpan.FromSeconds(30),
        },
        NullLogger.Instance,
        CancellationToken.None);

    static string[] Files(PostgresFolder folder) =>
    [
        .. Directory.GetFiles(folder.Data.Path).Append(folder.Data.PostmasterFile).Order()
            .Select(file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file):O}"),
    ];
}
