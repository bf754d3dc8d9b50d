namespace UsageAnalysis.Commands.Demo;

/// <summary>
/// What the packages offer, as text: after "Package:" one line a function,
/// name | f(unction), s(cript) or q(uery) | median milliseconds | tags | inputs -> outputs | description. A ~ before the name: never used.
/// </summary>
static partial class FunctionTables
{
    /// <summary>All tables; see <see cref="FunctionLine.All"/> for what they say.</summary>
    public static IReadOnlyList<string> All { get; } = [Data, Chemistry, Biology, Science, Views, Process];
}
