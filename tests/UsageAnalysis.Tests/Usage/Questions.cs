using CsCheck;
using UsageAnalysis.Analytics;

namespace UsageAnalysis.Tests.Usage;

/// <summary>Random questions of random scopes.</summary>
static class Questions
{
    static readonly TimeBucket[] Fine = [TimeBucket.Minute, TimeBucket.TenMinutes, TimeBucket.Hour];
    static readonly string[] Zones = ["UTC", "Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "America/Sao_Paulo", "Australia/Lord_Howe"];
    static readonly UsageDimension[] All = Enum.GetValues<UsageDimension>();
    static readonly UsageDimension[] ButTime = [.. All.Where(d => d != UsageDimension.Time)];

    static readonly Gen<(DateTime From, DateTime To)> Ranges = Gen.Select(World.Instants, World.Instants)
        .Where((a, b) => a != b).Select((a, b) => a < b ? (a, b) : (b, a));

    static readonly string[] Logins = ["ann", "bob", "gus", "zoe"];
    static readonly string[] Packages = ["Chem", "Bio", "Files", "Unused"];
    static readonly string[] Functions = ["Chem:draw", "Bio:draw", "Admin:sweep"];

    static readonly Gen<bool?> EitherOrBoth = Gen.Frequency((5, Gen.Const((bool?)null)), (1, Gen.Bool.Select(one => (bool?)one)));

    // Half of them know a beginning, half an end.
    static readonly Gen<AskedBox> Boxes = Gen.Select(
        Gen.Select(Ranges, Gen.Bool, Gen.Bool, (time, begins, ends) => new AskedBox(begins ? time.From : null, ends ? time.To : null)),
        Gen.Select(Some(Packages), Some(Functions), Some(Logins), Some(World.Sources)),
        Gen.Select(EitherOrBoth, EitherOrBoth),
        (box, lists, either) => box with
        {
            Packages = lists.Item1, Functions = lists.Item2, Users = lists.Item3, Sources = lists.Item4,
            Anonymous = either.Item1, Runs = either.Item2,
        });

    static readonly Gen<AskedBox[]?> Selections =
        Gen.Frequency((2, Gen.Const((AskedBox[]?)null)), (1, Boxes.Array[0, 3].Select(boxes => (AskedBox[]?)boxes)));

    static readonly Gen<AskedScope> Filters = Gen.Select(
        Gen.Select(
            Some(["Everybody", "Chemists", "Modellers", "Computational", "Guests", "Empty"]),
            Some(Logins),
            Some(Packages)),
        Gen.Select(Some(Functions), Some(["chem", "render"]), Some(World.Sources), Some(World.Types)),
        Gen.Select(Some(["t1", "t2", "f1"]), Some(World.Sessions.OfType<Guid>().ToArray()), Some(["Chemistry", "Biology"])),
        Gen.Select(EitherOrBoth, EitherOrBoth, Selections),
        (who, what, rest, more) => new AskedScope("", "", "")
        {
            Groups = who.Item1, Users = who.Item2, Packages = who.Item3,
            Functions = what.Item1, Tags = what.Item2, Sources = what.Item3, EventTypes = what.Item4,
            Entities = rest.Item1, Sessions = rest.Item2, Categories = rest.Item3, Anonymous = more.Item1, Runs = more.Item2,
            Selection = more.Item3,
        });

    public static readonly Gen<Question> Any = Gen.Select(
        Gen.Select(Ranges, World.AnyOf(Zones), World.AnyOf(["NONE", "PREVIOUS_PERIOD", "PREVIOUS_YEAR", null]), Filters, Ranges),
        Gen.Select(Gen.Enum<TimeBucket>(), World.AnyOf(ButTime), World.AnyOf([null, .. ButTime.Cast<UsageDimension?>()]), Gen.Int[1, 6], Gen.Bool),
        Gen.Select(
            World.AnyOf(All).Array[1, 3].Select(d => d.Distinct().ToArray()), Orders, Gen.Int[1, 400],
            Gen.OneOf(Gen.Const((AskedHaving?)null), AskedHaving.Any.Select(having => (AskedHaving?)having))),
        (scope, series, rest) =>
        {
            var range = new TimeRange(scope.Item1.From, scope.Item1.To);
            var bucket = Fine.Contains(series.Item1) && range.Length / series.Item1.NominalLength() > 1_500 ? TimeBucket.Auto : series.Item1;
            var own = new TimeRange(scope.Item5.From, scope.Item5.To);
            TimeBucket[] buckets = [bucket.For(range), TimeBucket.Auto.For(range)];
            // Picked times have no counterpart in another range.
            var comparable = scope.Item4.Selection?.Any(box => box is not { From: null, To: null }) != true;
            TimeRange? other = comparable && scope.Item3 is null && buckets.All(b => own.Length / b.NominalLength() < 1_500) ? own : null;
            var asked = scope.Item4 with
            {
                Range = new { from = range.From, to = range.To },
                TimeZone = scope.Item2,
                Compare = comparable ? scope.Item3 : null,
                CompareWith = other is null ? null : new { from = own.From, to = own.To },
            };
            var color = series.Item3 == series.Item2 ? null : series.Item3;
            return new Question(asked, range, bucket.Name(), series.Item2, color, series.Item4, series.Item5)
            {
                Dimensions = rest.Item1,
                Order = [.. rest.Item2.Where(step => step.Term != "time" || rest.Item1.Contains(UsageDimension.Time))],
                ComparedWith = other,
                PageSize = rest.Item3,
                Having = rest.Item4,
            };
        });

    static Gen<(string Term, bool Descending)[]> Orders => Gen.Select(World.AnyOf([.. AskedHaving.Terms, "time", "key"]), Gen.Bool).Array[0, 2]
        .Select(steps => steps.DistinctBy(step => step.Item1).ToArray());

    static Gen<T[]?> Some<T>(T[] values) =>
        Gen.Frequency((5, Gen.Const((T[]?)null)), (1, World.AnyOf(values).Array[1, 2].Select(some => (T[]?)some)));
}
