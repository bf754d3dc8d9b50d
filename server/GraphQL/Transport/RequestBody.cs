using System.Buffers;
using System.Text.Json;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Transport;

/// <summary>
/// The bytes of a request's body, in a borrowed buffer. Only a mutation may be long, as event batches travel in variables: a long body must
/// begin with its document, so that all others are refused before they are read.
/// </summary>
sealed class RequestBody : IDisposable
{
    byte[] buffer;
    int length;

    RequestBody(int size) => buffer = ArrayPool<byte>.Shared.Rent(size);

    internal ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    internal static async Task<RequestBody> ReadAsync(HttpRequest request, GraphQLLimits limits, Func<string, bool> isMutation,
        CancellationToken cancellationToken)
    {
        if (request.ContentLength > limits.MaxMutationBodyBytes) throw RequestReader.TooLarge(limits.MaxMutationBodyBytes);
        // What a sender announces is not believed before it comes.
        var body = new RequestBody((int)Math.Min(request.ContentLength + 1 ?? 4096, limits.MaxBodyBytes + 1));
        try
        {
            await body.FillAsync(request.Body, limits, isMutation, cancellationToken);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    async Task FillAsync(Stream stream, GraphQLLimits limits, Func<string, bool> isMutation, CancellationToken cancellationToken)
    {
        var isAllowed = false;
        while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
        {
            length += read;
            if (length > limits.MaxMutationBodyBytes) throw RequestReader.TooLarge(limits.MaxMutationBodyBytes);
            if (length > limits.MaxBodyBytes && !isAllowed)
            {
                var document = Document()
                    ?? throw RequestReader.TooLarge(limits.MaxBodyBytes, "A longer one must hold `query` before that.");
                isAllowed = isMutation(document) ? true : throw RequestReader.TooLarge(limits.MaxBodyBytes);
            }
            if (length == buffer.Length) Grow();
        }
    }

    void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    /// <summary>The text of the member <c>query</c>; null when it has not come yet or the JSON is broken.</summary>
    string? Document()
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(0, length), isFinalBlock: false, default);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var found = reader.ValueTextEquals("query"u8);
                if (!reader.Read()) return null;
                if (found) return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                if (!reader.TrySkip()) return null;
            }
            return null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException) { return null; }
    }

    public void Dispose()
    {
        if (buffer.Length == 0) return;
        ArrayPool<byte>.Shared.Return(buffer);
        (buffer, length) = ([], 0);
    }
}
