using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.Ingest.Policy;

namespace UsageAnalysis.Graph.Logging;

/// <summary>Sets what is logged.</summary>
[MutationType]
public static class LoggingMutations
{
    const int MostLetters = 2_000;
    const int MostTypes = 100;
    const int MostLettersOfType = 200;
    const int MostLettersOfSelector = 500;

    /// <summary>
    /// Sets what is logged for everyone, a group, a user or a package. It holds from now on, for a while or until something else is set; what
    /// was set before stays as its history. Events that it excludes are not kept, and trackers do not send them.
    /// </summary>
    /// <param name="input">What is set, for whom, by whom.</param>
    /// <param name="policies">Keeps it.</param>
    /// <param name="names">Finds the group, user or package.</param>
    /// <param name="dataSource">Knows what was set before.</param>
    /// <param name="time">Says when.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<SetLoggingRulePayload> SetLoggingRuleAsync(
        SetLoggingRuleInput input, [Service] LoggingPolicies policies, [Service] ScopeNames names, [Service] NpgsqlDataSource dataSource,
        [Service] TimeProvider time, CancellationToken ct)
    {
        var now = ScopeResolver.Instant(time.GetUtcNow().UtcDateTime);
        var (target, id) = await TargetAsync(input, names, ct);
        var rule = new LoggingRule
        {
            Id = 0,
            Target = target,
            TargetId = id,
            Mode = input.Mode,
            Levels = Levels(input),
            Types = Types(input),
            EndsAt = End(input, now),
            Reason = GivenText.Optional("reason", input.Reason, MostLetters),
            SetBy = GivenText.Required("by", input.By, GivenText.MostOfName),
            SetAt = now,
        };
        var added = await policies.AddAsync(rule, ct);
        var newest = await LoggingRules.NewestAsync(dataSource, LoggingQueries.MostRules, ct);
        return new(new LoggingRuleEntry(
            rule with { Id = added }, newest.Where(other => other.Id < added).FirstOrDefault(rule.IsOfSameTarget), InForce: true));
    }

    static async Task<(LoggingTarget Target, int? Id)> TargetAsync(SetLoggingRuleInput input, ScopeNames names, CancellationToken ct) => input switch
    {
        { Group: null, User: null, Package: null } => (LoggingTarget.Everyone, null),
        { Group: { } group, User: null, Package: null } =>
            (LoggingTarget.Group, (await names.OneAsync(ScopeList.Groups, "group", group, ct)).Id),
        { Group: null, User: { } user, Package: null } => (LoggingTarget.User, (await names.OneAsync(ScopeList.Users, "user", user, ct)).Id),
        { Group: null, User: null, Package: { } package } =>
            (LoggingTarget.Package, (await names.OneAsync(ScopeList.Packages, "package", package, ct)).Id),
        _ => throw Invalid("A rule is for a group, a user or a package, or for everyone; this one names more than one. Leave all but one out."),
    };

    static IReadOnlyList<string> Levels(SetLoggingRuleInput input)
    {
        if (input.Mode is not LoggingMode.Custom)
        {
            return input.Levels is null ? [] : throw Invalid($"levels are for the mode CUSTOM, and mode is {Word(input)}. Leave levels out.");
        }
        var levels = input.Levels ?? throw Invalid("The mode CUSTOM needs levels: those that are logged.");
        return levels.FirstOrDefault(level => !LoggingPolicy.AllLevels.Contains(level)) is { } unknown
            ? throw Invalid($"levels has {Quoted.Text(unknown)}, but the levels are {string.Join(", ", LoggingPolicy.AllLevels)}.")
            : [.. LoggingPolicy.AllLevels.Where(levels.Contains)];
    }

    static LoggedType[] Types(SetLoggingRuleInput input)
    {
        var types = input.Types ?? [];
        if (types.Count > 0 && input.Mode is not LoggingMode.Custom)
        {
            throw Invalid($"types are for the mode CUSTOM, and mode is {Word(input)}. Leave types out.");
        }
        if (types.Count > MostTypes)
        {
            throw Invalid($"types has {types.Count} entries, but may have at most {MostTypes}.");
        }
        LoggedType[] read = [.. types.Select((type, i) => new LoggedType(
            GivenText.Required($"types[{i}].type", type.Type, MostLettersOfType), type.IsLogged,
            GivenText.Optional($"types[{i}].selector", type.Selector, MostLettersOfSelector)))];
        return read.FirstOrDefault(type => !type.IsLogged && type.Selector is not null) is { } bad
            ? throw Invalid($"The type {Quoted.Text(bad.Type)} has a selector, which says where it is logged, but it is not logged. Leave the selector out.")
            : read.GroupBy(type => type.Type).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw Invalid($"types has {Quoted.Text(twice.Key)} more than once.")
            : read;
    }

    static DateTime? End(SetLoggingRuleInput input, DateTime now)
    {
        if (input.EndsAt is not { } given)
        {
            return null;
        }
        var end = ScopeResolver.Instant(given);
        return end <= now ? throw Invalid($"endsAt is {end:O}, which is over. Leave it out for a rule that stays.")
            : string.IsNullOrWhiteSpace(input.Reason) ? throw Invalid("A rule that ends needs a reason: say why it is set for a while.")
            : end;
    }

    static string Word(SetLoggingRuleInput input) => input.Mode.ToString().ToUpperInvariant();

    static GraphQLRequestException Invalid(string message) => new(message, ScopeErrors.InvalidArgument);
}

/// <summary>What is to be logged, and for whom: a group, a user or a package; for everyone where none is named.</summary>
/// <param name="Mode">What is logged.</param>
/// <param name="By">Who sets it. There is no sign-in, so that it is whatever the client tells.</param>
/// <param name="Group">A group by name or node id.</param>
/// <param name="User">A user by login or node id.</param>
/// <param name="Package">A package by name or node id.</param>
/// <param name="Levels">Of the mode CUSTOM: the levels that are logged, of audit, usage, info, debug, warning, error.</param>
/// <param name="Types">Of the mode CUSTOM: types of events that are logged, or not, whatever their senders do by themselves.</param>
/// <param name="Reason">Why; needed where it ends.</param>
/// <param name="EndsAt">First instant at which it no longer holds; without it, it stays.</param>
public sealed record SetLoggingRuleInput(
    LoggingMode Mode,
    string By,
    [property: ID] string? Group = null,
    [property: ID] string? User = null,
    [property: ID] string? Package = null,
    IReadOnlyList<string>? Levels = null,
    IReadOnlyList<LoggedTypeInput>? Types = null,
    string? Reason = null,
    DateTime? EndsAt = null);

/// <summary>What is to be said of one type of event.</summary>
/// <param name="Type">The type: click, rows-selected, …</param>
/// <param name="IsLogged">Whether it is logged.</param>
/// <param name="Selector">CSS selector of the elements of a page for which alone it is logged.</param>
public sealed record LoggedTypeInput(string Type, bool IsLogged, string? Selector = null);

/// <summary>What was set.</summary>
/// <param name="Rule">The rule, which holds from now on.</param>
public sealed record SetLoggingRulePayload(LoggingRuleEntry Rule);
