using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace UsageAnalysis.Ingest;

/// <summary>One record as it stands in a body or a file.</summary>
/// <param name="Position">Counted from 0.</param>
/// <param name="Line">Line of NDJSON, counted from 1; 0 in a JSON array.</param>
/// <param name="Json">The record; null when it is not JSON.</param>
/// <param name="Problem">Why it is not JSON.</param>
readonly record struct WireRecord(int Position, int Line, JsonElement? Json, string? Problem);

/// <summary>Reads records one by one, holding no more than one of them.</summary>
static class RecordSource
{
    /// <summary>Large reads, because a token that is cut is looked at again with each.</summary>
    public static PipeReader Open(Stream stream) =>
        PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));

    /// <summary>The records of a JSON array, or the one object that stands there instead.</summary>
    /// <remarks>They are read through a stream: that reader doubles its buffer for a long token, so the work stays linear.</remarks>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static async IAsyncEnumerable<WireRecord> JsonAsync(PipeReader body, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await FirstByteAsync(body, ct) == '[')
        {
            var position = 0;
            await foreach (var record in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(
                body.AsStream(leaveOpen: true), JsonSerializerOptions.Default, ct))
            {
                yield return new WireRecord(position++, 0, record, null);
            }
        }
        else
        {
            var record = await JsonSerializer.DeserializeAsync<JsonElement>(
                body.AsStream(leaveOpen: true), JsonSerializerOptions.Default, ct);
            yield return new WireRecord(0, 0, record, null);
        }
    }

    /// <summary>The records of NDJSON. A line that is not JSON, or too long, is a problem of its own and stops nothing.</summary>
    public static async IAsyncEnumerable<WireRecord> LinesAsync(PipeReader body, [EnumeratorCancellation] CancellationToken ct)
    {
        await FirstByteAsync(body, ct);
        var (position, line, tooLong) = (0, 0, false);
        while (true)
        {
            var read = await body.ReadAsync(ct);
            var rest = read.Buffer;
            while (true)
            {
                line += tooLong ? 0 : SkipEmptyLines(ref rest);
                if (NextLine(ref rest, read.IsCompleted) is not { } text)
                {
                    break;
                }
                line++;
                if (tooLong || text.Length > EventParser.MaxRecordBytes)
                {
                    tooLong = false;
                    yield return new WireRecord(position++, line, null, TooLong);
                }
                else if (!IsBlank(text))
                {
                    yield return Parse(text, position++, line);
                }
            }
            // Of a line without end nothing needs to be kept but that it was too long.
            tooLong |= rest.Length > EventParser.MaxRecordBytes;
            body.AdvanceTo(tooLong ? rest.End : rest.Start, rest.End);
            if (read.IsCompleted)
            {
                if (tooLong)
                {
                    yield return new WireRecord(position, line + 1, null, TooLong);
                }
                yield break;
            }
        }
    }

    static readonly string TooLong = $"the record has more than {EventParser.MaxRecordBytes} bytes";

    /// <summary>The first byte that is neither blank nor of a byte order mark, which stays unread; -1 at the end.</summary>
    public static async Task<int> FirstByteAsync(PipeReader body, CancellationToken ct)
    {
        var (markPassed, blanks) = (false, 0L);
        while (true)
        {
            var read = await body.ReadAtLeastAsync(ByteOrderMark.Length, ct);
            var text = read.Buffer;
            if (!markPassed && StartsWithMark(text))
            {
                text = text.Slice(ByteOrderMark.Length);
            }
            markPassed = true;
            // What was found blank is not looked at again, however much of it there is.
            blanks += CountBlanks(text.Slice(blanks));
            if (blanks < text.Length || read.IsCompleted)
            {
                body.AdvanceTo(text.Start);
                return blanks < text.Length ? text.Slice(blanks).FirstSpan[0] : -1;
            }
            body.AdvanceTo(text.Start, text.End);
        }
    }

    static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    static bool StartsWithMark(ReadOnlySequence<byte> text) => new SequenceReader<byte>(text).IsNext(ByteOrderMark);

    static long CountBlanks(ReadOnlySequence<byte> text) => new SequenceReader<byte>(text).AdvancePastAny(" \t\r\n"u8);

    static ReadOnlySequence<byte>? NextLine(ref ReadOnlySequence<byte> rest, bool completed)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            var line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return line;
        }
        if (!completed || rest.IsEmpty)
        {
            return null;
        }
        var last = rest;
        rest = rest.Slice(rest.End);
        return last;
    }

    /// <summary>How many; a body of nothing but line ends is passed in one step.</summary>
    static int SkipEmptyLines(ref ReadOnlySequence<byte> rest)
    {
        var reader = new SequenceReader<byte>(rest);
        var count = (int)reader.AdvancePast((byte)'\n');
        rest = reader.UnreadSequence;
        return count;
    }

    static bool IsBlank(ReadOnlySequence<byte> line)
    {
        var reader = new SequenceReader<byte>(line);
        reader.AdvancePastAny(" \t\r"u8);
        return reader.End;
    }

    static WireRecord Parse(ReadOnlySequence<byte> line, int position, int number)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            var record = JsonElement.ParseValue(ref reader);
            return reader.Read() ? throw new JsonException("a line holds one record") : new WireRecord(position, number, record, null);
        }
        catch (JsonException e)
        {
            return new WireRecord(position, number, null, $"the line is not JSON: {Describe(e)}");
        }
    }

    /// <summary>What is wrong and where, without the parser's internals.</summary>
    public static string Describe(JsonException e)
    {
        var end = e.Message.IndexOf(" Path:", StringComparison.Ordinal);
        end = end < 0 ? e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal) : end;
        var text = end < 0 ? e.Message : e.Message[..end];
        return e.LineNumber is { } line ? $"{text} (line {line + 1}, byte {e.BytePositionInLine + 1})" : text;
    }
}
