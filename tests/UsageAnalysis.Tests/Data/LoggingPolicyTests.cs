using UsageAnalysis.Data;
using Xunit;

namespace UsageAnalysis.Tests.Data;

/// <summary>What several rules about logging say together.</summary>
public sealed class LoggingPolicyTests
{
    static readonly DateTime Now = new(2026, 6, 17, 12, 0, 0, DateTimeKind.Utc);

    static LoggingRule Rule(LoggingTarget target, string? name, params string[] levels) => new()
    {
        Id = 1, Target = target, TargetName = name, Mode = LoggingMode.Custom, Levels = levels, SetBy = "test", SetAt = Now,
    };

    static LoggingPolicy Custom(params LoggedType[] types) => new(["error"], types.ToDictionary(type => type.Type));

    [Theory]
    [InlineData("ann", "Chem", "user")] // the user's own rule goes before everything
    [InlineData("ann", null, "user")]
    [InlineData("bob", "Chem", "package")] // then that of the package
    [InlineData("bob", "Bio", "first group, second group")] // then what one of the groups logs
    [InlineData("eve", "Bio", "second group")]
    [InlineData("joe", "Bio", "everyone")]
    [InlineData(null, null, "everyone")]
    [InlineData(null, "Chem", "package")]
    public void The_most_specific_rule_says_what_is_logged(string? user, string? package, string expected)
    {
        var levels = new Dictionary<string, string>
        {
            ["audit"] = "everyone", ["usage"] = "first group", ["info"] = "second group", ["debug"] = "package", ["warning"] = "user",
        };
        LoggingRule[] rules =
        [
            Rule(LoggingTarget.Everyone, null, "audit"),
            Rule(LoggingTarget.Group, "chemists", "usage") with { Members = ["ann", "bob"] },
            Rule(LoggingTarget.Group, "leads", "info") with { Members = ["bob", "eve"] },
            Rule(LoggingTarget.Group, "all", "error") with { Mode = LoggingMode.Inherit, Members = ["joe"] },
            Rule(LoggingTarget.Package, "Chem", "debug"),
            Rule(LoggingTarget.User, "ann", "warning"),
        ];
        var policy = new LoggingRuleSet(rules).For(user, package);
        Assert.Equal(expected, string.Join(", ", policy!.Levels.Select(level => levels[level])));
    }

    [Fact]
    public void Without_a_rule_nothing_is_said()
    {
        Assert.Null(new LoggingRuleSet([]).For("ann", "Chem"));
        Assert.Null(new LoggingRuleSet([Rule(LoggingTarget.Everyone, null) with { Mode = LoggingMode.Inherit }]).For("ann", "Chem"));
        Assert.Null(new LoggingRuleSet([]).NextEnd);
    }

    [Fact]
    public void Sources_that_are_no_level_are_logged_unless_their_type_is_not()
    {
        var policy = Custom(new LoggedType("run", false, null), new LoggedType("click", true, ".bar"));
        Assert.True(policy.Logs("function", "start"));
        Assert.False(policy.Logs("function", "run"));
        Assert.True(policy.Logs("error", "click"));
        Assert.False(policy.Logs("usage", "click"));
        Assert.Equal(["audit", "usage", "info", "warning", "error"], LoggingPolicy.AllLevels.Where(level => LoggingPolicy.Standard.Logs(level, "any")));
        Assert.All(LoggingPolicy.AllLevels, level => Assert.True(LoggingPolicy.Verbose.Logs(level, "any")));
    }

    // Of one type, what each of two policies says of it, and what both say together: null for nothing.
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("no", "no", "no")]
    [InlineData("no", null, null)] // the other one leaves it to the sender
    [InlineData("yes", null, "yes")]
    [InlineData("yes", "no", "yes")]
    [InlineData("yes", ".bar", "yes")]
    [InlineData(".bar", "no", ".bar")]
    [InlineData(".bar", null, ".bar")]
    [InlineData(".bar", ".menu", ".bar, .menu")]
    [InlineData(".bar", ".bar", ".bar")]
    public void What_one_of_several_policies_logs_is_logged(string? one, string? other, string? expected)
    {
        static LoggingPolicy Saying(string? said) =>
            said is null ? Custom() : Custom(new LoggedType("click", said != "no", said is "no" or "yes" ? null : said));
        static string? Said(LoggingPolicy policy) => !policy.Types.TryGetValue("click", out var type) ? null
            : !type.IsLogged ? "no" : type.Selector ?? "yes";

        Assert.Equal(expected, Said(LoggingPolicy.Union([Saying(one), Saying(other)])));
        Assert.Equal(expected?.Split(", ").Order(), Said(LoggingPolicy.Union([Saying(other), Saying(one)]))?.Split(", ").Order());
    }
}
