using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.Net.Http.Headers;

namespace UsageAnalysis.Ingest.Otlp;

/// <summary>A field of the messages that hold the records, in both encodings.</summary>
/// <param name="Number">In protobuf.</param>
/// <param name="Name">In JSON.</param>
readonly record struct OtlpField(int Number, string Name);

/// <summary>A request cannot be read; nothing of it was looked at further.</summary>
sealed class OtlpFormatException(string message, Exception? cause = null) : FormatException(message, cause);

/// <summary>A request has more records, or parts that hold them, than one request may.</summary>
sealed class TooManyRecordsException(int most) : Exception($"the body has more than {most} records: send it in parts");

/// <summary>
/// An encoding of OTLP. A request is taken apart slice by slice and each record is parsed alone, so that 16 MB of the smallest fields
/// never become objects at once, and a record that is malformed costs its neighbours nothing.
/// </summary>
abstract class OtlpEncoding(string mediaType)
{
    static readonly OtlpEncoding[] All = [new ProtobufEncoding(), new JsonEncoding()];

    /// <summary>What Content-Type says; an answer has the one of its request.</summary>
    public string MediaType { get; } = mediaType;

    /// <summary>The encoding of a content type; null when it is neither of the two.</summary>
    public static OtlpEncoding? Of(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        ? All.FirstOrDefault(encoding => type.MediaType.Equals(encoding.MediaType, StringComparison.OrdinalIgnoreCase))
        : null;

    /// <summary>The messages that a field of a message holds, unparsed.</summary>
    /// <exception cref="OtlpFormatException">The message cannot be read.</exception>
    /// <exception cref="TooManyRecordsException">There are more than <paramref name="most"/>.</exception>
    public abstract List<ReadOnlyMemory<byte>> Messages(ReadOnlyMemory<byte> message, OtlpField field, int most);

    /// <summary>Parses one message, without what it has beyond our own definition of it.</summary>
    /// <exception cref="InvalidProtocolBufferException">It cannot be read.</exception>
    public abstract T Parse<T>(ReadOnlyMemory<byte> message) where T : IMessage<T>, new();

    /// <summary>Writes an answer.</summary>
    public abstract byte[] Write(IMessage answer);

    static void Add(List<ReadOnlyMemory<byte>> found, ReadOnlyMemory<byte> message, int most)
    {
        if (found.Count == most)
        {
            throw new TooManyRecordsException(most);
        }
        found.Add(message);
    }

    /// <summary>https://protobuf.dev/programming-guides/encoding/</summary>
    sealed class ProtobufEncoding() : OtlpEncoding("application/x-protobuf")
    {
        public override List<ReadOnlyMemory<byte>> Messages(ReadOnlyMemory<byte> message, OtlpField field, int most)
        {
            var found = new List<ReadOnlyMemory<byte>>();
            for (var at = 0; at < message.Length;)
            {
                var tag = Varint(message.Span, ref at);
                var length = (tag & 7) switch
                {
                    0 => VarintLength(message.Span, at),
                    1 => sizeof(ulong),
                    2 => (long)Math.Min(Varint(message.Span, ref at), long.MaxValue),
                    5 => sizeof(uint),
                    _ => throw Broken(),
                };
                if (length > message.Length - at)
                {
                    throw Broken();
                }
                if (tag == ((ulong)field.Number << 3 | 2))
                {
                    Add(found, message.Slice(at, (int)length), most);
                }
                at += (int)length;
            }
            return found;
        }

        public override T Parse<T>(ReadOnlyMemory<byte> message) =>
            new MessageParser<T>(() => new T()).WithDiscardUnknownFields(true).ParseFrom(message.Span);

        public override byte[] Write(IMessage answer) => answer.ToByteArray();

        static ulong Varint(ReadOnlySpan<byte> message, ref int at)
        {
            var value = 0UL;
            for (var shift = 0; shift < 64 && at < message.Length; shift += 7)
            {
                var part = message[at++];
                value |= (ulong)(part & 0x7f) << shift;
                if (part < 0x80)
                {
                    return value;
                }
            }
            throw Broken();
        }

        static int VarintLength(ReadOnlySpan<byte> message, int at)
        {
            var end = at;
            Varint(message, ref end);
            return end - at;
        }

        static OtlpFormatException Broken() => new("the body is not a protobuf message ExportLogsServiceRequest");
    }

    /// <summary>https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding</summary>
    sealed class JsonEncoding() : OtlpEncoding("application/json")
    {
        static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

        public override List<ReadOnlyMemory<byte>> Messages(ReadOnlyMemory<byte> message, OtlpField field, int most)
        {
            var found = new List<ReadOnlyMemory<byte>>();
            try
            {
                var reader = new Utf8JsonReader(message.Span);
                Require(reader.Read() && reader.TokenType == JsonTokenType.StartObject, "an object", ref reader);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var wanted = reader.ValueTextEquals(field.Name);
                    reader.Read();
                    if (wanted && reader.TokenType == JsonTokenType.StartArray)
                    {
                        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                        {
                            Add(found, Whole(message, ref reader), most);
                        }
                    }
                    else if (wanted && reader.TokenType != JsonTokenType.Null)
                    {
                        Add(found, Whole(message, ref reader), most);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }
                Require(!reader.Read(), "one object", ref reader);
            }
            catch (JsonException e)
            {
                throw new OtlpFormatException($"the body is not JSON: {RecordSource.Describe(e)}", e);
            }
            return found;
        }

        public override T Parse<T>(ReadOnlyMemory<byte> message) => Parser.Parse<T>(Encoding.UTF8.GetString(message.Span));

        public override byte[] Write(IMessage answer) => Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(answer));

        static ReadOnlyMemory<byte> Whole(ReadOnlyMemory<byte> message, ref Utf8JsonReader reader)
        {
            Require(reader.TokenType == JsonTokenType.StartObject, "an object", ref reader);
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return message[start..(int)reader.BytesConsumed];
        }

        static void Require(bool met, string what, ref Utf8JsonReader reader)
        {
            if (!met)
            {
                throw new OtlpFormatException("the body is not an ExportLogsServiceRequest in JSON: "
                    + $"there must be {what} at byte {reader.TokenStartIndex + 1} of it or of a part");
            }
        }
    }
}
