using System.Globalization;
using System.Text;
using UsageAnalysis.Analytics;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>Reads one step of an order.</summary>
static class BreakdownOrder
{
    public static UsageOrder Parse(UsageSortInput step)
    {
        (SortEnumType? Direction, MeasureSet Measure)[] members =
        [
            (step.Events, MeasureSet.Events),
            (step.Users, MeasureSet.Users),
            (step.NewUsers, MeasureSet.NewUsers),
            (step.Sessions, MeasureSet.Sessions),
            (step.Errors, MeasureSet.Errors),
            (step.Time, MeasureSet.None),
        ];
        var given = members.Where(member => member.Direction is not null).ToArray();
        return given is [var one]
            ? new UsageOrder(one.Measure, one.Direction == SortEnumType.Desc)
            : throw new GraphQLRequestException(
                $"A step of order names {given.Length} measures, but must name exactly one: write [{{users: DESC}}, {{events: DESC}}].",
                ScopeErrors.InvalidArgument);
    }
}

/// <summary>
/// Cursors of a breakdown: the position of a row, bound to dimensions and order. Rows are counted anew for every page, so there is no row
/// that a cursor could hold on to.
/// </summary>
static class BreakdownCursor
{
    public static string Write(int position, IReadOnlyList<UsageDimension> by, IReadOnlyList<UsageOrder> order) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{position}:{Question(by, order)}")));

    public static int Read(string cursor, IReadOnlyList<UsageDimension> by, IReadOnlyList<UsageOrder> order)
    {
        Span<byte> bytes = stackalloc byte[256];
        return cursor.Length <= 256
            && Convert.TryFromBase64String(cursor, bytes, out var length)
            && Encoding.UTF8.GetString(bytes[..length]).Split(':', 2) is [var position, var question]
            && question == Question(by, order)
            && int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            ? rows
            : throw new GraphQLRequestException(
                $"{Quoted.Text(cursor)} is not a cursor of this breakdown. Take cursors from pageInfo of the same question.",
                "HC0078");
    }

    static string Question(IReadOnlyList<UsageDimension> by, IReadOnlyList<UsageOrder> order) =>
        string.Join(',', by) + '/' + string.Join(',', order.Select(step => step.Measure + (step.Descending ? "-" : "+")));
}
