namespace UsageAnalysis.Benchmarks.Counting;

/// <summary>What must hold, and whether it does.</summary>
/// <param name="Promise">What is promised.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Holds">Whether that keeps the promise.</param>
sealed record Bound(string Promise, string Measured, bool Holds)
{
    /// <summary>Many measurements that must all hold: names the worst.</summary>
    /// <param name="promise">What is promised of each.</param>
    /// <param name="measured">The measurements, each with what it is of.</param>
    /// <param name="holds">Whether one is good enough.</param>
    /// <param name="text">One as text.</param>
    internal static Bound Of(
        string promise, IReadOnlyList<(string Name, double Value)> measured, Func<double, bool> holds, Func<double, string> text)
    {
        var broken = measured.Where(m => !holds(m.Value)).Select(m => $"{m.Name}: {text(m.Value)}").ToList();
        return new Bound(promise, broken is [] ? "all do" : string.Join("; ", broken), broken is []);
    }

    public override string ToString() => $"{(Holds ? "holds  " : "BROKEN ")} {Promise}: {Measured}";
}
