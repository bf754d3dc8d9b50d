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
    ];

    static InsightQuestion OfUsage(string name, string fields) =>
        new(name, $$"""query($scope: UsageScopeInput!) { usage(scope: $scope) { {{fields}} } }""");
}
