using UsageAnalysis.Ingest;

namespace UsageAnalysis.Commands.Demo;

/// <summary>
/// Plays all sessions at once, always the one that is earliest in time, so that each sees the objects as the others left them.
/// </summary>
sealed class Story(World world)
{
    readonly PriorityQueue<Session, (DateTime, int)> ongoing = new();
    readonly PriorityQueue<LoggedEvent, (DateTime, Guid)> logged = new();

    /// <summary>The events in time order, none later than the end of the plan.</summary>
    public IEnumerable<LoggedEvent> Tell()
    {
        foreach (var entry in ServerLog.Of(world))
        {
            Log(entry);
        }
        var visits = Visit.PlanAll(world.Plan, world.People);
        var next = 0;
        while (next < visits.Count || ongoing.Count > 0)
        {
            if (ongoing.TryPeek(out _, out var first) && (next == visits.Count || first.Item1 <= visits[next].Start))
            {
                Continue();
            }
            else
            {
                Begin(visits[next++]);
            }
            foreach (var entry in LoggedBefore(Present(visits, next)))
            {
                yield return entry;
            }
        }
        foreach (var entry in LoggedBefore(DateTime.MaxValue))
        {
            yield return entry;
        }
    }

    void Begin(Visit visit)
    {
        var session = new Session(world, visit, Log);
        Acts.Begin(session);
        ongoing.Enqueue(session, (session.Clock, visit.Number));
    }

    void Continue()
    {
        ongoing.TryDequeue(out var session, out var place);
        if (session!.ActsLeft == 0)
        {
            Acts.End(session);
            return;
        }
        session.Act();
        ongoing.Enqueue(session, (session.Clock, place.Item2));
    }

    // No session can log anything before this moment any more.
    DateTime Present(IReadOnlyList<Visit> visits, int next)
    {
        var start = next < visits.Count ? visits[next].Start : DateTime.MaxValue;
        return ongoing.TryPeek(out _, out var first) && first.Item1 < start ? first.Item1 : start;
    }

    IEnumerable<LoggedEvent> LoggedBefore(DateTime present)
    {
        while (logged.TryPeek(out var entry, out _) && entry.Time < present)
        {
            yield return logged.Dequeue();
        }
    }

    void Log(LoggedEvent entry)
    {
        if (entry.Time <= world.Plan.Now)
        {
            logged.Enqueue(entry, (entry.Time, entry.Id));
        }
    }
}
