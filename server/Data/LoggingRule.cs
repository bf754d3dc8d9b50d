namespace UsageAnalysis.Data;

/// <summary>For whom a rule about logging is.</summary>
public enum LoggingTarget
{
    /// <summary>For everyone.</summary>
    Everyone,

    /// <summary>For the users who are in a group now, directly or nested.</summary>
    Group,

    /// <summary>For a user.</summary>
    User,

    /// <summary>For the events of a package.</summary>
    Package,
}

/// <summary>What a rule about logging says.</summary>
public enum LoggingMode
{
    /// <summary>All levels but debug.</summary>
    Standard,

    /// <summary>All levels, and which rows are selected.</summary>
    Verbose,

    /// <summary>Levels and types of its own.</summary>
    Custom,

    /// <summary>Nothing: what is said for more people holds.</summary>
    Inherit,
}

/// <summary>What somebody set about logging, for whom, and until when.</summary>
public sealed record LoggingRule
{
    /// <summary>Primary key; grows with time.</summary>
    public required long Id { get; init; }

    /// <summary>For whom it is.</summary>
    public required LoggingTarget Target { get; init; }

    /// <summary>Id of the group, user or package; null for everyone.</summary>
    public int? TargetId { get; init; }

    /// <summary>Name of the group or package, or login of the user; null for everyone.</summary>
    public string? TargetName { get; init; }

    /// <summary>What it says.</summary>
    public required LoggingMode Mode { get; init; }

    /// <summary>Of a custom rule: the levels that are logged.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>Of a custom rule: the types for which it says something.</summary>
    public IReadOnlyList<LoggedType> Types { get; init; } = [];

    /// <summary>Why it was set; null when nobody said.</summary>
    public string? Reason { get; init; }

    /// <summary>First instant at which it no longer holds; null for a rule that stays.</summary>
    public DateTime? EndsAt { get; init; }

    /// <summary>Who set it, as the client tells: there is no sign-in.</summary>
    public required string SetBy { get; init; }

    /// <summary>When it was set.</summary>
    public required DateTime SetAt { get; init; }

    /// <summary>Logins of the users that a group's rule is for.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Whether both are for the same people or package.</summary>
    public bool IsOfSameTarget(LoggingRule other) => (Target, TargetId) == (other.Target, other.TargetId);

    /// <summary>What is logged by it; null where it says nothing.</summary>
    public LoggingPolicy? Policy => Mode switch
    {
        LoggingMode.Standard => LoggingPolicy.Standard,
        LoggingMode.Verbose => LoggingPolicy.Verbose,
        LoggingMode.Custom => new LoggingPolicy(Levels, Types.ToDictionary(type => type.Type)),
        _ => null,
    };
}

/// <summary>
/// The rules that hold together. The most specific one says what is logged: that of the user, else that of the package, else those of the
/// user's groups (what one of them logs is logged), else that of everyone.
/// </summary>
public sealed class LoggingRuleSet
{
    readonly Dictionary<string, LoggingPolicy> users;
    readonly Dictionary<string, LoggingPolicy> packages;
    readonly (HashSet<string> Members, LoggingPolicy Policy)[] groups;
    readonly LoggingPolicy? everyone;

    /// <param name="rules">One of each target at most.</param>
    public LoggingRuleSet(IReadOnlyCollection<LoggingRule> rules)
    {
        IEnumerable<(LoggingRule Rule, LoggingPolicy Policy)> Of(LoggingTarget target) => rules
            .Where(rule => rule.Target == target && rule.Policy is not null).Select(rule => (rule, rule.Policy!));
        users = Of(LoggingTarget.User).ToDictionary(of => of.Rule.TargetName!, of => of.Policy);
        packages = Of(LoggingTarget.Package).ToDictionary(of => of.Rule.TargetName!, of => of.Policy);
        groups = [.. Of(LoggingTarget.Group).Select(of => (of.Rule.Members.ToHashSet(), of.Policy))];
        everyone = Of(LoggingTarget.Everyone).Select(of => of.Policy).FirstOrDefault();
        NextEnd = rules.Min(rule => rule.EndsAt);
    }

    /// <summary>When the first of them ends; null where none does.</summary>
    public DateTime? NextEnd { get; }

    /// <summary>Packages whose events are logged by a rule of their own, whoever logs them: there is no rule of that user.</summary>
    /// <param name="user">Login; null for nobody known.</param>
    public IReadOnlyDictionary<string, LoggingPolicy> PackagesOf(string? user) =>
        user is not null && users.ContainsKey(user) ? new Dictionary<string, LoggingPolicy>() : packages;

    /// <summary>What somebody set; null where nobody set anything.</summary>
    /// <param name="user">Login; null for nobody known.</param>
    /// <param name="package">Name; null for events of no package.</param>
    public LoggingPolicy? For(string? user, string? package)
    {
        if (user is not null && users.TryGetValue(user, out var own)) return own;
        if (package is not null && packages.TryGetValue(package, out var ofPackage)) return ofPackage;
        // Asked of every event, and mostly there are no rules.
        return user is null || groups is [] ? everyone : ForMember(user);
    }

    LoggingPolicy? ForMember(string user)
    {
        var ofGroups = groups.Where(group => group.Members.Contains(user)).Select(group => group.Policy).ToArray();
        return ofGroups is [] ? everyone : LoggingPolicy.Union(ofGroups);
    }
}
