using UsageAnalysis.Analytics;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Insights;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Inventory;

/// <summary>A question for an inventory, checked.</summary>
sealed record InventoryQuestion : InsightQuestion<InventoryPage>
{
    const int MostRows = 1000;

    public InventoryQuestion(
        UsageScope scope, InventoryOf of, IReadOnlyList<InventoryStatus>? status, IReadOnlyList<InventorySortInput> order, int first,
        string? after)
    {
        ScopeQueries.RequireWithin("first", first, MostRows);
        (Scope, Of, First) = (scope, of, first);
        Status = new(status ?? []);
        Order = new(order is [] ? [new(LastUsedAt: SortEnumType.Asc)] : order);
        foreach (var step in Order)
        {
            Chosen(step);
        }
        Offset = after is null ? 0 : BreakdownCursor.Read(after, CursorText);
    }

    UsageScope Scope { get; }

    InventoryOf Of { get; }

    ValueList<InventoryStatus> Status { get; }

    ValueList<InventorySortInput> Order { get; }

    int First { get; }

    int Offset { get; }

    string CursorText => $"{Of}/{Status}/{Order}";

    private protected override async Task<InventoryPage> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct)
    {
        var all = await new Insights.Inventory(reader, Scope, subject).OfAsync(Of, ct);
        var asked = Sorted(all.Where(item => Status is [] || Status.Contains(item.Status))).ToArray();
        var page = asked.Skip(Offset).Take(First).Select(item => new InventoryRow(Of, item)).ToArray();
        var end = Offset + page.Length;
        string? Cursor(int position) => page is [] ? null : BreakdownCursor.Write(position, CursorText);
        return new InventoryPage(
            page, [.. Enum.GetValues<InventoryStatus>().Select(status => new InventoryStatusCount(status, all.Count(i => i.Status == status)))],
            asked.Length, Scope.ComparisonRange.From, Scope.ComparisonRange.To,
            new PageInfo(end < asked.Length, Offset > 0, Cursor(Offset + 1), Cursor(end)));
    }

    // Names by their characters, whatever the culture.
    static readonly Comparer<object?> Values = Comparer<object?>.Create((one, other) => one is string name && other is string second
        ? string.CompareOrdinal(name, second)
        : Comparer<object>.Default.Compare(one, other));

    // Equal ones by name, and by id where paths on the screen are equal too.
    IEnumerable<InventoryItem> Sorted(IEnumerable<InventoryItem> items)
    {
        var sorted = items.OrderBy(_ => 0);
        foreach (var (direction, value) in Order.Select(Chosen))
        {
            sorted = direction == SortEnumType.Desc ? sorted.ThenByDescending(value, Values) : sorted.ThenBy(value, Values);
        }
        return sorted.ThenBy(item => item.Name, StringComparer.Ordinal).ThenBy(item => item.Id);
    }

    static (SortEnumType Direction, Func<InventoryItem, object?> Value) Chosen(InventorySortInput step)
    {
        (SortEnumType? Direction, Func<InventoryItem, object?> Value)[] members =
        [
            (step.Name, item => item.Name.ToUpperInvariant()),
            (step.Status, item => item.Status),
            (step.Events, item => item.Counts.Events),
            (step.Users, item => item.Counts.Users),
            (step.PreviousUsers, item => item.Counts.PreviousUsers),
            (step.TotalEvents, item => item.Counts.TotalEvents),
            (step.LastUsedAt, item => item.Counts.LastUsedAt),
        ];
        var given = members.Where(member => member.Direction is not null).ToArray();
        return given is [var one]
            ? (one.Direction!.Value, one.Value)
            : throw new GraphQLRequestException(
                $"A step of order names {given.Length} members, but must name exactly one: write [{{users: ASC}}, {{name: ASC}}].",
                ScopeErrors.InvalidArgument);
    }
}

/// <summary>What is known, and how much of it is used.</summary>
[ExtendObjectType<ScopedUsage>]
public static class InventoryUsage
{
    /// <summary>
    /// Everything of a kind that is known, used or not, for cleaning up: what was never used, what no longer is, what its author alone uses,
    /// what comes and what goes. Packages, categories, functions, tags, sources and event types of the scope decide what is listed; all its
    /// conditions decide what is counted.
    /// </summary>
    /// <param name="usage">The scope.</param>
    /// <param name="questions">Asks.</param>
    /// <param name="of">What kind of things.</param>
    /// <param name="status">Only things of these; null or empty: all.</param>
    /// <param name="order">Precedence is position. Default: what was used longest ago, after what never was.</param>
    /// <param name="first">Most rows: 1 to 1,000.</param>
    /// <param name="after">Cursor of the row after which the page begins; from an answer to the same question.</param>
    [Cost(100)]
    [ListSize(1_000, SlicingArguments = ["first"], SlicingArgumentDefaultValue = 50, SizedFields = ["rows"])]
    public static Loaded<InventoryPage> GetInventory(
        [Parent] ScopedUsage usage, [Service] UsageQuestions questions, InventoryOf of, IReadOnlyList<InventoryStatus>? status = null,
        IReadOnlyList<InventorySortInput>? order = null, int first = 50, string? after = null) =>
        questions.Ask(new InventoryQuestion(usage.Scope, of, status, order ?? [], first, after), usage.Subject);
}
