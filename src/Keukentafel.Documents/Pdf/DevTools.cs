// The DevTools protocol over a pair of pipes: JSON messages that end in a zero byte. No port is opened, so no other
// user of the machine can look on, and the browser ends by itself when this process does.
using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Keukentafel.Documents.Pdf;

internal sealed class DevTools : IAsyncDisposable
{
    private readonly Stream commands;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> pending = new();
    private readonly Task reading;
    private int lastId;
    private volatile bool closed;

    public DevTools(Stream commands, Stream answers)
    {
        this.commands = commands;
        reading = Task.Run(() => ReadAsync(PipeReader.Create(answers)));
    }

    /// <summary>Called for every event, on the reading thread: session, method, parameters.</summary>
    public Action<string?, string, JsonElement>? Happened { get; set; }

    public async Task<JsonElement> SendAsync(string method, JsonObject? parameters, string? session, CancellationToken cancel)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending[id] = answer;
        try
        {
            var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
            if (session is not null)
            {
                message["sessionId"] = session;
            }

            await WriteAsync(JsonSerializer.SerializeToUtf8Bytes(message), cancel);
            if (closed)
            {
                throw Stopped();
            }

            return await answer.Task.WaitAsync(cancel);
        }
        finally
        {
            pending.TryRemove(id, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await reading;
        writing.Dispose();
    }

    private async Task WriteAsync(byte[] message, CancellationToken cancel)
    {
        await writing.WaitAsync(cancel);
        try
        {
            await commands.WriteAsync(message, CancellationToken.None);
            commands.WriteByte(0);
            await commands.FlushAsync(CancellationToken.None);
        }
        catch (IOException exception)
        {
            throw Stopped(exception);
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task ReadAsync(PipeReader reader)
    {
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync();
                var buffer = result.Buffer;
                while (buffer.PositionOf((byte)0) is { } end)
                {
                    Handle(buffer.Slice(0, end));
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                }

                reader.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (IOException)
        {
            // The pipe broke: the browser is gone, which is what the end of the loop says too.
        }

        closed = true;
        foreach (var answer in pending.Values)
        {
            answer.TrySetException(Stopped());
        }
    }

    private void Handle(ReadOnlySequence<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var message = document.RootElement;
        if (!message.TryGetProperty("id", out var id))
        {
            var session = message.TryGetProperty("sessionId", out var of) ? of.GetString() : null;
            Happened?.Invoke(session, message.GetProperty("method").GetString()!, message.GetProperty("params").Clone());
        }
        else if (pending.TryGetValue(id.GetInt32(), out var answer))
        {
            if (message.TryGetProperty("error", out var error))
            {
                answer.TrySetException(new PdfException(PdfFault.PrintingFailed, error.GetProperty("message").GetString() ?? "no message"));
            }
            else
            {
                answer.TrySetResult(message.GetProperty("result").Clone());
            }
        }
    }

    private static PdfException Stopped(Exception? cause = null) =>
        new(PdfFault.BrowserStopped, "The browser closed the connection.", cause);
}
