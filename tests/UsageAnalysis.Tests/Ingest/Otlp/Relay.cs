using System.Net;
using System.Net.Sockets;

namespace UsageAnalysis.Tests.Ingest.Otlp;

/// <summary>A port that stays the same while what it leads to moves to another, as a database's does behind its name.</summary>
sealed class Relay : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource stop = new();
    readonly Task accepting;
    CancellationTokenSource connections = new();

    public Relay(int target)
    {
        Target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Where new connections go.</summary>
    public int Target { get; set; }

    /// <summary>Ends all connections, as the death of what they lead to does.</summary>
    public void Break() => Interlocked.Exchange(ref connections, new CancellationTokenSource()).Cancel();

    async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            var near = await listener.AcceptTcpClientAsync(stop.Token);
            _ = JoinAsync(near, connections.Token);
        }
    }

    async Task JoinAsync(TcpClient near, CancellationToken ct)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, Target, ct);
                var (here, there) = (near.GetStream(), far.GetStream());
                await Task.WhenAny(here.CopyToAsync(there, ct), there.CopyToAsync(here, ct));
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
            {
                // Both ends are closed, which is what a client of a dead server sees.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Break();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        stop.Dispose();
    }
}
