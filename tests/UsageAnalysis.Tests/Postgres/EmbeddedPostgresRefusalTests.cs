using System.Globalization;
using UsageAnalysis.Postgres;
using UsageAnalysis.Tests.Support;
using Xunit;
using static UsageAnalysis.Tests.Postgres.PostgresFolder;

namespace UsageAnalysis.Tests.Postgres;

public sealed class EmbeddedPostgresRefusalTests
{
    [Fact]
    public async Task A_second_server_is_told_the_directory_and_the_process_that_uses_it_and_the_first_lives_on()
    {
        await using var folder = new PostgresFolder();
        await using var first = await folder.StartAsync();

        var message = await folder.FailureAsync();

        Assert.Contains($"'{folder.Data.Path}' is in use", message, StringComparison.Ordinal);
        Assert.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), message, StringComparison.Ordinal);
        Assert.Equal(1, await QueryAsync<int>(first.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_directory_of_another_major_version_is_left_alone()
    {
        await using var folder = new PostgresFolder();
        Directory.CreateDirectory(folder.Data.Cluster);
        await File.WriteAllTextAsync(Path.Combine(folder.Data.Cluster, "PG_VERSION"), "15\n");

        var message = await folder.FailureAsync();

        Assert.Contains("made by PostgreSQL 15", message, StringComparison.Ordinal);
        Assert.Contains("--data", message, StringComparison.Ordinal);
        Assert.Equal(["PG_VERSION"], Directory.GetFileSystemEntries(folder.Data.Cluster).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Missing_binaries_are_named_with_what_to_do()
    {
        await using var folder = new PostgresFolder();

        var message = await folder.FailureAsync([folder.In("nowhere")]);

        Assert.Contains(folder.In("nowhere"), message, StringComparison.Ordinal);
        Assert.Contains("dotnet build server", message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__Usage", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_password_file_is_named()
    {
        await using var folder = new PostgresFolder();
        await (await folder.StartAsync()).DisposeAsync();
        File.Delete(folder.Data.Password);

        Assert.Contains(folder.Data.Password, await folder.FailureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_file_is_named_and_nothing_stays_running()
    {
        await using var folder = new PostgresFolder();
        await (await folder.StartAsync()).DisposeAsync();
        await File.WriteAllTextAsync(folder.Data.Password, "wrong");

        Assert.Contains(folder.Data.Password, await folder.FailureAsync(), StringComparison.Ordinal);
        Assert.Null(PostmasterFile.Read(folder.Data));
    }

    [Fact]
    public async Task A_server_that_does_not_start_passes_on_what_postgres_says()
    {
        await using var folder = new PostgresFolder();
        await (await folder.StartAsync()).DisposeAsync();
        await File.AppendAllTextAsync(Path.Combine(folder.Data.Cluster, "postgresql.auto.conf"), "work_mem = 'plenty'\n");

        Assert.Contains("\"plenty\"", await folder.FailureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_place_of_the_directory_is_named()
    {
        using var temporary = TestDirectory.Create();
        await File.WriteAllTextAsync(temporary.In("file"), "");

        var failure = Assert.Throws<EmbeddedPostgresException>(() => DataDirectory.Open(temporary.In("file/data")));

        Assert.Contains(temporary.In("file/data"), failure.Message, StringComparison.Ordinal);
    }
}
