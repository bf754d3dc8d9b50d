namespace UsageAnalysis.Data;

/// <summary>What is logged: which levels, and which types of events beyond or without what senders log by themselves.</summary>
/// <param name="Levels">Of <see cref="AllLevels"/>, in their order. Sources that are no level, such as function, are always logged.</param>
/// <param name="Types">By type of event; a type that is not named is logged as its sender sees fit.</param>
public sealed record LoggingPolicy(IReadOnlyList<string> Levels, IReadOnlyDictionary<string, LoggedType> Types)
{
    /// <summary>All levels.</summary>
    public static IReadOnlyList<string> AllLevels { get; } = ["audit", "usage", "info", "debug", "warning", "error"];

    /// <summary>All levels but debug, and of each type what senders log by themselves.</summary>
    public static LoggingPolicy Standard { get; } = new([.. AllLevels.Where(level => level != "debug")], new Dictionary<string, LoggedType>());

    /// <summary>All levels, and which rows are selected.</summary>
    public static LoggingPolicy Verbose { get; } = new(
        AllLevels, new Dictionary<string, LoggedType> { ["rows-selected"] = new("rows-selected", true, null) });

    /// <summary>Whether an event of this source and type is logged.</summary>
    public bool Logs(string source, string type) =>
        (!AllLevels.Contains(source) || Levels.Contains(source)) && (!Types.TryGetValue(type, out var said) || said.IsLogged);

    /// <summary>What at least one of some policies logs.</summary>
    /// <param name="policies">At least one.</param>
    public static LoggingPolicy Union(IReadOnlyList<LoggingPolicy> policies) => new(
        [.. AllLevels.Where(level => policies.Any(policy => policy.Levels.Contains(level)))],
        policies.SelectMany(policy => policy.Types.Keys).Distinct()
            .Select(type => Union(type, [.. policies.Select(policy => policy.Types.GetValueOrDefault(type))]))
            .OfType<LoggedType>().ToDictionary(said => said.Type));

    /// <summary>Null where one of them leaves it to the sender, unless another one asks for more.</summary>
    static LoggedType? Union(string type, IReadOnlyList<LoggedType?> said) =>
        said.FirstOrDefault(one => one is { IsLogged: true, Selector: null })
        ?? (said.OfType<LoggedType>().Where(one => one.IsLogged).Select(one => one.Selector).Distinct().ToArray() is { Length: > 0 } selectors
            ? new LoggedType(type, true, string.Join(", ", selectors))
            : said.Contains(null) ? null : new LoggedType(type, false, null));
}

/// <summary>What a policy says of one type of event.</summary>
/// <param name="Type">The type: click, rows-selected, …</param>
/// <param name="IsLogged">Whether it is logged.</param>
/// <param name="Selector">CSS selector of the elements of a page for which alone it is logged; null for all.</param>
public sealed record LoggedType(string Type, bool IsLogged, string? Selector);
