using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>Reads one step of an order.</summary>
static class BreakdownOrder
{
    public static UsageOrder Parse(UsageSortInput step)
    {
        (SortEnumType? Direction, UsageTerm Term)[] members =
        [
            (step.Events, UsageTerm.Events),
            (step.Users, UsageTerm.Users),
            (step.NewUsers, UsageTerm.NewUsers),
            (step.Sessions, UsageTerm.Sessions),
            (step.Errors, UsageTerm.Errors),
            (step.ErrorRate, UsageTerm.ErrorRate),
            (step.MeanDurationMs, UsageTerm.MeanDurationMs),
            (step.MaxDurationMs, UsageTerm.MaxDurationMs),
            (step.Time, UsageTerm.Time),
            (step.Key, UsageTerm.Key),
        ];
        var given = members.Where(member => member.Direction is not null).ToArray();
        return given is [var one]
            ? new UsageOrder(one.Term, one.Direction == SortEnumType.Desc)
            : throw new GraphQLRequestException(
                $"A step of order names {given.Length} measures, but must name exactly one: write [{{users: DESC}}, {{events: DESC}}].",
                ScopeErrors.InvalidArgument);
    }
}

/// <summary>
/// Cursors of a breakdown: the position of a row, bound to what decides which rows there are in which order. Rows are counted anew for
/// every page, so there is no row that a cursor could hold on to.
/// </summary>
static class BreakdownCursor
{
    public static string Write(int position, string question) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{position}:{Hash(question)}")));

    public static int Read(string cursor, string question)
    {
        Span<byte> bytes = stackalloc byte[64];
        return cursor.Length <= 64
            && Convert.TryFromBase64String(cursor, bytes, out var length)
            && Encoding.UTF8.GetString(bytes[..length]).Split(':') is [var position, var hash]
            && hash == Hash(question)
            && int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            ? rows
            : throw new GraphQLRequestException(
                $"{Quoted.Text(cursor)} is not a cursor of this breakdown. Take cursors from pageInfo of the same question.",
                "HC0078");
    }

    static string Hash(string question) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)).AsSpan(0, 8));
}
