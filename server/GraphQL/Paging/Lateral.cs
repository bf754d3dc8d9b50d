using System.Linq.Expressions;

namespace UsageAnalysis.GraphQL.Paging;

/// <summary>
/// Keeps a subquery for each row of another a lateral join. EF Core takes an equality out of such a subquery and turns it into a join with
/// <c>row_number()</c> over all rows, which neither stops at the size of a page nor keeps its order. A second condition on the outer row,
/// one that always holds, is left inside and so is the subquery.
/// </summary>
static class Lateral
{
    /// <summary>The same rows, tied to the outer row by a whole number of its key.</summary>
    internal static IQueryable<T> Tied<T>(IQueryable<T> rows, Expression key)
    {
        var number = new NumberFinder().In(key);
        var least = Expression.Constant(number.Type == typeof(int) ? int.MinValue : (object)long.MinValue, number.Type);
        var always = Expression.Lambda<Func<T, bool>>(Expression.GreaterThan(number, least), Expression.Parameter(typeof(T), "row"));
        return rows.Where(always);
    }

    sealed class NumberFinder : ExpressionVisitor
    {
        Expression? found;

        internal Expression In(Expression key)
        {
            Visit(key);
            return found ?? throw new InvalidOperationException($"The key '{key}' holds no whole number.");
        }

        public override Expression? Visit(Expression? node)
        {
            if (node is MemberExpression or ParameterExpression && (node.Type == typeof(int) || node.Type == typeof(long))) found ??= node;
            return base.Visit(node);
        }
    }
}
