using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;
using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>A question about usage, checked. Two that ask the same are equal, so that it is asked once for all nodes.</summary>
public abstract record UsageQuestion
{
    private protected UsageQuestion() { }

    /// <summary>Asks it of many subjects at once, all of one kind, or of everything when there are none.</summary>
    /// <returns>One answer for each subject in order, or one alone.</returns>
    internal abstract Task<object[]> AnswerAsync(UsageReader reader, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct);
}

/// <summary>A question with answers of one type.</summary>
public abstract record UsageQuestion<TAnswer> : UsageQuestion
    where TAnswer : class
{
    private protected UsageQuestion() { }

    /// <inheritdoc cref="UsageQuestion.AnswerAsync"/>
    private protected abstract Task<TAnswer[]> AskAsync(UsageReader reader, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct);

    internal sealed override async Task<object[]> AnswerAsync(
        UsageReader reader, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct)
    {
        try
        {
            return await AskAsync(reader, subjects, ct);
        }
        catch (EventsDroppedException dropped)
        {
            throw new GraphQLRequestException(dropped.Message, ScopeErrors.EventsDropped);
        }
    }
}

/// <summary>
/// Asks the questions of one request: each once, for all the nodes that it is asked under; a few different ones at the same time. One that
/// fails does so for its own fields alone.
/// </summary>
public sealed class UsageQuestions(UsageReader reader) : BatchLoader<(UsageQuestion Question, UsageSubject? Subject), Task<object>>
{
    /// <inheritdoc/>
    protected override int MaxBatchSize => 10_000;

    /// <summary>The answer to a question about a node, or about everything.</summary>
    public Loaded<TAnswer> Ask<TAnswer>(UsageQuestion<TAnswer> question, UsageSubject? subject)
        where TAnswer : class => Load((question, subject)).Then(async (answer, _) => (TAnswer)await answer!);

    /// <inheritdoc/>
    protected override Task<IReadOnlyDictionary<(UsageQuestion Question, UsageSubject? Subject), Task<object>>> LoadAsync(
        IReadOnlyList<(UsageQuestion Question, UsageSubject? Subject)> keys, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<(UsageQuestion, UsageSubject?), Task<object>>();
        foreach (var group in keys.GroupBy(key => (key.Question, key.Subject?.Kind)))
        {
            var subjects = group.Key.Kind is null ? null : group.Select(key => key.Subject!.Value).ToArray();
            var all = InTurnAsync(() => group.Key.Question.AnswerAsync(reader, subjects, cancellationToken), cancellationToken);
            foreach (var (i, key) in group.Index())
            {
                answers.Add(key, OneOfAsync(all, i));
            }
        }
        return Task.FromResult<IReadOnlyDictionary<(UsageQuestion, UsageSubject?), Task<object>>>(answers);
    }

    static async Task<object> OneOfAsync(Task<object[]> answers, int index) => (await answers)[index];
}
