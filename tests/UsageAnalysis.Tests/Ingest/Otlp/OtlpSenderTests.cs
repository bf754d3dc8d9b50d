using System.Diagnostics;
using System.Net;
using System.Security.Claims;
using System.Security.Principal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using UsageAnalysis.Ingest;
using UsageAnalysis.Ingest.Otlp;
using UsageAnalysis.Postgres;
using UsageAnalysis.Tests.Commands;
using UsageAnalysis.Tests.Postgres;
using UsageAnalysis.Tests.Support;
using Xunit;

// As plain as a reader would write it.
#pragma warning disable CA1727, CA1848, CA1873

namespace UsageAnalysis.Tests.Ingest.Otlp;

/// <summary>What the real SDK for .NET sends.</summary>
public sealed class OtlpSenderTests : IngestTest
{
    static async Task<(WebApplication App, Uri Address)> ServeAsync(string connectionString)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        builder.Services.AddIngest();
        var app = builder.Build();
        app.MapOtlpLogs();
        await app.StartAsync();
        return (app, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()));
    }

    [Fact]
    public async Task The_application_of_the_readme_is_the_one_that_is_tested()
    {
        static string Code(string text, string start, string end) => string.Join('\n', text.ReplaceLineEndings("\n")
            .Split(start)[1].Split(end)[0].Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

        var readme = await File.ReadAllTextAsync(Repository.File("README.md"));
        var tested = await File.ReadAllTextAsync(Repository.File("tests", "UsageAnalysis.Tests", "Ingest", "Otlp", "LoggingApp.cs"));
        Assert.Equal(Code(tested, "Uri usage)\n    {", "        return app;"), Code(readme, "```csharp", "```"));
    }

    [Fact]
    public async Task Audits_runs_and_errors_of_an_application_arrive_with_user_session_function_and_action()
    {
        var (server, address) = await ServeAsync(ConnectionString);
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<IStartupFilter>(new SignedIn("ann"));
        await using (server)
        await using (var app = LoggingApp.Build(builder, address))
        {
            await app.StartAsync();
            using var browser = app.GetTestClient();
            browser.DefaultRequestHeaders.Add("X-Session", "3d0c4f5e-9a55-4d8e-9c7e-6a1f0f3b2c11");
            browser.DefaultRequestHeaders.Add("X-Usage-Action", "click-7");
            Assert.Equal(HttpStatusCode.OK, (await browser.PutAsync(new Uri("/queries/q-1", UriKind.Relative), null)).StatusCode);
            Assert.Equal("24", await browser.GetStringAsync(new Uri("/fingerprints?smiles=CCO", UriKind.Relative)));
            await Assert.ThrowsAsync<ArgumentException>(() => browser.GetStringAsync(new Uri("/fingerprints?smiles=", UriKind.Relative)));
            await SentAsync(app.Services, ConnectionString, records: 3);
        }

        Assert.Equal(
            """
            ann 3d0c4f5e click-7 Chem  audit query-edited audit: query q-1 edited | query q-1
            ann 3d0c4f5e click-7 Chem fingerprints function run function fingerprints(CCO) = 24 in … {"inputs": {"smiles": "CCO"}, "outputs": {"bits": 24}} timed |
            ann 3d0c4f5e click-7 Chem fingerprints function run function fingerprints() = (null) in … {"inputs": {"smiles": ""}} timed A molecule has atoms |
            """.ReplaceLineEndings("\n"),
            await ScalarAsync("""
                select string_agg(concat_ws(' ', u.login, left(e.session_id::text, 8), e.action_id, p.name, coalesce(f.name, ''), t.source,
                  t.name, regexp_replace(e.description, ' in .*', ' in …'), nullif(e.parameters - 'other', '{}'), case when e.duration_us > 0 then 'timed' end, e.error_message, '|',
                  (select n.type || ' ' || n.key from event_entities x join entities n on n.id = x.entity_id where x.event_id = e.id)),
                  E'\n' order by e.event_time)
                from events e join users u on u.id = e.user_id join event_types t on t.id = e.event_type_id
                join packages p on p.id = t.package_id left join functions f on f.id = t.function_id
                """));
        Assert.Equal("System.ArgumentException at", await ScalarAsync("""
            select split_part(error_stack, ':', 1) || ' ' || (regexp_match(error_stack, '\n *(at) .*LoggingApp'))[1] from events where is_error
            """));
        Assert.Empty(await DifferencesAsync());
    }

    /// <summary>
    /// Waits until a sender has sent everything. A flush ends when the last request is on its way, and a sender that is disposed of gives
    /// it up after five seconds.
    /// </summary>
    static async Task SentAsync(IServiceProvider sender, string database, int records)
    {
        Assert.True(sender.GetRequiredService<LoggerProvider>().ForceFlush(60_000));
        await Eventually.GetAsync(
            () => $"Of {records} records not all arrive.",
            async () => await PostgresFolder.QueryAsync<long>(database, "select count(*) from events") >= records ? sender : null);
    }

    /// <summary>Signs everybody in, as an application's own authentication does.</summary>
    sealed class SignedIn(string user) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                http.User = new ClaimsPrincipal(new GenericIdentity(user));
                return rest(http);
            });
            next(app);
        };
    }

    [Fact]
    public async Task A_sender_that_retries_gets_every_record_stored_once_though_the_database_is_killed_in_the_middle()
    {
        const int Records = 6_000;
        await using var folder = new PostgresFolder();
        await (await folder.StartAsync()).DisposeAsync();
        var cluster = await folder.OrphanAsync();
        await using var relay = new Relay(await cluster.StartAsync(CancellationToken.None));
        var database = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = relay.Port, Username = "usage", Database = "usage",
            Password = (await File.ReadAllTextAsync(folder.Data.Password)).Trim(),
        }.ConnectionString;
        await MigrateAsync(database);
        EmbeddedPostgres? restarted = null;
        var (server, address) = await ServeAsync(database);
        await using (server)
        await using (var sender = Sender(address))
        {
            var log = sender.GetRequiredService<ILoggerFactory>().CreateLogger("Usage");
            for (var number = 0; number < Records; number++)
            {
                log.LogInformation(new EventId(0, "step"), "Step {number} of {enduser.id}", number, $"user-{number % 7}");
                if (number % 1000 == 500)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(300));
                }
                if (number == 2_000)
                {
                    using var postmaster = Process.GetProcessById(PostmasterFile.Read(folder.Data)!.Process);
                    postmaster.Kill();
                    relay.Break();
                }
                if (number == 4_000)
                {
                    restarted = await folder.StartAsync();
                    relay.Target = new NpgsqlConnectionStringBuilder(restarted.ConnectionString).Port;
                }
            }
            await SentAsync(sender, database, Records);
            Assert.Equal(
                $"{Records} {Records} {Records}",
                await PostgresFolder.QueryAsync<string>(database, """
                    select concat_ws(' ', count(*), count(distinct parameters -> 'other' ->> 'number'), (select sum(events) from usage_quarter_hours))
                    from events
                    """));
        }
        await restarted!.DisposeAsync();
    }

    /// <summary>
    /// As README tells, with what a long outage needs: retries that go on for more than the ten seconds of the default, and a queue with
    /// room for what is logged meanwhile.
    /// </summary>
    static ServiceProvider Sender(Uri address) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory" }).Build())
        .AddLogging(logging => logging.AddOpenTelemetry(options => options.AddOtlpExporter((otlp, processor) =>
        {
            (otlp.Endpoint, otlp.Protocol, otlp.TimeoutMilliseconds) =
                (new Uri(address, "/v1/logs"), OtlpExportProtocol.HttpProtobuf, 120_000);
            processor.BatchExportProcessorOptions.MaxQueueSize = 100_000;
            processor.BatchExportProcessorOptions.ScheduledDelayMilliseconds = 100;
        })))
        .BuildServiceProvider();
}
