using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using UsageAnalysis.Commands.Serve;
using Xunit;

namespace UsageAnalysis.Tests.Support;

/// <summary>The whole server on a database of its own, reached by real HTTP: one for each test class that asks for it by <c>IClassFixture</c>.</summary>
public class UsageApp : IAsyncLifetime
{
    WebApplication? app;

    /// <summary>What the server takes for now: 2026-06-17 12:00 UTC, a Wednesday.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 17, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Of the server's own database.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>How long one statement of a question may run; null for the server's default.</summary>
    protected virtual TimeSpan? StatementTimeout => null;

    /// <summary>Settings of the server, by key; none means its defaults.</summary>
    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    /// <summary>The server's own database.</summary>
    public NpgsqlDataSource DataSource { get; private set; } = null!;

    /// <summary>Talks to the server.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Where the server listens.</summary>
    public Uri Address => Http.BaseAddress!;

    public virtual async Task InitializeAsync()
    {
        ConnectionString = await TestPostgres.CreateDatabaseAsync(MigratedDatabaseTest.MigrateAsync);
        DataSource = NpgsqlDataSource.Create(ConnectionString);
        app = UsageServer.Build(ConnectionString, "http://127.0.0.1:0", Time, StatementTimeout, Settings);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient { BaseAddress = new Uri(address) };
    }

    public virtual async Task DisposeAsync()
    {
        Http.Dispose();
        await app!.DisposeAsync();
        await DataSource.DisposeAsync();
        await TestPostgres.DropDatabaseAsync(ConnectionString);
    }

    /// <summary>Asks the graph and expects no errors.</summary>
    /// <param name="document">What is asked.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="cacheControl">The header; <c>no-cache</c> passes the answer cache by.</param>
    /// <param name="ct">Hangs up.</param>
    /// <returns>The member <c>data</c>.</returns>
    public async Task<JsonElement> AskAsync(
        string document, object? variables = null, string? cacheControl = null, CancellationToken ct = default)
    {
        var answer = await SendAsync(document, variables, cacheControl, ct);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Asks the graph and expects errors.</summary>
    /// <returns>The first error.</returns>
    public async Task<JsonElement> FailAsync(string document, object? variables = null)
    {
        var answer = await SendAsync(document, variables);
        Assert.True(answer.TryGetProperty("errors", out var errors), answer.ToString());
        return errors[0];
    }

    /// <summary>Logs events of the wire format and expects each of them to be stored.</summary>
    public async Task LogAsync(params object[] events)
    {
        using var response = await Http.PostAsJsonAsync("/events", events);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.TryGetProperty("stored", out var stored) && stored.GetInt32() == events.Length, answer.ToString());
    }

    async Task<JsonElement> SendAsync(string document, object? variables, string? cacheControl = null, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = document, variables }),
        };
        if (cacheControl is not null)
        {
            request.Headers.TryAddWithoutValidation("Cache-Control", cacheControl);
        }
        using var response = await Http.SendAsync(request, ct);
        return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
    }
}
