using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ConfigRules.Lambda;

/// <summary>What one call of a function tells, in JSON lines; its metrics are lines too, which CloudWatch takes out of the log.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
/// </remarks>
internal sealed class JsonLog(TextWriter writer, TimeProvider time, string requestId)
{
    /// <summary>Logs are no web pages: quotation marks may stay as they are.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly long _start = time.GetTimestamp();
    private readonly ArrayBufferWriter<byte> _line = new(1024);

    /// <summary>Since the call began, in milliseconds.</summary>
    public double Duration => Milliseconds(time.GetElapsedTime(_start));

    public static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 1);

    public void Write(string level, string what, Action<Utf8JsonWriter> rest) => WriteLine(line =>
    {
        line.WriteString("time", time.GetUtcNow().UtcDateTime);
        line.WriteString("level", level);
        line.WriteString("event", what);
        line.WriteString("requestId", requestId);
        rest(line);
    });

    /// <param name="dimensions">What the metrics are of.</param>
    /// <param name="sets">The names of the dimensions under which each metric is kept, one metric for each list.</param>
    /// <param name="metrics">Their names, units and values.</param>
    public void WriteMetrics(
        (string Name, string Value)[] dimensions, string[][] sets, params (string Name, string Unit, double Value)[] metrics) => WriteLine(line =>
    {
        line.WriteStartObject("_aws");
        line.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
        line.WriteStartArray("CloudWatchMetrics");
        line.WriteStartObject();
        line.WriteString("Namespace", "ConfigRules");
        line.WriteStartArray("Dimensions");
        foreach (var set in sets)
        {
            line.WriteStartArray();
            foreach (var name in set)
                line.WriteStringValue(name);
            line.WriteEndArray();
        }
        line.WriteEndArray();
        line.WriteStartArray("Metrics");
        foreach (var (name, unit, _) in metrics)
        {
            line.WriteStartObject();
            line.WriteString("Name", name);
            line.WriteString("Unit", unit);
            line.WriteEndObject();
        }
        line.WriteEndArray();
        line.WriteEndObject();
        line.WriteEndArray();
        line.WriteEndObject();
        foreach (var (name, value) in dimensions)
            line.WriteString(name, value);
        foreach (var (name, _, value) in metrics)
            line.WriteNumber(name, value);
    });

    private void WriteLine(Action<Utf8JsonWriter> members)
    {
        _line.ResetWrittenCount();
        using (var line = new Utf8JsonWriter(_line, Plain))
        {
            line.WriteStartObject();
            members(line);
            line.WriteEndObject();
        }
        writer.WriteLine(Encoding.UTF8.GetString(_line.WrittenSpan));
    }
}
