using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.GraphQL.Filters;

/// <summary>
/// One operation (<c>eq</c>, <c>in</c>, <c>contains</c>, …) as an expression; its value becomes a SQL parameter, never a constant.
/// </summary>
static class FilterOperation
{
    static readonly MethodInfo Contains = StringMethod(nameof(string.Contains));
    static readonly MethodInfo StartsWith = StringMethod(nameof(string.StartsWith));
    static readonly MethodInfo EndsWith = StringMethod(nameof(string.EndsWith));
    static readonly MethodInfo ILike = typeof(NpgsqlDbFunctionsExtensions).GetMethod(
        nameof(NpgsqlDbFunctionsExtensions.ILike), [typeof(DbFunctions), typeof(string), typeof(string), typeof(string)])!;

    internal static Expression Build(FilterField field, string operation, object? value, Expression target, FilterBudget budget)
    {
        budget.Condition();
        return operation switch
        {
            "eq" => Equal(field, value, target),
            "neq" => Expression.Not(Equal(field, value, target)),
            "in" => In(field, value, target, budget),
            "nin" => Expression.Not(In(field, value, target, budget)),
            "contains" => Expression.Call(target, Contains, Text(value)),
            "ncontains" => Expression.Not(Expression.Call(target, Contains, Text(value))),
            "startsWith" => Expression.Call(target, StartsWith, Text(value)),
            "nstartsWith" => Expression.Not(Expression.Call(target, StartsWith, Text(value))),
            "endsWith" => Expression.Call(target, EndsWith, Text(value)),
            "nendsWith" => Expression.Not(Expression.Call(target, EndsWith, Text(value))),
            "ieq" => CaseInsensitive(target, Escape(RequiredText(value))),
            "icontains" => CaseInsensitive(target, $"%{Escape(RequiredText(value))}%"),
            "gt" => Compare(Expression.GreaterThan),
            "ngt" => Expression.Not(Compare(Expression.GreaterThan)),
            "gte" => Compare(Expression.GreaterThanOrEqual),
            "ngte" => Expression.Not(Compare(Expression.GreaterThanOrEqual)),
            "lt" => Compare(Expression.LessThan),
            "nlt" => Expression.Not(Compare(Expression.LessThan)),
            "lte" => Compare(Expression.LessThanOrEqual),
            _ => Expression.Not(Compare(Expression.LessThanOrEqual)),
        };

        Expression Compare(Func<Expression, Expression, Expression> compare) =>
            compare(target, Captured.Value(Required(value), target.Type));

        object Required(object? given) => given is null
            ? throw FilterCompiler.Invalid(field, $"{operation}: null", "give a value, or use eq: null")
            : Convert(field, given);

        string RequiredText(object? given) => (string)Required(given);

        Expression Text(object? given) => Captured.Value(RequiredText(given), typeof(string));
    }

    /// <summary>A text as the value of a field, checked.</summary>
    internal static Expression Text(FilterField field, string text) => Captured.Value(Convert(field, text), typeof(string));

    static Expression Equal(FilterField field, object? value, Expression target)
    {
        if (value is not null) return Expression.Equal(target, Captured.Value(Convert(field, value), target.Type));
        var nullable = !target.Type.IsValueType || Nullable.GetUnderlyingType(target.Type) is not null;
        return nullable ? Expression.Equal(target, Expression.Constant(null, target.Type)) : Expression.Constant(false);
    }

    static MethodCallExpression In(FilterField field, object? value, Expression target, FilterBudget budget)
    {
        var given = value as IEnumerable ?? throw FilterCompiler.Invalid(field, "a list that is null", "give a list");
        var items = given.Cast<object?>().Select(item => item is null ? null : Convert(field, item)).ToArray();
        budget.Values(items.Length);
        var typed = Array.CreateInstance(target.Type, items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is null && target.Type.IsValueType && Nullable.GetUnderlyingType(target.Type) is null)
                throw FilterCompiler.Invalid(field, "null in a list", "leave it out");
            typed.SetValue(items[i], i);
        }
        return Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [target.Type], Captured.Value(typed, typed.GetType()),
            target);
    }

    static object Convert(FilterField field, object value)
    {
        if (value is string text && text.Contains('\0'))
            throw FilterCompiler.Invalid(field, "the character U+0000", "no stored text contains it");
        if (field.Kind != FilterKind.NodeId) return InputValue.ToClr(value, field.ValueType)!;
        var id = NodeId.Decode((string)value);
        if (id.Type != field.NodeType || !NodeId.TryParseKey(id.Key, field.ValueType, out var key))
            throw new GraphQLRequestException($"'{value}' is not the id of a {field.NodeType}.", ErrorCodes.InvalidId);
        return key!;
    }

    static MethodCallExpression CaseInsensitive(Expression target, string pattern) => Expression.Call(ILike,
        Expression.Constant(EF.Functions), target, Captured.Value(pattern, typeof(string)), Expression.Constant("\\"));

    static string Escape(string text) => text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_");

    static MethodInfo StringMethod(string name) => typeof(string).GetMethod(name, [typeof(string)])!;
}

/// <summary>Holds a value the way a C# closure does, which EF Core turns into a SQL parameter.</summary>
sealed class Captured<T>(T value)
{
    /// <summary>The value. A field, because EF Core recognises captured fields.</summary>
    internal readonly T Value = value;
}

/// <summary>Makes <see cref="Captured{T}"/> expressions.</summary>
static class Captured
{
    internal static Expression Value(object? value, Type type)
    {
        var holder = Activator.CreateInstance(typeof(Captured<>).MakeGenericType(type), value)!;
        return Expression.Field(Expression.Constant(holder), nameof(Captured<object>.Value));
    }
}
