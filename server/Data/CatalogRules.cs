using Npgsql;

namespace UsageAnalysis.Data;

/// <summary>What a catalog must hold to be saved.</summary>
static class CatalogRules
{
    // Of names in events, too; that of a function here is two of them, that of an object a name and a longer id.
    const int MaxName = 200;
    const int MaxEntity = 700;

    /// <summary>Everything has a name, once, and no group is its own parent.</summary>
    public static void RefuseMisnamed(Catalog catalog)
    {
        RefuseRepeated("user", catalog.Users.Select(u => u.Login));
        RefuseRepeated("group", catalog.Groups.Select(g => g.Name));
        RefuseRepeated("package", catalog.Packages.Select(p => p.Name));
        RefuseRepeated("function", catalog.Functions.Select(f => f.Name is "" ? "" : $"{f.Package}:{f.Name}"), 2 * MaxName + 1);
        RefuseRepeated("object", catalog.Entities.Select(e => e.Type is "" || e.Id is "" ? "" : $"{e.Type}:{e.Id}"), MaxEntity);
        if (catalog.Groups.FirstOrDefault(g => g.Parents?.Contains(g.Name) == true) is { } own)
        {
            throw Cycle([own.Name, own.Name]);
        }
        foreach (var package in catalog.Packages)
        {
            RefuseRepeated($"version of \"{package.Name}\"", package.Versions.Select(v => v.Version));
        }
    }

    /// <summary>Everything that is referred to is known, from this catalog or an earlier one.</summary>
    public static async Task RefuseUnknownAsync(NpgsqlConnection connection, Catalog catalog, CancellationToken ct)
    {
        await RefuseUnknownAsync(connection, "group", "select name from groups", catalog.Groups.SelectMany(g => g.Parents ?? []), ct);
        var people = catalog.Groups.SelectMany(g => g.Members ?? [])
            .Concat(catalog.Packages.Select(p => p.Author).Concat(catalog.Functions.Select(f => f.Author)).OfType<string>());
        await RefuseUnknownAsync(connection, "user", "select login from users", people, ct);
        await RefuseUnknownAsync(connection, "package", "select name from packages",
            catalog.Functions.Select(f => f.Package).Concat(catalog.Entities.Select(e => e.Package).OfType<string>()), ct);
    }

    /// <summary>No group contains itself, not even by way of others.</summary>
    public static async Task RefuseCycleAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var children = (await ReadRelationsAsync(connection, ct)).ToLookup(r => r.Parent, r => r.Child);
        var (path, done) = (new List<string>(), new HashSet<string>());
        foreach (var parent in children.Select(group => group.Key))
        {
            Visit(parent);
        }

        void Visit(string group)
        {
            if (path.IndexOf(group) is >= 0 and var start)
            {
                throw Cycle(path.Skip(start).Append(group));
            }
            if (done.Contains(group))
            {
                return;
            }
            path.Add(group);
            foreach (var child in children[group])
            {
                Visit(child);
            }
            path.RemoveAt(path.Count - 1);
            done.Add(group);
        }
    }

    static async Task<List<(string Parent, string Child)>> ReadRelationsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("""
            select p.name, c.name
            from group_relations r join groups p on p.id = r.parent_id join groups c on c.id = r.child_id
            order by 1, 2
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var relations = new List<(string, string)>();
        while (await reader.ReadAsync(ct))
        {
            relations.Add((reader.GetString(0), reader.GetString(1)));
        }
        return relations;
    }

    static CatalogException Cycle(IEnumerable<string> path) => new(
        $"Groups contain themselves: {string.Join(" > ", path.Select(name => $"\"{name}\""))}. Take one of these parents away.");

    static void RefuseRepeated(string what, IEnumerable<string> names, int longest = MaxName)
    {
        if (names.Any(string.IsNullOrWhiteSpace))
        {
            throw new CatalogException($"The catalog has a {what} with the name \"\". Give it a name.");
        }
        if (names.FirstOrDefault(name => name.Length > longest || name.Any(char.IsControl)) is { } unusable)
        {
            throw new CatalogException($"The catalog has a {what} with the name \"{unusable[..Math.Min(60, unusable.Length)]}…\", "
                + "which is too long or holds a control character. Shorten or correct it.");
        }
        var seen = new HashSet<string>();
        if (names.FirstOrDefault(name => !seen.Add(name)) is { } twice)
        {
            throw new CatalogException($"The catalog names the {what} \"{twice}\" twice. Name it once.");
        }
    }

    static async Task RefuseUnknownAsync(
        NpgsqlConnection connection, string what, string known, IEnumerable<string> names, CancellationToken ct)
    {
        var sql = $"select name from unnest($1) with ordinality as n (name, place) where name not in ({known}) order by place limit 1";
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters = { new() { Value = names.Distinct().ToArray() } },
        };
        if (await command.ExecuteScalarAsync(ct) is string unknown)
        {
            throw new CatalogException($"The catalog refers to the {what} \"{unknown}\", which nobody knows. Add it to the catalog.");
        }
    }
}

/// <summary>A catalog that cannot be saved; nothing of it was.</summary>
/// <param name="message">What is wrong, with the name, and what to do.</param>
public sealed class CatalogException(string message) : Exception(message);
