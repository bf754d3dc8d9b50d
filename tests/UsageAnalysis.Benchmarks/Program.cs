using System.CommandLine;
using UsageAnalysis.Benchmarks.Attacks;
using UsageAnalysis.Benchmarks.Counting;
using UsageAnalysis.Benchmarks.Engine;

var root = new RootCommand("Measures UsageAnalysis. Run it in Release, on a machine that does nothing else.")
{
    EngineBenchmark.Create(),
    AttackBenchmark.Create(),
    EngineServer.Create(),
    HttpLoad.Create(),
    LoadCommand.CreateLoad(),
    LoadCommand.CreatePostgres(),
};
return await root.Parse(args).InvokeAsync();
