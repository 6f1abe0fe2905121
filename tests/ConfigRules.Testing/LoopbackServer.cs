using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConfigRules.Testing;

/// <summary>HTTP/1.1 on 127.0.0.1, at a port that was free: whatever a test wants answered, well or badly.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Func<LoopbackRequest, CancellationToken, Task<LoopbackAnswer>> _answer;
    private readonly Task _accepting;

    public LoopbackServer(Func<LoopbackRequest, CancellationToken, Task<LoopbackAnswer>> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>host:port.</summary>
    public string Address => string.Create(
        CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How many connections were opened so far.</summary>
    public int Connections => _connections.Count;

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        await _accepting;
        await Task.WhenAll(_connections);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            var stream = new BufferedStream(client.GetStream());
            try
            {
                while (await ReadAsync(stream) is { } request)
                {
                    var answer = await _answer(request, _stop.Token);
                    if (answer.IsDropped)
                        return;
                    await WriteAsync(stream, answer);
                    if (answer.EndsConnection)
                        return;
                }
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException)
            {
                // The client went away, or the test is over.
            }
        }
    }

    private async Task<LoopbackRequest?> ReadAsync(BufferedStream stream)
    {
        if (await ReadLineAsync(stream) is not { Length: > 0 } first)
            return null;
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(stream) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }
        var words = first.Split(' ');
        var body = new byte[int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _stop.Token);
        return new(words[0], words[1], headers, body);
    }

    private async Task<string?> ReadLineAsync(BufferedStream stream)
    {
        var line = new MemoryStream();
        var character = new byte[1];
        while (await stream.ReadAsync(character, _stop.Token) > 0)
        {
            if (character[0] is (byte)'\n')
                return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd('\r');
            line.WriteByte(character[0]);
        }
        return null;
    }

    private async Task WriteAsync(BufferedStream stream, LoopbackAnswer answer)
    {
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} Answer\r\n");
        foreach (var (name, value) in answer.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        head.Append(answer.ChunkSize > 0
            ? "Transfer-Encoding: chunked\r\n\r\n"
            : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {answer.Body.Length}\r\n\r\n"));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head.ToString()), _stop.Token);
        if (answer.ChunkSize is 0)
            await stream.WriteAsync(answer.Body, _stop.Token);
        else
            await WriteChunksAsync(stream, answer);
        await stream.FlushAsync(_stop.Token);
    }

    private async Task WriteChunksAsync(BufferedStream stream, LoopbackAnswer answer)
    {
        for (var rest = answer.Body; rest.Length > 0; rest = rest[Math.Min(answer.ChunkSize, rest.Length)..])
        {
            var chunk = rest[..Math.Min(answer.ChunkSize, rest.Length)];
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x};name=value\r\n")), _stop.Token);
            await stream.WriteAsync(chunk, _stop.Token);
            await stream.WriteAsync("\r\n"u8.ToArray(), _stop.Token);

            // So that a reader gets an answer in pieces.
            await stream.FlushAsync(_stop.Token);
        }
        await stream.WriteAsync("0\r\nTrailer: value\r\n\r\n"u8.ToArray(), _stop.Token);
    }
}

public sealed record LoopbackRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Span);
}

public sealed record LoopbackAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public LoopbackAnswer(int status, string body = "")
        : this(status, Encoding.UTF8.GetBytes(body))
    {
    }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>0 for a body in one piece.</summary>
    public int ChunkSize { get; init; }

    /// <summary>Closes the connection after the answer, which does not say so.</summary>
    public bool EndsConnection { get; init; }

    /// <summary>Closes the connection instead of answering.</summary>
    public bool IsDropped { get; init; }
}
