using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Benchmarks.Attacks;

/// <summary>What the attacks attack: lines in memory, with all that the room offers on them.</summary>
public sealed class Log
{
    internal static IReadOnlyList<Log> All { get; } =
        [.. Enumerable.Range(1, 1_000).Select(i => new Log { Id = i, Text = $"Line {i:0000}", AuthorId = i % 50 })];

    /// <summary>Primary key.</summary>
    public int Id { get; set; }

    /// <summary>The line.</summary>
    public required string Text { get; set; }

    /// <summary>Who wrote it.</summary>
    public int AuthorId { get; set; }
}

/// <summary>Who wrote lines.</summary>
public sealed record Author(int Id, string Login);

/// <summary>A line.</summary>
[ObjectType<Log>(Node = true)]
[Expose(nameof(Log.Text))]
public static class LogNode
{
    /// <summary>Who wrote it.</summary>
    public static Loaded<Author?> GetAuthor([Parent] Log log, [Service] AuthorById authors) => authors.Load(log.AuthorId);

    /// <summary>Finds a line.</summary>
    [NodeResolver]
    public static Log? Resolve(int key) => key is > 0 and <= 1_000 ? Log.All[key - 1] : null;
}

/// <summary>Who wrote lines.</summary>
[ObjectType<Author>]
[Expose(nameof(Author.Login))]
public static class AuthorType
{
    /// <summary>The lines.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static IQueryable<Log> GetLogs([Parent] Author author) => Log.All.Where(log => log.AuthorId == author.Id).AsQueryable();
}

/// <summary>All lines.</summary>
[QueryType]
public static class LogQueries
{
    /// <summary>All lines.</summary>
    [UseConnection(MaxPageSize = 1000)]
    public static IQueryable<Log> GetLogs() => Log.All.AsQueryable();
}

/// <summary>Authors by id.</summary>
public sealed class AuthorById : BatchLoader<int, Author>
{
    /// <inheritdoc/>
    protected override Task<IReadOnlyDictionary<int, Author>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<int, Author>>(keys.ToDictionary(key => key, key => new Author(key, $"user{key}")));
}

/// <summary>What lines can be filtered by.</summary>
public sealed class LogFilter : FilterInputType<Log>
{
    /// <inheritdoc/>
    protected override void Configure() => Field(log => log.Text);
}

/// <summary>What lines can be ordered by.</summary>
public sealed class LogSort : SortInputType<Log>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Field(log => log.Text);
        Unique(log => log.Id);
    }
}
