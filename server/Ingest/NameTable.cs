using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace UsageAnalysis.Ingest;

/// <summary>Which rows a dictionary table holds, in SQL.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Types">Types of the columns, which are sent as one array each.</param>
/// <param name="Columns">The columns that a new row gives.</param>
/// <param name="Match">When the row t of the table is the wanted row k.</param>
/// <param name="Value">What is remembered of the row t.</param>
sealed record NameTableSql(string Table, string[] Types, string Columns, string Match, string Value = "t.id")
{
    string Rows =>
        $"unnest({string.Join(", ", Types.Select((type, i) => $"${i + 1}::{type}[]"))}) with ordinality as k ({Columns}, ordinal)";

    /// <summary>Ordinal (from 1) and value of each wanted row that exists.</summary>
    public string Find => $"select k.ordinal, {Value} from {Rows} join {Table} t on {Match}";

    /// <summary>Adds the wanted rows in their order, and leaves those that another server added meanwhile.</summary>
    public string Add => $"insert into {Table} ({Columns}) select {Columns} from {Rows} order by ordinal on conflict do nothing";
}

/// <summary>
/// One dictionary table with its memory. What a transaction learned is published only after its commit, so a rollback leaves no id
/// that does not exist.
/// </summary>
sealed class NameTable<TKey, TRow, TValue>(
    NameTableSql sql, Func<IReadOnlyList<TRow>, object[]> columns, Func<NpgsqlDataReader, TValue> read, int capacity)
    where TKey : notnull
{
    readonly Dictionary<TKey, TValue> published = [];
    readonly Dictionary<TKey, TValue> learned = [];

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) =>
        learned.TryGetValue(key, out value) || published.TryGetValue(key, out value);

    /// <summary>Replaces what is known of a name for the rest of this transaction, and after its commit.</summary>
    public void Correct(TKey key, TValue value) => learned[key] = value;

    /// <summary>Finds or adds all rows; afterwards <see cref="TryGet"/> answers each of their keys.</summary>
    /// <remarks>New rows are added in the order of their keys, so that two servers never wait for each other in a circle.</remarks>
    public async Task LearnAsync(NpgsqlConnection connection, IReadOnlyDictionary<TKey, TRow> rows, CancellationToken ct)
    {
        await FindAsync(connection, rows, ct);
        if (Missing(rows) is { Count: > 0 } missing)
        {
            await using var add = Command(connection, sql.Add, missing);
            await add.ExecuteNonQueryAsync(ct);
            await FindAsync(connection, rows, ct);
        }
    }

    /// <summary>After the commit: what was learned holds for good.</summary>
    public void Publish()
    {
        if (published.Count + learned.Count > capacity)
        {
            published.Clear();
        }
        foreach (var (key, value) in learned)
        {
            published[key] = value;
        }
        learned.Clear();
    }

    /// <summary>After a failed transaction: nothing is certain any more.</summary>
    public void Forget()
    {
        published.Clear();
        learned.Clear();
    }

    List<KeyValuePair<TKey, TRow>> Missing(IReadOnlyDictionary<TKey, TRow> rows) =>
        [.. rows.Where(row => !TryGet(row.Key, out _)).OrderBy(row => row.Key)];

    async Task FindAsync(NpgsqlConnection connection, IReadOnlyDictionary<TKey, TRow> rows, CancellationToken ct)
    {
        var missing = Missing(rows);
        if (missing.Count == 0)
        {
            return;
        }
        await using var find = Command(connection, sql.Find, missing);
        await using var reader = await find.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            learned[missing[(int)reader.GetInt64(0) - 1].Key] = read(reader);
        }
    }

    NpgsqlCommand Command(NpgsqlConnection connection, string text, List<KeyValuePair<TKey, TRow>> rows)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var column in columns([.. rows.Select(row => row.Value)]))
        {
            command.Parameters.Add(new NpgsqlParameter { Value = column });
        }
        return command;
    }
}
