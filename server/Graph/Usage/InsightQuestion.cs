using UsageAnalysis.Usage;

namespace UsageAnalysis.Graph.Usage;

/// <summary>
/// A question that takes more than one statement of the pipeline, or one of its own. It is asked of each node in turn, and priced so that
/// few fit below a list.
/// </summary>
public abstract record InsightQuestion<TAnswer> : UsageQuestion<TAnswer>
    where TAnswer : class
{
    private protected InsightQuestion() { }

    /// <summary>Answers it for one node, or for everything in the scope where there is none.</summary>
    private protected abstract Task<TAnswer> AnswerAsync(UsageReader reader, UsageSubject? subject, CancellationToken ct);

    private protected sealed override async Task<TAnswer[]> AskAsync(
        UsageReader reader, IReadOnlyList<UsageSubject>? subjects, CancellationToken ct)
    {
        if (subjects is null)
        {
            return [await AnswerAsync(reader, null, ct)];
        }
        var answers = new TAnswer[subjects.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = await AnswerAsync(reader, subjects[i], ct);
        }
        return answers;
    }
}
