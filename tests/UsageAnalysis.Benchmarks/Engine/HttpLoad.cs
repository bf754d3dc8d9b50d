using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace UsageAnalysis.Benchmarks.Engine;

/// <summary>
/// The child process that asks: one request after another on each of some keep-alive connections. Plain sockets, because an HTTP client
/// would need more of its core than the server does of its own.
/// </summary>
static class HttpLoad
{
    internal const string Name = "load";
    const int Connections = 16;

    internal static Command Create()
    {
        var address = new Argument<string>("address");
        var path = new Argument<string>("path");
        var body = new Argument<string>("body");
        var seconds = new Argument<int>("seconds");
        var command = new Command(Name, "The load of the engine benchmark.") { address, path, body, seconds };
        command.Hidden = true;
        command.SetAction(async (result, _) =>
        {
            var server = new Uri(result.GetRequiredValue(address));
            var request = Request(server, result.GetRequiredValue(path), result.GetRequiredValue(body));
            var rate = await RunAsync(server, request, TimeSpan.FromSeconds(result.GetValue(seconds)));
            Console.WriteLine(rate.ToString(CultureInfo.InvariantCulture));
            await Child.WaitForParentAsync();
        });
        return command;
    }

    static byte[] Request(Uri server, string path, string body) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    static async Task<double> RunAsync(Uri server, byte[] request, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, server.Port);
            var (buffer, answered) = (new byte[64 * 1024], 0);
            for (; watch.Elapsed < duration; answered++)
            {
                await socket.SendAsync(request);
                await ReadAnswerAsync(socket, buffer);
            }
            return answered;
        }));
        return counts.Sum() / watch.Elapsed.TotalSeconds;
    }

    static async Task ReadAnswerAsync(Socket socket, byte[] buffer)
    {
        for (var length = 0; !IsWhole(buffer.AsSpan(0, length));)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0) throw new InvalidOperationException("The server closed the connection.");
            length += read;
        }
    }

    static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        if (!answer.StartsWith("HTTP/1.1 200 "u8)) throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
        var head = answer[..(end + 2)];
        var body = answer[(end + 4)..];
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0) return body.EndsWith("\r\n0\r\n\r\n"u8);
        var value = head[(at + 16)..];
        return body.Length >= int.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
