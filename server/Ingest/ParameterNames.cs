using System.Text.Json;

namespace UsageAnalysis.Ingest;

/// <summary>One parameter of an event: where it stands, its name, and the JSON type of its value.</summary>
readonly record struct ParameterName(string Direction, string Name, string Type);

/// <summary>The parameters that an event shows.</summary>
static class ParameterNames
{
    /// <param name="parameters">JSON object as in <see cref="LoggedEvent.Parameters"/>, or null.</param>
    /// <returns>Its parameters; those with the value null show no type and are left out.</returns>
    public static IReadOnlyList<ParameterName> Of(string? parameters)
    {
        if (parameters is null)
        {
            return [];
        }
        using var document = JsonDocument.Parse(parameters);
        var names = new List<ParameterName>();
        foreach (var group in document.RootElement.EnumerateObject())
        {
            if (Direction(group.Name) is { } direction && group.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var parameter in group.Value.EnumerateObject())
                {
                    if (Type(parameter.Value.ValueKind) is { } type)
                    {
                        names.Add(new ParameterName(direction, parameter.Name, type));
                    }
                }
            }
        }
        return names;
    }

    static string? Direction(string member) => member switch
    {
        "inputs" => "input",
        "outputs" => "output",
        "other" => "other",
        _ => null,
    };

    static string? Type(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        _ => null,
    };
}
