using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using UsageAnalysis.Analytics;
using UsageAnalysis.Data;
using UsageAnalysis.GraphQL.Paging;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Runs;

/// <summary>
/// Remembers pages and counts of the runs in a scope, as other answers are: filtered and ordered by values, they look at every run. A run
/// is an event, which never changes, so that nothing but the events and the registry can change them.
/// </summary>
/// <param name="scope">The runs are within its range.</param>
/// <param name="reader">Remembers.</param>
sealed class RunMemory(UsageScope scope, UsageReader reader) : IRowMemory
{
    const int Columns = 20;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TRow>> ListAsync<TRow>(IQueryable<TRow> query, CancellationToken cancellationToken)
    {
        if (UserFinder.IsIn(query.Expression))
        {
            return await query.ToListAsync(cancellationToken);
        }
        await using var command = query.CreateDbCommand();
        var statement = StatementHash.Of(
            $"{typeof(TRow)}: {command.CommandText}",
            command.Parameters.Cast<NpgsqlParameter>().Select(parameter => (parameter.NpgsqlDbType, parameter.Value)));
        return await reader.AnswerAsync<IReadOnlyList<TRow>>(
            statement, scope.Range, async ct => await query.ToListAsync(ct), SizeOf, cancellationToken);
    }

    static long SizeOf<TRow>(IReadOnlyList<TRow> rows) => AnswerSize.OfRows(
        rows.Count, Columns, rows.Sum(row => row is Owned<KeyedRow<Run>> run ? Characters(run.Value.Row.Event) : 0L), 0);

    static long Characters(Event e) =>
        new[] { e.ActionId, e.Description, e.ErrorMessage, e.ErrorStack, e.Parameters?.GetRawText() }.Sum(text => text?.Length ?? 0L);

    /// <summary>
    /// Finds whether a query asks something of users: when they were seen last changes with events outside of the scope too.
    /// </summary>
    sealed class UserFinder : ExpressionVisitor
    {
        bool found;

        public static bool IsIn(Expression query)
        {
            var finder = new UserFinder();
            finder.Visit(query);
            return finder.found;
        }

        protected override Expression VisitMember(MemberExpression node)
        {
            found |= node.Member.DeclaringType == typeof(User);
            return base.VisitMember(node);
        }
    }
}
