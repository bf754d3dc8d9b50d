using System.Net;

namespace UsageAnalysis.Commands.Serve;

/// <summary>Where the server may listen. Without authentication: on this machine only.</summary>
static class ListenAddresses
{
    /// <summary>Refuses addresses that are malformed or reach beyond this machine.</summary>
    /// <exception cref="CommandFailedException">Says which address, and what to do.</exception>
    public static void Require(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // Kestrel's own parser: it also knows http://*:80 and http://+:80.
            BindingAddress address;
            try
            {
                address = BindingAddress.Parse(url);
            }
            catch (FormatException error)
            {
                throw new CommandFailedException(ExitCode.BadInput, $"'{url}' is not an address to listen on. It looks like http://localhost:5080.", error);
            }
            if (!IsLoopback(address.Host))
            {
                throw new CommandFailedException(ExitCode.BadInput,
                    $"'{url}' can be reached from other machines, and no authentication is configured: anybody there could read and write everything. " +
                    "Listen on http://localhost:5080 and put a reverse proxy that authenticates in front of it.");
            }
        }
    }

    static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ||
        IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
