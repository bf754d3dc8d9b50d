using System.Text.Json;
using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Filters;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Insights.Errors;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Errors;

/// <summary>The errors of a scope by some dimensions, checked.</summary>
sealed record ErrorsQuestion : InsightQuestion<ErrorBreakdown>
{
    const int MostRows = 1000;
    const int MostSteps = 6;

    readonly UsageScope scope;
    readonly ErrorGroupsAsked asked;
    readonly Where<ErrorRow>? where;
    readonly string cursorText;

    // Only what is selected is asked.
    readonly bool trends;
    readonly bool previous;

    public ErrorsQuestion(
        UsageScope scope, IReadOnlyList<ErrorDimension> by, Where<ErrorRow>? where, IReadOnlyList<ErrorRowSortInput> order, bool marked, int first,
        string? after, Selection selection)
    {
        ScopeQueries.RequireDimensions(by, 1);
        ScopeQueries.RequireWithin("first", first, MostRows);
        if (order.Count > MostSteps)
        {
            throw new GraphQLRequestException($"order has {order.Count} steps, but may have at most {MostSteps}.", ScopeErrors.InvalidArgument);
        }
        (this.scope, this.where) = (scope, where);
        (trends, previous) = (selection["rows"].Selects("trend"), selection["rows"].Selects("previous"));
        var steps = new ValueList<(ErrorColumn, bool)>(order is [] ? [(ErrorColumn.Occurrences, true)] : order.Select(step => step.Parse()));
        cursorText = $"{new ValueList<ErrorDimension>(by)}/{steps}/{JsonSerializer.Serialize(where?.Conditions)}/{marked}";
        asked = new ErrorGroupsAsked(new(by), marked)
        {
            Order = steps, First = first, Offset = after is null ? 0 : BreakdownCursor.Read(after, cursorText),
        };
    }

    private protected override async Task<ErrorBreakdown> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct)
    {
        var groups = new ErrorGroups(reader, scope, subject);
        var sums = await groups.SumsAsync(asked.Marked, ct);
        var (page, total) = await PageAsync(reader, groups, sums, ct);
        var axis = ScopeErrors.Explained(() => TimeAxis.Of(scope.Range, TimeBucket.Auto, scope.Zone));
        var rows = await WithTrendsAsync(await WithPreviousAsync(page, groups, ct), groups, axis, ct);
        var end = asked.Offset + rows.Length;
        return new ErrorBreakdown(
            rows, new(sums.Occurrences, sums.Users, sums.Sessions), new(sums.MarkedErrors, sums.MarkedOccurrences), axis.Bucket, axis.Starts,
            total, end < total, new PageInfo(
                end < total, asked.Offset > 0,
                rows is [] ? null : BreakdownCursor.Write(asked.Offset + 1, cursorText),
                rows is [] ? null : BreakdownCursor.Write(end, cursorText)));
    }

    // What rows must fulfil may be known of whole rows only: then all of them are looked at.
    async Task<(ErrorRow[] Rows, int Total)> PageAsync(UsageReader reader, ErrorGroups groups, ErrorSums sums, CancellationToken ct)
    {
        if (where?.Predicate is not { } predicate)
        {
            var (page, total) = await groups.AskAsync(scope.Range, asked, ct);
            return (await RowsAsync(reader, page, sums, ct), total);
        }
        var (all, _) = await groups.AskAsync(scope.Range, asked with { First = null, Offset = 0 }, ct);
        var fulfilling = (await RowsAsync(reader, all, sums, ct)).Where(predicate.Compile()).ToArray();
        return ([.. fulfilling.Skip(asked.Offset).Take(asked.First!.Value)], fulfilling.Length);
    }

    async Task<ErrorRow[]> RowsAsync(UsageReader reader, IReadOnlyList<ErrorGroup> groups, ErrorSums sums, CancellationToken ct)
    {
        var signature = asked.By.ToList().IndexOf(ErrorDimension.Signature);
        var history = signature < 0
            ? new Dictionary<long, ErrorHistory>()
            : await ErrorHistory.OfAsync(
                reader, scope.Range, [.. groups.Select(group => group.Key[signature].Id).OfType<long>().Distinct().Order()], ct);
        return
        [
            .. groups.Select(group => Row(
                group, sums, signature >= 0 && group.Key[signature].Id is { } error ? history.GetValueOrDefault(error) : null)),
        ];
    }

    ErrorRow Row(ErrorGroup group, ErrorSums sums, ErrorHistory? known) => new(
        new ErrorKey(asked.By.Index().ToDictionary(d => d.Item, d => group.Key[d.Index])),
        group.Occurrences, group.Users, group.Sessions, group.FirstSeenAt, group.LastSeenAt, group.Handled, group.Unhandled,
        group.Occurrences - group.Handled - group.Unhandled, known?.Status, known?.AbsentDays,
        sums.Occurrences == 0 ? 0 : (double)group.Occurrences / sums.Occurrences, [], null);

    async Task<ErrorRow[]> WithPreviousAsync(ErrorRow[] page, ErrorGroups groups, CancellationToken ct)
    {
        if (!previous || scope.Previous is not { } range)
        {
            return page;
        }
        var (all, _) = await groups.AskAsync(range, new(asked.By, asked.Marked), ct);
        var before = all.ToDictionary(group => group.Key);
        return [.. page.Select(row => row with
        {
            Previous = before.TryGetValue(KeyOf(row), out var then) ? new(then.Occurrences, then.Users, then.Sessions) : new(0, 0, 0),
        })];
    }

    async Task<ErrorRow[]> WithTrendsAsync(ErrorRow[] page, ErrorGroups groups, TimeAxis axis, CancellationToken ct)
    {
        if (!trends)
        {
            return page;
        }
        var counts = await groups.TrendsAsync(axis, asked.By, [.. page.Select(KeyOf)], ct);
        return [.. page.Select((row, i) => row with { Trend = counts[i] })];
    }

    ValueList<UsageKeyPart> KeyOf(ErrorRow row) => new(asked.By.Select(dimension => row.Key.Parts[dimension]));
}
