using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace UsageAnalysis.Ingest;

/// <summary>
/// Ids for what has none of its own: made from content alone, so that the same content has the same id whenever and wherever it is read.
/// </summary>
static class DerivedId
{
    /// <summary>Of what the parts say together; ("ab", "c") is not ("a", "bc").</summary>
    /// <param name="kind">What the id is for, so that ids of two kinds never meet.</param>
    /// <param name="parts">The content.</param>
    public static Guid Of(string kind, params IEnumerable<string> parts)
    {
        using var content = new MemoryStream();
        foreach (var part in parts.Prepend(kind))
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            content.Write(BitConverter.GetBytes(bytes.Length));
            content.Write(bytes);
        }
        return Of(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    /// <summary>The id of the so manieth thing whose content makes that id; the first one has the id itself.</summary>
    public static Guid Again(Guid id, int ordinal) =>
        ordinal == 1 ? id : Of("again", id.ToString(), ordinal.ToString(CultureInfo.InvariantCulture));

    /// <summary>Of a session: itself when it is a uuid.</summary>
    public static Guid OfSession(string session) => Guid.TryParse(session, out var uuid) ? uuid : Of("session", session);

    /// <summary>Of bytes: UUID version 8, whose bits are for its maker to choose (RFC 9562, section 5.8), here those of SHA-256.</summary>
    public static Guid Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        hash[6] = (byte)(hash[6] & 0x0f | 0x80);
        hash[8] = (byte)(hash[8] & 0x3f | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
