using System.CommandLine;
using UsageAnalysis.Benchmarks.Attacks;
using UsageAnalysis.Benchmarks.Counting;
using UsageAnalysis.Benchmarks.Counting.Contenders;
using UsageAnalysis.Benchmarks.Engine;
using UsageAnalysis.Benchmarks.Frames;
using UsageAnalysis.Benchmarks.Import;
using UsageAnalysis.Benchmarks.Insights;

var root = new RootCommand("Measures UsageAnalysis. Run it in Release, on a machine that does nothing else.")
{
    EngineBenchmark.Create(),
    AttackBenchmark.Create(),
    FramesBenchmark.Create(),
    ImportBenchmark.Create(),
    InsightsBenchmark.Create(),
    EngineServer.Create(),
    HttpLoad.Create(),
    ServeUsage.Create(),
    LoadCommand.CreateLoad(),
    LoadCommand.CreatePostgres(),
};
CountingBenchmark.AddTo(root);
return await root.Parse(args).InvokeAsync();
