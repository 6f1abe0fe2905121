using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConfigRules.Testing;

/// <summary>
/// A server that costs next to nothing: a thread per connection, answers made beforehand. What is measured on the other side
/// is then the program and not its peer.
/// </summary>
public abstract class Loopback : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentBag<Socket> _connections = [];

    protected Loopback()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        Start(Accept);
    }

    public int Port { get; }

    protected abstract Answer Respond(Request request);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _listener.Dispose();
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private static void Start(ThreadStart work) => new Thread(work, 256 * 1024) { IsBackground = true }.Start();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.Accept();
                connection.NoDelay = true;
                _connections.Add(connection);
                Start(() => Serve(connection));
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Disposed: nothing is to be served any more.
        }
    }

    private void Serve(Socket connection)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        var length = 0;
        try
        {
            while (true)
            {
                int end;
                while ((end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    var read = connection.Receive(buffer.AsSpan(length));
                    if (read is 0)
                        return;
                    length += read;
                }
                var head = Encoding.ASCII.GetString(buffer, 0, end);
                var received = new Request("", "", head, "");
                var contentLength = received.Header("content-length") is { Length: > 0 } text ? int.Parse(text, null) : 0;
                var total = end + 4 + contentLength;
                if (total > buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(total);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    buffer = larger;
                }
                if (received.Header("expect") is not "" && length < total)
                    connection.Send("HTTP/1.1 100 Continue\r\n\r\n"u8);
                while (length < total)
                    length += connection.Receive(buffer.AsSpan(length));
                var start = head[..head.IndexOf('\r', StringComparison.Ordinal)].Split(' ');
                var request = new Request(start[0], start[1], head, Encoding.UTF8.GetString(buffer, end + 4, contentLength));
                buffer.AsSpan(total, length - total).CopyTo(buffer);
                length -= total;
                var answer = Respond(request);
                connection.Send(answer.Bytes.Span);
                if (answer.EndsConnection)
                    return;
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The peer, or Dispose, closed it.
        }
        finally
        {
            connection.Dispose();
        }
    }
}

/// <summary>One HTTP request.</summary>
public sealed record Request(string Method, string Path, string Head, string Body)
{
    /// <summary>The operation of a JSON protocol: "StarlingDoveService.PutEvaluations".</summary>
    public string Target => Header("x-amz-target");

    /// <summary>Empty where the request has no such header.</summary>
    public string Header(string name)
    {
        var at = Head.IndexOf($"\n{name}:", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return "";
        var start = at + name.Length + 2;
        var end = Head.IndexOf('\r', start);
        return Head[start..(end < 0 ? Head.Length : end)].Trim();
    }
}

/// <summary>The answer, whole: status line, headers and body, ready to be sent.</summary>
public sealed class Answer(byte[] bytes)
{
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>Closes the connection after what was sent, however much of the answer that is.</summary>
    public bool EndsConnection { get; init; }

    public static Answer Of(string contentType, string body, string headers = "", string status = "200 OK")
    {
        var content = Encoding.UTF8.GetBytes(body);
        var head = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: {contentType}\r\nContent-Length: {content.Length}\r\n{headers}\r\n");
        return new([.. head, .. content]);
    }
}
