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
    /// <summary>The records of a JSON array, or the one object that stands there instead.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static async IAsyncEnumerable<WireRecord> JsonAsync(PipeReader body, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await FirstByteAsync(body, ct) == '[')
        {
            var position = 0;
            await foreach (var record in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(body, JsonSerializerOptions.Default, ct))
            {
                yield return new WireRecord(position++, 0, record, null);
            }
        }
        else
        {
            yield return new WireRecord(0, 0, await JsonSerializer.DeserializeAsync<JsonElement>(body, JsonSerializerOptions.Default, ct), null);
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
            while (NextLine(ref rest, read.IsCompleted) is { } text)
            {
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
                yield break;
            }
        }
    }

    static readonly string TooLong = $"the record has more than {EventParser.MaxRecordBytes} bytes";

    /// <summary>The first byte that is neither blank nor of a byte order mark, which stays unread; -1 at the end.</summary>
    public static async Task<int> FirstByteAsync(PipeReader body, CancellationToken ct)
    {
        while (true)
        {
            var read = await body.ReadAsync(ct);
            var rest = read.Buffer;
            var start = new SequenceReader<byte>(rest);
            start.IsNext([0xef, 0xbb, 0xbf], advancePast: true);
            var text = rest.Slice(start.Position);
            var reader = new SequenceReader<byte>(text);
            reader.AdvancePastAny(" \t\r\n"u8);
            if (reader.TryPeek(out var first))
            {
                body.AdvanceTo(text.Start);
                return first;
            }
            if (read.IsCompleted)
            {
                body.AdvanceTo(rest.Start);
                return -1;
            }
            body.AdvanceTo(rest.Start, rest.End);
        }
    }

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
