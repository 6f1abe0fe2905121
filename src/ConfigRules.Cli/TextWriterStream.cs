using System.Text;

namespace ConfigRules.Cli;

/// <summary>Hands UTF-8 on to a writer of text.</summary>
internal sealed class TextWriterStream(TextWriter output) : Stream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private char[] _chars = [];

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (output is StreamWriter { Encoding: UTF8Encoding } text)
        {
            text.Flush();
            text.BaseStream.Write(buffer);
            return;
        }
        if (_chars.Length < buffer.Length + 1)
            _chars = new char[buffer.Length + 1];
        output.Write(_chars, 0, _decoder.GetChars(buffer, _chars, flush: false));
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
