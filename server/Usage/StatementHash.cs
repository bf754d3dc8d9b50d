using System.Collections;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NpgsqlTypes;

namespace UsageAnalysis.Usage;

/// <summary>Stands for a statement and the values of its parameters: the same for the same ones, and for no others.</summary>
/// <param name="First">First half of the SHA-256.</param>
/// <param name="Second">Second half.</param>
readonly record struct StatementHash(UInt128 First, UInt128 Second)
{
    /// <summary>The hash of a statement.</summary>
    public static StatementHash Of(string sql, SqlParameters parameters) => Of(sql, parameters.Values);

    /// <summary>The hash of a statement.</summary>
    /// <param name="sql">Its text.</param>
    /// <param name="parameters">The values with their types, in order.</param>
    public static StatementHash Of(string sql, IEnumerable<(NpgsqlDbType Type, object? Value)> parameters)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(sql);
        foreach (var (type, value) in parameters)
        {
            writer.Write((int)type);
            Write(writer, value);
        }
        writer.Flush();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), hash);
        return MemoryMarshal.Read<StatementHash>(hash);
    }

    // The type goes before, whether there is a value, and lengths before what has one, so that no two lists of values are written alike.
    static void Write(BinaryWriter writer, object? value)
    {
        writer.Write(value is not (null or DBNull));
        switch (value)
        {
            case null or DBNull: break;
            case bool truth: writer.Write(truth); break;
            case string text: writer.Write(text); break;
            case int number: writer.Write(number); break;
            case long number: writer.Write(number); break;
            case double number: writer.Write(number); break;
            case DateTime instant: writer.Write(instant.Ticks); break;
            case TimeSpan length: writer.Write(length.Ticks); break;
            case Guid id: writer.Write(id.ToByteArray()); break;
            case ICollection values: WriteAll(writer, values); break;
            default: throw new ArgumentException($"A parameter is a {value.GetType()}, which has no encoding. Add it here.", nameof(value));
        }
    }

    static void WriteAll(BinaryWriter writer, ICollection values)
    {
        writer.Write(values.Count);
        foreach (var value in values)
        {
            Write(writer, value);
        }
    }
}
