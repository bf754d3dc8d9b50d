using Npgsql;
using NpgsqlTypes;

namespace UsageAnalysis.Usage;

/// <summary>Collects the values of a statement: the only way by which a value gets into it.</summary>
sealed class SqlParameters
{
    readonly List<NpgsqlParameter> values = [];

    /// <summary>Adds a value and returns its placeholder.</summary>
    public string Add(object value, NpgsqlDbType type)
    {
        values.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        return FormattableString.Invariant($"${values.Count}");
    }

    public string Add(DateTime instant) => Add(instant, NpgsqlDbType.TimestampTz);

    public string Add(IEnumerable<int> ids) => Add(ids.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer);

    public string Add(IEnumerable<long> ids) => Add(ids.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public string Add(IEnumerable<string> texts) => Add(texts.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    public string Add(IEnumerable<Guid> ids) => Add(ids.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    public string Add(IEnumerable<DateTime> instants) => Add(instants.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);

    /// <summary>The values with their types, in order.</summary>
    public IEnumerable<(NpgsqlDbType Type, object? Value)> Values => values.Select(value => (value.NpgsqlDbType, value.Value));

    /// <summary>Hands the values to a command, in order.</summary>
    public void CopyTo(NpgsqlCommand command)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(value);
        }
    }
}
