using System.Buffers;
using System.Text.Json;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Transport;

/// <summary>
/// The bytes of a request's body, in a borrowed buffer. Only a mutation may be long, as event batches travel in variables; so a long body
/// is searched for its document before any of its JSON becomes objects, and as soon as the document can be there.
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
        bool searched = false, allowed = false;
        while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
        {
            length += read;
            if (length > limits.MaxMutationBodyBytes) throw RequestReader.TooLarge(limits.MaxMutationBodyBytes);
            if (length > limits.MaxBodyBytes && !searched) (searched, allowed) = (true, IsAllowed(isFinal: false));
            if (length == buffer.Length) Grow();
        }
        if (searched && !allowed && !IsAllowed(isFinal: true)) throw RequestReader.TooLarge(limits.MaxBodyBytes);

        bool IsAllowed(bool isFinal) => Document(isFinal) is { } document
            && (isMutation(document) ? true : throw RequestReader.TooLarge(limits.MaxBodyBytes));
    }

    void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    /// <summary>The text of the member <c>query</c>; null when it has not come yet or the JSON is broken.</summary>
    string? Document(bool isFinal)
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(0, length), isFinal, default);
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
