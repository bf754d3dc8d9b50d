using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>What is selected of a breakdown, beyond its keys.</summary>
/// <param name="Measures">Of the rows.</param>
/// <param name="Previous">Of the rows in the comparison range; null when not selected.</param>
/// <param name="Share">Whether shares are selected.</param>
/// <param name="Other">Of everything else; null when not selected.</param>
readonly record struct BreakdownParts(MeasureSet Measures, MeasureSet? Previous, bool Share, MeasureSet? Other)
{
    public static BreakdownParts In(Selection selection)
    {
        var rows = selection["rows"];
        return new BreakdownParts(
            SelectedMeasures.In(rows["measures"]), rows.Selects("previous") ? SelectedMeasures.In(rows["previous"]) : null,
            rows.Selects("share"), selection.Selects("other") ? SelectedMeasures.In(selection["other"]) : null);
    }
}

/// <summary>A question by dimensions, checked.</summary>
sealed record BreakdownQuestion : UsageQuestion<UsageBreakdown>
{
    const int MostRows = 1000;
    const int MostSteps = 10;

    public BreakdownQuestion(
        UsageScope scope, IReadOnlyList<UsageDimension> by, Having? having, IReadOnlyList<UsageSortInput> order, int first, string? after,
        BreakdownParts parts)
    {
        ScopeQueries.RequireDimensions(by, 1);
        ScopeQueries.RequireWithin("first", first, MostRows);
        if (order.Count > MostSteps)
        {
            throw Invalid($"order has {order.Count} steps, but may have at most {MostSteps}.");
        }
        (Scope, By, Having, First, Parts) = (scope, new(by), having, first, parts);
        Order = new(order is []
            ? [by[0] == UsageDimension.Time ? new(UsageTerm.Time, false) : new(UsageTerm.Events, true)]
            : order.Select(BreakdownOrder.Parse));
        if (!by.Contains(UsageDimension.Time) && Order.Any(step => step.Term == UsageTerm.Time))
        {
            throw Invalid("A step of order names time, which is not among the dimensions. Take the step out, or add TIME to by.");
        }
        if (parts.Other is not null && by.Count > 1
            && by.Select(d => ManyValued.GetValueOrDefault(d)).FirstOrDefault(name => name is not null) is { } many)
        {
            throw Invalid(
                $"other cannot be counted by {by.Count} dimensions of which {many} is one: an event can have many of its values. " +
                $"Leave other out, or break down by {many} alone.");
        }
        Offset = after is null ? 0 : BreakdownCursor.Read(after, CursorText);
    }

    // Dimensions of which one event may have many values, as the schema names them.
    static readonly Dictionary<UsageDimension, string> ManyValued = new()
    {
        [UsageDimension.Group] = "GROUP", [UsageDimension.Entity] = "ENTITY", [UsageDimension.EntityType] = "ENTITY_TYPE",
    };

    UsageScope Scope { get; }

    ValueList<UsageDimension> By { get; }

    Having? Having { get; }

    ValueList<UsageOrder> Order { get; }

    int First { get; }

    int Offset { get; }

    BreakdownParts Parts { get; }

    string CursorText => $"{By}/{Order}/{Having}";

    private protected override async Task<UsageBreakdown[]> AskAsync(
        UsageReader reader, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct)
    {
        var needed = Order.Aggregate(Parts.Measures | MeasureSet.Events, (all, step) => all | step.Term.Measures());
        var query = Query(Scope.Range, needed | (Having?.Measures ?? MeasureSet.None), subjects) with
        {
            Having = Having,
            Order = Order,
            First = First,
            Offset = Offset,
        };
        var results = await reader.AskAsync(query, ct);
        var previous = await PreviousAsync(reader, results, subjects, ct);
        var totals = Parts.Share ? await reader.TotalsAsync(Scope.Range, Scope.Filter, Ranking.Measures(), subjects, ct) : null;
        var others = await OthersAsync(reader, results, subjects, ct);
        return
        [
            .. results.Select((result, i) => new UsageBreakdown(
                [.. result.Rows.Select((row, r) => new UsageBreakdownRow(
                    KeyOf(row, query.Axis), UsageMeasures.Of(row.Values), previous?[i][r],
                    totals is null ? 0 : Share(row.Values, totals[i])))],
                UsageMeasures.Of(others?[i] ?? default),
                result.TotalRows, Offset + result.Rows.Count < result.TotalRows, PageOf(result))),
        ];
    }

    UsageQuery Query(TimeRange range, MeasureSet measures, IReadOnlyList<UsageSubject>? subjects) =>
        Scope.Query(range, measures, By, TimeBucket.Auto.For(Scope.Range), subjects);

    // Parts of a whole there are only of what is counted.
    UsageTerm Ranking => Order.Select(step => step.Term).FirstOrDefault(term => term <= UsageTerm.Errors, UsageTerm.Events);

    double Share(MeasureValues row, MeasureValues total) => Value(total) == 0 ? 0 : (double)Value(row) / Value(total);

    long Value(MeasureValues values) => Ranking switch
    {
        UsageTerm.Users => values.Users,
        UsageTerm.NewUsers => values.NewUsers,
        UsageTerm.Sessions => values.Sessions,
        UsageTerm.Errors => values.Errors,
        _ => values.Events,
    };

    async Task<UsageMeasures[][]?> PreviousAsync(
        UsageReader reader, UsageResult[] results, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct)
    {
        if (Scope.Previous is not { } range || Parts.Previous is not { } measures)
        {
            return null;
        }
        UsageKeyPart[] WithoutTime(UsageRow row) => [.. row.Key.Where((_, i) => By[i] != UsageDimension.Time)];

        var query = Query(range, measures == MeasureSet.None ? MeasureSet.Events : measures, subjects) with
        {
            Only = new([.. results.Select(IReadOnlyList<UsageKeyPart[]> (result) => [.. result.Rows.Select(WithoutTime)])]),
        };
        var before = (await reader.AskAsync(query, ct))
            .Select(result => result.Rows.ToDictionary(row => new ValueList<UsageKeyPart>(row.Key), row => row.Values)).ToArray();
        return [.. results.Select((result, i) => result.Rows
            .Select(row => UsageMeasures.Of(before[i].GetValueOrDefault(new ValueList<UsageKeyPart>(row.Key)))).ToArray())];
    }

    // Everything that has none of the keys on the page shares one row, whose key is null.
    async Task<MeasureValues[]?> OthersAsync(
        UsageReader reader, UsageResult[] shown, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct)
    {
        if (Parts.Other is not ({ } measures and not MeasureSet.None))
        {
            return null;
        }
        var query = Query(Scope.Range, measures, subjects) with
        {
            Folds = [new UsageFold([.. Enumerable.Range(0, By.Count)], shown.Keys())],
        };
        var results = await reader.AskAsync(query, ct);
        return [.. results.Select(result => result.Rows.FirstOrDefault(row => row.Key[0].Id is null)?.Values ?? default)];
    }

    UsageKey KeyOf(UsageRow row, TimeAxis? axis) => new(By.Index().ToDictionary(d => d.Item, d => row.Key[d.Index]), axis);

    PageInfo PageOf(UsageResult result)
    {
        var end = Offset + result.Rows.Count;
        return new PageInfo(
            end < result.TotalRows,
            Offset > 0,
            result.Rows is [] ? null : BreakdownCursor.Write(Offset + 1, CursorText),
            result.Rows is [] ? null : BreakdownCursor.Write(end, CursorText));
    }

    static GraphQLRequestException Invalid(string message) => new(message, ScopeErrors.InvalidArgument);
}
