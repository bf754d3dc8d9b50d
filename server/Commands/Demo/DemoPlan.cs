namespace UsageAnalysis.Commands.Demo;

/// <summary>Everything that decides the demo data: two equal plans make equal events, ids included.</summary>
/// <param name="Seed">Any number; another one makes other people, releases and events.</param>
/// <param name="Now">The end of the story: UTC, whole microseconds. Nothing happens later.</param>
/// <param name="Events">About how many events to make; the real count lies within some 5 % of it.</param>
public sealed record DemoPlan(int Seed, DateTime Now, int Events = DemoPlan.DefaultEvents)
{
    /// <summary>The seed when nobody asks for another.</summary>
    public const int DefaultSeed = 1;

    /// <summary>Six months of a platform with 200 users.</summary>
    public const int DefaultEvents = 300_000;

    /// <summary>The beginning of the story, six months before its end.</summary>
    public DateTime Start => Now.AddMonths(-6);

    /// <summary>The calendar dates that the story touches in any site's zone, in order.</summary>
    public IEnumerable<DateOnly> Dates()
    {
        var last = DateOnly.FromDateTime(Now).AddDays(1);
        for (var date = DateOnly.FromDateTime(Start).AddDays(-1); date <= last; date = date.AddDays(1))
        {
            yield return date;
        }
    }
}
