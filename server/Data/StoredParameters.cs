using System.Text.Json;

namespace UsageAnalysis.Data;

/// <summary>The value of one input or output of an event.</summary>
public sealed record StoredValue
{
    /// <summary>Name of the parameter.</summary>
    public required string Name { get; init; }

    /// <summary>The value as text: a string as it is, everything else as JSON; null for a JSON null.</summary>
    public string? Value { get; init; }

    /// <summary>The value as a number; null where it is none.</summary>
    public double? Number { get; init; }
}

/// <summary>What the database finds in an event's parameters; see <c>Migrations/0010_runs.sql</c>.</summary>
public static class StoredParameters
{
    /// <summary>The member that holds what went in.</summary>
    public const string Inputs = "inputs";

    /// <summary>The member that holds what came out.</summary>
    public const string Outputs = "outputs";

    /// <summary>All values of a member.</summary>
    public static IQueryable<StoredValue> Values(JsonElement? parameters, string member) => throw InDatabase();

    /// <summary>Whether there is a value of a name.</summary>
    public static bool Exists(JsonElement? parameters, string member, string name) => throw InDatabase();

    /// <summary>A value by its name, as text.</summary>
    public static string? Value(JsonElement? parameters, string member, string name) => throw InDatabase();

    /// <summary>A value by its name, where it is a number.</summary>
    public static double? Number(JsonElement? parameters, string member, string name) => throw InDatabase();

    /// <summary>All values of a member as one text: equal where they are the same.</summary>
    public static string Group(JsonElement? parameters, string member) => throw InDatabase();

    static InvalidOperationException InDatabase() => new("This is known in the database only.");
}
