namespace UsageAnalysis.Ingest.FromPostgres;

/// <summary>The statements that read a source, made of what it has.</summary>
sealed class SourceSql(SourceTables tables)
{
    const string None = "null::text";

    /// <summary>What functions are kept in; a function has the id of its entity.</summary>
    public static readonly string[] FunctionTables = ["funcs", "queries"];

    public bool HasEntities { get; } = tables.Has("entities", "id", "name");
    public bool HasUsers { get; } = tables.Has("users", "id", "login");
    public bool HasGroups { get; } = tables.Has("groups", "id", "name");

    public bool HasValues { get; } =
        tables.Has("event_parameters", "id", "name") && tables.Has("event_parameter_values", "event_id", "parameter_id", "value");

    /// <summary>Whether a version tells which package it is of.</summary>
    public bool HasVersions { get; } = tables.Has("published_packages", "id", "package_id") && tables.Has("packages", "id", "name");

    bool HasPackages => HasVersions && HasEntities && tables.Has("entities", "package_id");

    bool HasProjects => HasPackages && tables.Has("project_relations", "project_id", "entity_id")
        && tables.Has("projects", "id", "name", "is_root", "is_package");

    bool HasSessions => tables.Has("events", "session_id") && tables.Has("users_sessions", "id", "user_id") && HasUsers;

    bool HasTypePackage => HasVersions && tables.Has("event_types", "package_id");

    IEnumerable<string> Functions => FunctionTables.Where(table => tables.Has(table, "id", "name"));

    /// <summary>Whether values are found by their event; without, each page of events costs a look at all values.</summary>
    public const string ValuesAreIndexed = """
        select exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
          where i.indrelid = 'event_parameter_values'::regclass and a.attname = 'event_id')
        """;

    /// <summary>Who a row of users is: the login, else the name, else the id; null where there is no row.</summary>
    public string Login(string alias) => $"""
        case when {alias}.id is not null then
          coalesce(
            nullif({tables.Column("users", alias, "login")}, ''), nullif({tables.Column("users", alias, "name")}, ''), {alias}.id::text)
        end
        """;

    /// <summary>How many events there are to read, and how many have no time.</summary>
    /// <param name="further">Whether only those behind the time $1 and the id $2 are to be read.</param>
    public string Count(bool further) => $"""
        select count(*) filter (where isfinite(e.event_time){Behind(further)}),
          count(*) filter (where not coalesce(isfinite(e.event_time), false))
        from events e
        """;

    /// <summary>Events in the order of their times, with their type, session and user: the columns of <see cref="SourceRow"/>.</summary>
    /// <inheritdoc cref="Count"/>
    public string Events(bool further) => $"""
        select e.id::uuid, {Time}, {Event("session_id", "uuid")}, {If(HasSessions, Login("u"))},
          {Type("name")}, {Type("friendly_name")}, coalesce({Type("source")}, {Event("source")}),
          coalesce({Event("is_error", "boolean")}, {Type("is_error", "boolean")}, false), {Type("error_source")},
          coalesce({Event("error_stack_trace")}, {Type("error_stack_trace")}), {Type("error_stack_trace_hash")},
          {Event("description")}, {Event("friendly_name")}, {Event("error_message")}, {Event("request_id")}, {Event("run_number")},
          {Event("options")}, {TypeFunction}, coalesce({PackageOf("te")}, {If(HasTypePackage, "tk.name::text")})
        from events e
        left join event_types t on t.id = e.event_type_id
        {Part(HasSessions, "left join users_sessions s on s.id = e.session_id left join users u on u.id = s.user_id")}
        {string.Join(' ', Functions.Select(table => $"left join {table} t_{table} on t_{table}.id = t.id"))}
        {Part(HasEntities, $"left join entities te on te.id = t.id {PackageJoins("te")}")}
        {Part(HasTypePackage, """
            left join published_packages tv on tv.id = t.package_id left join packages tk on tk.id = coalesce(tv.package_id, t.package_id)
            """)}
        where isfinite(e.event_time){Behind(further)}
        order by {Time}, e.id
        """;

    /// <summary>The parameters of the events $1: the columns of <see cref="SourceValue"/>.</summary>
    public string Values => $"""
        select v.event_id::uuid, p.name::text, {tables.Column("event_parameters", "p", "type")},
          {tables.Column("event_parameters", "p", "is_input", "boolean")}, v.value::text,
          {tables.Column("event_parameter_values", "v", "value_uuid", "uuid")}
        from event_parameter_values v
        join event_parameters p on p.id = v.parameter_id
        where v.event_id = any($1)
        """;

    /// <summary>What the ids $1 refer to: the columns of <see cref="SourceReference"/>, behind the id.</summary>
    public string References => $"""
        select v.id, {FunctionName("v", "en")}, {(HasEntities ? "en.id is not null" : "false")}, {EntityType},
          {If(HasEntities, EntityName)}, {PackageOf("en")}, {If(HasVersions, "vk.name::text")}, {If(HasUsers, Login("vu"))}
        from unnest($1) v (id)
        {Part(HasEntities, $"left join entities en on en.id = v.id {EntityTypeJoin} {PackageJoins("en")}")}
        {Part(HasVersions, "left join published_packages vp on vp.id = v.id left join packages vk on vk.id = vp.package_id")}
        {string.Join(' ', Functions.Select(table => $"left join {table} v_{table} on v_{table}.id = v.id"))}
        {Part(HasUsers, "left join users vu on vu.id = v.id")}
        """;

    /// <summary>The kind of the entity en.</summary>
    public string EntityType => If(HasEntityTypes, "ent.name::text");

    /// <summary>What <see cref="EntityType"/> needs.</summary>
    public string EntityTypeJoin => Part(HasEntityTypes, "left join entities_types ent on ent.id = en.entity_type_id");

    /// <summary>The name of the entity en.</summary>
    public string EntityName => $"coalesce(nullif({tables.Column("entities", "en", "friendly_name")}, ''), nullif(en.name::text, ''))";

    /// <summary>The package of an entity: of the version that published it, else by its project.</summary>
    public string PackageOf(string entity) =>
        If(HasPackages, HasProjects ? $"coalesce({entity}k.name::text, {entity}j.name)" : $"{entity}k.name::text");

    /// <summary>What <see cref="PackageOf"/> needs.</summary>
    public string PackageJoins(string entity) => Part(HasPackages, $"""
        left join published_packages {entity}p on {entity}p.id = {entity}.package_id
        left join packages {entity}k on {entity}k.id = {entity}p.package_id
        {Part(HasProjects, $"""
            left join lateral (
              select k.name::text from project_relations r join projects j on j.id = r.project_id
              join packages k on k.name = j.name {Part(tables.Has("packages", "friendly_name"), "or k.friendly_name = j.name")}
              where r.entity_id = {entity}.id and j.is_root and j.is_package order by k.name limit 1) {entity}j on {entity}k.id is null
            """)}
        """);

    bool HasEntityTypes => HasEntities && tables.Has("entities_types", "id", "name") && tables.Has("entities", "entity_type_id");

    string Time => tables.Time("events", "e", "event_time");

    string Behind(bool further) => further ? $" and ({Time}, e.id) > ($1, $2)" : "";

    string Event(string name, string type = "text") => tables.Column("events", "e", name, type);

    string Type(string name, string type = "text") => tables.Column("event_types", "t", name, type);

    /// <summary>The older design: the type of an event is the function, or the query, by its id.</summary>
    string TypeFunction => $"""
        coalesce({FunctionName("t", "te")},
          case when {Type("source")} in ('function', 'function-package', 'script', 'data-query')
            then {If(HasEntities, "te.name::text")} end)
        """;

    /// <summary>The function of an id: by its name, else by the name of its entity; null when it is none.</summary>
    string FunctionName(string prefix, string entity)
    {
        var joined = Functions.Select(table => $"{prefix}_{table}").ToList();
        List<string> names = [.. joined.Select(alias => $"nullif({alias}.name::text, '')")];
        if (joined.Count > 0 && HasEntities)
        {
            names.Add($"case when {string.Join(" or ", joined.Select(alias => $"{alias}.id is not null"))} then {entity}.name::text end");
        }
        return names.Count > 0 ? $"coalesce({string.Join(", ", names)})" : None;
    }

    static string If(bool there, string column) => there ? column : None;

    static string Part(bool there, string sql) => there ? sql : "";
}
