namespace UsageAnalysis.Ingest;

/// <summary>Bytes of bodies that may be in memory at once, over all requests.</summary>
public sealed class ReadingBudget(IngestOptions options)
{
    long taken;

    /// <summary>False when there is no room; then nothing is taken.</summary>
    internal bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref taken, bytes) <= options.MaxReadingBytes)
        {
            return true;
        }
        GiveBack(bytes);
        return false;
    }

    internal void GiveBack(long bytes) => Interlocked.Add(ref taken, -bytes);
}

/// <summary>A body is larger than one request may be.</summary>
sealed class BodyTooLargeException(long most) : IOException($"the body has more than {most} bytes after decompression: send it in parts");

/// <summary>Too many bodies are being read at once.</summary>
sealed class ReadingBusyException() : IOException("the server reads as much as it can hold: send it again later");

/// <summary>
/// Reads a body, decompressed already, and counts: a bomb of any kind ends at <see cref="IngestOptions.MaxBodyBytes"/>, and all bodies
/// together stay within the budget. What was taken from the budget goes back when the stream is disposed.
/// </summary>
sealed class CountedBody(Stream inner, long most, ReadingBudget budget) : Stream
{
    long count;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        if (count + read > most)
        {
            throw new BodyTooLargeException(most);
        }
        if (!budget.TryTake(read))
        {
            throw new ReadingBusyException();
        }
        count += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            budget.GiveBack(Interlocked.Exchange(ref count, 0));
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() => throw new NotSupportedException();
}
