using Npgsql;

namespace UsageAnalysis.Ingest;

/// <summary>Turns the names of events into ids, and teaches the dictionaries the names that they lack.</summary>
sealed class NameResolver(StoredNames names)
{
    /// <summary>The event with ids; null when a name of it is not in memory.</summary>
    public ResolvedEvent? TryResolve(LoggedEvent logged)
    {
        var userId = 0;
        if (logged.User is { } user && !names.Users.TryGet(user, out userId))
        {
            return null;
        }
        return GroupIds(logged) is { } groups && EntityIds(logged) is { } entities && EventTypeId(logged) is { } eventTypeId
            && ParameterNames.Of(logged.Parameters).All(p => names.Parameters.TryGet((eventTypeId, p.Direction, p.Name), out _))
            ? new ResolvedEvent(logged, userId, eventTypeId, groups, entities)
            : null;
    }

    /// <summary>Finds or adds every name of these events; afterwards each of them resolves.</summary>
    /// <remarks>The order of the steps is the order of the locks: the same for every server on the database.</remarks>
    public async Task LearnAsync(NpgsqlConnection connection, IReadOnlyList<LoggedEvent> events, CancellationToken ct)
    {
        await names.Users.LearnAsync(connection, Distinct(events.Select(e => e.User)), ct);
        await names.Groups.LearnAsync(connection, Distinct(events.Where(e => e.User is not null).SelectMany(e => e.Groups)), ct);
        await names.Packages.LearnAsync(connection,
            Distinct(events.Select(Attribution.NamedPackage).Concat(events.SelectMany(e => e.Entities).Select(e => e.Package))), ct);
        await LearnEntitiesAsync(connection, events, ct);
        await names.Packages.LearnAsync(connection, Distinct(events.Select(PackageName)), ct);
        await names.Functions.LearnAsync(connection, Functions(events), ct);
        await names.Errors.LearnAsync(connection, Errors(events), ct);
        await names.EventNames.LearnAsync(connection, First(events.Select(e => (e.Source, e.Type)), name => name), ct);
        await names.EventTypes.LearnAsync(connection, First(events.Select(Kind), Key), ct);
        await names.Parameters.LearnAsync(connection, Parameters(events), ct);
    }

    async Task LearnEntitiesAsync(NpgsqlConnection connection, IReadOnlyList<LoggedEvent> events, CancellationToken ct)
    {
        // The one that tells its package goes before those that do not.
        var entities = First(
            events.SelectMany(e => e.Entities).OrderBy(e => e.Package is null).Select(e => new NewEntity(e, PackageId(e.Package))),
            entity => (entity.Logged.Type, entity.Logged.Id));
        await names.Entities.LearnAsync(connection, entities, ct);
        var owned = entities
            .Where(e => e.Value.PackageId is not null && names.Entities.TryGet(e.Key, out var known) && known.PackageId is null)
            .Select(e => (e.Key, Id: Get(names.Entities, e.Key).Id, PackageId: e.Value.PackageId!.Value))
            .OrderBy(e => e.Id).ToList();
        if (owned.Count == 0)
        {
            return;
        }
        await using var own = new NpgsqlCommand(EntityOwners, connection)
        {
            Parameters =
            {
                new() { Value = owned.Select(e => e.Id).ToArray() },
                new() { Value = owned.Select(e => e.PackageId).ToArray() },
            },
        };
        await own.ExecuteNonQueryAsync(ct);
        foreach (var (key, id, packageId) in owned)
        {
            names.Entities.Correct(key, new StoredEntity(id, packageId));
        }
    }

    const string EntityOwners = """
        with owned as (
          select t.id, k.package_id from unnest($1::bigint[], $2::int[]) as k (id, package_id) join entities t on t.id = k.id
          where t.package_id is null order by t.id for no key update of t
        )
        update entities t set package_id = o.package_id from owned o where t.id = o.id
        """;

    string? PackageName(LoggedEvent logged) =>
        Attribution.NamedPackage(logged) ?? (EntityPackageId(logged) is null ? Attribution.Fallback : null);

    int? EntityPackageId(LoggedEvent logged)
    {
        foreach (var entity in logged.Entities)
        {
            if (names.Entities.TryGet((entity.Type, entity.Id), out var known) && known.PackageId is { } packageId)
            {
                return packageId;
            }
        }
        return null;
    }

    int? AttributedPackageId(LoggedEvent logged) => AttributedPackageId(logged, Attribution.NamedPackage(logged));

    int? AttributedPackageId(LoggedEvent logged, string? named) =>
        named is not null ? PackageId(named) : EntityPackageId(logged) ?? PackageId(Attribution.Fallback);

    int? PackageId(string? name) => name is not null && names.Packages.TryGet(name, out var id) ? id : null;

    int? EventTypeId(LoggedEvent logged)
    {
        int? functionId = null, errorId = null;
        var (package, function) = Attribution.Split(logged.Function);
        if (AttributedPackageId(logged, package ?? logged.Package) is not { } packageId
            || !names.EventNames.TryGet((logged.Source, logged.Type), out var nameId))
        {
            return null;
        }
        if (function is not null)
        {
            if (!names.Functions.TryGet((packageId, function), out var id))
            {
                return null;
            }
            functionId = id;
        }
        if (logged.Error is { } error)
        {
            if (!names.Errors.TryGet(ErrorSignature.Of(error), out var id))
            {
                return null;
            }
            errorId = id;
        }
        return names.EventTypes.TryGet((nameId, packageId, functionId, errorId), out var typeId) ? typeId : null;
    }

    int[]? GroupIds(LoggedEvent logged)
    {
        if (logged.User is null || logged.Groups.Count == 0)
        {
            return [];
        }
        var ids = new int[logged.Groups.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            if (!names.Groups.TryGet(logged.Groups[i], out ids[i]))
            {
                return null;
            }
        }
        return ids;
    }

    long[]? EntityIds(LoggedEvent logged)
    {
        if (logged.Entities.Count == 0)
        {
            return [];
        }
        var ids = new long[logged.Entities.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            var entity = logged.Entities[i];
            if (!names.Entities.TryGet((entity.Type, entity.Id), out var known) || (entity.Package is not null && known.PackageId is null))
            {
                return null;
            }
            ids[i] = known.Id;
        }
        return ids;
    }

    Dictionary<(int, string), NewFunction> Functions(IEnumerable<LoggedEvent> events) => First(
        events.Where(e => Attribution.FunctionName(e) is not null).Select(e => new NewFunction(
            AttributedPackageId(e)!.Value, Attribution.FunctionName(e)!, Attribution.FunctionKind(e.Source))),
        function => (function.PackageId, function.Name));

    static Dictionary<string, LoggedError> Errors(IEnumerable<LoggedEvent> events) =>
        First(events.OrderBy(e => e.Time).Select(e => e.Error).OfType<LoggedError>(), ErrorSignature.Of);

    Dictionary<(int, string, string), NewParameter> Parameters(IEnumerable<LoggedEvent> events) => First(
        events.SelectMany(e => ParameterNames.Of(e.Parameters).Select(p => new NewParameter(EventTypeId(e)!.Value, p))),
        p => (p.EventTypeId, p.Parameter.Direction, p.Parameter.Name));

    NewEventType Kind(LoggedEvent logged)
    {
        var packageId = AttributedPackageId(logged)!.Value;
        return new NewEventType(
            Get(names.EventNames, (logged.Source, logged.Type)), logged.Source, logged.Type, packageId,
            Attribution.FunctionName(logged) is { } function ? Get(names.Functions, (packageId, function)) : null,
            logged.Error is { } error ? Get(names.Errors, ErrorSignature.Of(error)) : null);
    }

    static (int, int, int?, int?) Key(NewEventType kind) => (kind.NameId, kind.PackageId, kind.FunctionId, kind.ErrorId);

    static TValue Get<TKey, TRow, TValue>(NameTable<TKey, TRow, TValue> table, TKey key) where TKey : notnull =>
        table.TryGet(key, out var value) ? value : throw new InvalidOperationException($"The name {key} was not learned.");

    static Dictionary<string, string> Distinct(IEnumerable<string?> names) => First(names.OfType<string>(), name => name);

    static Dictionary<TKey, TRow> First<TKey, TRow>(IEnumerable<TRow> rows, Func<TRow, TKey> key) where TKey : notnull
    {
        var first = new Dictionary<TKey, TRow>();
        foreach (var row in rows)
        {
            first.TryAdd(key(row), row);
        }
        return first;
    }
}
