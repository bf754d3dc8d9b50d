using Npgsql;

namespace UsageAnalysis.Ingest;

/// <summary>An event whose names are ids.</summary>
sealed record ResolvedEvent(LoggedEvent Logged, int UserId, int EventTypeId, int[] Groups, long[] Entities);

readonly record struct StoredEntity(long Id, int? PackageId);
readonly record struct NewFunction(int PackageId, string Name, string Kind);
readonly record struct NewEntity(LoggedEntity Logged, int? PackageId);
readonly record struct NewEventType(int NameId, string Source, string Name, int PackageId, int? FunctionId, int? ErrorId);
readonly record struct NewParameter(int EventTypeId, ParameterName Parameter);

/// <summary>The dictionaries of names, each with its memory: in the steady state resolving an event asks the database nothing.</summary>
sealed class StoredNames(int capacity)
{
    public readonly NameTable<string, string, int> Users = Named("users", "login", capacity);
    public readonly NameTable<string, string, int> Groups = Named("groups", "name", capacity);
    public readonly NameTable<string, string, int> Packages = Named("packages", "name", capacity);

    public readonly NameTable<(int PackageId, string Name), NewFunction, int> Functions = new(
        new("functions", ["int", "text", "text"], "package_id, name, kind", "t.package_id = k.package_id and t.name = k.name"),
        rows => [rows.Select(r => r.PackageId).ToArray(), rows.Select(r => r.Name).ToArray(), rows.Select(r => r.Kind).ToArray()],
        Id, capacity);

    public readonly NameTable<(string Type, string Key), NewEntity, StoredEntity> Entities = new(
        new("entities", ["text", "text", "text", "int"], "type, key, name, package_id",
            "t.type = k.type and t.key = k.key", "t.id, t.package_id"),
        rows =>
        [
            rows.Select(r => r.Logged.Type).ToArray(), rows.Select(r => r.Logged.Id).ToArray(),
            rows.Select(r => r.Logged.Name).ToArray(), rows.Select(r => r.PackageId).ToArray(),
        ],
        reader => new StoredEntity(reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetInt32(2)), capacity);

    public readonly NameTable<string, LoggedError, int> Errors = new(
        new("errors", ["text", "text"], "signature, message", "t.signature = k.signature"),
        rows => [rows.Select(ErrorSignature.Of).ToArray(), rows.Select(r => r.Message).ToArray()],
        Id, capacity);

    public readonly NameTable<(string Source, string Name), (string Source, string Name), int> EventNames = new(
        new("event_names", ["text", "text"], "source, name", "t.source = k.source and t.name = k.name"),
        rows => [rows.Select(r => r.Source).ToArray(), rows.Select(r => r.Name).ToArray()],
        Id, capacity);

    public readonly NameTable<(int NameId, int PackageId, int? FunctionId, int? ErrorId), NewEventType, int> EventTypes = new(
        new("event_types", ["int", "text", "text", "int", "int", "int"], "event_name_id, source, name, package_id, function_id, error_id",
            """
            t.event_name_id = k.event_name_id and t.package_id = k.package_id
            and t.function_id is not distinct from k.function_id and t.error_id is not distinct from k.error_id
            """),
        rows =>
        [
            rows.Select(r => r.NameId).ToArray(), rows.Select(r => r.Source).ToArray(), rows.Select(r => r.Name).ToArray(),
            rows.Select(r => r.PackageId).ToArray(), rows.Select(r => r.FunctionId).ToArray(), rows.Select(r => r.ErrorId).ToArray(),
        ],
        Id, capacity);

    public readonly NameTable<(int EventTypeId, string Direction, string Name), NewParameter, int> Parameters = new(
        new("event_parameters", ["int", "text", "text", "text"], "event_type_id, direction, name, type",
            "t.event_type_id = k.event_type_id and t.direction = k.direction and t.name = k.name"),
        rows =>
        [
            rows.Select(r => r.EventTypeId).ToArray(), rows.Select(r => r.Parameter.Direction).ToArray(),
            rows.Select(r => r.Parameter.Name).ToArray(), rows.Select(r => r.Parameter.Type).ToArray(),
        ],
        Id, capacity);

    static NameTable<string, string, int> Named(string table, string column, int capacity) =>
        new(new(table, ["text"], column, $"t.{column} = k.{column}"), rows => [rows.ToArray()], Id, capacity);

    static int Id(NpgsqlDataReader reader) => reader.GetInt32(1);

    public void Publish()
    {
        Users.Publish();
        Groups.Publish();
        Packages.Publish();
        Functions.Publish();
        Entities.Publish();
        Errors.Publish();
        EventNames.Publish();
        EventTypes.Publish();
        Parameters.Publish();
    }

    public void Forget()
    {
        Users.Forget();
        Groups.Forget();
        Packages.Forget();
        Functions.Forget();
        Entities.Forget();
        Errors.Forget();
        EventNames.Forget();
        EventTypes.Forget();
        Parameters.Forget();
    }
}
