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
        UsageReader reader, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct) => await AskAsync(reader, subjects, ct);
}

/// <summary>
/// Asks the questions of one request: each once, for all the nodes that it is asked under; a few different ones at the same time. One that
/// fails does so for its own fields alone.
/// </summary>
public sealed class UsageQuestions(UsageReader reader) : BatchLoader<(UsageQuestion Question, UsageSubject? Subject), Task<object>>
{
    // A question in progress holds one connection: there are as many lanes as may be in use at a time, and in each one asks after another.
    readonly Task[] lanes = [.. Enumerable.Repeat(Task.CompletedTask, 4)];
    int asked;

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
            ref var lane = ref lanes[asked++ % lanes.Length];
            var all = AfterAsync(lane, group.Key.Question, subjects, cancellationToken);
            lane = all;
            foreach (var (i, key) in group.Index())
            {
                answers.Add(key, OneOfAsync(all, i));
            }
        }
        return Task.FromResult<IReadOnlyDictionary<(UsageQuestion, UsageSubject?), Task<object>>>(answers);
    }

    async Task<object[]> AfterAsync(Task before, UsageQuestion question, UsageSubject[]? subjects, CancellationToken ct)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await question.AnswerAsync(reader, subjects, ct);
    }

    static async Task<object> OneOfAsync(Task<object[]> answers, int index) => (await answers)[index];
}
