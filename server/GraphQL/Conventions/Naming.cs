using System.Reflection;
using System.Text;

namespace UsageAnalysis.GraphQL.Conventions;

/// <summary>Hot Chocolate's naming rules.</summary>
static class Naming
{
    internal static string Field(MethodInfo method)
    {
        if (Explicit(method) is { } given) return given;
        var name = method.Name;
        if (name.Length > 3 && name.StartsWith("Get", StringComparison.Ordinal) && char.IsUpper(name[3])) name = name[3..];
        if (name.Length > 5 && name.EndsWith("Async", StringComparison.Ordinal)) name = name[..^5];
        return Camel(name);
    }

    internal static string Field(PropertyInfo property) => Explicit(property) ?? Camel(property.Name);

    internal static string Argument(ParameterInfo parameter) => parameter.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? Camel(parameter.Name!);

    internal static string Type(Type type) => Explicit(type) ?? (type.Name.EndsWith("Record", StringComparison.Ordinal) ? type.Name[..^6] : type.Name);

    internal static string Input(Type type)
    {
        var name = Type(type);
        return name.EndsWith("Input", StringComparison.Ordinal) ? name : name + "Input";
    }

    internal static string EnumValue(FieldInfo member) => Explicit(member) ?? Snake(member.Name);

    internal static string Camel(string name)
    {
        var upper = 0;
        while (upper < name.Length && char.IsUpper(name[upper])) upper++;
        if (upper == 0) return name;
        var lowered = upper == 1 || upper == name.Length ? upper : upper - 1;
        return name[..lowered].ToLowerInvariant() + name[lowered..];
    }

    internal static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && name[i - 1] != '_' && StartsWord(name, i)) snake.Append('_');
            snake.Append(char.ToUpperInvariant(name[i]));
        }
        return snake.ToString();
    }

    static bool StartsWord(string name, int i) => char.IsDigit(name[i])
        ? !char.IsDigit(name[i - 1])
        : char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));

    static string? Explicit(MemberInfo member) => member.GetCustomAttribute<GraphQLNameAttribute>()?.Name;
}
