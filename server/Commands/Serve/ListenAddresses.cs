using System.Net;
using System.Net.Sockets;

namespace UsageAnalysis.Commands.Serve;

/// <summary>Where the server may listen. Without authentication: on this machine only.</summary>
static class ListenAddresses
{
    const string LocalHost = "localhost";

    /// <summary>Refuses addresses that are malformed or reach beyond this machine.</summary>
    /// <param name="urls">Separated by semicolons; at least one.</param>
    /// <exception cref="CommandFailedException">Says which address, and what to do.</exception>
    public static void Require(string urls)
    {
        var list = urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (list is [])
        {
            throw Malformed(urls);
        }
        foreach (var url in list)
        {
            RequireOne(url);
        }
    }

    /// <summary>
    /// Holds the endpoints of Kestrel's own configuration section to the same rule: they take the place of the addresses, wherever they
    /// are written. What that section says later changes nothing.
    /// </summary>
    /// <exception cref="CommandFailedException">Says which endpoint, and what to do.</exception>
    public static void RequireConfigured(WebApplicationBuilder builder)
    {
        var kestrel = builder.Configuration.GetSection("Kestrel");
        foreach (var endpoint in kestrel.GetSection("Endpoints").GetChildren())
        {
            Require(endpoint["Url"] ?? "");
        }
        builder.WebHost.ConfigureKestrel(options => options.Configure(kestrel, reloadOnChange: false));
    }

    /// <summary>Starts to listen; <see cref="TellFailureOnce"/> is for the logs of such a server.</summary>
    /// <exception cref="CommandFailedException">The port is taken, or not for this account, or there is no certificate.</exception>
    public static async Task StartAsync(WebApplication app, string urls, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (Exception error) when (error is IOException or SocketException or InvalidOperationException)
        {
            throw new CommandFailedException(ExitCode.BadInput,
                $"The server cannot listen on '{urls}': {error.Message.TrimEnd('.')}. Choose another address with --urls.", error);
        }
    }

    /// <summary>Keeps the host from logging, with its stack, the failed start that <see cref="StartAsync"/> tells.</summary>
    /// <param name="logging">Of the server.</param>
    /// <param name="hasStarted">Whether the server listens.</param>
    public static void TellFailureOnce(ILoggingBuilder logging, Func<bool> hasStarted) =>
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level == LogLevel.Critical || level >= LogLevel.Warning && hasStarted());

    static void RequireOne(string url)
    {
        // Kestrel's own parser: it also knows http://*:80 and http://+:80.
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException error)
        {
            throw Malformed(url, error);
        }
        if (address.Scheme is not ("http" or "https") || address.Port is < 0 or > ushort.MaxValue || address.PathBase is not ("" or "/"))
        {
            throw Malformed(url);
        }
        if (!address.IsUnixPipe && !IsLoopback(address.Host))
        {
            throw new CommandFailedException(ExitCode.BadInput,
                $"'{url}' can be reached from other machines, and no authentication is configured: " +
                "anybody there could read and write everything. Listen on http://localhost:5080 " +
                "and put a reverse proxy that authenticates in front of it.");
        }
        if (address.Port == 0 && address.Host.Equals(LocalHost, StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandFailedException(ExitCode.BadInput,
                $"'{url}' asks for any free port, but localhost is two addresses, which would differ. Write 127.0.0.1 or [::1] instead.");
        }
    }

    static CommandFailedException Malformed(string url, Exception? cause = null) => new(
        ExitCode.BadInput, $"'{url}' is not an address to listen on. It looks like http://localhost:5080.", cause);

    static bool IsLoopback(string host) =>
        host.Equals(LocalHost, StringComparison.OrdinalIgnoreCase) ||
        IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
