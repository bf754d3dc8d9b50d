using GraphQL.Types;

namespace UsageAnalysis.GraphQL.Guards;

/// <summary>How long the lists of introspection are in this schema, on average: their totals are exact, whatever the path.</summary>
static class IntrospectionSizes
{
    internal static IReadOnlyDictionary<string, double> Of(ISchema schema)
    {
        var types = schema.AllTypes.ToArray();
        var fields = types.OfType<IComplexGraphType>().Where(t => t is not IInputObjectGraphType).SelectMany(t => t.Fields).ToArray();
        var directives = schema.Directives.ToArray();
        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["__Schema.types"] = types.Length,
            ["__Schema.directives"] = directives.Length,
            ["__Directive.args"] = Share(directives.Sum(d => d.Arguments?.Count ?? 0), directives.Length),
            ["__Directive.locations"] = Share(directives.Sum(d => d.Locations.Count), directives.Length),
            ["__Field.args"] = Share(fields.Sum(f => f.Arguments?.Count ?? 0), fields.Length),
            ["__Type.fields"] = Share(fields.Length, types.Length),
            ["__Type.inputFields"] = Share(types.OfType<IInputObjectGraphType>().Sum(t => t.Fields.Count), types.Length),
            ["__Type.enumValues"] = Share(types.OfType<EnumerationGraphType>().Sum(t => t.Values.Count), types.Length),
            ["__Type.interfaces"] = Share(types.OfType<IImplementInterfaces>().Sum(t => t.ResolvedInterfaces.Count), types.Length),
            ["__Type.possibleTypes"] = Share(types.OfType<IAbstractGraphType>().Sum(t => t.PossibleTypes.Count), types.Length),
            // Two of three types that a field names are wrapped, and few of those once more.
            ["__Type.ofType"] = 0.6,
        };
    }

    static double Share(int all, int among) => (double)all / Math.Max(among, 1);
}
