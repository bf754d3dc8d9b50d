using System.Linq.Expressions;

namespace UsageAnalysis.GraphQL.Filters;

/// <summary>Common part of <see cref="KeyedItems{T}"/>.</summary>
public abstract class KeyedItems
{
    private protected KeyedItems(string key, LambdaExpression exists) => (Key, Exists) = (key, exists);

    /// <summary>The field of an item that is its key.</summary>
    internal string Key { get; }

    /// <summary>From a row and a key: whether the row has such an item.</summary>
    internal LambdaExpression Exists { get; }

    /// <summary>From a row and a key to a field of the item.</summary>
    internal Dictionary<string, LambdaExpression> Fields { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// Items of a list in a row, of which a row has at most one a key: a condition on the item of one key reaches for it, instead of looking
/// at all items.
/// </summary>
/// <param name="key">The field of an item that is its key, a text.</param>
/// <param name="exists">Whether a row has an item of a key.</param>
public sealed class KeyedItems<T>(string key, Expression<Func<T, string, bool>> exists) : KeyedItems(key, exists)
{
    /// <summary>How another field of the item is reached.</summary>
    public KeyedItems<T> With<TValue>(string field, Expression<Func<T, string, TValue>> value)
    {
        Fields.Add(field, value);
        return this;
    }
}
