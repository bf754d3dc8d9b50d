using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using UsageAnalysis.Ingest;
using UsageAnalysis.Tests.Support;

namespace UsageAnalysis.Tests.Ingest;

/// <summary>An empty, migrated database for each test, and what must hold of it whatever was logged.</summary>
public abstract class IngestTest : MigratedDatabaseTest
{
    /// <summary>A host with one door for events, on this test's database unless another one is told, a year after <see cref="Samples.Noon"/>.</summary>
    protected async Task<WebApplication> ServeAsync(
        Action<WebApplication> map, IngestOptions? options = null, NpgsqlDataSource? dataSource = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Samples.Noon.AddYears(1)));
        builder.Services.AddSingleton(dataSource ?? DataSource);
        builder.Services.AddIngest(options);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return app;
    }

    /// <summary>The one whole number that a statement answers.</summary>
    protected async Task<long> NumberAsync(string sql) => Convert.ToInt64(await ScalarAsync(sql), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Every row of every table, as text: equal before and after means that nothing changed at all.</summary>
    protected async Task<Dictionary<string, string>> ContentsAsync()
    {
        var contents = new Dictionary<string, string>();
        foreach (var table in (string[])(await ScalarAsync(
            "select array_agg(relname::text order by relname) from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace"))!)
        {
            contents[table] = (string)(await ScalarAsync(
                $"select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text)), '') from \"{table}\" t"))!;
        }
        return contents;
    }

    /// <summary>Rows that differ between what is kept beside the raw events and what these say; none is right.</summary>
    protected async Task<IReadOnlyList<string>> DifferencesAsync()
    {
        var differences = new List<string>();
        foreach (var (name, stored, raw) in Recounted.Everything)
        {
            await using var command = DataSource.CreateCommand(
                $"(select '{name} lacks', t::text from ({raw} except ({stored})) t) union all (select '{name} invents', t::text from ({stored} except ({raw})) t)");
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                differences.Add($"{reader.GetString(0)} {reader.GetString(1)}");
            }
        }
        return differences;
    }

    protected EventWriter NewWriter(IngestOptions? options = null) => new(DataSource, options);
}
