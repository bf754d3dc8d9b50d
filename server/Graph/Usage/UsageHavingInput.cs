using System.Collections;
using System.Globalization;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>What rows of a breakdown can be filtered by: the very numbers that they show.</summary>
public sealed class UsageHavingInput : FilterInputType<UsageMeasures>
{
    /// <inheritdoc/>
    protected override void Configure()
    {
        Name("UsageHavingInput");
        Field(measures => measures.Events);
        Field(measures => measures.Users);
        Field(measures => measures.NewUsers);
        Field(measures => measures.Sessions);
        Field(measures => measures.Errors);
        Field(measures => measures.ErrorRate);
        Field("meanDurationMs", measures => measures.Duration!.Mean);
        Field("maxDurationMs", measures => measures.Duration!.Max);
    }
}

/// <summary>Turns a filter of measures, checked by the schema and within its budget, into the condition that is asked.</summary>
static class HavingReader
{
    static readonly Dictionary<string, UsageTerm> Terms = new(StringComparer.Ordinal)
    {
        ["events"] = UsageTerm.Events,
        ["users"] = UsageTerm.Users,
        ["newUsers"] = UsageTerm.NewUsers,
        ["sessions"] = UsageTerm.Sessions,
        ["errors"] = UsageTerm.Errors,
        ["errorRate"] = UsageTerm.ErrorRate,
        ["meanDurationMs"] = UsageTerm.MeanDurationMs,
        ["maxDurationMs"] = UsageTerm.MaxDurationMs,
    };

    static readonly Dictionary<string, (HavingTest Test, bool Negated)> Tests = new(StringComparer.Ordinal)
    {
        ["eq"] = (HavingTest.In, false), ["neq"] = (HavingTest.In, true),
        ["in"] = (HavingTest.In, false), ["nin"] = (HavingTest.In, true),
        ["gt"] = (HavingTest.Greater, false), ["ngt"] = (HavingTest.Greater, true),
        ["gte"] = (HavingTest.GreaterOrEqual, false), ["ngte"] = (HavingTest.GreaterOrEqual, true),
        ["lt"] = (HavingTest.Less, false), ["nlt"] = (HavingTest.Less, true),
        ["lte"] = (HavingTest.LessOrEqual, false), ["nlte"] = (HavingTest.LessOrEqual, true),
    };

    /// <summary>The condition; null when every row fulfils it.</summary>
    public static Having? Read(Where<UsageMeasures>? where) => where is null ? null : All(where.Conditions);

    static Having? All(IEnumerable<KeyValuePair<string, object?>> conditions) => Group(
        conditions.Select(condition => condition.Key is "and" or "or"
            ? Group(Items(condition.Value).Select(item => All((IDictionary<string, object?>)item!)), any: condition.Key == "or")
            : Group(Tested((IDictionary<string, object?>)condition.Value!, Terms[condition.Key]), any: false)),
        any: false);

    static IEnumerable<HavingTerm> Tested(IDictionary<string, object?> tests, UsageTerm term) =>
        tests.Select(test => Term(term, test.Key, test.Value));

    static Having? Group(IEnumerable<Having?> parts, bool any) => parts.OfType<Having>().ToArray() switch
    {
        [] => null,
        [var one] => one,
        var several => new HavingGroup(new(several), any),
    };

    static HavingTerm Term(UsageTerm term, string operation, object? value)
    {
        var (test, negated) = Tests[operation];
        var values = operation is "in" or "nin" ? Items(value) : [value];
        var numbers = values.Select(item => item is null ? (double?)null : Convert.ToDouble(item, CultureInfo.InvariantCulture));
        return new HavingTerm(term, test, new(numbers), negated);
    }

    static IEnumerable<object?> Items(object? list) => ((IEnumerable?)list)?.Cast<object?>() ?? [];
}
