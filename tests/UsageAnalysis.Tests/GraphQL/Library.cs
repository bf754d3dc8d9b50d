using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;

namespace UsageAnalysis.Tests.GraphQL;

/// <summary>What a book is.</summary>
public enum BookKind { Novel, ShortStory, NonFiction }

/// <summary>A written work.</summary>
public sealed class BookRecord
{
    public int Id { get; set; }

    /// <summary>The title on the cover.</summary>
    public required string Title { get; set; }
    public string? Subtitle { get; set; }
    public BookKind Kind { get; set; }
    public DateTime Published { get; set; }
    public int? Pages { get; set; }
    public double Rating { get; set; }
    public Guid Isbn { get; set; }
    public string[] Tags { get; set; } = [];
    public string Secret { get; set; } = "not in the schema";
    public int AuthorId { get; set; }
    public AuthorRecord Author { get; set; } = null!;
}

public sealed class AuthorRecord
{
    public int Id { get; set; }
    public required string Name { get; set; }
    public List<BookRecord> Books { get; set; } = [];
}

/// <summary>Where books come from: a database, or a list.</summary>
public interface IShelf
{
    IQueryable<BookRecord> Books { get; }
    IQueryable<AuthorRecord> Authors { get; }
}

public sealed class AuthorById(IShelf shelf, LoadCounter counter) : BatchLoader<int, AuthorRecord>
{
    protected override Task<IReadOnlyDictionary<int, AuthorRecord>> LoadAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
    {
        counter.Batches.Add(keys.Count);
        return Task.FromResult<IReadOnlyDictionary<int, AuthorRecord>>(
            shelf.Authors.Where(a => keys.Contains(a.Id)).ToList().ToDictionary(a => a.Id));
    }
}

/// <summary>Counts the batches of a loader.</summary>
public sealed class LoadCounter
{
    public List<int> Batches { get; } = [];
}

/// <summary>A book of the library.</summary>
[ObjectType<BookRecord>(Node = true)]
[Expose(nameof(BookRecord.Title), nameof(BookRecord.Subtitle), nameof(BookRecord.Kind), nameof(BookRecord.Published),
    nameof(BookRecord.Pages),
    nameof(BookRecord.Isbn), nameof(BookRecord.Tags))]
public static class BookType
{
    [NodeResolver]
    public static Task<BookRecord?> ResolveAsync(int id, [Service] IShelf shelf, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(shelf.Books.FirstOrDefault(b => b.Id == id));
    }

    /// <summary>Who put it in order; most books have nobody.</summary>
    public static Loaded<string?> GetEditorName([Parent] BookRecord book, [Service] AuthorById authors) =>
        authors.LoadOrNull<int>(book.Id > 1 ? null : book.Id).Then(editor => editor?.Name);

    /// <summary>Who wrote it.</summary>
    public static Loaded<AuthorRecord?> GetAuthor([Parent] BookRecord book, [Service] AuthorById authors) => authors.Load(book.AuthorId);
}

[ObjectType<AuthorRecord>("Author", Node = true)]
[Expose(nameof(AuthorRecord.Name))]
public static class AuthorType
{
    [NodeResolver]
    public static AuthorRecord? Resolve(int id, [Service] IShelf shelf) => shelf.Authors.FirstOrDefault(a => a.Id == id);

    [UseConnection]
    public static IQueryable<BookRecord> GetBooks([Parent] AuthorRecord author, [Service] IShelf shelf) =>
        shelf.Books.Where(b => b.AuthorId == author.Id);
}

[ExtendObjectType<AuthorRecord>]
public static class AuthorMemoir
{
    /// <summary>Never finished.</summary>
    public static async Task<string> GetMemoirAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "never";
    }
}

public sealed class BookFilter : FilterInputType<BookRecord>
{
    protected override void Configure()
    {
        Id("id", b => b.Id, "Book");
        Field(b => b.Title);
        Field(b => b.Subtitle);
        Field(b => b.Kind);
        Field(b => b.Published);
        Field(b => b.Pages);
        Field(b => b.Isbn);
        Field("authorName", b => b.Author.Name);
        One<AuthorRecord, AuthorFilter>(b => b.Author);
        List<string>("tags", b => b.Tags);
    }
}

public sealed class AuthorFilter : FilterInputType<AuthorRecord>
{
    protected override void Configure()
    {
        Field(a => a.Name);
        Many<BookRecord, BookFilter>("books", a => a.Books);
    }
}

public sealed class BookSort : SortInputType<BookRecord>
{
    protected override void Configure()
    {
        Field(b => b.Title);
        Field(b => b.Published);
        Field(b => b.Pages);
        Field(b => b.Subtitle);
        One<AuthorRecord, AuthorSort>(b => b.Author);
        Default(b => b.Published, SortEnumType.Desc);
        Unique(b => b.Id);
    }
}

public sealed class AuthorSort : SortInputType<AuthorRecord>
{
    protected override void Configure()
    {
        Field(a => a.Name);
        Unique(a => a.Id);
    }
}

/// <summary>What was counted.</summary>
/// <param name="Books">How many books.</param>
/// <param name="Span">From the first to the last.</param>
public sealed record Totals(long Books, TimeSpan? Span);

/// <summary>How to count.</summary>
/// <param name="Kinds">Only these kinds.</param>
/// <param name="Range">Only this range.</param>
/// <param name="Groups">Ids or names.</param>
/// <param name="Top">How many.</param>
/// <param name="Kind">What kind.</param>
public sealed record CountInput(
    IReadOnlyList<BookKind>? Kinds = null, RangeInput? Range = null, [property: ID] IReadOnlyList<string>? Groups = null, int Top = 10,
    BookKind Kind = BookKind.ShortStory);

[OneOf]
public sealed record RangeInput(DateTimeOffset? From, string? Preset);

[QueryType]
public static class LibraryQueries
{
    /// <summary>All books.</summary>
    [UseConnection(MaxPageSize = 100)]
    public static IQueryable<BookRecord> GetBooks([Service] IShelf shelf) => shelf.Books;

    [UseConnection]
    public static Rows<AuthorRecord> GetAuthors([Service] IShelf shelf) => new(shelf.Authors, _ => Task.FromResult(4711L));

    /// <summary>Counts.</summary>
    /// <param name="input">How to count.</param>
    /// <param name="selection">Not an argument.</param>
    public static Totals GetTotals(CountInput? input, Selection selection) =>
        new(input?.Top ?? 0, selection.Selects("span") ? TimeSpan.FromMinutes(90) : null);

    public static string Echo(BookKind kind = BookKind.NonFiction, DateTimeOffset? at = null, [ID] string? id = null) =>
        $"{kind} {at:O} {id}";

    public static string Describe(CountInput input) =>
        $"{input.Top} {input.Kind} {string.Join('+', input.Kinds ?? [])} {input.Range?.Preset}{input.Range?.From:yyyy} {string.Join('+', input.Groups ?? [])}";

    /// <summary>Counts books by a filter that is no connection's.</summary>
    /// <param name="where">Which books.</param>
    /// <param name="shelf">Where they are.</param>
    public static int CountBooks(Where<BookRecord>? where, [Service] IShelf shelf) =>
        where?.Predicate is { } predicate ? shelf.Books.Count(predicate) : shelf.Books.Count();

    public static string Fail(bool politely) => throw (politely
        ? new GraphQLRequestException("'x' is not allowed.", "NOT_ALLOWED") : new InvalidOperationException("secret connection string"));

    public static async Task<string> SlowAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "never";
    }

    public static async Task<string> LingerAsync([Service] StreamWatch watch, CancellationToken cancellationToken)
    {
        watch.Tell("linger began");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            watch.Tell("linger ended");
        }
        return "never";
    }
}

/// <summary>What was borrowed.</summary>
public sealed record BorrowPayload(BookRecord? Book, IReadOnlyList<string> Messages);

public sealed record BorrowInput([property: ID] string BookId, IReadOnlyList<BorrowNote> Notes);

public sealed record BorrowNote(string Text, System.Text.Json.JsonElement? Data);

[MutationType]
public static class LibraryMutations
{
    public static BorrowPayload Borrow(BorrowInput input, [Service] IShelf shelf) => new(
        shelf.Books.FirstOrDefault(b => b.Title == "Book 003"), [.. input.Notes.Select(n => $"{n.Text}: {n.Data}")]);
}

/// <summary>What resolvers tell the tests: what began and ended, and how many items were asked of the streams.</summary>
public sealed class StreamWatch
{
    readonly ConcurrentDictionary<string, TaskCompletionSource> told = new();
    int pulled;

    public int Pulled => Volatile.Read(ref pulled);

    public void Pull() => Interlocked.Increment(ref pulled);

    public void Tell(string what) => Entry(what).TrySetResult();

    /// <summary>Done when somebody told this.</summary>
    public Task Told(string what) => Entry(what).Task.WaitAsync(TimeSpan.FromSeconds(30));

    TaskCompletionSource Entry(string what) => told.GetOrAdd(what, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}

[SubscriptionType]
public static class LibrarySubscriptions
{
    /// <summary>Numbers from 1.</summary>
    public static async IAsyncEnumerable<int> CountAsync(int to, [Service] StreamWatch watch)
    {
        for (var i = 1; i <= to; i++)
        {
            watch.Pull();
            await Task.Yield();
            yield return i;
        }
    }

    /// <summary>Books that came back.</summary>
    public static async IAsyncEnumerable<BookRecord> BookReturnedAsync([Service] IShelf shelf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var book in shelf.Books.Take(3).ToList())
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return book;
        }
    }

    /// <summary>Gives one item, then waits for the end; the watch learns when it ends.</summary>
    public static async IAsyncEnumerable<string> WaitAsync(string name, [Service] StreamWatch watch,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            yield return name;
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            watch.Tell(name + " ended");
        }
    }

    /// <summary>Megabytes without end.</summary>
    public static async IAsyncEnumerable<string> FloodAsync([Service] StreamWatch watch,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var megabyte = new string('x', 1 << 20);
        try
        {
            while (true)
            {
                watch.Pull();
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return megabyte;
            }
        }
        finally
        {
            watch.Tell("flood ended");
        }
    }

    /// <summary>Breaks after one item.</summary>
    public static async IAsyncEnumerable<string?> BreakAsync(bool politely)
    {
        await Task.Yield();
        yield return null;
        throw (politely ? new GraphQLRequestException("Too slow.", "SLOW") : new InvalidOperationException("secret"));
    }
}
