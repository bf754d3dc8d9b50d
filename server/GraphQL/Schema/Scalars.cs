using System.Text.Json;
using GraphQL.Types;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.GraphQL.Schema;

/// <summary>The scalars of one schema, by runtime type.</summary>
sealed class Scalars
{
    readonly Dictionary<Type, ScalarGraphType> known;

    internal Scalars()
    {
        ScalarGraphType moment = new DateTimeScalar(), json = new JsonScalar();
        ScalarGraphType number = new FloatGraphType { Description = "A fraction of double precision (IEEE 754)." };
        known = new()
        {
            [typeof(string)] = new StringGraphType(), [typeof(bool)] = new BooleanGraphType(),
            [typeof(int)] = new IntGraphType { Description = "A whole number between -(2^31) and 2^31 - 1." },
            [typeof(short)] = new ShortGraphType(), [typeof(byte)] = new ByteGraphType(), [typeof(decimal)] = new DecimalGraphType(),
            [typeof(long)] = new LongGraphType { Description = "A whole number between -(2^63) and 2^63 - 1." },
            [typeof(float)] = number, [typeof(double)] = number, [typeof(DateTime)] = moment, [typeof(DateTimeOffset)] = moment,
            [typeof(DateOnly)] = new LocalDateScalar(), [typeof(TimeSpan)] = new DurationScalar(), [typeof(Guid)] = new UuidScalar(),
            [typeof(JsonElement)] = json, [typeof(JsonDocument)] = json, [typeof(NodeId)] = Id,
        };
    }

    internal IdScalar Id { get; } = new();

    internal ScalarGraphType? For(Type type) => known.GetValueOrDefault(type);

    internal ScalarGraphType Of<T>() => known[typeof(T)];
}
