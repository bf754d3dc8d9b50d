using System.Text.Json;
using System.Text.Json.Serialization;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.GraphQL.Paging;

/// <summary>A place in an order: base64 of a JSON array with the order's hash and the row's key values.</summary>
static class Cursor
{
    const int MaxLength = 4096;
    static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    internal static string Encode(Order order, IReadOnlyList<object?> values) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes<object?[]>([order.Hash, .. values], Json));

    /// <summary>The key values, typed like the order's keys. Fails with HC0078 for a foreign, cut or changed cursor.</summary>
    internal static object?[] Decode(string cursor, Order order)
    {
        if (cursor.Length is 0 or > MaxLength) throw Invalid(cursor, "it is empty or too long");
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var count)) throw Invalid(cursor, "it is not whole");
        try
        {
            var parts = JsonSerializer.Deserialize<JsonElement[]>(bytes.AsSpan(0, count)) ?? [];
            if (parts.Length == 0 || parts[0].ValueKind != JsonValueKind.String) throw Invalid(cursor, "it is not whole");
            if (parts[0].GetString() != order.Hash || parts.Length != order.Keys.Count + 1)
                throw Invalid(cursor, "it belongs to another list or order");
            return order.Keys.Select((key, i) => Value(parts[i + 1], key.Selector.ReturnType)).ToArray();
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException or NotSupportedException)
        {
            throw Invalid(cursor, "it is not whole");
        }
    }

    static object? Value(JsonElement part, Type type)
    {
        var value = part.Deserialize(type, Json);
        return value switch
        {
            DateTime moment => DateTime.SpecifyKind(moment.ToUniversalTime(), DateTimeKind.Utc),
            DateTimeOffset moment => moment.ToUniversalTime(),
            string text when text.Contains('\0') => throw new FormatException("PostgreSQL stores no NUL."),
            _ => value,
        };
    }

    static GraphQLRequestException Invalid(string cursor, string why) => new(
        $"The cursor {Quoted.Text(cursor)} is not valid: {why}. Use a cursor that this field returned for the same order.",
        ErrorCodes.InvalidCursor);
}
