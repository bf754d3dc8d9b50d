using System.CommandLine;
using Microsoft.Extensions.Time.Testing;
using UsageAnalysis.Commands.Import;
using UsageAnalysis.Tests.Support;
using Xunit;
using static UsageAnalysis.Tests.Ingest.Samples;

namespace UsageAnalysis.Tests.Ingest;

public sealed class ImportRegistryCommandTests : IngestTest
{
    const string Registry = """
        { "users": [{ "login": "ann", "name": "Ann Miller", "registeredAt": "2025-01-31T00:00:00" }, { "login": "bob" }],
          "groups": [{ "name": "Science" }, { "name": "Chemists", "parents": ["Science"], "members": ["ann", "bob"] }],
          "packages": [{ "name": "Chem", "category": "Chemistry", "author": "ann",
                         "versions": [{ "version": "1.4.2", "publishedAt": "2026-01-31T10:00:00+02:00" }] }],
          "functions": [{ "package": "Chem", "name": "fingerprints", "kind": "script", "description": "Bits", "author": "ann",
                          "tags": ["chem"], "inputs": [{ "name": "smiles", "type": "string" }], "outputs": [{ "name": "bits", "type": "int" }] }],
          "entities": [{ "type": "query", "id": "q-7", "name": "hits", "package": "Chem" }] }
        """;

    async Task<(int ExitCode, string Output, string Error)> ImportAsync(string json)
    {
        using var directory = TestDirectory.Create();
        var file = directory.In("registry.json");
        await File.WriteAllTextAsync(file, json);
        var (output, error) = (new StringWriter(), new StringWriter());
        var root = new RootCommand { ImportCommand.Create((_, run, token) => run(DataSource, token), new FakeTimeProvider(Noon)) };
        var exitCode = await root.Parse(["import", "registry", file]).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task A_file_is_registered_once_with_counts_and_a_group_loses_the_members_that_it_no_longer_tells()
    {
        Assert.Equal(
            (0, "users 2 added; groups 2 added; groups in groups 1 added; members 2 added; packages 1 added; versions 1 added; functions 1 added; objects 1 added\n", ""),
            await ImportAsync(Registry));
        Assert.Equal((0, "nothing changed: all of it was known\n", ""), await ImportAsync(Registry));
        Assert.Equal(
            (0, "users 1 changed; members 1 removed\n", ""),
            await ImportAsync("""{"users":[{"login":"bob","name":"Bob"}],"groups":[{"name":"Chemists","members":["ann"]}]}"""));
        Assert.Equal("2025-01-31 00:00 2026-01-31 08:00 ann", await ScalarAsync("""
            select concat_ws(' ', to_char(registered_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), to_char(published_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'),
              (select string_agg(m.login, ' ') from group_users g join users m on m.id = g.user_id where g.group_id = (select id from groups where name = 'Science')))
            from users, package_versions where login = 'ann'
            """));
    }

    [Theory]
    [InlineData("""{"users":[{"login":"ann","nam":"x"}]}""", "The JSON property 'nam' could not be mapped to any member that a User has. (line 1, at $.users[0].nam)")]
    [InlineData("""{"users":[{"name":"x"}]}""", "A User lacks what it must have: 'login'. (line 1, at $.users[0])")]
    [InlineData("{\n\"users\":[", "(line 2, at $.users")]
    [InlineData("""{"users":[{"login":"ann","registeredAt":"soon"}]}""", "\"soon\" is not a time")]
    [InlineData("""{"groups":[{"name":"a","members":["nobody"]}]}""", "The catalog refers to the user \"nobody\", which nobody knows.")]
    [InlineData("null", "it must hold an object")]
    public async Task What_does_not_fit_together_is_told_with_its_place_and_registers_nothing(string json, string problem)
    {
        var contents = await ContentsAsync();
        var (exitCode, output, error) = await ImportAsync(json);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(problem, error, StringComparison.Ordinal);
        Assert.Equal(contents, await ContentsAsync());
    }
}
