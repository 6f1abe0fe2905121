using System.Text.Json;

namespace ConfigRules.Recordings;

/// <summary>
/// A window that slides over a JSON stream of any length. It holds no more than the value that is being read, so that a
/// recording of gigabytes takes the memory of its facts, not of its text.
/// </summary>
internal sealed class JsonWindow
{
    public const int FirstSize = 1 << 20;
    private const int LargestValue = 1 << 26;

    /// <summary>What people write by hand is read too, and what several commands wrote into one stream.</summary>
    public static readonly JsonReaderOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowMultipleValues = true,
    };

    private readonly Stream _stream;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private bool _whole;
    private JsonReaderState _state = new(Lenient);

    public JsonWindow(Stream stream, int firstSize)
    {
        _stream = stream;
        _buffer = new byte[Math.Max(firstSize, 4)];
        Fill();
        if (_buffer.AsSpan(0, _end) is [0xEF, 0xBB, 0xBF, ..])
            _start = 3;
    }

    public delegate T Parse<T>(ref Utf8JsonReader reader);

    public bool IsEmpty => _whole && !_buffer.AsSpan(_start, _end - _start).ContainsAnyExcept(" \t\r\n"u8);

    public JsonTokenType Token { get; private set; }

    /// <summary>Goes to the next token, which may name a member; false once the document has ended.</summary>
    public bool Next(out string name)
    {
        while (true)
        {
            var reader = Reader();
            if (reader.Read())
            {
                Token = reader.TokenType;
                name = Token is JsonTokenType.PropertyName ? reader.GetString()! : "";
                Accept(ref reader);
                return true;
            }
            if (_whole)
            {
                name = "";
                return false;
            }
            Accept(ref reader);
            Fill();
        }
    }

    /// <summary>
    /// Reads the value that follows. The method may be called again from the value's start, with more of it; so it must not
    /// keep anything before it returns.
    /// </summary>
    public T Value<T>(Parse<T> parse)
    {
        while (true)
        {
            var reader = Reader();
            try
            {
                ResourceReader.Next(ref reader);
                var value = parse(ref reader);
                Token = reader.TokenType;
                Accept(ref reader);
                return value;
            }
            catch (IncompleteException) when (!_whole)
            {
                Fill();
            }
        }
    }

    /// <summary>The text of a list's next element, which the next call overwrites; false at the list's end.</summary>
    public bool NextElement(out ReadOnlySpan<byte> json)
    {
        while (true)
        {
            var reader = Reader();
            if (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.EndArray)
                {
                    Accept(ref reader);
                    json = [];
                    return false;
                }
                var from = _start + (int)reader.TokenStartIndex;
                if (reader.TrySkip())
                {
                    Accept(ref reader);
                    json = _buffer.AsSpan(from, _start - from);
                    return true;
                }
            }
            Fill();
        }
    }

    /// <summary>Passes the value that follows, of any length, if its parts are not each longer than a window can be.</summary>
    public void Skip()
    {
        var depth = 0;
        do
        {
            var reader = Reader();
            while (reader.Read())
            {
                depth += reader.TokenType switch
                {
                    JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                    JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                    _ => 0,
                };
                if (depth == 0 && reader.TokenType is not JsonTokenType.PropertyName)
                {
                    Accept(ref reader);
                    return;
                }
            }
            Accept(ref reader);
            if (!_whole)
                Fill();
        }
        while (true);
    }

    private Utf8JsonReader Reader() => new(_buffer.AsSpan(_start, _end - _start), _whole, _state);

    private void Accept(ref Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length)
        {
            if (_end >= LargestValue)
                throw new RecordingException($"one value is longer than {LargestValue >> 20} MB, which no resource is; record the file again");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        // To the brim: with a value half read, every further call would begin it again.
        var read = _stream.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
        _whole = read < _buffer.Length - _end;
        _end += read;
    }
}
