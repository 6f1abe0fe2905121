using System.Text.Json;

namespace ConfigRules.Recordings;

/// <summary>Makes equal texts one string: ids, names and policies recur by the thousand.</summary>
internal sealed class StringPool
{
    private readonly HashSet<string> _strings = [];
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private char[] _buffer = new char[1024];

    public StringPool() => _lookup = _strings.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The string at which the reader stands.</summary>
    public string Get(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? checked((int)reader.ValueSequence.Length) : reader.ValueSpan.Length;
        if (length > _buffer.Length)
            _buffer = new char[Math.Max(length, _buffer.Length * 2)];
        return Get(_buffer.AsSpan(0, reader.CopyString(_buffer)));
    }

    public string Get(ReadOnlySpan<char> text)
    {
        if (_lookup.TryGetValue(text, out var known))
            return known;
        var added = text.ToString();
        _strings.Add(added);
        return added;
    }
}
