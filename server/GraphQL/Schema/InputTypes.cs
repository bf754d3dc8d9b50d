using System.Reflection;
using GraphQL.Types;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Schema;

/// <summary>Input objects and enums of one schema.</summary>
sealed class InputTypes
{
    readonly Dictionary<Type, EnumerationGraphType> enums = [];
    readonly Dictionary<Type, RecordInput> records = [];
    readonly Scalars scalars;
    readonly XmlDocs docs;

    internal InputTypes(Model model, Scalars scalars, XmlDocs docs, GraphQLLimits limits)
    {
        (this.scalars, this.docs) = (scalars, docs);
        Filters = new FilterInputs(model, scalars, this, docs);
        Compiler = new FilterCompiler(model.Filters, limits);
    }

    internal FilterInputs Filters { get; }

    internal FilterCompiler Compiler { get; }

    internal IGraphType Of(TypeShape shape)
    {
        var type = shape.IsId && shape.Item is null ? scalars.Id
            : shape.Item is { } item ? new ListGraphType(Of(item))
            : Named(shape.Type);
        return shape.Nullable ? type : new NonNullGraphType(type);
    }

    internal IGraphType Named(Type type) => scalars.For(type) as IGraphType ?? (type.IsEnum ? Enum(type) : Record(type));

    internal EnumerationGraphType Enum(Type type)
    {
        if (enums.TryGetValue(type, out var known)) return known;
        var made = new EnumerationGraphType { Name = Naming.Type(type), Description = docs.Of(type) };
        foreach (var member in type.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            if (member.IsDefined(typeof(GraphQLIgnoreAttribute))) continue;
            made.Add(Naming.EnumValue(member), member.GetValue(null), docs.Of(member),
                member.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason);
        }
        return enums[type] = made;
    }

    internal QueryArgument Argument(ParameterInfo parameter)
    {
        var shape = TypeShape.Of(parameter);
        var argument = new QueryArgument(FilteredBy(shape.Type) is { } entity ? Filters.Filter(Compiler.Declared(entity)) : Of(shape))
        {
            Name = Naming.Argument(parameter),
            Description = docs.Of(parameter),
            DeprecationReason = parameter.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
        };
        if (parameter is { HasDefaultValue: true, DefaultValue: { } value }) argument.DefaultValue = AsEnum(value, parameter.ParameterType);
        return argument;
    }

    /// <summary>The entity that an argument of this type filters; null when it is no <see cref="Where{T}"/>.</summary>
    internal static Type? FilteredBy(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Where<>) ? type.GenericTypeArguments[0] : null;

    RecordInput Record(Type type)
    {
        if (records.TryGetValue(type, out var known)) return known;
        var made = records[type] = new RecordInput(type)
        {
            Name = Naming.Input(type), Description = docs.Of(type), IsOneOf = type.IsDefined(typeof(OneOfAttribute)),
        };
        foreach (var property in OutputTypes.Properties(type))
        {
            var name = Naming.Field(property);
            made.Bind(property, name);
            made.AddField(new FieldType
            {
                Name = name,
                Description = docs.Of(property),
                ResolvedType = Of(TypeShape.Of(property)),
                DefaultValue = made.DefaultOf(property) is { } value ? AsEnum(value, property.PropertyType) : null,
                DeprecationReason = property.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
            });
        }
        return made;
    }

    // Reflection gives the default of a nullable enum parameter as its number.
    static object AsEnum(object value, Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } plain ? System.Enum.ToObject(plain, value) : value;
}
