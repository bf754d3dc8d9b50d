using System.Text.Json;

namespace UsageAnalysis.Benchmarks.Counting.Questions;

/// <summary>One request of the graph.</summary>
/// <param name="Document">As somebody who uses the product writes it.</param>
/// <param name="Variables">Serialised as JSON.</param>
sealed record Ask(string Document, object? Variables = null)
{
    internal byte[] Body { get; } = JsonSerializer.SerializeToUtf8Bytes(new { query = Document, variables = Variables });
}

/// <summary>What is asked of all contenders, and what makes their answers comparable.</summary>
/// <param name="Name">For the table and the command line.</param>
/// <param name="Asks">Requests, sent at once.</param>
/// <param name="Sql">Statements, run one after another; they read the raw events.</param>
/// <param name="Served">The rows of the graph's answers, one <c>data</c> a request.</param>
/// <param name="Selected">The rows of the statements' results, one list a statement.</param>
sealed record Question(
    string Name, IReadOnlyList<Ask> Asks, IReadOnlyList<string> Sql,
    Func<IReadOnlyList<JsonElement>, IEnumerable<Row>> Served, Func<IReadOnlyList<List<object?[]>>, IEnumerable<Row>> Selected)
{
    internal static IReadOnlyList<Question> All =>
        [OverTime.UsersPerDay, OverTime.Packages, Rankings.UsersPerPackage, OverTime.Functions, Overview.Whole, Rankings.Failures,
        Rankings.TopUsers, Histories.OfUser, Histories.OfPackage];

    /// <summary>All rows of all statements, as they are.</summary>
    internal static IEnumerable<Row> AsTheyAre(IReadOnlyList<List<object?[]>> results) =>
        results.SelectMany((rows, statement) => rows.Select(row => Row.Of([statement, .. row])));
}
