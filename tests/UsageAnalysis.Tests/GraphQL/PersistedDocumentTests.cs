using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.GraphQL;

/// <summary>Documents that are named instead of sent.</summary>
public sealed class PersistedDocumentTests : IDisposable
{
    const string Echo = "{ echo }";
    const string EchoData = """{"data":{"echo":"NonFiction  "}}""";
    readonly TestDirectory folder = TestDirectory.Create();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_document_is_named_in_every_transport()
    {
        await using var room = await Room.OnKestrelAsync(options => options.PersistedDocuments = folder.Path);
        var hash = Save(Echo);
        Assert.Equal(EchoData, await PostAsync(room, new { id = hash }));
        Assert.Equal(EchoData, await PostAsync(room, new { documentId = "sha256:" + hash }));
        Assert.Equal(EchoData, await PostAsync(room, new { documentId = hash }));
        Assert.Equal(EchoData, await room.Client.GetStringAsync($"/graphql?id={hash}"));
        Assert.Equal(EchoData, await room.Client.GetStringAsync($"/graphql?documentId=sha256:{hash}"));
        using var socket = await SocketClient.OpenAsync(room);
        await socket.SendAsync($$$"""{"type":"subscribe","id":"1","payload":{"documentId":"sha256:{{{hash}}}"}}""");
        Assert.Equal($$$"""{"type":"next","id":"1","payload":{{{EchoData}}}}""", await socket.ReadAsync());
    }

    [Fact]
    public async Task Variables_come_with_the_name_and_a_changed_file_counts_at_once()
    {
        await using var room = await Room.InMemoryAsync(options => options.PersistedDocuments = folder.Path);
        File.WriteAllText(folder.In("mine.graphql"), "query($kind: BookKind!) { echo(kind: $kind) }");
        var request = new { id = "mine", variables = new { kind = "NOVEL" } };
        Assert.Equal("""{"data":{"echo":"Novel  "}}""", await PostAsync(room, request));
        File.WriteAllText(folder.In("mine.graphql"), "query($kind: BookKind!) { again: echo(kind: $kind) }");
        Assert.Equal("""{"data":{"again":"Novel  "}}""", await PostAsync(room, request));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("../secret")]
    [InlineData("..%2Fsecret")]
    [InlineData("..\\secret")]
    [InlineData("sub/secret")]
    [InlineData("sha256:../secret")]
    [InlineData("secret.graphql")]
    [InlineData("secret\0")]
    [InlineData("secret\n")]
    [InlineData("")]
    public async Task No_id_leads_out_of_the_folder(string id)
    {
        var inner = Directory.CreateDirectory(folder.In("inner"));
        foreach (var place in new[] { folder.Path, inner.CreateSubdirectory("sub").FullName })
            File.WriteAllText(Path.Combine(place, "secret.graphql"), Echo);
        await using var room = await Room.InMemoryAsync(options => options.PersistedDocuments = inner.FullName);
        var error = JsonDocument.Parse(await PostAsync(room, new { id })).RootElement.GetProperty("errors")[0];
        Assert.Equal("HC0020", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.StartsWith("There is no persisted document ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_stores_a_document_under_its_hash()
    {
        await using var room = await Room.InMemoryAsync();
        var automatic = Automatic(Hash(Echo));
        const string Unknown = """{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"HC0020"}}]}""";
        Assert.Equal(Unknown, await PostAsync(room, new { extensions = automatic }));
        Assert.Equal(
            $$$$"""{"data":{"echo":"NonFiction  "},"extensions":{"persistedQuery":{"sha256Hash":"{{{{Hash(Echo)}}}}","persisted":true}}}""",
            await PostAsync(room, new { query = Echo, extensions = automatic }));
        Assert.Equal(EchoData, await PostAsync(room, new { extensions = automatic }));
        Assert.Equal(EchoData,
            await room.Client.GetStringAsync("/graphql?extensions=" + Uri.EscapeDataString(JsonSerializer.Serialize(automatic))));
    }

    [Fact]
    public async Task Only_what_ran_is_stored_and_only_under_its_own_hash()
    {
        await using var room = await Room.InMemoryAsync();
        const string Wrong = "{ nothing }";
        Assert.Contains("FIELDS_ON_CORRECT_TYPE", await PostAsync(room, new { query = Wrong, extensions = Automatic(Hash(Wrong)) }),
            StringComparison.Ordinal);
        Assert.Contains("PersistedQueryNotFound", await PostAsync(room, new { extensions = Automatic(Hash(Wrong)) }),
            StringComparison.Ordinal);
        Assert.Equal(
            $$$"""{"errors":[{"message":"`sha256Hash` is '{{{Hash(Wrong)}}}', but the document's is '{{{Hash(Echo)}}}'.","extensions":{"code":"BAD_REQUEST"}}]}""",
            await PostAsync(room, new { query = Echo, extensions = Automatic(Hash(Wrong)) }));
        Assert.Contains("needs `version: 1` and `sha256Hash`",
            await PostAsync(room, new { extensions = new { persistedQuery = new { version = 2, sha256Hash = Hash(Echo) } } }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_store_of_the_clients_is_bounded()
    {
        await using var room = await Room.InMemoryAsync(options => options.Limits.StoredDocuments = 2);
        string[] documents = ["{ a: echo }", "{ b: echo }", "{ c: echo }"];
        foreach (var query in documents) await PostAsync(room, new { query, extensions = Automatic(Hash(query)) });
        var known = new List<bool>();
        foreach (var query in documents)
            known.Add((await PostAsync(room, new { extensions = Automatic(Hash(query)) })).Contains("\"data\"", StringComparison.Ordinal));
        Assert.Equal([false, true, true], known);
    }

    [Fact]
    public async Task A_server_may_answer_only_what_its_folder_holds()
    {
        await using var room = await Room.InMemoryAsync(options =>
            (options.PersistedDocuments, options.OnlyPersistedDocuments) = (folder.Path, true));
        const string Other = "{ other: echo }";
        const string Refused = """{"errors":[{"message":"Only persisted documents are allowed here.","extensions":{"code":"HC0067"}}]}""";
        Assert.Equal(Refused, await PostAsync(room, new { query = Echo }));
        var hash = Save(Echo);
        Assert.Equal(EchoData, await PostAsync(room, new { id = hash }));
        Assert.Equal(EchoData, await PostAsync(room, new { query = Echo }));
        Assert.Equal(EchoData, await PostAsync(room, new { extensions = Automatic(hash) }));
        Assert.Equal(Refused, await PostAsync(room, new { query = Other }));
        Assert.Equal(Refused, await PostAsync(room, new { query = Other, id = hash }));
        Assert.Equal(Refused, await PostAsync(room, new { query = Other, extensions = Automatic(Hash(Other)) }));
        Assert.Equal(Refused, await PostAsync(room, new { extensions = Automatic(Hash(Other)) }));
    }

    static object Automatic(string hash) => new { persistedQuery = new { version = 1, sha256Hash = hash } };

    static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();

    string Save(string text)
    {
        File.WriteAllText(folder.In(Hash(text) + ".graphql"), text);
        return Hash(text);
    }

    static async Task<string> PostAsync(Room room, object body)
    {
        using var answer = await room.Client.PostAsJsonAsync("/graphql", body);
        return await answer.Content.ReadAsStringAsync();
    }
}
