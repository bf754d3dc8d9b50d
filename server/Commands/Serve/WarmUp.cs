using UsageAnalysis.GraphQL;

namespace UsageAnalysis.Commands.Serve;

/// <summary>
/// Asks the graph one question as soon as the server listens, so that the first visitor does not wait for the compiler. Nobody waits for
/// it, and it ends with the server.
/// </summary>
sealed class WarmUp(IServiceProvider services, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var started = lifetime.ApplicationStarted.Register(listening.SetResult);
        try
        {
            await listening.Task.WaitAsync(stoppingToken);
            await GraphQLRoom.WarmUpAsync(services, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Nobody will ask. The host would take it for a failure where it could not start and so was never asked to stop.
        }
    }
}
