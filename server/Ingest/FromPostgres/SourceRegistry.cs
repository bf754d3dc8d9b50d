using System.Runtime.CompilerServices;
using Npgsql;
using UsageAnalysis.Data;

namespace UsageAnalysis.Ingest.FromPostgres;

/// <summary>What a platform knows, used or not, as a catalog.</summary>
sealed class SourceRegistry(NpgsqlConnection connection, SourceTables tables, SourceSql sql)
{
    const int EntitiesAtOnce = 20_000;
    const int MaxEntityName = 500;

    sealed record SourceUser(string Id, string? Group, CatalogUser User);
    sealed record SourceFunction(string? Name, string? Package, string? Kind, string? Author, string[] Tags);

    /// <summary>Users, groups, packages and functions. Personal groups are no groups: whoever has one stands for it.</summary>
    public async Task<Catalog> ReadAsync(CancellationToken ct)
    {
        var users = await UsersAsync(ct);
        var functions = await FunctionsAsync(ct);
        var packages = await PackagesAsync(ct);
        if (functions.Any(f => f.Package == Attribution.Fallback) && packages.All(p => p.Name != Attribution.Fallback))
        {
            packages.Add(new CatalogPackage(Attribution.Fallback));
        }
        return new Catalog
        {
            Users = [.. users.Select(u => u.User).DistinctBy(u => u.Login)], Groups = await GroupsAsync(users, ct), Packages = packages,
            Functions = functions,
        };
    }

    /// <summary>Objects that are not deleted, some at a time. Functions are none.</summary>
    public async IAsyncEnumerable<Catalog> EntitiesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        if (!sql.HasEntities)
        {
            yield break;
        }
        var others = string.Concat(SourceSql.FunctionTables.Where(table => tables.Has(table, "id"))
            .Select(table => $" and not exists (select from {table} x where x.id = en.id)"));
        var chunk = new List<CatalogEntity>(EntitiesAtOnce);
        await foreach (var entity in RowsAsync($"""
            select en.id::text, {sql.EntityType}, {sql.EntityName}, {sql.PackageOf("en")}
            from entities en {sql.EntityTypeJoin} {sql.PackageJoins("en")}
            where {NotDeleted} {others}
            """, reader => new CatalogEntity(
                reader.NameAt(1) ?? "entity", reader.GetString(0), reader.NameAt(2, MaxEntityName), reader.NameAt(3)), ct))
        {
            chunk.Add(entity);
            if (chunk.Count == EntitiesAtOnce)
            {
                yield return new Catalog { Entities = chunk };
                chunk = new List<CatalogEntity>(EntitiesAtOnce);
            }
        }
        yield return new Catalog { Entities = chunk };
    }

    string NotDeleted => $"not coalesce({tables.Column("entities", "en", "is_deleted", "boolean")}, false)";

    async Task<List<SourceUser>> UsersAsync(CancellationToken ct)
    {
        string Of(string name) => tables.Column("users", "u", name);
        return !sql.HasUsers ? [] : await ListAsync($"""
            select u.id::text, {Of("group_id")}, {sql.Login("u")},
              coalesce(nullif({Of("friendly_name")}, ''), nullif(trim(concat_ws(' ', {Of("first_name")}, {Of("last_name")})), ''),
                nullif({Of("name")}, '')),
              {tables.Time("users", "u", "joined")}
            from users u order by u.id
            """, reader => new SourceUser(
                reader.GetString(0), reader.TextAt(1),
                new CatalogUser(reader.NameAt(2) ?? reader.GetString(0), reader.NameAt(3), reader.TimeAt(4))), ct);
    }

    async Task<List<CatalogGroup>> GroupsAsync(List<SourceUser> users, CancellationToken ct)
    {
        if (!sql.HasGroups)
        {
            return [];
        }
        var personal = users.Where(u => u.Group is not null).ToLookup(u => u.Group!, u => u.User.Login);
        var groups = await ListAsync($"""
            select id::text, name::text, {tables.Column("groups", "g", "friendly_name")},
              {tables.Column("groups", "g", "personal", "boolean")}
            from groups g
            """, reader => (
                Id: reader.GetString(0), Name: reader.NameAt(1) ?? reader.NameAt(2) ?? reader.GetString(0),
                IsPersonal: !reader.IsDBNull(3) && reader.GetBoolean(3)), ct);
        var names = groups.Where(g => !g.IsPersonal && !personal.Contains(g.Id)).ToDictionary(g => g.Id, g => g.Name);
        var relations = !tables.Has("groups_relations", "parent_id", "child_id") ? [] : await ListAsync(
            "select parent_id::text, child_id::text from groups_relations where parent_id <> child_id",
            reader => (Parent: reader.GetString(0), Child: reader.GetString(1)), ct);
        var known = relations.Where(r => names.ContainsKey(r.Parent)).ToList();
        var parents = known.Where(r => names.ContainsKey(r.Child)).ToLookup(r => names[r.Child], r => names[r.Parent]);
        var members = known.Where(r => personal.Contains(r.Child)).ToLookup(r => names[r.Parent], r => personal[r.Child]);
        return
        [
            .. names.Values.Distinct().Select(name => new CatalogGroup(name)
            {
                Parents = [.. parents[name].Distinct().Where(parent => parent != name)],
                Members = [.. members[name].SelectMany(logins => logins).Distinct()],
            }),
        ];
    }

    async Task<List<CatalogPackage>> PackagesAsync(CancellationToken ct)
    {
        if (!tables.Has("packages", "id", "name"))
        {
            return [];
        }
        string Of(string name) => tables.Column("published_packages", "v", name);
        string Time(string name) => tables.Time("published_packages", "v", name);
        var versions = !sql.HasVersions ? [] : await ListAsync($"""
            select package_id::text, coalesce({Of("version")}, {Of("name")}), coalesce({Time("published_on")}, {Time("created_on")})
            from published_packages v
            """, reader => (Package: reader.TextAt(0), Version: reader.NameAt(1), At: reader.TimeAt(2)), ct);
        var ofPackage = versions.Where(v => v.Version is not null).ToLookup(v => v.Package);
        var packages = await ListAsync(
            $"select p.id::text, p.name::text, {tables.Column("packages", "p", "category")} from packages p",
            reader => (Id: reader.GetString(0), Name: reader.NameAt(1), Category: reader.NameAt(2)), ct);
        return
        [
            .. packages.Where(p => p.Name is not null).GroupBy(p => p.Name!)
                .Select(same => new CatalogPackage(same.Key, same.Max(p => p.Category))
                {
                    // A version is named like its package where the platform gives versions no names of their own.
                    Versions = [.. same.SelectMany(p => ofPackage[p.Id]).Where(v => v.Version != same.Key).GroupBy(v => v.Version!)
                        .Select(v => new CatalogVersion(v.Key, v.Min(one => one.At)))],
                }),
        ];
    }

    /// <summary>Each version of a package has its functions anew: they are one by package and name.</summary>
    async Task<List<CatalogFunction>> FunctionsAsync(CancellationToken ct)
    {
        var functions = new List<SourceFunction>();
        foreach (var table in SourceSql.FunctionTables.Where(table => tables.Has(table, "id", "name")))
        {
            functions.AddRange(await FunctionsAsync(table, table == "queries" ? "query" : null, ct));
        }
        return
        [
            .. functions.Where(f => f.Name is not null).GroupBy(f => (Package: f.Package ?? Attribution.Fallback, f.Name))
                .Select(same => new CatalogFunction(same.Key.Package, same.Key.Name!)
                {
                    Kind = same.Max(f => f.Kind), Author = same.Max(f => f.Author),
                    Tags = same.Any(f => f.Tags.Length > 0)
                        ? [.. same.SelectMany(f => f.Tags).Distinct().Order(StringComparer.Ordinal)]
                        : null,
                }),
        ];
    }

    Task<List<SourceFunction>> FunctionsAsync(string table, string? kind, CancellationToken ct)
    {
        var authored = tables.Has(table, "author_id") && sql.HasUsers;
        var tags = tables.Has("tags", "entity_id", "tag")
            ? "array(select tag::text from tags g where g.entity_id = f.id and tag is not null)"
            : "array[]::text[]";
        return ListAsync($"""
            select {(sql.HasEntities ? "coalesce(nullif(f.name::text, ''), en.name::text)" : "f.name::text")}, {sql.PackageOf("en")},
              {(authored ? sql.Login("fu") : "null::text")}, {tags}
            from {table} f {(authored ? "left join users fu on fu.id = f.author_id" : "")}
            {(sql.HasEntities ? $"left join entities en on en.id = f.id {sql.PackageJoins("en")} where {NotDeleted}" : "")}
            """, reader => new SourceFunction(
                reader.NameAt(0), reader.NameAt(1), kind, reader.NameAt(2), reader.GetFieldValue<string[]>(3)), ct);
    }

    async Task<List<T>> ListAsync<T>(string statement, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        var rows = new List<T>();
        await foreach (var row in RowsAsync(statement, read, ct))
        {
            rows.Add(row);
        }
        return rows;
    }

    async IAsyncEnumerable<T> RowsAsync<T>(
        string statement, Func<NpgsqlDataReader, T> read, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            yield return read(reader);
        }
    }
}
