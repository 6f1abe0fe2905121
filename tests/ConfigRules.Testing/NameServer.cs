using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConfigRules.Testing;

/// <summary>A DNS server of texts on 127.0.0.1, at a port that was free: RFC 1035, as much of it as one question in a packet needs.</summary>
public sealed class NameServer : IAsyncDisposable
{
    private const int HeaderSize = 12;

    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, string[][]> _texts = [];
    private readonly Dictionary<string, int> _codes = [];
    private readonly HashSet<string> _confused = [];
    private readonly Task _serving;

    public NameServer()
    {
        Address = (IPEndPoint)_socket.Client.LocalEndPoint!;
        _serving = ServeAsync();
    }

    public IPEndPoint Address { get; }

    /// <summary>Every name that was asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Answers with texts, each in the pieces in which it is sent.</summary>
    public NameServer Has(string name, params string[][] texts)
    {
        _texts[name] = texts;
        return this;
    }

    /// <summary>Answers with a code of RFC 1035, 4.1.1, and nothing else: 2 that it failed, 5 that it refuses.</summary>
    public NameServer Fails(string name, int code)
    {
        _codes[name] = code;
        return this;
    }

    /// <summary>Answers as to another question.</summary>
    public NameServer Confuses(string name)
    {
        _confused.Add(name);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        await _serving;
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var question = await _socket.ReceiveAsync(_stop.Token);
                await _socket.SendAsync(Answer(question.Buffer), question.RemoteEndPoint, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private byte[] Answer(byte[] question)
    {
        var (name, end) = NameOf(question);
        Asked.Enqueue(name);
        var texts = _texts.GetValueOrDefault(name) ?? [];
        // A name that nobody gave a text does not exist.
        var code = _codes.GetValueOrDefault(name, texts is [] ? 3 : 0);
        byte[] answer = [.. question[..(end + 4)], .. texts.SelectMany(Record)];
        answer[2] = 0x84;
        answer[3] = (byte)code;
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(6), (ushort)texts.Length);
        answer.AsSpan(8, 4).Clear();
        if (_confused.Contains(name))
            answer[0] ^= 0xFF;
        return answer;
    }

    /// <summary>Its name, and where it ends.</summary>
    private static (string Name, int End) NameOf(byte[] question)
    {
        var labels = new List<string>();
        var at = HeaderSize;
        for (; question[at] > 0; at += question[at] + 1)
            labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
        return (string.Join('.', labels), at + 1);
    }

    private static byte[] Record(string[] pieces)
    {
        byte[] data = [.. pieces.SelectMany(piece => (byte[])[(byte)piece.Length, .. Encoding.ASCII.GetBytes(piece)])];
        // A pointer to the question's name, TXT, IN, a minute.
        return [0xC0, HeaderSize, 0, 16, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];
    }
}
