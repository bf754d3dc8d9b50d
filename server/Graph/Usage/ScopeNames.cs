using System.Globalization;
using Npgsql;
using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Sessions;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Usage;

/// <summary>A list of a scope: what its entries name, and where the names are found.</summary>
/// <param name="Member">The list's name in the scope.</param>
/// <param name="Node">Type of the node ids that it takes; null for plain texts.</param>
/// <param name="Sql">Rows (id, name) whose name is among $1 or whose id is among $2.</param>
sealed record ScopeList(string Member, string? Node, string Sql)
{
    /// <summary>Where the list is; an argument of a field is nowhere else.</summary>
    public string Prefix { get; init; } = "scope.";

    public static readonly ScopeList Groups = new("groups", "Group", "select id::bigint, name from groups where name = any($1) or id = any($2)");

    public static readonly ScopeList Users = new("users", "User", "select id::bigint, login from users where id <> 0 and (login = any($1) or id = any($2))");

    public static readonly ScopeList Packages = new("packages", "Package", "select id::bigint, name from packages where name = any($1) or id = any($2)");

    public static readonly ScopeList Categories = new("categories", null,
        "select distinct 0::bigint, category from packages where category = any($1) and $2::bigint[] is not null");

    public static readonly ScopeList Functions = new("functions", "Function",
        "select f.id::bigint, p.name || ':' || f.name from functions f join packages p on p.id = f.package_id where p.name || ':' || f.name = any($1) or f.id = any($2)");

    public static readonly ScopeList EventTypes = new("eventTypes", "EventType", "select id::bigint, name from event_names where name = any($1) or id = any($2)");

    public static readonly ScopeList Entities = new("entities", "Entity", "select id, key from entities where key = any($1) or id = any($2)");

    public static readonly ScopeList Errors = new("errors", "Error", "select id::bigint, signature from errors where signature = any($1) or id = any($2)");

    public static readonly ScopeList Sources = new("sources", null, "select distinct 0::bigint, source from event_names where source = any($1) and $2::bigint[] is not null");

    public static readonly ScopeList Tags = new("tags", null, "select distinct 0::bigint, tag from functions, unnest(tags) as tag where tag = any($1) and $2::bigint[] is not null");
}

/// <summary>What the entries of a list were found to name; of some of them: null for no condition.</summary>
sealed class FoundNames(ILookup<string, (long Id, string Name)> found)
{
    public static readonly FoundNames None = new(Array.Empty<(long, string)>().ToLookup(_ => ""));

    public IReadOnlyList<long>? Ids(IReadOnlyList<string>? entries) => Of(entries, row => row.Id);

    public IReadOnlyList<int>? Ints(IReadOnlyList<string>? entries) => Of(entries, row => checked((int)row.Id));

    public IReadOnlyList<string>? Texts(IReadOnlyList<string>? entries) => Of(entries, row => row.Name);

    T[]? Of<T>(IReadOnlyList<string>? entries, Func<(long Id, string Name), T> value) =>
        entries is null or [] ? null : [.. entries.SelectMany(entry => found[entry]).Select(value).Distinct()];
}

/// <summary>Finds what the entries of a scope name. An entry that names nothing is an error that quotes it, never a condition that is dropped.</summary>
public sealed class ScopeNames(ReadingDataSource reading)
{
    const int MostEntries = 1000;

    // Each is a condition of its own, for each thing that is picked.
    const int MostVersions = 20;

    /// <summary>What the entries name, which are node ids or names; or texts, where the list is of texts.</summary>
    internal async Task<FoundNames> FindAsync(ScopeList list, IReadOnlyList<string>? entries, CancellationToken ct)
    {
        if (entries is null or [])
        {
            return FoundNames.None;
        }
        var rows = await ReadAsync(list, entries, ct);
        var (byName, byId) = (rows.ToLookup(row => row.Name), rows.ToLookup(row => row.Id));
        var found = entries.Distinct()
            .SelectMany(entry => byName[entry].Concat(NodeKey(list, entry) is { } id ? byId[id] : []).Select(row => (entry, row)))
            .ToLookup(match => match.entry, match => match.row);
        RequireAll(list, entries, found.Contains);
        return new FoundNames(found);
    }

    /// <summary>Ids of the groups that the entries of an argument name, each once and in order; null where it is empty.</summary>
    internal async Task<IReadOnlyList<int>?> GroupsAsync(string argument, IReadOnlyList<string> entries, CancellationToken ct) =>
        (await FindAsync(ScopeList.Groups with { Member = argument, Prefix = "" }, entries, ct)).Ints(entries);

    /// <summary>The one thing that an argument names.</summary>
    internal async Task<(int Id, string Name)> OneAsync(ScopeList list, string argument, string entry, CancellationToken ct)
    {
        var found = await FindAsync(list with { Member = argument, Prefix = "" }, [entry], ct);
        return (found.Ints([entry])![0], found.Texts([entry])![0]);
    }

    /// <summary>Client ids of sessions; null for no condition.</summary>
    internal async Task<IReadOnlyList<Guid>?> SessionsAsync(IReadOnlyList<string>? entries, CancellationToken ct)
    {
        if (entries is null or [])
        {
            return null;
        }
        var list = new ScopeList("sessions", "Session", "");
        RequireAll(list, entries, entry => SessionId(entry) is not null);
        var ids = entries.Select(entry => SessionId(entry)!.Value).ToArray();
        await using var command = reading.DataSource.CreateCommand("select distinct id from sessions where id = any($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        var known = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            known.Add(reader.GetGuid(0));
        }
        RequireAll(list, entries, entry => known.Contains(SessionId(entry)!.Value));
        return ids;
    }

    /// <summary>When versions of packages were the latest; null for no condition.</summary>
    internal async Task<IReadOnlyList<LatestVersion>?> VersionsAsync(IReadOnlyList<string>? entries, CancellationToken ct)
    {
        const string Sql =
            """
            select p.name || '@' || v.version, v.package_id, v.since, nullif(v.until, 'infinity')
            from package_version_times v join packages p on p.id = v.package_id
            where p.name || '@' || v.version = any($1)
            """;
        if (entries is null or [])
        {
            return null;
        }
        var list = new ScopeList("versions", null, Sql);
        RequireAtMost(MostVersions, list, entries);
        await using var command = reading.DataSource.CreateCommand(list.Sql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. entries.Where(entry => !entry.Contains('\0'))] });
        var known = new List<(string Name, LatestVersion Version)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            known.Add((
                reader.GetString(0),
                new(reader.GetInt32(1), reader.GetDateTime(2), reader.IsDBNull(3) ? null : reader.GetDateTime(3))));
        }
        RequireAll(list, entries, known.Select(version => version.Name).Contains);
        return [.. known.OrderBy(version => version.Name, StringComparer.Ordinal).Select(version => version.Version)];
    }

    async Task<List<(long Id, string Name)>> ReadAsync(ScopeList list, IReadOnlyList<string> entries, CancellationToken ct)
    {
        RequireAtMost(MostEntries, list, entries);
        await using var command = reading.DataSource.CreateCommand(list.Sql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. entries.Where(entry => !entry.Contains('\0'))] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. entries.Select(entry => NodeKey(list, entry)).OfType<long>()] });
        var rows = new List<(long, string)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            rows.Add((reader.GetInt64(0), reader.GetString(1)));
        }
        return rows;
    }

    static void RequireAtMost(int most, ScopeList list, IReadOnlyList<string> entries)
    {
        if (entries.Count > most)
        {
            throw new GraphQLRequestException(
                $"{list.Prefix}{list.Member} has {entries.Count} entries, but may have at most {most}.", ScopeErrors.InvalidScope);
        }
    }

    static void RequireAll(ScopeList list, IReadOnlyList<string> entries, Func<string, bool> isKnown)
    {
        if (entries.FirstOrDefault(entry => !isKnown(entry)) is { } unknown)
        {
            throw new GraphQLRequestException(
                $"{Quoted.Text(unknown)} in {list.Prefix}{list.Member} names nothing known. Take it out, or give a node id or an exact name.",
                ScopeErrors.UnknownEntry)
            {
                Details = new Dictionary<string, object?> { ["list"] = list.Member, ["entry"] = unknown },
            };
        }
    }

    static long? NodeKey(ScopeList list, string entry) =>
        list.Node is not null && NodeId.TryDecode(entry, out var id) && id.Type == list.Node
            && long.TryParse(id.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var key)
            ? key
            : null;

    static Guid? SessionId(string entry) =>
        Guid.TryParseExact(entry, "D", out var own) ? own
        : NodeId.TryDecode(entry, out var id) && id.Type == "Session" && SessionKey.TryParse(id.Key, out _, out var session) ? session
        : null;
}
