namespace UsageAnalysis.Benchmarks.Insights;

/// <summary>A question beyond counting, as the app asks it.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Document">Takes the variable <c>$scope</c>.</param>
sealed record InsightQuestion(string Name, string Document)
{
    /// <summary>All of them.</summary>
    internal static IReadOnlyList<InsightQuestion> All =>
    [
        OfUsage("unused packages", "inventory(of: PACKAGE) { totalRows rows { name status users previousUsers lastUsedAt author { login } } }"),
        OfUsage("unused functions", "inventory(of: FUNCTION) { totalRows rows { name status users previousUsers lastUsedAt author { login } } }"),
        OfUsage("unused event types", "inventory(of: EVENT_TYPE) { totalRows rows { name status users lastUsedAt eventType { source } } }"),
        OfUsage("unused menu items and dialogs", "inventory(of: UI_ELEMENT) { totalRows rows { name status users lastUsedAt } }"),
        OfUsage("what got slower", "slowdowns(first: 500) { tested slower functions { function { name } change adjustedPValue verdict } }"),
        OfUsage(
            "durations by function",
            "breakdown(by: [FUNCTION], first: 500) { rows { key { function { name } } measures { errorRate duration { p50 p95 p99 max } } } }"),
        OfUsage("histogram of durations", "durationHistogram { from to count }"),
        OfUsage("p95 over time of 50 functions", "series(by: FUNCTION, top: 50) { lines { key { function { name } } duration { p95 } } }"),
        OfMostUsed("runs of the most used function", "runs(first: 100) { totalCount nodes { time user { login } inputs { name value } } }"),
        OfMostUsed("its slowest runs", "runs(first: 10, order: [{ durationMs: DESC }]) { nodes { time user { login } durationMs } }"),
        OfMostUsed("its top values", "topValues(name: \"method\") { text count users }"),
        OfMostUsed("its durations", "durationHistogram { from to count } series { lines { duration { p50 p95 } } }"),
    ];

    static InsightQuestion OfUsage(string name, string fields) =>
        new(name, $$"""query($scope: UsageScopeInput!) { usage(scope: $scope) { {{fields}} } }""");

    // It has 171,107 of the ten million events.
    static InsightQuestion OfMostUsed(string name, string fields) => new(
        name,
        $$"""
        query($scope: UsageScopeInput!) {
          functions(where: { name: { eq: "computeChem" } }) { nodes { usage(scope: $scope) { {{fields}} } } }
        }
        """);
}
