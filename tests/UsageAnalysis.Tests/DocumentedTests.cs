using System.Text.Json;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests;

/// <summary>Whoever reads the schema finds a description of everything in it, and the size of every list of objects.</summary>
public sealed class DocumentedTests(UsageApp app) : IClassFixture<UsageApp>
{
    const string Schema =
        """
        { __schema {
          types { name kind description
            fields(includeDeprecated: true) { name description args { name description } type { ...T } }
            inputFields { name description } enumValues(includeDeprecated: true) { name description } }
          directives { name description args { name description } } } }
        fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """;

    [Fact]
    public async Task Everything_in_the_schema_has_a_description()
    {
        var missing = new List<string>();
        foreach (var type in await TypesAsync())
        {
            Check(type, Name(type));
            foreach (var field in Members(type, "fields"))
            {
                Check(field, $"{Name(type)}.{Name(field)}");
                foreach (var argument in Members(field, "args")) Check(argument, $"{Name(type)}.{Name(field)}({Name(argument)}:)");
            }
            foreach (var field in Members(type, "inputFields")) Check(field, $"{Name(type)}.{Name(field)}");
            foreach (var value in Members(type, "enumValues")) Check(value, $"{Name(type)}.{Name(value)}");
        }
        foreach (var directive in Members((await app.AskAsync(Schema)).GetProperty("__schema"), "directives"))
        {
            Check(directive, $"@{Name(directive)}");
            foreach (var argument in Members(directive, "args")) Check(argument, $"@{Name(directive)}({Name(argument)}:)");
        }
        Assert.Empty(missing);

        void Check(JsonElement described, string where)
        {
            if (string.IsNullOrWhiteSpace(described.GetProperty("description").GetString())) missing.Add(where);
        }
    }

    [Fact]
    public async Task Every_list_of_objects_tells_its_size_to_the_cost_analysis()
    {
        var schema = UsageAnalysis.Commands.Serve.GraphSchema.Print().Split('\n').Select(line => line.Trim()).ToArray();
        var sized = schema.Where(line => line.Contains("sizedFields: [", StringComparison.Ordinal))
            .SelectMany(line => line.Split("sizedFields: [")[1].Split(']')[0].Split(", ")).Select(name => name.Trim('"')).ToHashSet();
        var missing =
            from type in await TypesAsync()
            from field in Members(type, "fields")
            where IsListOfObjects(field.GetProperty("type")) && !sized.Contains(Name(field))
            where !schema.Any(line => IsField(line, Name(field)) && line.Contains("@listSize", StringComparison.Ordinal))
                && !EndOfArguments(Name(field)).Contains("@listSize", StringComparison.Ordinal)
            select $"{Name(type)}.{Name(field)}";
        Assert.Empty(missing);

        // Arguments stand on lines of their own, and what the field returns after the last one.
        string EndOfArguments(string name) => schema.SkipWhile(line => line != name + "(")
            .FirstOrDefault(line => line.Contains("): ", StringComparison.Ordinal), "");

        static bool IsField(string line, string name) =>
            line.StartsWith(name + ":", StringComparison.Ordinal) || line.StartsWith("ids: [ID!]!): [Node]!", StringComparison.Ordinal) && name == "nodes";
    }

    // The types of introspection and the scalars that they use are the engine's own.
    async Task<IEnumerable<JsonElement>> TypesAsync() => Members((await app.AskAsync(Schema)).GetProperty("__schema"), "types")
        .Where(type => !Name(type).StartsWith("__", StringComparison.Ordinal) && Name(type) is not ("String" or "Boolean"));

    static bool IsListOfObjects(JsonElement type)
    {
        var isList = false;
        for (var at = type; ; at = at.GetProperty("ofType"))
        {
            var kind = at.GetProperty("kind").GetString();
            isList |= kind == "LIST";
            if (kind is not ("LIST" or "NON_NULL")) return isList && (kind is "OBJECT" or "INTERFACE" or "UNION");
        }
    }

    static string Name(JsonElement named) => named.GetProperty("name").GetString()!;

    static JsonElement[] Members(JsonElement parent, string name) =>
        parent.GetProperty(name) is { ValueKind: JsonValueKind.Array } members ? [.. members.EnumerateArray()] : [];
}
