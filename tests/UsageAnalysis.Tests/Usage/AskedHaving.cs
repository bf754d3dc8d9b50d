using CsCheck;

namespace UsageAnalysis.Tests.Usage;

/// <summary>A condition on the rows of a breakdown: as it is sent, and what it means.</summary>
sealed record AskedHaving(object Json, Func<Counted, bool> Admits)
{
    /// <summary>Names of those numbers of a row that are counts.</summary>
    public static readonly string[] Counts = ["events", "users", "newUsers", "sessions", "errors"];
    static readonly string[] Operations = ["eq", "neq", "in", "nin", "gt", "ngt", "gte", "ngte", "lt", "nlt", "lte", "nlte"];

    /// <summary>Names of the numbers of a row.</summary>
    public static readonly string[] Terms = [.. Counts, "errorRate", "meanDurationMs", "maxDurationMs"];

    static readonly Gen<AskedHaving> Single = Gen.Select(World.AnyOf(Terms), World.AnyOf(Operations), Gen.Int[0, 12].Array[1, 3], Gen.Bool, One);

    public static readonly Gen<AskedHaving> Any = Gen.Frequency(
        (3, Single),
        (1, Gen.Select(Single, Single, (a, b) => new AskedHaving(new { and = new[] { a.Json, b.Json } }, row => a.Admits(row) && b.Admits(row)))),
        (1, Gen.Select(Single, Single, (a, b) => new AskedHaving(
            new { or = new[] { a.Json, new { and = new[] { b.Json } } } }, row => a.Admits(row) || b.Admits(row)))),
        (1, Gen.Const(new AskedHaving(new { }, _ => true))));

    static AskedHaving One(string term, string operation, int[] numbers, bool orNull)
    {
        var values = numbers.Select(n => (double?)(term is "errorRate" ? n / 4.0 : Counts.Contains(term) ? n : n * 400.5)).ToArray();
        if (orNull && (term is "errorRate" ? operation is "eq" or "neq" or "in" or "nin" : !Counts.Contains(term) && operation is "eq" or "neq"))
        {
            values[0] = null;
        }
        bool Compare(double? value) => operation.TrimStart('n') switch
        {
            "eq" => value == values[0],
            "in" => values.Contains(value),
            "gt" => value > values[0],
            "gte" => value >= values[0],
            "lt" => value < values[0],
            _ => value <= values[0],
        };
        var negated = operation[0] == 'n';
        return new AskedHaving(
            new Dictionary<string, object>
            {
                [term] = new Dictionary<string, object?> { [operation] = operation.EndsWith("in", StringComparison.Ordinal) ? values : values[0] },
            },
            row => Compare(row[term]) != negated);
    }
}
