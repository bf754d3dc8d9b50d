using System.Collections;
using System.Globalization;
using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using UsageAnalysis.GraphQL.Schema;

namespace UsageAnalysis.GraphQL.Guards;

/// <summary>What the schema's <c>@cost</c> and <c>@listSize</c> say, by type and field; made once.</summary>
sealed class PriceList
{
    readonly Dictionary<ROM, PricedType> types = [];
    readonly Dictionary<string, PricedInput> inputs = new(StringComparer.Ordinal);
    readonly PricedField typeName = new(0, null, null, []);
    readonly PricedField schemaField, typeField;

    internal PriceList(ISchema schema)
    {
        var known = schema.AllTypes.ToArray();
        foreach (var type in known.Where(t => t is IComplexGraphType or UnionGraphType))
            types.Add(type.Name, new PricedType(type.Name, type is IAbstractGraphType, IsMeta(type) ? 0 : 1));
        var sizes = IntrospectionSizes.Of(schema);
        foreach (var type in known.OfType<IComplexGraphType>().Where(t => t is not IInputObjectGraphType))
            foreach (var field in type.Fields) types[type.Name].Fields.Add(field.Name, Field(type, field, sizes));
        schemaField = new PricedField(0, types["__Schema"], null, []);
        typeField = new PricedField(0, types["__Type"], null, []);
        (Query, Mutation, Subscription) = (types[schema.Query.Name], Of(schema.Mutation), Of(schema.Subscription));

        PricedType? Of(IGraphType? root) => root is null ? null : types[root.Name];
    }

    internal PricedType Query { get; }

    internal PricedType? Mutation { get; }

    internal PricedType? Subscription { get; }

    /// <summary>The type of a condition; null when it does not exist.</summary>
    internal PricedType? Find(ROM type) => types.GetValueOrDefault(type);

    internal PricedField? Find(PricedType type, ROM field) => type.Fields.TryGetValue(field, out var known) ? known : field.Span switch
    {
        "__typename" => typeName,
        "__schema" => schemaField,
        "__type" => typeField,
        _ => null,
    };

    PricedField Field(IComplexGraphType type, FieldType field, IReadOnlyDictionary<string, double> sizes)
    {
        var of = types.GetValueOrDefault(field.ResolvedType!.GetNamedType().Name);
        if (IsMeta(type))
        {
            var measured = sizes.TryGetValue($"{type.Name}.{field.Name}", out var size) ? new PricedList(size, [], size, []) : null;
            return new PricedField(0, of, measured, []);
        }
        var arguments = new Dictionary<string, PricedInputField>(StringComparer.Ordinal);
        foreach (var argument in field.Arguments ?? [])
        {
            var priced = new PricedInputField(Weight(argument) ?? 0, Input(argument.ResolvedType!));
            if (priced.Weight > 0 || priced.Of is not null) arguments.Add(argument.Name, priced);
        }
        return new PricedField(Weight(field) ?? (of is null ? 0 : of.Weight), of, Size(field), arguments);
    }

    PricedInput? Input(IGraphType type)
    {
        if (type.GetNamedType() is not IInputObjectGraphType input) return null;
        if (inputs.TryGetValue(input.Name, out var known)) return known;
        var made = inputs[input.Name] = new PricedInput([]);
        foreach (var field in input.Fields)
        {
            var priced = new PricedInputField(Weight(field) ?? 0, Input(field.ResolvedType!));
            if (priced.Weight > 0 || priced.Of is not null) made.Fields.Add(field.Name, priced);
        }
        return made;
    }

    static double? Weight(IMetadataReader priced) => Directive(priced, CostDirectives.Cost)?.FindArgument(CostDirectives.Weight)?.Value
        is string weight ? double.Parse(weight, CultureInfo.InvariantCulture) : null;

    static PricedList? Size(FieldType field)
    {
        if (Directive(field, CostDirectives.ListSize) is not { } size) return null;
        var assumed = Convert.ToDouble(size.FindArgument("assumedSize")!.Value, CultureInfo.InvariantCulture);
        var missing = size.FindArgument("slicingArgumentDefaultValue")?.Value;
        return new PricedList(assumed, Texts("slicingArguments"),
            missing is null ? assumed : Convert.ToDouble(missing, CultureInfo.InvariantCulture),
            [.. Texts("sizedFields").Select(f => (ROM)f)]);

        string[] Texts(string name) => [.. ((IEnumerable?)size.FindArgument(name)?.Value)?.Cast<string>() ?? []];
    }

    static AppliedDirective? Directive(IMetadataReader priced, string name) => priced.GetAppliedDirectives()?.Find(name);

    static bool IsMeta(IGraphType type) => type.Name.StartsWith("__", StringComparison.Ordinal);
}

/// <summary>An object, interface or union type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Abstract">True for interfaces and unions.</param>
/// <param name="Weight">What one object adds to the type cost.</param>
sealed record PricedType(ROM Name, bool Abstract, double Weight)
{
    internal Dictionary<ROM, PricedField> Fields { get; } = [];
}

/// <summary>A field.</summary>
/// <param name="Weight">What it adds to the field cost, once for each parent.</param>
/// <param name="Of">The type of the objects that it returns; null for scalars and enums.</param>
/// <param name="List">How many; null when it is one.</param>
/// <param name="Arguments">Arguments that have a price.</param>
sealed record PricedField(double Weight, PricedType? Of, PricedList? List, Dictionary<string, PricedInputField> Arguments);

/// <summary>The size of a list; see <see cref="Conventions.ListSizeAttribute"/>.</summary>
sealed record PricedList(double AssumedSize, string[] SlicingArguments, double DefaultSize, ROM[] SizedFields);

/// <summary>An argument or a field of an input object.</summary>
sealed record PricedInputField(double Weight, PricedInput? Of);

/// <summary>An input object: its fields that have a price.</summary>
sealed record PricedInput(Dictionary<string, PricedInputField> Fields);
