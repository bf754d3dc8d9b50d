using System.Collections;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace UsageAnalysis.Usage;

/// <summary>Stands for a statement and the values of its parameters: the same for the same ones, and for no others.</summary>
/// <param name="First">First half of the SHA-256.</param>
/// <param name="Second">Second half.</param>
readonly record struct StatementHash(UInt128 First, UInt128 Second)
{
    /// <summary>The hash of a statement.</summary>
    public static StatementHash Of(string sql, SqlParameters parameters)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(sql);
        foreach (var (type, value) in parameters.Values)
        {
            writer.Write((int)type);
            Write(writer, value);
        }
        writer.Flush();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), hash);
        return MemoryMarshal.Read<StatementHash>(hash);
    }

    // The type goes before, and lengths before what has one, so that no two lists of values are written alike.
    static void Write(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case string text: writer.Write(text); break;
            case int number: writer.Write(number); break;
            case long number: writer.Write(number); break;
            case double number: writer.Write(number); break;
            case DateTime instant: writer.Write(instant.Ticks); break;
            case TimeSpan length: writer.Write(length.Ticks); break;
            case Guid id: writer.Write(id.ToByteArray()); break;
            case Array values: WriteAll(writer, values); break;
            default: throw new ArgumentException($"A parameter is a {value.GetType()}, which has no encoding. Add it here.", nameof(value));
        }
    }

    static void WriteAll(BinaryWriter writer, Array values)
    {
        writer.Write(values.Length);
        foreach (var value in (IEnumerable)values)
        {
            Write(writer, value);
        }
    }
}
