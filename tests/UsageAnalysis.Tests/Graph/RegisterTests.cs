using System.Text.Json;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Graph;

/// <summary>What is registered through the graph is known in it, used or not.</summary>
public sealed class RegisterTests(UsageApp app) : IClassFixture<UsageApp>
{
    const string Mutation = "mutation ($input: RegisterInput!) { register(input: $input) { changes { kind added changed removed } } }";

    async Task<string[]> RegisterAsync(object input) =>
        [.. (await app.AskAsync(Mutation, new { input })).GetProperty("register").GetProperty("changes").EnumerateArray()
            .Where(change => change.EnumerateObject().Any(member => member.Value is { ValueKind: JsonValueKind.Number } number && number.GetInt32() > 0))
            .Select(change => string.Join(' ', change.EnumerateObject().Select(member => member.Value)))];

    [Fact]
    public async Task People_groups_packages_and_functions_are_known_though_nobody_used_them()
    {
        var input = new
        {
            users = new object[] { new { login = "ann", name = "Ann Lee", registeredAt = "2026-01-05T10:00:00+02:00" }, new { login = "bob" } },
            groups = new object[] { new { name = "science" }, new { name = "chemists", parents = new[] { "science" }, members = new[] { "ann", "bob" } } },
            packages = new[] { new { name = "Chem", category = "chemistry", author = "ann", versions = new[] { new { version = "1.0" } } } },
            functions = new[] { new { package = "Chem", name = "draw", kind = "script", tags = new[] { "viewer" }, inputs = new[] { new { name = "smiles", type = "string" } } } },
            entities = new[] { new { type = "table", id = "t1", name = "compounds", package = "Chem" } },
        };
        Assert.Equal(
            ["users 2 0 0", "groups 2 0 0", "groups in groups 1 0 0", "members 2 0 0", "packages 1 0 0", "versions 1 0 0", "functions 1 0 0", "objects 1 0 0"],
            await RegisterAsync(input));
        Assert.Empty(await RegisterAsync(input));

        var known = await app.AskAsync("""
            {
              users(where: { login: { eq: "ann" } }) { nodes { name registeredAt groups { name } } }
              groups(where: { name: { eq: "science" } }) { nodes { memberCount children { name } } }
              usage(scope: { range: { preset: ALL_TIME } }) { inventory(of: FUNCTION) { rows { function { name kind tags } author { login } status } } }
            }
            """);
        Assert.Equal(
            """{"nodes":[{"name":"Ann Lee","registeredAt":"2026-01-05T08:00:00Z","groups":[{"name":"chemists"},{"name":"science"}]}]}""", known.GetProperty("users").GetRawText());
        Assert.Equal("""{"nodes":[{"memberCount":2,"children":[{"name":"chemists"}]}]}""", known.GetProperty("groups").GetRawText());
        Assert.Equal(
            """[{"function":{"name":"draw","kind":"script","tags":["viewer"]},"author":{"login":"ann"},"status":"NEVER_USED"}]""",
            known.GetProperty("usage").GetProperty("inventory").GetProperty("rows").GetRawText());

        Assert.Equal(["members 0 0 1"], await RegisterAsync(new { groups = new[] { new { name = "chemists", members = new[] { "bob" } } } }));
    }

    [Fact]
    public async Task What_refers_to_nothing_known_is_refused_and_nothing_of_it_is_kept()
    {
        var input = new { users = new[] { new { login = "eve" } }, functions = new[] { new { package = "Nowhere", name = "run" } } };
        var error = await app.FailAsync(Mutation, new { input });
        Assert.Equal(
            ("The catalog refers to the package \"Nowhere\", which nobody knows. Add it to the catalog.", "INVALID_ARGUMENT"),
            (error.GetProperty("message").GetString(), error.GetProperty("extensions").GetProperty("code").GetString()));
        var known = await app.AskAsync("{ users(where: { login: { eq: \"eve\" } }) { totalCount } }");
        Assert.Equal(0, known.GetProperty("users").GetProperty("totalCount").GetInt32());
    }
}
