namespace UsageAnalysis.Commands.Demo;

/// <summary>Something that a release broke, until another one mended it.</summary>
/// <param name="Package">Package of the release.</param>
/// <param name="Function">Function that fails; * for any of the package.</param>
/// <param name="Point">When it came out: 0 is the beginning of the story, 1 its end.</param>
/// <param name="Days">How long until it was mended.</param>
/// <param name="Severity">The part of the runs that fails meanwhile.</param>
/// <param name="Message">What the error says; {0} becomes a number.</param>
/// <param name="Stack">Where it comes from.</param>
sealed record Fault(string Package, string Function, double Point, double Days, double Severity, string Message, string Stack)
{
    const string AnyFunction = "*";
    const string AlignmentMessage = "Cannot read properties of undefined (reading 'alphabet')";
    const string AlignmentStack =
        "at SeqHandler.getSplitter (Bio/src/utils/seq-handler.ts:218:31)\n    at alignSequences (Bio/src/analysis/align.ts:77:19)";

    /// <summary>The bad releases of the half year. The last one of Bio brings back what an earlier one of it had mended.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("Bio", "sequenceAlignment", 0.16, 6, 0.85, AlignmentMessage, AlignmentStack),
        new("Chem", AnyFunction, 0.31, 4, 0.8, "memory access out of bounds at molecule {0}",
            "at RDKitService.call (Chem/src/rdkit-service/rdkit-service.ts:412:15)\n    at withMolecules (Chem/src/chem-common.ts:41:22)"),
        new("SqlTools", AnyFunction, 0.47, 2.5, 0.85, "HikariPool-{0} - Connection is not available, request timed out after 30000ms.",
            "at com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:181)\n    at QueryRunner.run(QueryRunner.java:128)"),
        new("Core", "OpenFile", 0.52, 1.2, 0.75, "Unexpected end of file at byte {0}",
            "at readBlocks (core/io/reader.ts:310:12)\n    at OpenFile (core/commands/open-file.ts:58:20)"),
        new("CurveFit", "fitCurves", 0.58, 7, 0.55, "Singular matrix in iteration {0}",
            "at solve (CurveFit/src/fit/levenberg-marquardt.ts:94:11)\n    at fitSeries (CurveFit/src/fit/fit-series.ts:52:24)"),
        new("Admet", "predict", 0.69, 6, 0.85, "Expected {0} features, got 200",
            "File \"admet/predict.py\", line 88, in predict\n    scores = model.predict(features)\nValueError: feature shape mismatch"),
        new("Bio", "sequenceAlignment", 0.80, 4, 0.8, AlignmentMessage, AlignmentStack),
        new("Retrosynthesis", "planRoute", 0.9, 6, 0.3, "No route within {0} seconds",
            "File \"retro/search.py\", line 212, in expand\n    raise SearchTimeout(limit)\nSearchTimeout: tree search stopped"),
    ];

    /// <summary>Whether it is in the way of this function.</summary>
    public bool Hits(FunctionLine function) => Function == AnyFunction || Function == function.Name;

    /// <summary>When the bad release comes out (UTC).</summary>
    public DateTime BrokenAt(DemoPlan plan) => Release.OnWorkday(plan.Start + (plan.Now - plan.Start) * Point, 10.4);

    /// <summary>When the release that mends it comes out (UTC).</summary>
    public DateTime MendedAt(DemoPlan plan) => Release.OnWorkday(BrokenAt(plan).AddDays(Days), 15.8);

    /// <summary>The part of the runs that fails at that moment: people get a version, and its repair, over hours and days.</summary>
    public double Share(DemoPlan plan, DateTime time)
    {
        var (since, after) = ((time - BrokenAt(plan)).TotalDays, (time - MendedAt(plan)).TotalDays);
        return since < 0 ? 0 : Severity * (1 - Math.Exp(-4 * since)) * (after < 0 ? 1 : Math.Exp(-1.1 * after));
    }
}
