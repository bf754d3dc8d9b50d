using CsCheck;
using UsageAnalysis.Statistics;
using Xunit;

namespace UsageAnalysis.Tests.Statistics;

public sealed class AttendanceTests
{
    static readonly Gen<int[][]> Periods = Gen.Int[0, 8].HashSet[0, 6].Select(set => set.ToArray()).Array[1, 12];

    [Fact]
    public void People_are_new_once_then_retained_returned_or_lost()
    {
        // Before: 1 came in the period before, 2 long ago.
        var standings = Attendance.Standings([[1, 2, 3], [3], [], [1, 4]], [1], [2]);

        Assert.Equal(
            [
                new(New: 1, Retained: 1, Returned: 1, Lost: 0), // 3 is new, 1 stayed, 2 is back
                new(New: 0, Retained: 1, Returned: 0, Lost: 2),
                new(New: 0, Retained: 0, Returned: 0, Lost: 1),
                new(New: 1, Retained: 0, Returned: 1, Lost: 0),
            ],
            standings);
    }

    [Fact]
    public void The_standings_are_those_of_sets_compared_one_by_one() => Gen.Select(Periods, Periods).Sample((before, periods) =>
    {
        var all = before.Concat(periods).ToArray();
        var standings = Attendance.Standings(periods, before[^1], before.SelectMany(one => one));

        foreach (var (i, standing) in standings.Index())
        {
            var (now, last) = (periods[i], all[before.Length + i - 1]);
            var ever = all.Take(before.Length + i).SelectMany(one => one).ToHashSet();
            Assert.Equal(now.Length, standing.Active);
            Assert.Equal(now.Except(ever).Count(), standing.New);
            Assert.Equal(now.Intersect(last).Count(), standing.Retained);
            Assert.Equal(now.Intersect(ever).Except(last).Count(), standing.Returned);
            Assert.Equal(last.Except(now).Count(), standing.Lost);
        }
    });

    [Fact]
    public void A_cohort_is_who_came_first_in_a_period_and_shrinks_and_grows()
    {
        var triangle = Attendance.Triangle([[1, 2, 9], [2, 3], [1, 3, 9]], earlier: [9]);

        Assert.Equal([[2, 1, 1], [1, 1], [0]], triangle);
    }

    [Fact]
    public void The_triangle_is_that_of_first_periods_looked_up_one_by_one() => Periods.Sample(periods =>
    {
        var triangle = Attendance.Triangle(periods, []);
        int First(int id) => Array.FindIndex(periods, period => period.Contains(id));

        for (var i = 0; i < periods.Length; i++)
        {
            for (var later = 0; later < periods.Length - i; later++)
            {
                Assert.Equal(periods[i + later].Count(id => First(id) == i), triangle[i][later]);
            }
        }
    });

    [Fact]
    public void Trailing_counts_are_distinct_counts_of_the_last_periods() => Gen.Select(Periods, Gen.Int[1, 15]).Sample((periods, length) =>
    {
        var trailing = Attendance.Trailing(periods, length);

        Assert.Equal(
            periods.Select((_, i) => periods.Take(i + 1).TakeLast(length).SelectMany(one => one).Distinct().Count()),
            trailing);
    });

    [Fact]
    public void Where_there_are_no_periods_there_is_nothing_to_tell()
    {
        Assert.Empty(Attendance.Standings([], [1], [2]));
        Assert.Empty(Attendance.Triangle([], [1]));
        Assert.Empty(Attendance.Trailing([], 7));
    }
}
