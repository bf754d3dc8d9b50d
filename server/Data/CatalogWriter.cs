using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace UsageAnalysis.Data;

/// <summary>
/// Brings what the platform knows into the database. It adds and renews, and never takes away, so saving the same catalog again changes
/// nothing. Names that a catalog refers to are in the catalog itself or were saved before.
/// </summary>
public static class CatalogWriter
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    // Nobody else may add members or relations meanwhile: the closure is made of both.
    const string Lock = "lock table group_members, group_relations in share row exclusive mode";

    const string SaveUsers = """
        insert into users (login, name, registered_at)
        select login, name, "registeredAt" from jsonb_to_recordset($1 -> 'users') as u (login text, name text, "registeredAt" timestamptz)
        order by login
        on conflict (login) do update set
          name = coalesce(excluded.name, users.name), registered_at = coalesce(excluded.registered_at, users.registered_at)
        where (coalesce(excluded.name, users.name), coalesce(excluded.registered_at, users.registered_at))
          is distinct from (users.name, users.registered_at)
        """;

    const string SaveGroups = """
        insert into groups (name)
        select name from jsonb_to_recordset($1 -> 'groups') as g (name text) order by name
        on conflict do nothing
        """;

    const string SaveRelations = """
        insert into group_relations (parent_id, child_id)
        select parent.id, child.id
        from jsonb_to_recordset($1 -> 'groups') as g (name text, parents text[])
        cross join unnest(g.parents) as p (name)
        join groups parent on parent.name = p.name
        join groups child on child.name = g.name
        on conflict do nothing
        """;

    const string SaveMembers = """
        insert into group_members (group_id, user_id)
        select groups.id, users.id
        from jsonb_to_recordset($1 -> 'groups') as g (name text, members text[])
        cross join unnest(g.members) as m (login)
        join groups on groups.name = g.name
        join users on users.login = m.login
        on conflict do nothing
        """;

    // "union" visits each pair once, so that diamonds cost nothing.
    const string SaveClosure = """
        with recursive contained (ancestor_id, group_id) as (
          select id, id from groups
          union
          select c.ancestor_id, r.child_id from contained c join group_relations r on r.parent_id = c.group_id
        )
        insert into group_users (group_id, user_id)
        select distinct c.ancestor_id, m.user_id from contained c join group_members m on m.group_id = c.group_id
        on conflict do nothing
        """;

    const string SavePackages = """
        insert into packages (name, category, author_id)
        select p.name, p.category, u.id
        from jsonb_to_recordset($1 -> 'packages') as p (name text, category text, author text) left join users u on u.login = p.author
        order by p.name
        on conflict (name) do update set
          category = coalesce(excluded.category, packages.category), author_id = coalesce(excluded.author_id, packages.author_id)
        where (coalesce(excluded.category, packages.category), coalesce(excluded.author_id, packages.author_id))
          is distinct from (packages.category, packages.author_id)
        """;

    const string SaveVersions = """
        insert into package_versions (package_id, version, published_at)
        select packages.id, v.version, v."publishedAt"
        from jsonb_to_recordset($1 -> 'packages') as p (name text, versions jsonb)
        cross join jsonb_to_recordset(p.versions) as v (version text, "publishedAt" timestamptz)
        join packages on packages.name = p.name
        on conflict (package_id, version) do update set published_at = excluded.published_at
        where excluded.published_at is not null and excluded.published_at is distinct from package_versions.published_at
        """;

    const string SaveFunctions = """
        insert into functions (package_id, name, kind, description, tags, inputs, outputs, author_id)
        select packages.id, f.name, f.kind, f.description, f.tags, f.inputs, f.outputs, users.id
        from jsonb_to_recordset($1 -> 'functions')
          as f (package text, name text, kind text, description text, tags text[], inputs jsonb, outputs jsonb, author text)
        join packages on packages.name = f.package
        left join users on users.login = f.author
        order by f.package, f.name
        on conflict (package_id, name) do update set
          kind = excluded.kind, description = excluded.description, tags = excluded.tags,
          inputs = excluded.inputs, outputs = excluded.outputs, author_id = coalesce(excluded.author_id, functions.author_id)
        where (functions.kind, functions.description, functions.tags, functions.inputs, functions.outputs, functions.author_id)
          is distinct from (excluded.kind, excluded.description, excluded.tags, excluded.inputs, excluded.outputs,
            coalesce(excluded.author_id, functions.author_id))
        """;

    // See Migrations/0007_registry_version.sql.
    const string Renew = "update registry_version set version = version + 1";

    /// <summary>Saves the catalog, all of it or nothing.</summary>
    /// <exception cref="CatalogException">It names something twice or unknown, or a group would contain itself.</exception>
    public static async Task SaveAsync(NpgsqlDataSource dataSource, Catalog catalog, CancellationToken ct)
    {
        CatalogRules.RefuseMisnamed(catalog);
        var document = JsonSerializer.Serialize(catalog, Json);
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ExecuteAsync(connection, Lock, null, ct);
        var changed = 0;
        foreach (var step in (string[])[SaveUsers, SaveGroups, SavePackages])
        {
            changed += await ExecuteAsync(connection, step, document, ct);
        }
        await CatalogRules.RefuseUnknownAsync(connection, catalog, ct);
        changed += await ExecuteAsync(connection, SaveRelations, document, ct);
        await CatalogRules.RefuseCycleAsync(connection, ct);
        foreach (var step in (string[])[SaveMembers, SaveVersions, SaveFunctions])
        {
            changed += await ExecuteAsync(connection, step, document, ct);
        }
        changed += await ExecuteAsync(connection, SaveClosure, null, ct);
        if (changed > 0)
        {
            await ExecuteAsync(connection, Renew, null, ct);
        }
        await transaction.CommitAsync(ct);
    }

    static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, string? document, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        if (document is not null)
        {
            command.Parameters.Add(new() { Value = document, NpgsqlDbType = NpgsqlDbType.Jsonb });
        }
        return await command.ExecuteNonQueryAsync(ct);
    }
}
