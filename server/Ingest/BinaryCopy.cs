using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace UsageAnalysis.Ingest;

/// <summary>
/// Rows on their way into a table, in PostgreSQL's binary format (https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format").
/// Each value is written as the type of its column says; null is no value.
/// </summary>
/// <remarks>Npgsql's importer does so with a state machine for each value, which is much where an event has a dozen of them.</remarks>
sealed class BinaryCopy(NpgsqlRawCopyStream table, short columns) : IAsyncDisposable
{
    // With a row more, still no array that .NET would keep apart from short-lived ones.
    const int Piece = 32 * 1024;
    const short End = -1;
    const int BigintOid = 20, TextOid = 25;

    // A signature, no flags, and no extension.
    static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xff, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    readonly ArrayBufferWriter<byte> waiting = new(2 * Piece);
    bool completed;

    /// <summary>Begins.</summary>
    /// <param name="connection">Within a transaction.</param>
    /// <param name="table">Name of the table.</param>
    /// <param name="columns">Names of its columns that each row has.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<BinaryCopy> BeginAsync(NpgsqlConnection connection, string table, string[] columns, CancellationToken ct)
    {
        var sql = $"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)";
        var copy = new BinaryCopy(await connection.BeginRawBinaryCopyAsync(sql, ct), (short)columns.Length);
        copy.waiting.Write(Header);
        return copy;
    }

    /// <summary>Begins the next row.</summary>
    public void StartRow() => WriteInt16(columns);

    /// <summary>An int.</summary>
    public void Write(int value)
    {
        WriteInt32(sizeof(int));
        WriteInt32(value);
    }

    /// <summary>A bigint.</summary>
    public void Write(long? value)
    {
        if (WriteLength(value is null ? null : sizeof(long)))
        {
            WriteInt64(value!.Value);
        }
    }

    /// <summary>A boolean.</summary>
    public void Write(bool? value)
    {
        if (WriteLength(value is null ? null : sizeof(bool)))
        {
            waiting.Write([value!.Value ? (byte)1 : (byte)0]);
        }
    }

    /// <summary>A timestamptz, to the microsecond.</summary>
    /// <param name="instant">UTC.</param>
    public void Write(DateTime instant)
    {
        WriteInt32(sizeof(long));
        WriteInt64((instant.Ticks - Epoch) / TimeSpan.TicksPerMicrosecond);
    }

    /// <summary>A uuid.</summary>
    public void Write(Guid? value)
    {
        const int Length = 16;
        if (WriteLength(value is null ? null : Length))
        {
            value!.Value.TryWriteBytes(waiting.GetSpan(Length), bigEndian: true, out _);
            waiting.Advance(Length);
        }
    }

    /// <summary>A text.</summary>
    /// <exception cref="EncoderFallbackException">It holds half of a surrogate pair.</exception>
    public void Write(string? text)
    {
        if (WriteLength(text is null ? null : Utf8.GetByteCount(text)))
        {
            Utf8.GetBytes(text, waiting);
        }
    }

    /// <summary>A jsonb.</summary>
    /// <exception cref="EncoderFallbackException">It holds half of a surrogate pair.</exception>
    public void WriteJson(string? json)
    {
        const byte Version = 1;
        if (WriteLength(json is null ? null : sizeof(byte) + Utf8.GetByteCount(json)))
        {
            waiting.Write([Version]);
            Utf8.GetBytes(json, waiting);
        }
    }

    /// <summary>A bigint[]; null where it is empty.</summary>
    public void Write(IReadOnlyList<long> values)
    {
        if (WriteArray(values.Count, values.Count * (sizeof(int) + sizeof(long)), BigintOid))
        {
            foreach (var value in values)
            {
                Write(value);
            }
        }
    }

    /// <summary>A text[]; null where it is empty.</summary>
    /// <exception cref="EncoderFallbackException">One holds half of a surrogate pair.</exception>
    public void Write(IReadOnlyList<string> texts)
    {
        if (WriteArray(texts.Count, texts.Sum(text => sizeof(int) + Utf8.GetByteCount(text)), TextOid))
        {
            foreach (var text in texts)
            {
                Write(text);
            }
        }
    }

    bool WriteArray(int count, int length, int type)
    {
        const int Head = 5 * sizeof(int);
        if (!WriteLength(count == 0 ? null : Head + length))
        {
            return false;
        }
        // One dimension without nulls, which counts from one.
        foreach (var number in (ReadOnlySpan<int>)[1, 0, type, count, 1])
        {
            WriteInt32(number);
        }
        return true;
    }

    bool WriteLength(int? length)
    {
        WriteInt32(length ?? -1);
        return length is not null;
    }

    void WriteInt16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(waiting.GetSpan(sizeof(short)), value);
        waiting.Advance(sizeof(short));
    }

    void WriteInt32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(waiting.GetSpan(sizeof(int)), value);
        waiting.Advance(sizeof(int));
    }

    void WriteInt64(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(waiting.GetSpan(sizeof(long)), value);
        waiting.Advance(sizeof(long));
    }

    /// <summary>Sends what was written, once it is much.</summary>
    public ValueTask FlushAsync(CancellationToken ct) => waiting.WrittenCount < Piece ? ValueTask.CompletedTask : SendAsync(ct);

    async ValueTask SendAsync(CancellationToken ct)
    {
        await table.WriteAsync(waiting.WrittenMemory, ct);
        waiting.ResetWrittenCount();
    }

    /// <summary>Sends the rest, and waits until the table has all of it.</summary>
    /// <exception cref="PostgresException">The table refuses a row.</exception>
    public async Task CompleteAsync(CancellationToken ct)
    {
        WriteInt16(End);
        await SendAsync(ct);
        completed = true;
        await table.DisposeAsync();
    }

    /// <summary>Takes everything back that is not completed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!completed)
        {
            await table.CancelAsync();
            await table.DisposeAsync();
        }
    }
}
