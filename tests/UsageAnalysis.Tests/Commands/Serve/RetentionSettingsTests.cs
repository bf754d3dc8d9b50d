using Microsoft.Extensions.Configuration;
using UsageAnalysis.Commands;
using UsageAnalysis.Commands.Serve;
using UsageAnalysis.Tests.Support;
using Xunit;

namespace UsageAnalysis.Tests.Commands.Serve;

/// <summary>How long a server keeps single events.</summary>
public sealed class RetentionSettingsTests(RetentionSettingsTests.ThreeMonths app) : IClassFixture<RetentionSettingsTests.ThreeMonths>
{
    /// <summary>A server that keeps three months before June 2026.</summary>
    public sealed class ThreeMonths : UsageApp
    {
        protected override IReadOnlyDictionary<string, string?> Settings =>
            new Dictionary<string, string?> { ["Retention:Months"] = "3", ["Retention:Pause"] = "00:00:00" };
    }

    [Fact]
    public async Task A_server_drops_at_its_start_and_once_a_day_without_being_told()
    {
        await SinceAsync("2026-03-01");
        await app.LogAsync(Event(1, "2026-03-31T23:59:00Z"), Event(2, "2026-04-01T00:00:00Z"));

        app.Time.SetUtcNow(new DateTimeOffset(2026, 7, 1, 0, 0, 1, TimeSpan.Zero));
        await SinceAsync("2026-04-01");

        var left = await app.AskAsync("{ eventsSince events { totalCount nodes { time } } }");
        Assert.Equal("2026-04-01T00:00:00Z", Assert.Single(left.GetProperty("events").GetProperty("nodes").EnumerateArray()).GetProperty("time").GetString());
    }

    [Theory]
    [InlineData("Months", "0", "1 to 1200")]
    [InlineData("Months", "many", "many")]
    [InlineData("Years", "2", "Years")]
    public void A_wrong_setting_is_refused_with_its_name(string name, string value, string fault)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new($"Retention:{name}", value)]).Build();

        var refused = Assert.Throws<CommandFailedException>(() => RetentionSettings.Read(configuration));

        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        Assert.Contains("Retention__", refused.Message, StringComparison.Ordinal);
        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_setting_everything_is_kept() =>
        Assert.Null(RetentionSettings.Read(new ConfigurationBuilder().Build()).Months);

    async Task SinceAsync(string day) => await Eventually.GetAsync(() => $"Nothing was dropped before {day}.", async () =>
    {
        await using var command = app.DataSource.CreateCommand("select to_char(events_since at time zone 'UTC', 'YYYY-MM-DD') from retention");
        return await command.ExecuteScalarAsync() as string == day ? day : null;
    });

    static object Event(int number, string time) =>
        new { id = new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]), time, source = "usage", type = "open", user = "ann" };
}
