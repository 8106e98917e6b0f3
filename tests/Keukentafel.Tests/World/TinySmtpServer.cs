// A mail server for tests, on loopback: takes what it is sent, refuses recipients that start with "weg", and can be told to be busy.
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Keukentafel.Tests.World;

public sealed class TinySmtpServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public TinySmtpServer()
    {
        listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whole messages, headers and body, as they came in.</summary>
    public ConcurrentQueue<string> Messages { get; } = new();

    /// <summary>Everything that was said to it, outside messages.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>Answers "try later" to every recipient.</summary>
    public bool Busy { get; set; }

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Talk(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception stopped) when (stopped is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using var _ = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 proef");
        while (await reader.ReadLineAsync() is { } line)
        {
            Lines.Enqueue(line);
            var command = line.Split(' ')[0].ToUpperInvariant();
            switch (command)
            {
                case "RCPT" when Busy:
                    await writer.WriteLineAsync("451 later");
                    break;
                case "RCPT" when line.Contains("<weg", StringComparison.OrdinalIgnoreCase):
                    await writer.WriteLineAsync($"550 {line[8..]} does not live here");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    await ReadMessage(reader);
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    private async Task ReadMessage(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".")
        {
            message.AppendLine(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line);
        }

        Messages.Enqueue(message.ToString());
    }
}
