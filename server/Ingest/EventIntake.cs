using System.Runtime.InteropServices;
using System.Text.Json;
using UsageAnalysis.Data;
using UsageAnalysis.Ingest.Policy;

namespace UsageAnalysis.Ingest;

/// <summary>What became of one record that was sent.</summary>
/// <param name="Position">Of the record among those that were sent, from 0.</param>
/// <param name="Id">The event's id; the record's own word for it when rejected, null when it has none.</param>
/// <param name="Status">Stored, duplicate, rejected or excluded.</param>
/// <param name="Reason">Why it was rejected or excluded; else null.</param>
public sealed record RecordResult(int Position, string? Id, RecordStatus Status, string? Reason);

/// <summary>The answer to records that were sent.</summary>
public abstract record IntakeAnswer
{
    IntakeAnswer()
    {
    }

    /// <summary>After commit: one result for each record, in order.</summary>
    public sealed record Logged(IReadOnlyList<RecordResult> Results) : IntakeAnswer
    {
        /// <summary>How many records had this fate.</summary>
        public int Count(RecordStatus status) => Results.Count(result => result.Status == status);
    }

    /// <summary>Nothing is promised: send all of it again after so many seconds, which is harmless.</summary>
    /// <param name="Busy">True when the queue is full, false when the database does not answer or the server stops.</param>
    /// <param name="RetryAfterSeconds">From 1 to 60.</param>
    public sealed record Later(bool Busy, int RetryAfterSeconds) : IntakeAnswer;
}

/// <summary>The one way in: every sender's records are checked here, held to the logging policy, and handed to the inbox.</summary>
public sealed class EventIntake(EventInbox inbox, LoggingPolicies policies, TimeProvider time)
{
    const int RetryWhenUnknown = 5;

    /// <summary>Logs records of the wire format; answers after commit. One bad record never loses its neighbours.</summary>
    public Task<IntakeAnswer> LogAsync(IReadOnlyList<JsonElement> records, CancellationToken ct)
    {
        var submission = Begin();
        foreach (var record in records)
        {
            submission.Add(record);
        }
        return LogAsync(submission, ct);
    }

    /// <summary>Begins to collect records that arrive one by one.</summary>
    internal Submission Begin() => new(time.GetUtcNow().UtcDateTime);

    /// <summary>Logs what was collected.</summary>
    internal async Task<IntakeAnswer> LogAsync(Submission submission, CancellationToken ct)
    {
        if (submission.Events.Count > 0)
        {
            if (await policies.CurrentAsync(ct) is not { } rules)
            {
                return new IntakeAnswer.Later(Busy: false, RetryWhenUnknown);
            }
            submission.Hold(rules);
        }
        if (submission.Events.Count == 0)
        {
            return new IntakeAnswer.Logged(submission.Results([]));
        }
        return await inbox.EnqueueAsync(submission.Events, submission.Bytes, ct) switch
        {
            InboxAnswer.Done done => new IntakeAnswer.Logged(submission.Results(done.Outcomes)),
            InboxAnswer.Full full => new IntakeAnswer.Later(Busy: true, full.RetryAfterSeconds),
            InboxAnswer.Unavailable unavailable => new IntakeAnswer.Later(Busy: false, unavailable.RetryAfterSeconds),
            var other => throw new InvalidOperationException($"The inbox answered {other}."),
        };
    }

    /// <summary>The records of one sender: events for the inbox, and results for those that are none.</summary>
    internal sealed class Submission(DateTime now)
    {
        // One entry a record: its rejection, or null for the next of the events.
        readonly List<RecordResult?> fates = [];
        readonly NamePool names = new();

        public List<LoggedEvent> Events { get; private set; } = [];

        /// <summary>JSON of the events in bytes.</summary>
        public long Bytes { get; private set; }

        public int Count => fates.Count;

        public void Add(JsonElement record)
        {
            if (EventParser.TryParse(record, now, names, out var logged, out var rejection))
            {
                Events.Add(logged);
                Bytes += JsonMarshal.GetRawUtf8Value(record).Length;
                fates.Add(null);
            }
            else
            {
                Reject(GivenId(record), rejection.Reason);
            }
        }

        public void Add(WireRecord record)
        {
            if (record.Json is { } json)
            {
                Add(json);
            }
            else
            {
                Reject(null, record.Problem!);
            }
        }

        void Reject(string? id, string reason) => fates.Add(new RecordResult(fates.Count, id, RecordStatus.Rejected, reason));

        /// <summary>Takes out what the logging policy excludes.</summary>
        public void Hold(LoggingRuleSet rules)
        {
            var kept = new List<LoggedEvent>(Events.Count);
            for (var (fate, next) = (0, 0); fate < fates.Count; fate++)
            {
                if (fates[fate] is not null) continue;
                var logged = Events[next++];
                if (Exclusion(rules, logged) is { } reason)
                {
                    fates[fate] = new RecordResult(fate, logged.Id.ToString(), RecordStatus.Excluded, reason);
                }
                else
                {
                    kept.Add(logged);
                }
            }
            Events = kept;
        }

        static string? Exclusion(LoggingRuleSet rules, LoggedEvent logged) =>
            rules.For(logged.User, Attribution.NamedPackage(logged)) is { } policy && !policy.Logs(logged.Source, logged.Type)
                ? $"the logging policy excludes {logged.Source} {logged.Type} here"
                : null;

        public List<RecordResult> Results(IReadOnlyList<RecordOutcome> outcomes)
        {
            var results = new List<RecordResult>(fates.Count);
            var next = 0;
            foreach (var fate in fates)
            {
                results.Add(fate
                    ?? new RecordResult(results.Count, Events[next].Id.ToString(), outcomes[next].Status, outcomes[next++].Reason));
            }
            return results;
        }

        static string? GivenId(JsonElement record) =>
            record.ValueKind == JsonValueKind.Object
            && record.Member("id"u8) is { ValueKind: JsonValueKind.String } id && id.TryGetGuid(out var uuid)
                ? uuid.ToString()
                : null;
    }
}
