using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using UsageAnalysis.GraphQL;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

/// <summary>A served graph of the library types over the given shelf.</summary>
sealed class Room : IAsyncDisposable
{
    readonly WebApplication app;

    Room(WebApplication app, bool onKestrel)
    {
        this.app = app;
        Client = onKestrel ? new HttpClient { BaseAddress = new Uri(app.Urls.Single()) } : app.GetTestClient();
    }

    internal HttpClient Client { get; }

    /// <summary>Where the graph is.</summary>
    internal Uri Address => new(Client.BaseAddress!, "/graphql");

    internal StreamWatch Watch => app.Services.GetRequiredService<StreamWatch>();

    internal IServiceProvider Services => app.Services;

    internal LoadCounter Counter => app.Services.GetRequiredService<LoadCounter>();

    internal static async Task<Room> StartAsync(Action<IServiceCollection> shelf, Action<GraphQLRoomOptions>? configure = null,
        bool onKestrel = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        if (onKestrel) builder.WebHost.UseUrls("http://127.0.0.1:0");
        else builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        shelf(builder.Services);
        builder.Services.AddSingleton<LoadCounter>();
        builder.Services.AddSingleton<StreamWatch>();
        var types = typeof(Room).Assembly.GetTypes().Where(t => t.Namespace == typeof(Room).Namespace).ToArray();
        builder.Services.AddGraphQLRoom(types, configure);
        var app = builder.Build();
        app.MapGraphQLRoom();
        await app.StartAsync();
        return new Room(app, onKestrel);
    }

    internal static Task<Room> InMemoryAsync(Action<GraphQLRoomOptions>? configure = null) =>
        StartAsync(services => services.AddSingleton<IShelf>(new ListShelf()), configure);

    /// <summary>A real server, for clients that need a real connection.</summary>
    internal static Task<Room> OnKestrelAsync(Action<GraphQLRoomOptions>? configure = null, TimeProvider? time = null) => StartAsync(
        services =>
        {
            services.AddSingleton<IShelf>(new ListShelf());
            if (time is not null) services.AddSingleton(time);
        },
        configure, onKestrel: true);

    /// <summary>Stops the server, as at the end of its process.</summary>
    internal Task StopAsync() => app.StopAsync();

    internal async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        using var answer = await Client.PostAsJsonAsync("/graphql", new { query, variables });
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    internal async Task<string> DataAsync(string query, object? variables = null)
    {
        var answer = await AskAsync(query, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data").GetRawText();
    }

    internal async Task<(string Message, string Code)> ErrorAsync(string query, object? variables = null)
    {
        var error = (await AskAsync(query, variables)).GetProperty("errors")[0];
        return (error.GetProperty("message").GetString()!, error.GetProperty("extensions").GetProperty("code").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    sealed class ListShelf : IShelf
    {
        readonly List<AuthorRecord> authors = Shelf.Authors();

        public IQueryable<BookRecord> Books => authors.SelectMany(a => a.Books).AsQueryable();

        public IQueryable<AuthorRecord> Authors => authors.AsQueryable();
    }
}

/// <summary>The rows that every test knows.</summary>
static class Shelf
{
    internal static readonly DateTime Epoch = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>3 authors, 30 books; every third book has no pages, every second no subtitle.</summary>
    internal static List<AuthorRecord> Authors()
    {
        var authors = new[] { "Ann", "Bob", "Cid" }.Select((name, i) => new AuthorRecord { Id = i + 1, Name = name }).ToList();
        for (var i = 1; i <= 30; i++)
        {
            var author = authors[i % 3];
            author.Books.Add(new BookRecord
            {
                Id = i, Title = $"Book {i:000}", Subtitle = i % 2 == 0 ? null : $"100%_{i}", Kind = (BookKind)(i % 3),
                Published = Epoch.AddDays(i / 2).AddTicks(i % 2 * 1234560), Pages = i % 3 == 0 ? null : i * 10 % 70,
                Isbn = new Guid(i, 0, 0, new byte[8]),
                Tags = i % 5 == 0 ? ["old", "rare"] : [], AuthorId = author.Id, Author = author,
            });
        }
        return authors;
    }
}
