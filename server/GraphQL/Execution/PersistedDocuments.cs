using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using GraphQL;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Execution;

/// <summary>
/// Documents that clients name instead of sending them: files <c>{hash}.graphql</c> of a folder, and automatic persisted queries, which
/// the clients store themselves.
/// </summary>
sealed partial class PersistedDocuments(GraphQLRoomOptions options, GraphQLLimits limits)
{
    const string Extension = "persistedQuery";
    const string Prefix = "sha256:";
    readonly RecentCache<StoredFile> files = new(limits.StoredDocuments, limits.StoredDocumentCharacters);
    readonly RecentCache<string> stored = new(limits.StoredDocuments, limits.StoredDocumentCharacters);

    sealed record StoredFile(DateTime Written, long Length, string Text);

    /// <summary>The request with its document's text, or a <see cref="GraphQLRequestException"/>: unknown, or not allowed.</summary>
    internal GraphQLRequest Resolve(GraphQLRequest request)
    {
        var hash = AutomaticHash(request.Extensions);
        if (!string.IsNullOrWhiteSpace(request.Query))
        {
            if (hash is null && !options.OnlyPersistedDocuments) return request;
            var own = HashOf(request.Query);
            if (options.OnlyPersistedDocuments) return request with { Query = FromFile(own) ?? throw OnlyPersisted() };
            return hash == own ? request with { StoreAs = own }
                : throw new GraphQLRequestException($"`sha256Hash` is {Quoted.Text(hash!)}, but the document's is '{own}'.");
        }
        if (hash is not null)
        {
            var text = FromFile(hash) ?? (options.OnlyPersistedDocuments ? throw OnlyPersisted() : stored.Find(hash));
            return request with { Query = text ?? throw new GraphQLRequestException("PersistedQueryNotFound", ErrorCodes.NotPersisted) };
        }
        var id = request.DocumentId ?? "";
        return request with
        {
            Query = FromFile(id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : id)
                ?? throw new GraphQLRequestException($"There is no persisted document {Quoted.Text(id)}.", ErrorCodes.NotPersisted),
        };
    }

    /// <summary>Keeps the document of a request that asked for it and ran, and tells so in its answer.</summary>
    internal void Store(GraphQLRequest request, ExecutionResult result)
    {
        if (request.StoreAs is not { } hash || !result.Executed) return;
        stored.Add(hash, request.Query, request.Query.Length);
        result.Extensions ??= [];
        result.Extensions[Extension] = new Dictionary<string, object?> { ["sha256Hash"] = hash, ["persisted"] = true };
    }

    // https://www.apollographql.com/docs/apollo-server/performance/apq
    static string? AutomaticHash(Inputs extensions)
    {
        if (!extensions.TryGetValue(Extension, out var value) || value is null) return null;
        if (value is not IDictionary<string, object?> settings || !settings.TryGetValue("version", out var version) || version is not 1
            || !settings.TryGetValue("sha256Hash", out var hash) || hash is not string { Length: 64 } text)
        {
            throw new GraphQLRequestException("`extensions.persistedQuery` needs `version: 1` and `sha256Hash` of 64 hexadecimal digits.",
                ErrorCodes.InvalidRequest);
        }
        return text.ToLowerInvariant();
    }

    // Small files on a local disk: looked at for every request, so that a changed one counts at once.
    string? FromFile(string id)
    {
        if (options.PersistedDocuments is not { } folder || !Ids().IsMatch(id)) return null;
        var file = new FileInfo(Path.Combine(folder, id + ".graphql"));
        if (!file.Exists) return null;
        if (files.Find(id) is { } known && known.Written == file.LastWriteTimeUtc && known.Length == file.Length) return known.Text;
        var text = File.ReadAllText(file.FullName);
        files.Add(id, new StoredFile(file.LastWriteTimeUtc, file.Length, text), text.Length);
        return text;
    }

    static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    static GraphQLRequestException OnlyPersisted() => new("Only persisted documents are allowed here.", ErrorCodes.OnlyPersisted);

    // No dot, no separator: no id leads out of the folder.
    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,128}\z")]
    private static partial Regex Ids();
}
