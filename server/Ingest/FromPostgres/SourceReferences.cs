using Npgsql;
using NpgsqlTypes;

namespace UsageAnalysis.Ingest.FromPostgres;

/// <summary>What a value refers to by its id: the columns of <see cref="SourceSql.References"/>.</summary>
/// <param name="Function">The function or query that it is.</param>
/// <param name="IsEntity">Whether it is an object.</param>
/// <param name="EntityType">The kind of the object.</param>
/// <param name="EntityName">Of the object.</param>
/// <param name="EntityPackage">The package of the object.</param>
/// <param name="Package">The package of which it is a version.</param>
/// <param name="Login">The user that it is.</param>
sealed record SourceReference(
    string? Function, bool IsEntity, string? EntityType, string? EntityName, string? EntityPackage, string? Package, string? Login)
{
    public static SourceReference Read(NpgsqlDataReader reader, NamePool names)
    {
        string? Name(int column) => names.Share(reader.TextAt(column));
        return new(Name(1), reader.GetBoolean(2), Name(3), reader.TextAt(4), Name(5), Name(6), Name(7));
    }
}

/// <summary>
/// What ids of a source refer to. Events refer to the same objects again and again, and the source stays as it was when reading it began,
/// so that each is asked for once as long as there is room to remember it.
/// </summary>
/// <param name="connection">To the source.</param>
/// <param name="statement"><see cref="SourceSql.References"/>.</param>
/// <param name="names">Names that repeat.</param>
/// <param name="room">How many are remembered.</param>
sealed class SourceReferences(NpgsqlConnection connection, string statement, NamePool names, int room = 50_000)
{
    readonly Dictionary<Guid, SourceReference> known = [];

    /// <summary>What some ids refer to; all of them are in it.</summary>
    /// <param name="ids">The ids, each as often as it occurs.</param>
    /// <param name="ct">Leaves.</param>
    public async Task<IReadOnlyDictionary<Guid, SourceReference>> OfAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var asked = ids.Where(id => !known.ContainsKey(id)).ToHashSet();
        if (known.Count + asked.Count > room)
        {
            known.Clear();
            asked = [.. ids];
        }
        if (asked.Count > 0)
        {
            await AskAsync([.. asked], ct);
        }
        return known;
    }

    async Task AskAsync(Guid[] ids, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            known[reader.GetGuid(0)] = SourceReference.Read(reader, names);
        }
    }
}
