using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: Xunit.TestFramework("UsageAnalysis.Tests.Support.TestRun", "UsageAnalysis.Tests")]

namespace UsageAnalysis.Tests.Support;

/// <summary>
/// Ends what a whole run shares. When the process exits it is too late for that: the runner gives a test process a tenth of a second and
/// then kills it.
/// </summary>
public sealed class TestRun : XunitTestFramework
{
    public TestRun(IMessageSink messages) : base(messages) => DisposalTracker.Add(new End());

    sealed class End : IDisposable
    {
        public void Dispose() => TestPostgres.StopAsync().GetAwaiter().GetResult();
    }
}
