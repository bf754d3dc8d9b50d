namespace UsageAnalysis.Statistics;

/// <summary>Who came when: what the sets of people of consecutive periods tell. A period is a list of ids, each once, in any order.</summary>
public static class Attendance
{
    /// <summary>How the people of one period stand to those before it.</summary>
    /// <param name="New">Came for the first time.</param>
    /// <param name="Retained">Came in the period before as well.</param>
    /// <param name="Returned">Came earlier, but not in the period before.</param>
    /// <param name="Lost">Came in the period before, but not in this one.</param>
    public readonly record struct Standing(int New, int Retained, int Returned, int Lost)
    {
        /// <summary>All who came.</summary>
        public int Active => New + Retained + Returned;
    }

    /// <summary>The standing of each period.</summary>
    /// <param name="periods">In order.</param>
    /// <param name="before">Who came in the period before the first one.</param>
    /// <param name="earlier">Who came at any time before the first one.</param>
    public static Standing[] Standings(IReadOnlyList<IReadOnlyList<int>> periods, IEnumerable<int> before, IEnumerable<int> earlier)
    {
        var known = new HashSet<int>(earlier);
        var last = new HashSet<int>(before);
        known.UnionWith(last);
        var standings = new Standing[periods.Count];
        for (var i = 0; i < standings.Length; i++)
        {
            var now = periods[i].ToHashSet();
            var retained = now.Count(last.Contains);
            var newcomers = now.Count(id => !known.Contains(id));
            standings[i] = new(newcomers, retained, now.Count - retained - newcomers, last.Count - retained);
            known.UnionWith(now);
            last = now;
        }
        return standings;
    }

    /// <summary>
    /// The triangle of retention: for each period the people who came in it for the first time, and how many of them came in each later one.
    /// </summary>
    /// <param name="periods">In order.</param>
    /// <param name="earlier">Who came before the first period: they are in no cohort.</param>
    /// <returns>For each period the number of its newcomers, who came 0, 1, 2, … periods later.</returns>
    public static int[][] Triangle(IReadOnlyList<IReadOnlyList<int>> periods, IEnumerable<int> earlier)
    {
        const int InNone = -1;
        var cohorts = earlier.Distinct().ToDictionary(id => id, _ => InNone);
        var triangle = periods.Select((_, i) => new int[periods.Count - i]).ToArray();
        for (var i = 0; i < periods.Count; i++)
        {
            foreach (var id in periods[i])
            {
                if (!cohorts.TryGetValue(id, out var cohort))
                {
                    cohorts.Add(id, cohort = i);
                }
                if (cohort != InNone)
                {
                    triangle[cohort][i - cohort]++;
                }
            }
        }
        return triangle;
    }

    /// <summary>Who came for the first time in one period and came in a later one, too: the people whom a place of the triangle counts.</summary>
    /// <param name="periods">In order.</param>
    /// <param name="earlier">Who came before the first period.</param>
    /// <param name="first">The period of their first time.</param>
    /// <param name="later">How many periods after it; 0 for all of them.</param>
    public static int[] Cohort(IReadOnlyList<IReadOnlyList<int>> periods, IEnumerable<int> earlier, int first, int later)
    {
        var known = periods.Take(first).SelectMany(period => period).Concat(earlier).ToHashSet();
        var came = periods[first + later].ToHashSet();
        return [.. periods[first].Where(id => !known.Contains(id) && came.Contains(id))];
    }

    /// <summary>How many different people came in each period or in the ones before it, some of which it reaches back to.</summary>
    /// <param name="periods">In order.</param>
    /// <param name="length">How many periods count together: the period itself and those before it.</param>
    public static int[] Trailing(IReadOnlyList<IReadOnlyList<int>> periods, int length)
    {
        // Who came counts from then on, until they have stayed away for as long as that.
        var lastSeen = new Dictionary<int, int>();
        var change = new int[periods.Count + 1];
        for (var i = 0; i < periods.Count; i++)
        {
            foreach (var id in periods[i])
            {
                var counted = lastSeen.TryGetValue(id, out var seen) ? Math.Min(seen + length, periods.Count) : i;
                lastSeen[id] = i;
                change[Math.Max(counted, i)]++;
                change[Math.Min(i + length, periods.Count)]--;
            }
        }
        var trailing = new int[periods.Count];
        for (var (i, now) = (0, 0); i < trailing.Length; i++)
        {
            trailing[i] = now += change[i];
        }
        return trailing;
    }
}
