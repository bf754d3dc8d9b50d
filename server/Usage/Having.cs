using NpgsqlTypes;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Usage;

/// <summary>A condition on the measures of a row. A value: two with the same parts are equal.</summary>
public abstract record Having
{
    private protected Having() { }

    /// <summary>The measures that must be computed for it.</summary>
    public abstract MeasureSet Measures { get; }

    /// <summary>The condition over a row <c>r</c>; true or false, never null.</summary>
    internal abstract string Sql(SqlParameters parameters);
}

/// <summary>Several conditions at once.</summary>
/// <param name="Parts">At least one.</param>
/// <param name="Any">Whether one of them is enough; otherwise all must hold.</param>
public sealed record HavingGroup(ValueList<Having> Parts, bool Any) : Having
{
    /// <inheritdoc/>
    public override MeasureSet Measures => Parts.Aggregate(MeasureSet.None, (all, part) => all | part.Measures);

    internal override string Sql(SqlParameters parameters) =>
        $"({string.Join(Any ? " or " : " and ", Parts.Select(part => part.Sql(parameters)))})";
}

/// <summary>How a term is compared.</summary>
public enum HavingTest
{
    /// <summary>Equal to one of the values, null among them.</summary>
    In,

    /// <summary>Greater than the value.</summary>
    Greater,

    /// <summary>Greater than or equal to the value.</summary>
    GreaterOrEqual,

    /// <summary>Less than the value.</summary>
    Less,

    /// <summary>Less than or equal to the value.</summary>
    LessOrEqual,
}

/// <summary>A term compared with values. A term that is null fulfils no comparison but with null, and every negated one.</summary>
/// <param name="Term">A number of the row.</param>
/// <param name="Test">How it is compared.</param>
/// <param name="Values">With what: any number for <see cref="HavingTest.In"/>, else one that is not null.</param>
/// <param name="Negated">Whether the comparison must fail.</param>
public sealed record HavingTerm(UsageTerm Term, HavingTest Test, ValueList<double?> Values, bool Negated) : Having
{
    /// <inheritdoc/>
    public override MeasureSet Measures => Term.Measures();

    // Counts are far below 2^53, so that a double holds each of them exactly.
    internal override string Sql(SqlParameters parameters)
    {
        var term = MeasureSql.Term(Term);
        var values = Values.OfType<double>().ToArray();
        var test = Test == HavingTest.In
            ? $"({term} = any({parameters.Add(values, NpgsqlDbType.Array | NpgsqlDbType.Double)}){(Values.Contains(null) ? $" or {term} is null" : "")})"
            : $"({term} {Operator} {parameters.Add(values[0], NpgsqlDbType.Double)})";
        return test + (Negated ? " is not true" : " is true");
    }

    string Operator => Test switch
    {
        HavingTest.Greater => ">",
        HavingTest.GreaterOrEqual => ">=",
        HavingTest.Less => "<",
        _ => "<=",
    };
}
