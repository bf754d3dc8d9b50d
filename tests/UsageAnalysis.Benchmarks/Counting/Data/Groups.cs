using System.Globalization;
using UsageAnalysis.Data;

namespace UsageAnalysis.Benchmarks.Counting.Data;

/// <summary>Twenty groups on three levels: 2 divisions, 6 departments, 12 teams of very different sizes.</summary>
static class Groups
{
    const int Divisions = 2, Departments = 6, Teams = 12;

    /// <summary>Three of them for the questions with a filter: a department and two teams of others.</summary>
    internal static readonly string[] Asked = ["department 2", "team 03", "team 11"];

    internal static IReadOnlyList<CatalogGroup> Of(int seed, IEnumerable<Person> people)
    {
        var members = Enumerable.Range(0, Teams).Select(_ => new List<string>()).ToArray();
        foreach (var person in people.Where(p => p.Login is not null))
        {
            // One in ten is in no group, one in ten in two.
            var draw = Draw.Of(seed, 3, person.Number);
            var groups = draw.Unit() switch { < 0.1 => 0, < 0.9 => 1, _ => 2 };
            foreach (var team in Enumerable.Range(0, groups).Select(_ => draw.Skewed(Teams, 1.6)).Distinct().ToList())
                members[team].Add(person.Login!);
        }
        return
        [
            .. Enumerable.Range(0, Divisions).Select(i => new CatalogGroup(Name("division", i, "0"))),
            .. Enumerable.Range(0, Departments).Select(i =>
                new CatalogGroup(Name("department", i, "0")) { Parents = [Name("division", i % Divisions, "0")] }),
            .. Enumerable.Range(0, Teams).Select(i =>
                new CatalogGroup(Name("team", i, "00")) { Parents = [Name("department", i % Departments, "0")], Members = members[i] }),
        ];
    }

    static string Name(string level, int number, string format) =>
        $"{level} {(number + 1).ToString(format, CultureInfo.InvariantCulture)}";
}
