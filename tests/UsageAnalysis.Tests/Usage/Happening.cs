using System.Globalization;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Tests.Usage;

/// <summary>One event as a sender tells it, and how it must be counted.</summary>
sealed record Happening(Guid Id, DateTime Time, string Source, string Type)
{
    public string? User { get; init; }

    public Guid? Session { get; init; }

    public string? Package { get; init; }

    public string? Function { get; init; }

    public double? DurationMs { get; init; }

    public string? Error { get; init; }

    /// <summary>Type and id as "file/f1", with the role.</summary>
    public IReadOnlyList<(string Entity, string Role)> Entities { get; init; } = [];

    /// <summary>Parameters as "inputs/a": where they stand, and the name.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>Files belong to a package, tables to none.</summary>
    public static string? OwnerOf(string entity) => entity.StartsWith("file/", StringComparison.Ordinal) ? "Files" : null;

    public bool IsError => Error is not null || Source == "error";

    /// <summary>The function's package, else the named one, else that of the first entity that has one, else Core.</summary>
    public string CountsFor => Function?.Split(':') is [var package, _] ? package
        : Package ?? Entities.Select(e => OwnerOf(e.Entity)).FirstOrDefault(owner => owner is not null) ?? "Core";

    /// <summary>Package and name of the function.</summary>
    public string? QualifiedFunction => Function is null ? null : $"{CountsFor}:{Function.Split(':')[^1]}";

    /// <summary>What two events must share to be of one kind.</summary>
    public string Kind => $"{Source}/{Type}/{CountsFor}/{QualifiedFunction}/{Error}";

    /// <summary>The values that the event has in a dimension; the one value "-" where it has none.</summary>
    public IEnumerable<string> ValuesOf(UsageDimension dimension, World world, TimeZoneInfo zone) => dimension switch
    {
        UsageDimension.Package => [CountsFor],
        UsageDimension.Function => [QualifiedFunction ?? "-"],
        UsageDimension.FunctionKind => [QualifiedFunction is null ? "-" : World.KindOf(QualifiedFunction)],
        UsageDimension.User => [User ?? "-"],
        UsageDimension.Group => (User is null ? [] : world.GroupsOf(User)).DefaultIfEmpty("-"),
        UsageDimension.Source => [Source],
        UsageDimension.EventType => [$"{Source}/{Type}"],
        UsageDimension.Entity => Entities.Select(e => e.Entity).Distinct().DefaultIfEmpty("-"),
        UsageDimension.EntityType => Entities.Select(e => e.Entity.Split('/')[0]).Distinct().DefaultIfEmpty("-"),
        UsageDimension.Error => [Error ?? "-"],
        UsageDimension.HourOfDay => [$"{In(zone).Hour}"],
        UsageDimension.DayOfWeek => [$"{(In(zone).DayOfWeek == DayOfWeek.Sunday ? 7 : (int)In(zone).DayOfWeek)}"],
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Has its buckets elsewhere."),
    };

    DateTime In(TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(Time, zone);

    /// <summary>The event in the wire format.</summary>
    public Dictionary<string, object?> Wire() => new Dictionary<string, object?>
    {
        ["id"] = Id,
        ["time"] = Time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["source"] = Source,
        ["type"] = Type,
        ["user"] = User,
        ["groups"] = User is null ? null : World.ToldGroups.GetValueOrDefault(User),
        ["session"] = Session,
        ["package"] = Package,
        ["function"] = Function,
        ["durationMs"] = DurationMs,
        ["error"] = Error is null ? null : new { message = Error, fingerprint = Error },
        ["parameters"] = Parameters.GroupBy(p => p.Split('/')[0]).ToDictionary(g => g.Key, g => g.ToDictionary(p => p.Split('/')[1], _ => 1)),
        ["entities"] = Entities.Select(e => e.Entity.Split('/') is [var type, var id]
            ? new { type, id, role = e.Role, package = OwnerOf(e.Entity) }
            : throw new FormatException(e.Entity)),
    };
}
