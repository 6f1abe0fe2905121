using System.Buffers;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An exception as Lambda takes it: errorType, errorMessage, stackTrace, and its cause in the same form.</summary>
internal static class ErrorReport
{
    /// <summary>Lambda cuts what is larger.</summary>
    private const int Limit = 256 * 1024;

    /// <summary>No character takes more than six bytes ("\u0000").</summary>
    private const int LongestMessage = Limit / 8;

    public static string HeaderOf(Exception exception) => $"Lambda-Runtime-Function-Error-Type: {exception.GetType().Name}\r\n";

    public static ReadOnlySpan<byte> BodyOf(Exception exception)
    {
        var whole = Write(exception, isShort: false);
        return whole.WrittenCount <= Limit ? whole.WrittenSpan : Write(exception, isShort: true).WrittenSpan;
    }

    private static ArrayBufferWriter<byte> Write(Exception exception, bool isShort)
    {
        var report = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(report);
        Write(writer, exception, isShort);
        return report;
    }

    private static void Write(Utf8JsonWriter writer, Exception exception, bool isShort)
    {
        var message = exception.Message;
        writer.WriteStartObject();
        writer.WriteString("errorType", exception.GetType().Name);
        writer.WriteString("errorMessage", isShort && message.Length > LongestMessage ? message[..LongestMessage] : message);
        writer.WriteStartArray("stackTrace");
        if (!isShort && exception.StackTrace is { } trace)
        {
            foreach (var line in trace.AsSpan().EnumerateLines())
                writer.WriteStringValue(line.Trim());
        }
        writer.WriteEndArray();
        if (!isShort && exception.InnerException is { } cause)
        {
            writer.WritePropertyName("cause");
            Write(writer, cause, isShort);
        }
        writer.WriteEndObject();
    }
}
