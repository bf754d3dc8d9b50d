using System.Globalization;
using System.Text;

namespace UsageAnalysis.GraphQL.Conventions;

/// <summary>A global object id: base64 of <c>TypeName:key</c>, <c>ID</c> in the schema.</summary>
/// <param name="Type">The object type's name in the schema.</param>
/// <param name="Key">The key that the type's node resolver understands; may itself contain colons.</param>
public readonly record struct NodeId(string Type, string Key)
{
    const int MaxLength = 1024;

    /// <summary>Encodes a key of any type in the invariant culture.</summary>
    public static string Encode(string type, object key) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{type}:{Convert.ToString(key, CultureInfo.InvariantCulture)}"));

    /// <summary>Decodes an id; false when it is not base64 of <c>TypeName:key</c>.</summary>
    public static bool TryDecode(string? text, out NodeId id)
    {
        id = default;
        if (text is null or "" || text.Length > MaxLength) return false;
        Span<byte> bytes = stackalloc byte[MaxLength];
        if (!Convert.TryFromBase64String(text, bytes, out var count)) return false;
        var decoded = Encoding.UTF8.GetString(bytes[..count]);
        var colon = decoded.IndexOf(':');
        if (colon <= 0 || colon == decoded.Length - 1 || !decoded.AsSpan(0, colon).IndexOfAnyExcept(Letters).Equals(-1)) return false;
        id = new NodeId(decoded[..colon], decoded[(colon + 1)..]);
        return true;
    }

    /// <summary>Decodes an id or tells the sender that it is malformed.</summary>
    public static NodeId Decode(string text) => TryDecode(text, out var id)
        ? id
        : throw new GraphQLRequestException($"{Quoted.Text(text)} is not a valid node id; take ids from an `id` field.", ErrorCodes.InvalidId);

    /// <summary>The encoded id.</summary>
    public override string ToString() => Encode(Type, Key);

    /// <summary>The key as the type that the data uses; false when it is no such value.</summary>
    internal static bool TryParseKey(string key, Type type, out object? value)
    {
        value = null;
        if (type == typeof(string)) value = key;
        else if (type == typeof(int) && int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i))
            value = i;
        else if (type == typeof(long) && long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var l))
            value = l;
        else if (type == typeof(Guid) && Guid.TryParseExact(key, "D", out var g)) value = g;
        return value is not null;
    }

    static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
}
