using System.Linq.Expressions;

namespace UsageAnalysis.GraphQL.Filters;

/// <summary>
/// An argument that filters <typeparamref name="T"/> outside of connections: its input type is the one that
/// <see cref="FilterInputType{T}"/> declares. Null or empty lets everything through.
/// </summary>
public sealed class Where<T>
    where T : class
{
    internal Where(IDictionary<string, object?> conditions, Expression<Func<T, bool>>? predicate) =>
        (Conditions, Predicate) = (conditions.AsReadOnly(), predicate);

    /// <summary>
    /// What the caller wrote, within the filter budget: fields, each with its operations, and lists below <c>and</c> and <c>or</c>.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Conditions { get; }

    /// <summary>What it means; null when it lets everything through. Values are captured, so that they become SQL parameters.</summary>
    public Expression<Func<T, bool>>? Predicate { get; }
}
