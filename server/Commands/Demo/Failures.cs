using System.Globalization;
using UsageAnalysis.Ingest;

namespace UsageAnalysis.Commands.Demo;

/// <summary>Decides which runs fail, and what they say then.</summary>
sealed class Failures
{
    /// <summary>An everyday error: {0} in the message becomes a number, {1} the package, {2} the function.</summary>
    sealed record Everyday(string Kind, double Weight, bool Handled, string Message, string Stack);

    static readonly Everyday[] Common =
    [
        new("function", 5, false, "Cannot read properties of null (reading 'col')",
            "TypeError\n    at {2} ({1}/src/package.ts:{3}:17)\n    at DG.Func.apply (core/func.ts:61:9)"),
        new("function", 3, true, "Column with {0} rows expected",
            "at {2} ({1}/src/package.ts:{3}:11)\n    at checkArguments ({1}/src/arguments.ts:24:13)"),
        new("function", 2, false, "Request failed with status {0}",
            "at fetchJson ({1}/src/service.ts:33:15)\n    at {2} ({1}/src/package.ts:{3}:22)"),
        new("function", 1, true, "Operation was cancelled after {0} ms", "at {2} ({1}/src/package.ts:{3}:40)"),
        new("script", 4, true, "Script failed: could not convert string to float: 'n/a {0}'",
            "Traceback (most recent call last):\n  File \"{1}/scripts/{2}.py\", line {3}, in <module>\nValueError"),
        new("script", 2, true, "Script failed: index {0} is out of bounds",
            "Traceback (most recent call last):\n  File \"{1}/scripts/{2}.py\", line {3}, in <module>\nIndexError"),
        new("script", 1, false, "Container {1} ran out of memory ({0} MB)",
            "at DockerService.call (core/docker.ts:140:13)\n    at {2} ({1}/scripts/{2}.py:{3})"),
        new("query", 4, true, "ERROR: canceling statement due to statement timeout ({0} ms)",
            "at QueryRunner.execute ({1}/queries/{2}.sql:{3})"),
        new("query", 3, true, "ERROR: column \"value_{0}\" does not exist", "at QueryRunner.prepare ({1}/queries/{2}.sql:{3})"),
        new("query", 1, false, "Connection refused: no route to host (attempt {0})",
            "at DataSource.connect (core/connect.ts:88:7)\n    at {2} ({1}/queries/{2}.sql:{3})"),
    ];

    readonly DemoPlan plan;
    readonly ILookup<string, Fault> faults = Fault.All.ToLookup(fault => fault.Package);
    readonly Dictionary<string, double> fragility;

    public Failures(DemoPlan plan)
    {
        this.plan = plan;
        // Some functions are solid, a few fail all the time.
        fragility = FunctionLine.All.Select(f => f.QualifiedName)
            .ToDictionary(name => name, name => Math.Min(0.08, Dice.Of(plan.Seed, "fragility of " + name).LogNormal(0.022, 0.9)));
    }

    /// <summary>The error of a run that starts at that moment; null when it succeeds.</summary>
    public LoggedError? Of(FunctionLine function, DateTime time, Dice dice)
    {
        foreach (var fault in faults[function.Package].Where(fault => fault.Hits(function)))
        {
            if (dice.Chance(fault.Share(plan, time)))
            {
                return new LoggedError(Fill(fault.Message, function, dice), fault.Stack, Handled: false);
            }
        }
        if (!dice.Chance(fragility[function.QualifiedName]))
        {
            return null;
        }
        var everyday = dice.Weighted([.. Common.Where(e => e.Kind == function.Kind)], e => e.Weight);
        return new LoggedError(Fill(everyday.Message, function, dice), Fill(everyday.Stack, function, dice), everyday.Handled);
    }

    // The line in the stack belongs to the function, so that the same error has the same stack each time.
    static string Fill(string template, FunctionLine function, Dice dice) => template
        .Replace("{0}", dice.Index(5000).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{1}", function.Package, StringComparison.Ordinal)
        .Replace("{2}", function.Name, StringComparison.Ordinal)
        .Replace("{3}", (20 + function.Name.Length * 13).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
