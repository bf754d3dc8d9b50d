using System.Globalization;

namespace UsageAnalysis.Benchmarks.Counting.Data;

/// <summary>Somebody with habits, or the visitors without a login of one place.</summary>
/// <param name="Number">From 0, the most active first.</param>
/// <param name="Login">Null for visitors.</param>
/// <param name="Presence">Chance of a session on a working day.</param>
/// <param name="Weight">How much is done on a day with sessions, compared with others.</param>
/// <param name="Packages">Numbers of the packages that the person uses, the favourite first.</param>
/// <param name="Offset">Of the local clock from UTC.</param>
sealed record Person(int Number, string? Login, double Presence, double Weight, int[] Packages, TimeSpan Offset)
{
    internal const int Users = 5_000;
    const int Visitors = 60;

    static readonly (double Share, TimeSpan Offset)[] Sites =
        [(0.6, TimeSpan.FromHours(1)), (0.85, TimeSpan.FromHours(-5)), (1, new TimeSpan(5, 30, 0))];

    internal static Person[] All(int seed, int packages) =>
        [.. Enumerable.Range(0, Users + Visitors).Select(number => Of(seed, number, packages))];

    static Person Of(int seed, int number, int packages)
    {
        var draw = Draw.Of(seed, 2, number);
        var site = draw.Unit();
        var offset = Sites.First(s => site < s.Share).Offset;
        var palette = new List<int>();
        for (var wanted = 3 + draw.Index(6); palette.Count < wanted;)
        {
            var package = draw.Skewed(packages, 2);
            if (!palette.Contains(package)) palette.Add(package);
        }
        return number < Users
            ? new(number, string.Create(CultureInfo.InvariantCulture, $"user{number + 1:0000}"),
                0.9 / (1 + Math.Pow(number / 1500.0, 1.3)), Math.Pow(number + 20, -0.45) * draw.LogNormal(1, 0.6), [.. palette], offset)
            : new(number, null, 1, 0.1, [.. palette], offset);
    }
}
