namespace UsageAnalysis.Commands.Demo;

/// <summary>When people work: quiet weekends, holiday lulls, and the shape of a working day.</summary>
static class WorkCalendar
{
    /// <summary>A stretch of every year in which less is done. Any half year contains a whole one.</summary>
    sealed record Lull(int FromMonth, int FromDay, int ToMonth, int ToDay, double Factor)
    {
        public bool Contains(DateOnly date)
        {
            var (day, from, to) = (date.Month * 100 + date.Day, FromMonth * 100 + FromDay, ToMonth * 100 + ToDay);
            return from <= to ? day >= from && day <= to : day >= from || day <= to;
        }
    }

    static readonly Lull[] Lulls =
    [
        new(12, 22, 1, 3, 0.12),
        new(4, 15, 4, 21, 0.35),
        new(8, 3, 8, 16, 0.5),
        new(10, 1, 10, 3, 0.6),
    ];

    // Weight of each hour, 6:00 to 21:00: two humps with lunch between, and a few who come back in the evening.
    static readonly (int Hour, double Weight)[] Hours =
    [
        (6, 0.5), (7, 2), (8, 7), (9, 12), (10, 13), (11, 11), (12, 4), (13, 9),
        (14, 12), (15, 11), (16, 9), (17, 5), (18, 2), (19, 1), (20, 1), (21, 0.5),
    ];

    /// <summary>How much is done on that date, where an ordinary Tuesday is 1.</summary>
    public static double Factor(DateOnly date)
    {
        var lull = Lulls.FirstOrDefault(l => l.Contains(date))?.Factor ?? 1;
        return lull * date.DayOfWeek switch
        {
            DayOfWeek.Saturday => 0.04,
            DayOfWeek.Sunday => 0.05,
            DayOfWeek.Friday => 0.82,
            DayOfWeek.Monday => 0.93,
            _ => 1,
        };
    }

    /// <summary>An hour of the local day at which a session starts, such as 9.27.</summary>
    public static double StartHour(Dice dice) => dice.Weighted(Hours, h => h.Weight).Hour + dice.Unit();
}
