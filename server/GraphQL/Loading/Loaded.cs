using GraphQL.DataLoader;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Execution;

namespace UsageAnalysis.GraphQL.Loading;

/// <summary>
/// A value that arrives with its batch. A resolver returns it as is; the schema type is that of <typeparamref name="T"/>.
/// </summary>
public sealed class Loaded<T> : IDataLoaderResult
{
    readonly Func<CancellationToken, Task<T>> fetch;

    internal Loaded(Func<CancellationToken, Task<T>> fetch) => this.fetch = fetch;

    /// <summary>Turns the value into another once it is there.</summary>
    public Loaded<TResult> Then<TResult>(Func<T, TResult> map) => new(async ct => map(await fetch(ct)));

    /// <summary>Goes on with further work once the value is there.</summary>
    public Loaded<TResult> Then<TResult>(Func<T, CancellationToken, Task<TResult>> next) =>
        new(async ct => await next(await fetch(ct), ct));

    /// <summary>Fetches the batch now. Resolvers return the <see cref="Loaded{T}"/> instead, so that keys gather.</summary>
    public Task<T> GetAsync(CancellationToken cancellationToken) => fetch(cancellationToken);

    async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken)
    {
        try { return await fetch(cancellationToken); }
        catch (GraphQLRequestException fault) { throw ErrorInfo.Of(fault); }
    }
}

/// <summary>Makes values that need no batch.</summary>
public static class Loaded
{
    /// <summary>A value that is there already, for example where the key is null.</summary>
    public static Loaded<T> From<T>(T value) => new(_ => Task.FromResult(value));

    /// <summary>All values, in order, once they are there.</summary>
    public static Loaded<IReadOnlyList<T>> All<T>(IEnumerable<Loaded<T>> values)
    {
        // Made now, so that their keys gather.
        var all = values.ToArray();
        return new(async ct =>
        {
            var there = new T[all.Length];
            for (var i = 0; i < there.Length; i++)
            {
                there[i] = await all[i].GetAsync(ct);
            }
            return there;
        });
    }
}
