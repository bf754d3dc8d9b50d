using System.Collections;
using System.Globalization;

namespace UsageAnalysis.GraphQL.Conventions;

/// <summary>Turns what the engine parsed into the CLR type that a parameter, property or column has.</summary>
static class InputValue
{
    internal static object? ToClr(object? value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null || target.IsInstanceOfType(value) && value is not object[]) return value;
        if (value is IEnumerable items and not string && ItemType(target) is { } itemType) return List(items, itemType, target);
        if (target == typeof(NodeId)) return NodeId.Decode((string)value);
        if (target == typeof(DateTime) && value is DateTimeOffset moment) return moment.UtcDateTime;
        if (target.IsEnum) return Enum.ToObject(target, value);
        return Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
    }

    static object List(IEnumerable items, Type itemType, Type target)
    {
        var converted = items.Cast<object?>().Select(item => ToClr(item, itemType)).ToArray();
        var array = Array.CreateInstance(itemType, converted.Length);
        converted.CopyTo(array, 0);
        return target.IsAssignableFrom(array.GetType()) ? array : Activator.CreateInstance(target, array)!;
    }

    static Type? ItemType(Type type) => type.IsArray ? type.GetElementType() : type.IsGenericType ? type.GenericTypeArguments[0] : null;
}
