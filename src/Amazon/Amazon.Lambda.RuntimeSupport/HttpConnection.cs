using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// HTTP/1.1 with one server, one request at a time, over a connection that is kept. The framework's client needs more time
/// and memory to start than all else here together.
/// </summary>
internal sealed class HttpConnection(string host, EndPoint endPoint) : IDisposable
{
    private const int LargestHead = 256 * 1024;

    /// <summary>A body is read into as much as the server says only when that much may well come.</summary>
    private const int LargestFirstBuffer = 8 * 1024 * 1024;

    private readonly Lock _lock = new();
    private byte[] _received = new byte[16 * 1024];
    private int _start;
    private int _end;
    private Socket? _socket;
    private bool _isInterrupted;

    /// <summary>The headers are lines, each with its end; those on length are added.</summary>
    public HttpAnswer Send(string method, string path, string headers, ReadOnlySpan<byte> body)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{method} {path} HTTP/1.1\r\nHost: {host}\r\n{headers}{(method is "GET" ? "" : $"Content-Length: {body.Length}\r\n")}\r\n"));
        var isKept = _socket is { } kept && !HasEnded(kept);
        if (!isKept)
            Connect();
        if (Exchange(head, body) is { } answer)
            return answer;

        // The server closed the kept connection just when the request left.
        if (isKept)
        {
            Connect();
            if (Exchange(head, body) is { } secondAnswer)
                return secondAnswer;
        }
        throw new RuntimeApiException($"{host} closed the connection without an answer.");
    }

    /// <summary>Makes a call that waits, and every later one, fail. From another thread.</summary>
    public void Interrupt()
    {
        lock (_lock)
        {
            _isInterrupted = true;
            _socket?.Dispose();
        }
    }

    public void Dispose() => _socket?.Dispose();

    /// <summary>Between two answers a server sends nothing, so whatever can be read is the end.</summary>
    private bool HasEnded(Socket socket) => _start < _end || socket.Poll(0, SelectMode.SelectRead);

    private void Connect()
    {
        Socket socket;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isInterrupted, this);
            _socket?.Dispose();
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            _socket = socket;
        }
        _start = _end = 0;
        socket.Connect(endPoint);
    }

    /// <summary>Null where the connection ended before anything of an answer had come.</summary>
    private HttpAnswer? Exchange(byte[] head, ReadOnlySpan<byte> body)
    {
        if (!TrySend(head, body) && !Fill())
            return null;
        if (_start == _end && !Fill())
            return null;

        while (true)
        {
            var (status, isOld, headers) = ReadHead();
            if (status is >= 100 and < 200)
                continue;
            var answer = new HttpAnswer(status, headers, ReadBody(status, headers, out var endsConnection));
            if (isOld || endsConnection || headers.GetValueOrDefault("Connection") is { } connection
                && connection.Contains("close", StringComparison.OrdinalIgnoreCase))
            {
                _socket!.Dispose();
                _socket = null;
            }
            return answer;
        }
    }

    /// <summary>False where the server stopped listening: it may have answered all the same.</summary>
    private bool TrySend(byte[] head, ReadOnlySpan<byte> body)
    {
        try
        {
            // A short request goes as one packet.
            if (body.Length <= 1024)
            {
                SendAll([.. head, .. body]);
            }
            else
            {
                SendAll(head);
                SendAll(body);
            }
            return true;
        }
        catch (SocketException failure) when (IsEnd(failure))
        {
            return false;
        }
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[_socket!.Send(bytes)..];
    }

    private (int Status, bool IsOld, Dictionary<string, string> Headers) ReadHead()
    {
        var line = ReadLine();
        if (line.Length < 12 || !line.StartsWith("HTTP/1.", StringComparison.Ordinal)
            || !int.TryParse(line.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw Nonsense($"its answer begins with '{line}'");
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var size = line.Length; ReadLine() is { Length: > 0 } header; size += header.Length)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || size > LargestHead)
                throw Nonsense("its headers are malformed");
            headers[header[..colon]] = header[(colon + 1)..].Trim();
        }
        return (status, line[7] is '0', headers);
    }

    private MemoryStream ReadBody(int status, Dictionary<string, string> headers, out bool endsConnection)
    {
        endsConnection = false;
        if (status is 204 or 304)
            return new();
        if (headers.GetValueOrDefault("Transfer-Encoding") is { } coding)
        {
            return coding.Equals("chunked", StringComparison.OrdinalIgnoreCase)
                ? ReadChunks()
                : throw Nonsense($"its answer is coded as '{coding}'");
        }

        if (headers.GetValueOrDefault("Content-Length") is { } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
                throw Nonsense($"its Content-Length is '{text}'");
            var sized = new MemoryStream(Math.Min(length, LargestFirstBuffer));
            ReadInto(sized, length);
            sized.Position = 0;
            return sized;
        }

        endsConnection = true;
        var rest = new MemoryStream();
        do
        {
            rest.Write(_received, _start, _end - _start);
            _start = _end;
        }
        while (Fill());
        rest.Position = 0;
        return rest;
    }

    private MemoryStream ReadChunks()
    {
        var body = new MemoryStream();
        while (true)
        {
            var line = ReadLine();
            var size = line.AsSpan(0, line.IndexOf(';', StringComparison.Ordinal) is >= 0 and var end ? end : line.Length).Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0)
                throw Nonsense($"it sent a chunk of size '{line}'");
            if (length is 0)
                break;
            ReadInto(body, length);
            if (ReadLine().Length > 0)
                throw Nonsense("a chunk is longer than it said");
        }
        while (ReadLine().Length > 0)
        {
            // Trailers say nothing here.
        }
        body.Position = 0;
        return body;
    }

    private void ReadInto(MemoryStream body, int length)
    {
        while (true)
        {
            var count = Math.Min(length, _end - _start);
            body.Write(_received, _start, count);
            _start += count;
            length -= count;
            if (length is 0)
                return;
            if (!Fill())
                throw Nonsense("it closed the connection in the middle of an answer");
        }
    }

    private string ReadLine()
    {
        for (var searched = 0; ;)
        {
            var line = _received.AsSpan(_start, _end - _start);
            var length = line[searched..].IndexOf((byte)'\n');
            if (length >= 0)
            {
                length += searched;
                _start += length + 1;
                return Encoding.UTF8.GetString(line[..length].TrimEnd((byte)'\r'));
            }
            searched = line.Length;
            if (searched > LargestHead)
                throw Nonsense("a line of its answer has no end");
            if (!Fill())
                throw Nonsense("it closed the connection in the middle of an answer");
        }
    }

    /// <summary>Waits for more; false at the end of the connection.</summary>
    private bool Fill()
    {
        if (_start == _end)
        {
            _start = _end = 0;
        }
        else if (_end == _received.Length && _start > 0)
        {
            _received.AsSpan(_start, _end - _start).CopyTo(_received);
            (_start, _end) = (0, _end - _start);
        }
        else if (_end == _received.Length)
        {
            Array.Resize(ref _received, _received.Length * 2);
        }

        try
        {
            var count = _socket!.Receive(_received.AsSpan(_end));
            _end += count;
            return count > 0;
        }
        catch (SocketException failure) when (IsEnd(failure))
        {
            return false;
        }
    }

    private static bool IsEnd(SocketException failure) => failure.SocketErrorCode is
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown;

    private RuntimeApiException Nonsense(string what) => new($"{host} does not speak the Runtime API's HTTP: {what}.");
}
