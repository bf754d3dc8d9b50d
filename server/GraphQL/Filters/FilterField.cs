using System.Linq.Expressions;
using System.Reflection;

namespace UsageAnalysis.GraphQL.Filters;

/// <summary>What one field of a filter input looks at.</summary>
enum FilterKind { Scalar, NodeId, Object, ScalarList, ObjectList }

/// <summary>One field of a filter input.</summary>
/// <param name="Name">Its name in the schema.</param>
/// <param name="Selector">From the entity to the value, the related object or the list.</param>
/// <param name="Kind">What the selector leads to.</param>
/// <param name="ValueType">The scalar, or the type of the related object or list item; never <c>Nullable</c>.</param>
/// <param name="Child">The filter class of a related object or list item.</param>
/// <param name="NodeType">The type name inside the ids that a <see cref="FilterKind.NodeId"/> field accepts.</param>
sealed record FilterField(
    string Name, LambdaExpression Selector, FilterKind Kind, Type ValueType, Type? Child = null, string? NodeType = null)
{
    /// <summary>What the schema says about it; null: what it says about the property.</summary>
    internal string? Description { get; init; }

    /// <summary>Where items of a list are found by a key: how.</summary>
    internal KeyedItems? Keyed { get; init; }

    internal PropertyInfo? Property => (Selector.Body as MemberExpression)?.Member as PropertyInfo;
}
