using System.Collections;
using System.Linq.Expressions;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Filters;

/// <summary>Turns the value of a <c>where</c> argument into a predicate. Sibling fields are joined by AND.</summary>
sealed class FilterCompiler(FilterTypes types, GraphQLLimits limits)
{
    internal Expression<Func<T, bool>>? Compile<T>(FilterInputType filter, IDictionary<string, object?>? where)
    {
        if (where is null or { Count: 0 }) return null;
        var row = Expression.Parameter(typeof(T), "row");
        var budget = new FilterBudget(limits);
        var body = Object(filter, where, row, budget);
        return body is null ? null : Expression.Lambda<Func<T, bool>>(body, row);
    }

    /// <summary>The value of an argument of type <see cref="Where{T}"/>.</summary>
    internal Where<T>? Argument<T>(IDictionary<string, object?>? where)
        where T : class => where is null ? null : new Where<T>(where, Compile<T>(Declared(typeof(T)), where));

    /// <summary>The filter class of an entity that arguments filter.</summary>
    internal FilterInputType Declared(Type entity) => types.For(entity)
        ?? throw new InvalidOperationException($"An argument filters {entity.Name} and needs a FilterInputType<{entity.Name}>.");

    Expression? Object(FilterInputType filter, IDictionary<string, object?> where, Expression row, FilterBudget budget)
    {
        budget.Enter();
        Expression? all = null;
        foreach (var (name, value) in where)
        {
            all = And(all, name switch
            {
                "and" => Group(value, And, item => Object(filter, item, row, budget)),
                "or" => Group(value, Or, item => Object(filter, item, row, budget)),
                _ => Field(filter.Fields[name], value, row, budget),
            });
        }
        budget.Leave();
        return all;
    }

    Expression? Field(FilterField field, object? value, Expression row, FilterBudget budget)
    {
        var target = ParameterSwap.Apply(field.Selector, row);
        if (value is null)
        {
            if (field.Kind != FilterKind.Object) throw Invalid(field, "null", "leave the field out instead");
            budget.Condition();
            return Expression.Equal(target, Expression.Constant(null, target.Type));
        }
        var where = (IDictionary<string, object?>)value;
        return field.Kind switch
        {
            FilterKind.Object => Object(types.Get(field.Child!), where, target, budget),
            FilterKind.ObjectList => List(
                field, where, target, (item, some) => Object(types.Get(field.Child!), some, item, budget),
                some => Keyed(field, some, row, budget), budget),
            FilterKind.ScalarList => List(field, where, target, (item, some) => Operations(field, some, item, budget), _ => null, budget),
            _ => Operations(field, where, target, budget),
        };
    }

    static Expression? Operations(FilterField field, IDictionary<string, object?> where, Expression target, FilterBudget budget)
    {
        budget.Enter();
        Expression? all = null;
        foreach (var (operation, value) in where)
        {
            all = And(all, operation switch
            {
                "and" => Group(value, And, item => Operations(field, item, target, budget)),
                "or" => Group(value, Or, item => Operations(field, item, target, budget)),
                _ => FilterOperation.Build(field, operation, value, target, budget),
            });
        }
        budget.Leave();
        return all;
    }

    // The item of one key is reached for; null where the condition asks for more than that.
    Expression? Keyed(FilterField field, IDictionary<string, object?> where, Expression row, FilterBudget budget)
    {
        if (field.Keyed is not { } keyed || !where.TryGetValue(keyed.Key, out var key)
            || key is not IDictionary<string, object?> { Count: 1 } only || !only.TryGetValue("eq", out var eq) || eq is not string name
            || where.Keys.Any(other => other != keyed.Key && !keyed.Fields.ContainsKey(other)))
        {
            return null;
        }
        var child = types.Get(field.Child!);
        var value = FilterOperation.Text(child.Fields[keyed.Key], name);
        Expression Reached(LambdaExpression lambda) =>
            new ParameterSwap(lambda.Parameters[1], value).Visit(ParameterSwap.Apply(lambda, row));

        budget.Enter();
        budget.Condition();
        Expression? all = Reached(keyed.Exists);
        foreach (var (other, operations) in where.Where(condition => condition.Key != keyed.Key))
        {
            var of = child.Fields[other];
            var given = operations as IDictionary<string, object?> ?? throw Invalid(of, "null", "leave the field out instead");
            all = And(all, Operations(of, given, Reached(keyed.Fields[other]), budget));
        }
        budget.Leave();
        return all;
    }

    static Expression? List(FilterField field, IDictionary<string, object?> where, Expression list,
        Func<Expression, IDictionary<string, object?>, Expression?> compile, Func<IDictionary<string, object?>, Expression?> reach,
        FilterBudget budget)
    {
        var itemType = list.Type.GetInterfaces().Append(list.Type)
            .First(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)).GenericTypeArguments[0];
        Expression? all = null;
        foreach (var (quantifier, value) in where)
        {
            budget.Condition();
            all = And(all, quantifier switch
            {
                "any" => value is bool any ? Not(Any(null), !any) : throw Invalid(field, "any: null", "use true or false"),
                "some" => Reached(value) ?? Any(Condition(value)),
                "none" => Not(Reached(value) ?? Any(Condition(value)), true),
                _ => Not(Any(Negated(Condition(value))), true),
            });
        }
        return all;

        Expression? Reached(object? value) => value is IDictionary<string, object?> some ? reach(some) : null;

        LambdaExpression Condition(object? value)
        {
            var item = Expression.Parameter(itemType, "item");
            var some = value as IDictionary<string, object?> ?? throw Invalid(field, "null", "leave the quantifier out instead");
            return Expression.Lambda(compile(item, some) ?? Expression.Constant(true), item);
        }

        Expression Any(LambdaExpression? condition) =>
            Expression.Call(typeof(Enumerable), nameof(Enumerable.Any), [itemType], condition is null ? [list] : [list, condition]);
    }

    static LambdaExpression Negated(LambdaExpression condition) => Expression.Lambda(Expression.Not(condition.Body), condition.Parameters);

    static Expression Not(Expression inner, bool negate) => negate ? Expression.Not(inner) : inner;

    static Expression? Group(
        object? items, Func<Expression?, Expression?, Expression?> join, Func<IDictionary<string, object?>, Expression?> compile)
    {
        Expression? joined = null;
        foreach (var item in (IEnumerable?)items ?? Array.Empty<object>())
            joined = join(joined, compile((IDictionary<string, object?>)item!));
        return joined;
    }

    static Expression? And(Expression? left, Expression? right) =>
        left is null ? right : right is null ? left : Expression.AndAlso(left, right);

    static Expression? Or(Expression? left, Expression? right) =>
        left is null ? right : right is null ? left : Expression.OrElse(left, right);

    internal static GraphQLRequestException Invalid(FilterField field, string given, string advice) =>
        new($"The filter '{field.Name}' does not accept {given}; {advice}.", ErrorCodes.InvalidFilter);
}

/// <summary>Replaces the parameter of a lambda by another expression.</summary>
sealed class ParameterSwap(ParameterExpression parameter, Expression by) : ExpressionVisitor
{
    internal static Expression Apply(LambdaExpression lambda, Expression by) =>
        new ParameterSwap(lambda.Parameters[0], by).Visit(lambda.Body);

    protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? by : node;
}
