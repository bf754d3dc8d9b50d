using System.Reflection;
using GraphQL.Types;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.GraphQL.Schema;

/// <summary>An input object that becomes a record: constructor parameters by name, then settable properties.</summary>
sealed class RecordInput : InputObjectGraphType
{
    readonly ConstructorInvoker constructor;
    readonly ParameterInfo[] parameters;
    readonly List<PropertyInfo> setters = [];
    readonly Dictionary<PropertyInfo, string> names = [];

    internal RecordInput(Type type)
    {
        var chosen = type.GetConstructors().MaxBy(c => c.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type.Name} has no public constructor and cannot be an input.");
        constructor = ConstructorInvoker.Create(chosen);
        parameters = chosen.GetParameters();
        RuntimeType = type;
    }

    internal Type RuntimeType { get; }

    /// <summary>The default of the constructor parameter behind a property; null when there is none.</summary>
    internal object? DefaultOf(PropertyInfo property) =>
        Array.Find(parameters, p => IsFor(p, property)) is { HasDefaultValue: true, DefaultValue: { } value } ? value : null;

    internal void Bind(PropertyInfo property, string name)
    {
        names.Add(property, name);
        if (!Array.Exists(parameters, p => IsFor(p, property))) setters.Add(property);
    }

    public override object ParseDictionary(IDictionary<string, object?> value)
    {
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = parameters[i];
            var name = names.FirstOrDefault(n => IsFor(parameter, n.Key)).Value;
            arguments[i] = name is not null && value.TryGetValue(name, out var given) ? InputValue.ToClr(given, parameter.ParameterType)
                : parameter.HasDefaultValue ? parameter.DefaultValue : null;
        }
        var made = constructor.Invoke(arguments.AsSpan());
        foreach (var property in setters)
            if (value.TryGetValue(names[property], out var given)) property.SetValue(made, InputValue.ToClr(given, property.PropertyType));
        return made;
    }

    static bool IsFor(ParameterInfo parameter, PropertyInfo property) =>
        string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase);
}
