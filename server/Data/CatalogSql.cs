namespace UsageAnalysis.Data;

/// <summary>
/// The statements that save a catalog, which is the parameter $1 as JSON. Each answers how many rows it added, changed and took away; a row
/// that is inserted has no xmax, one that is updated instead has.
/// </summary>
static class CatalogSql
{
    // Nobody else may add members or relations meanwhile: the closure is made of both.
    public const string Lock = "lock table group_members, group_relations in share row exclusive mode";

    const string CountSaved = """
        select count(*) filter (where added), count(*) filter (where not added), 0::bigint from saved
        """;

    public const string Users = $"""
        with saved as (
          insert into users (login, name, registered_at)
          select login, name, "registeredAt" from jsonb_to_recordset($1 -> 'users') as u (login text, name text, "registeredAt" timestamptz)
          order by login
          on conflict (login) do update set
            name = coalesce(excluded.name, users.name), registered_at = coalesce(excluded.registered_at, users.registered_at)
          where (coalesce(excluded.name, users.name), coalesce(excluded.registered_at, users.registered_at))
            is distinct from (users.name, users.registered_at)
          returning xmax = 0 as added)
        {CountSaved}
        """;

    public const string Groups = $"""
        with saved as (
          insert into groups (name)
          select name from jsonb_to_recordset($1 -> 'groups') as g (name text) order by name
          on conflict do nothing
          returning true as added)
        {CountSaved}
        """;

    public const string Relations = """
        with told as (
          select child.id as child_id, g.parents
          from jsonb_to_recordset($1 -> 'groups') as g (name text, parents text[]) join groups child on child.name = g.name
          where g.parents is not null),
        given as (
          select distinct parent.id as parent_id, told.child_id
          from told cross join unnest(told.parents) as p (name) join groups parent on parent.name = p.name),
        gone as (
          delete from group_relations r using told
          where r.child_id = told.child_id
            and not exists (select from given g where g.parent_id = r.parent_id and g.child_id = r.child_id)
          returning 1),
        saved as (insert into group_relations (parent_id, child_id) select parent_id, child_id from given on conflict do nothing returning 1)
        select (select count(*) from saved), 0::bigint, (select count(*) from gone)
        """;

    public const string Members = """
        with told as (
          select groups.id as group_id, g.members
          from jsonb_to_recordset($1 -> 'groups') as g (name text, members text[]) join groups on groups.name = g.name
          where g.members is not null),
        given as (
          select distinct told.group_id, users.id as user_id
          from told cross join unnest(told.members) as m (login) join users on users.login = m.login),
        gone as (
          delete from group_members m using told
          where m.group_id = told.group_id
            and not exists (select from given g where g.group_id = m.group_id and g.user_id = m.user_id)
          returning 1),
        saved as (insert into group_members (group_id, user_id) select group_id, user_id from given on conflict do nothing returning 1)
        select (select count(*) from saved), 0::bigint, (select count(*) from gone)
        """;

    // "union" visits each pair once, so that diamonds cost nothing.
    public const string Closure = """
        with recursive contained (ancestor_id, group_id) as (
          select id, id from groups
          union
          select c.ancestor_id, r.child_id from contained c join group_relations r on r.parent_id = c.group_id
        ),
        closure as (
          select distinct c.ancestor_id as group_id, m.user_id from contained c join group_members m on m.group_id = c.group_id),
        gone as (
          delete from group_users u
          where not exists (select from closure c where c.group_id = u.group_id and c.user_id = u.user_id)
          returning 1),
        saved as (insert into group_users (group_id, user_id) select group_id, user_id from closure on conflict do nothing returning 1)
        select (select count(*) from saved), 0::bigint, (select count(*) from gone)
        """;

    public const string Packages = $"""
        with saved as (
          insert into packages (name, category, author_id)
          select p.name, p.category, u.id
          from jsonb_to_recordset($1 -> 'packages') as p (name text, category text, author text) left join users u on u.login = p.author
          order by p.name
          on conflict (name) do update set
            category = coalesce(excluded.category, packages.category), author_id = coalesce(excluded.author_id, packages.author_id)
          where (coalesce(excluded.category, packages.category), coalesce(excluded.author_id, packages.author_id))
            is distinct from (packages.category, packages.author_id)
          returning xmax = 0 as added)
        {CountSaved}
        """;

    public const string Versions = $"""
        with saved as (
          insert into package_versions (package_id, version, published_at)
          select packages.id, v.version, v."publishedAt"
          from jsonb_to_recordset($1 -> 'packages') as p (name text, versions jsonb)
          cross join jsonb_to_recordset(p.versions) as v (version text, "publishedAt" timestamptz)
          join packages on packages.name = p.name
          on conflict (package_id, version) do update set published_at = excluded.published_at
          where excluded.published_at is not null and excluded.published_at is distinct from package_versions.published_at
          returning xmax = 0 as added)
        {CountSaved}
        """;

    public const string Functions = $"""
        with told as (
          select packages.id as package_id, f.name, coalesce(f.kind, old.kind, 'function') as kind,
            coalesce(f.description, old.description) as description, coalesce(f.tags, old.tags, array[]::text[]) as tags,
            coalesce(f.inputs, old.inputs, '[]') as inputs, coalesce(f.outputs, old.outputs, '[]') as outputs,
            coalesce(users.id, old.author_id) as author_id
          from jsonb_to_recordset($1 -> 'functions')
            as f (package text, name text, kind text, description text, tags text[], inputs jsonb, outputs jsonb, author text)
          join packages on packages.name = f.package
          left join functions old on old.package_id = packages.id and old.name = f.name
          left join users on users.login = f.author),
        saved as (
          insert into functions (package_id, name, kind, description, tags, inputs, outputs, author_id)
          select package_id, name, kind, description, tags, inputs, outputs, author_id from told order by package_id, name
          on conflict (package_id, name) do update set
            kind = excluded.kind, description = excluded.description, tags = excluded.tags,
            inputs = excluded.inputs, outputs = excluded.outputs, author_id = excluded.author_id
          where (functions.kind, functions.description, functions.tags, functions.inputs, functions.outputs, functions.author_id)
            is distinct from
            (excluded.kind, excluded.description, excluded.tags, excluded.inputs, excluded.outputs, excluded.author_id)
          returning xmax = 0 as added)
        {CountSaved}
        """;

    public const string Entities = $"""
        with told as (
          select e.type, e.id as key, coalesce(e.name, old.name, e.id) as name, coalesce(packages.id, old.package_id) as package_id
          from jsonb_to_recordset($1 -> 'entities') as e (type text, id text, name text, package text)
          left join entities old on old.type = e.type and old.key = e.id
          left join packages on packages.name = e.package),
        saved as (
          insert into entities (type, key, name, package_id)
          select type, key, name, package_id from told order by type, key
          on conflict (type, key) do update set name = excluded.name, package_id = excluded.package_id
          where (entities.name, entities.package_id) is distinct from (excluded.name, excluded.package_id)
          returning xmax = 0 as added)
        {CountSaved}
        """;

    // See Migrations/0007_registry_version.sql.
    public const string Renew = "update registry_version set version = version + 1";
}
