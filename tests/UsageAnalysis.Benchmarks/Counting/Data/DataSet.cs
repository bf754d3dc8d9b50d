using UsageAnalysis.Data;
using UsageAnalysis.Ingest;

namespace UsageAnalysis.Benchmarks.Counting.Data;

/// <summary>
/// A platform of 5,000 people that does not exist, over 300 days: always the same for the same seed, made while it is read, a day at a
/// time. It comes in layers that all cover all days with the same people and work, so that the same questions can be asked of 1, 3 and 10
/// million events. Ten times the events are three times the days on which somebody works, and three times the work on each.
/// </summary>
sealed class DataSet
{
    internal const int Days = 300;
    const int Seed = 20_260_101;
    const double WeekendPresence = 0.08;

    // Everybody works on all their days when there are so many events.
    internal const int FullSize = 10_000_000;

    // Streams from here on belong to the layers.
    const int LayerStreams = 100;

    /// <summary>Where the data ends.</summary>
    internal static readonly DateTime End = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The instant of all questions: the last day is today.</summary>
    internal static readonly DateTime Now = End.AddSeconds(-1);

    internal static readonly DateTime Start = End.AddDays(-Days);

    readonly PackageKinds[] packages = PackageKinds.All(Seed);
    readonly Person[] people;
    readonly IReadOnlyList<int> layers;

    /// <param name="layers">How many events each layer has, exactly.</param>
    internal DataSet(params IReadOnlyList<int> layers)
    {
        this.layers = layers;
        people = Person.All(Seed, packages.Length);
    }

    /// <summary>What the platform knows beforehand.</summary>
    internal Catalog Catalog => new()
    {
        Users = [.. people.Where(p => p.Login is not null).Select(p => new CatalogUser(p.Login!, $"Person {p.Number + 1}"))],
        Groups = Groups.Of(Seed, people),
        Packages = [.. packages.Select(p => new CatalogPackage(p.Name, p.Category))],
        Functions = [.. packages.SelectMany(p => p.Functions).Select(f => new CatalogFunction(f.Package, f.Function!)
        {
            Kind = f.Source switch { "script" => "script", "data-query" => "query", _ => "function" },
        })],
    };

    /// <summary>The events of one layer, in time order.</summary>
    /// <param name="layer">From 0.</param>
    /// <param name="firstDay">Where to begin; the days before are left out.</param>
    internal IEnumerable<LoggedEvent> Events(int layer, int firstDay = 0)
    {
        var weights = Enumerable.Range(0, Days).Select(day => Active(layer, day).Sum(active => active.Weight)).ToArray();
        var (total, before, done) = (weights.Sum(), 0.0, 0);
        for (var day = 0; day < Days; day++)
        {
            before += weights[day];
            var until = day == Days - 1 ? layers[layer] : (int)(layers[layer] * before / total);
            foreach (var logged in day < firstDay ? [] : OfDay(layer, day, until - done, weights[day])) yield return logged;
            done = until;
        }
    }

    /// <summary>An event without its texts, which are made once the day is in order.</summary>
    readonly record struct Sketch(long Ticks, Person Person, WorkDay.Work Work, Draw Draw);

    IEnumerable<LoggedEvent> OfDay(int layer, int day, int count, double total)
    {
        var sketches = new List<Sketch>(count);
        var midnight = Start.AddDays(day).Ticks;
        // Rounding the running sum gives everybody their share, and all together exactly the count.
        var (sum, done) = (Draw.Of(Seed, 5, layer, day).Unit(), 0);
        var share = count / total;
        foreach (var (person, weight) in Active(layer, day))
        {
            sum += weight * share;
            var draw = Draw.Of(Seed, LayerStreams + layer, day, person.Number);
            WorkDay? work = null;
            for (; done < (int)sum && done < count; done++)
                sketches.Add(Place(midnight, person, work ??= new(Seed, day, person, packages), ref draw));
        }
        sketches.Sort((a, b) => a.Ticks.CompareTo(b.Ticks));
        foreach (var sketch in sketches) yield return Tell(sketch);
    }

    IEnumerable<(Person Person, double Weight)> Active(int layer, int day)
    {
        var weekend = Start.AddDays(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var share = Math.Min(1, Math.Sqrt(layers.Take(layer + 1).Sum() / (double)FullSize));
        foreach (var person in people)
        {
            var draw = Draw.Of(Seed, 7, day, person.Number);
            if (draw.Chance(person.Presence * (weekend ? WeekendPresence : 1) * share))
                yield return (person, person.Weight * draw.LogNormal(1, 0.7));
        }
    }

    static Sketch Place(long midnight, Person person, WorkDay day, ref Draw draw)
    {
        var work = day.Choose(ref draw);
        var within = work.Length.Ticks * Math.Pow(draw.Unit(), 1.3);
        var ticks = midnight + work.Start.Ticks + (long)within;
        // The database keeps microseconds.
        return new(ticks - ticks % TimeSpan.TicksPerMicrosecond, person, work, Draw.Of((int)draw.Next(), (int)draw.Next()));
    }

    static LoggedEvent Tell(Sketch sketch)
    {
        var draw = sketch.Draw;
        var kind = sketch.Work.Kind;
        return Texts.Complete(new LoggedEvent(draw.Id(), new DateTime(sketch.Ticks, DateTimeKind.Utc), kind.Source, kind.Type)
        {
            User = sketch.Person.Login,
            Session = sketch.Work.Session,
            Package = kind.Package,
            Function = kind.Function is null ? null : $"{kind.Package}:{kind.Function}",
        }, kind, ref draw);
    }
}
