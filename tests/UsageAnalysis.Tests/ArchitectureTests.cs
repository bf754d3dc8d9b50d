using System.Text.RegularExpressions;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests;

/// <summary>The arrows between the rooms of the server, and the size of its files.</summary>
public sealed partial class ArchitectureTests
{
    // Which of our own rooms the files of a room may use. Commands put everything together.
    static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Analytics"] = [],
        ["Statistics"] = [],
        ["Data"] = ["Analytics"],
        ["Usage"] = ["Analytics", "Data"],
        ["Insights"] = ["Analytics", "Data", "Usage", "Statistics"],
        ["Ingest"] = ["Analytics", "Data"],
        ["GraphQL"] = [],
        ["Graph"] = ["Analytics", "Data", "Usage", "Statistics", "Insights", "Ingest", "GraphQL"],
        ["Postgres"] = [],
        ["Commands"] = ["Analytics", "Data", "Usage", "Insights", "Ingest", "GraphQL", "Graph", "Postgres"],
    };

    [Fact]
    public void Every_room_uses_only_the_rooms_that_the_design_allows() => Assert.Empty(
        from file in SourceFiles()
        let room = RoomOf(file)
        where room is not null
        from Match use in Usings().Matches(File.ReadAllText(file))
        let used = use.Groups[1].Value
        where used != room && !Arrows[room].Contains(used)
        select $"{Relative(file)} uses UsageAnalysis.{used}");

    [Fact]
    public void Only_the_engine_room_knows_the_engine() => Assert.Empty(
        from file in SourceFiles()
        where RoomOf(file) != "GraphQL" && EngineUsings().IsMatch(File.ReadAllText(file))
        select Relative(file));

    [Fact]
    public void Every_folder_of_the_server_is_a_room() => Assert.Empty(
        from file in SourceFiles()
        let room = RoomOf(file)
        where room is not null && !Arrows.ContainsKey(room)
        select Relative(file));

    [Fact]
    public void No_file_is_over_400_lines() => Assert.Empty(
        from file in SourceFiles().Concat(FilesIn("tests", "*.cs")).Concat(FilesIn("server", "*.sql"))
        where File.ReadLines(file).Count() > 400
        select Relative(file));

    static IEnumerable<string> SourceFiles() => FilesIn("server", "*.cs");

    static IEnumerable<string> FilesIn(string folder, string pattern) =>
        Directory.EnumerateFiles(Repository.File(folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal));

    static string Relative(string file) => Path.GetRelativePath(Repository.File("server"), file);

    // Program.cs lies in no room: it is the table of contents.
    static string? RoomOf(string file) => Relative(file).Split(Path.DirectorySeparatorChar) is [var room, _, ..] ? room : null;

    [GeneratedRegex(@"^using (?:static )?UsageAnalysis\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Usings();

    [GeneratedRegex(@"^using (?:static )?GraphQL(?:Parser)?[.;]", RegexOptions.Multiline)]
    private static partial Regex EngineUsings();
}
