using System.Text.Json;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Usage;

/// <summary>The plan of a question, as the graph shows it.</summary>
public sealed class PlanAnswerTests(UsageApp server) : IClassFixture<UsageApp>
{
    const string Document = """
        query ($scope: UsageScopeInput!, $by: [UsageDimension!]) {
          usage(scope: $scope) { plan(by: $by, bucket: DAY) { table from to measures reason estimatedRows } }
        }
        """;

    [Fact]
    public async Task Each_measure_is_told_its_tables()
    {
        var plan = await PlanAsync(new { range = new { from = "2026-06-01T00:00:00Z", to = "2026-06-10T06:00:00Z" } });

        Assert.Equal(
            [
                "usage_day_totals events users newUsers errors duration", "usage_quarter_hour_totals events users newUsers errors duration",
                "usage_session_days sessions", "usage_quarter_hours sessions",
                "usage_type_weeks percentiles", "usage_type_days percentiles", "events percentiles",
            ],
            plan.Select(step => $"{step.GetProperty("table")} {string.Join(' ', step.GetProperty("measures").EnumerateArray())}"));
        Assert.All(plan, step => Assert.InRange(step.GetProperty("estimatedRows").GetInt64(), 0, 100));
        Assert.All(plan, step => Assert.EndsWith(".", step.GetProperty("reason").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_entities_were_touched_comes_from_single_events()
    {
        var plan = await PlanAsync(new { range = new { from = "2026-06-01T00:00:00Z", to = "2026-06-10T00:00:00Z" } }, "ENTITY");

        Assert.All(plan, step => Assert.Equal("events", step.GetProperty("table").GetString()));
        Assert.Contains(plan, step => step.GetProperty("reason").GetString() == "Entities and parameters are known for single events only.");
    }

    [Fact]
    public async Task A_dimension_that_is_named_twice_is_refused()
    {
        var error = await server.FailAsync(Document, new { scope = new { }, by = new[] { "USER", "USER" } });

        Assert.Equal("by has 2 dimensions, but must have 0 to 3, each at most once.", error.GetProperty("message").GetString());
    }

    async Task<JsonElement[]> PlanAsync(object scope, params string[] by) =>
        [.. (await server.AskAsync(Document, new { scope, by })).GetProperty("usage").GetProperty("plan").EnumerateArray()];
}
