using System.CommandLine;

namespace UsageAnalysis.Benchmarks.Attacks;

static class AttackBenchmark
{
    internal static Command Create() => new("attacks", "What hostile requests cost the server.");
}
