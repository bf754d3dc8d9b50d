namespace UsageAnalysis.Benchmarks.Insights;

/// <summary>A question beyond counting, as the app asks it.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Document">Takes the variable <c>$scope</c>.</param>
sealed record InsightQuestion(string Name, string Document)
{
    /// <summary>All of them.</summary>
    internal static IReadOnlyList<InsightQuestion> All =>
    [
        Inventory("unused packages", "PACKAGE"),
        Inventory("unused functions", "FUNCTION"),
        Inventory("unused event types", "EVENT_TYPE"),
        Inventory("unused menu items and dialogs", "UI_ELEMENT"),
        OfUsage("what got slower", "slowdowns(first: 500) { tested slower functions { function { name } change adjustedPValue verdict } }"),
        OfUsage("durations by function", $"breakdown(by: [FUNCTION], first: 500) {{ rows {{ key {{ function {{ name }} }} measures {{ {Durations} }} }} }}"),
        OfUsage("histogram of durations", "durationHistogram { from to count }"),
        OfUsage("p95 over time of 50 functions", "series(by: FUNCTION, top: 50) { lines { key { function { name } } duration { p95 } } }"),
        OfMostUsed("runs of the most used function", "runs(first: 100) { totalCount nodes { time user { login } inputs { name value } } }"),
        OfMostUsed("its slowest runs", "runs(first: 10, order: [{ durationMs: DESC }]) { nodes { time user { login } durationMs } }"),
        OfMostUsed("its runs with a value", $"runs(first: 100, where: {Cosine}) {{ totalCount nodes {{ time }} }}"),
        OfMostUsed("its top values", "topValues(name: \"method\") { text count users }"),
        OfMostUsed("its durations", "durationHistogram { from to count } series { lines { duration { p50 p95 } } }"),
        OfUsage("errors by signature", $"errors(by: [SIGNATURE]) {{ {ErrorRows} }}"),
        OfUsage("errors by signature, version and user", $"errors(by: [SIGNATURE, VERSION, USER]) {{ {ErrorRows} }}"),
        new("causes of an error", Scoped("errors(first: 1) { nodes { causes(scope: $scope) { rows { events followed lift } } } }")),
        new("errors after an action", Scoped(
            "eventTypes(first: 1, where: { name: { eq: \"click\" } }) { nodes { errorsAfter(scope: $scope) { rows { followed rate } } } }")),
        new("timeline of a session", Scoped(
            "sessions(first: 1, where: { eventCount: { gt: 100 } }) { nodes { timeline { totalCount entries { gapMs event { time } } } usage(scope: $scope) { totals { events } } } }")),
        OfUsage("groups by packages", $"groupUsage(by: PACKAGE) {{ {Matrix} }}"),
        OfUsage("groups by functions", $"groupUsage(by: FUNCTION) {{ {Matrix} }}"),
        OfUsage("users who moved", "movedUsers { comparedUsers users { user { login } moved } }"),
        OfUsage("lifecycle", "lifecycle { active new retained returned dormant }"),
        OfUsage("retention", "retention { average cohorts { period } }"),
        OfUsage("stickiness", "stickiness { daily weekly monthly ratio }"),
        OfUsage("clusters, as far as they are there", "clusters { computing computedAt clusters { silhouette } }"),
        OfUsage("paths", "paths(first: 200) { totalPairs pairs { count share } }"),
    ];

    const string Durations = "errorRate duration { p50 p95 p99 max }";

    const string Cosine = "{ inputs: { some: { name: { eq: \"method\" }, value: { eq: \"cosine\" } } } }";

    const string ErrorRows = "totals { occurrences } rows { occurrences users sessions firstSeenAt lastSeenAt status }";

    const string Matrix = "users groups { users } things { users } cells { users residual verdict }";

    static string Scoped(string fields) => $$"""query($scope: UsageScopeInput!) { {{fields}} }""";

    static InsightQuestion OfUsage(string name, string fields) => new(name, Scoped($$"""usage(scope: $scope) { {{fields}} }"""));

    static InsightQuestion Inventory(string name, string of) =>
        OfUsage(name, $$"""inventory(of: {{of}}) { totalRows rows { name status users previousUsers lastUsedAt } }""");

    // It has 171,107 of the ten million events.
    static InsightQuestion OfMostUsed(string name, string fields) => new(name, Scoped(
        $$"""functions(where: { name: { eq: "computeChem" } }) { nodes { usage(scope: $scope) { {{fields}} } } }"""));
}
