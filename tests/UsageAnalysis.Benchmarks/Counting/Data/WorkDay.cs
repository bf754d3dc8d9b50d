namespace UsageAnalysis.Benchmarks.Counting.Data;

/// <summary>
/// What somebody works at on one day: the same whatever the number of events, so that more events mean more of the same work, as they do
/// on a real platform. A session is a burst of tasks in working hours, a task a few minutes with one kind of event.
/// </summary>
sealed class WorkDay
{
    /// <summary>One kind of event for some minutes.</summary>
    /// <param name="Kind">What is done.</param>
    /// <param name="Session">Which session it belongs to.</param>
    /// <param name="Start">When it begins: since midnight UTC.</param>
    /// <param name="Length">Until it ends.</param>
    /// <param name="Until">Sum of the weights of the tasks up to this one.</param>
    internal readonly record struct Work(Kind Kind, Guid Session, TimeSpan Start, TimeSpan Length, double Until);

    static readonly TimeSpan Latest = new(23, 45, 0);

    readonly List<Work> tasks = [];

    internal WorkDay(int seed, int day, Person person, PackageKinds[] packages)
    {
        var draw = Draw.Of(seed, 4, day, person.Number);
        var sessions = draw.Chance(0.4) ? 2 : 1;
        for (var session = 0; session < sessions; session++) Plan(ref draw, session, sessions, person, packages);
    }

    /// <summary>The task that an event belongs to, in proportion to the tasks' weights.</summary>
    internal Work Choose(ref Draw draw)
    {
        var target = draw.Unit() * tasks[^1].Until;
        return tasks.Find(task => target < task.Until);
    }

    void Plan(ref Draw draw, int session, int sessions, Person person, PackageKinds[] packages)
    {
        var id = draw.Id();
        // Local 8:00 to 18:00, the second session in the afternoon.
        var (from, to) = sessions == 1 ? (8.0, 17.0) : session == 0 ? (8.0, 11.0) : (13.0, 17.0);
        var clock = TimeSpan.FromHours(draw.Between(from, to)) - person.Offset;
        for (var count = 3 + draw.Index(4); count > 0; count--)
        {
            var package = packages[person.Packages[draw.Skewed(person.Packages.Length, 2)]];
            var function = draw.Chance(0.4);
            var kinds = function ? package.Functions : package.Gestures;
            var kind = kinds[draw.Skewed(kinds.Length, 1.7)];
            var weight = draw.LogNormal(function ? 0.75 : 1, 0.9) * (kind.Source == "error" ? 0.05 : 1);
            var length = TimeSpan.FromMinutes(draw.Between(4, 30));
            tasks.Add(new(kind, id, clock < Latest ? clock : Latest, length, (tasks.Count > 0 ? tasks[^1].Until : 0) + weight));
            clock += length * draw.Between(0.3, 1.3);
        }
    }
}
