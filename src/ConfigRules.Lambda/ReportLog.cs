using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConfigRules.Aws;
using ConfigRules.Reports;

namespace ConfigRules.Lambda;

/// <summary>One report in JSON lines: what it says, or why there is none, and the metrics, which CloudWatch takes out of the log.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
/// </remarks>
internal sealed class ReportLog(TextWriter writer, TimeProvider time, string requestId)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly long _start = time.GetTimestamp();
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private ICallCounter? _calls;

    public void Counts(ICallCounter calls) => _calls = calls;

    public void Succeeded(ComplianceReport report)
    {
        Write("Information", "report", line =>
        {
            line.WriteNumber("accounts", report.Accounts.Length);
            line.WriteNumber("verdicts", report.Rows.Length);
            line.WriteNumber("resources", report.Total.Resources);
            line.WriteNumber("private", report.Total.Private);
            line.WriteNumber("findings", report.Total.Findings);
            line.WriteNumber("calls", _calls?.Calls ?? 0);
            line.WriteNumber("throttles", _calls?.Throttles ?? 0);
            line.WriteNumber("durationMs", Duration);
        });
        var total = report.Total;
        WriteMetrics(("Subject", ReportSettings.Subject),
            ("Resources", "Count", total.Resources), ("Private", "Count", total.Private), ("PrivateShare", "Percent", total.Share ?? 0),
            ("Critical", "Count", total.Critical), ("High", "Count", total.High), ("Medium", "Count", total.Medium), ("Low", "Count", total.Low),
            ("Failed", "Count", 0), ("Calls", "Count", _calls?.Calls ?? 0), ("Throttles", "Count", _calls?.Throttles ?? 0), ("Duration", "Milliseconds", Duration));
        foreach (var (rule, score) in Score.By(report.Rows, row => row.Rule.Info.Id))
            WriteMetrics(("OrganizationRule", rule), ("Findings", "Count", score.Findings), ("Resources", "Count", score.Resources));
    }

    public void Failed(Exception exception)
    {
        var failure = Failure.Of(exception);
        Write("Error", "failure", line =>
        {
            line.WriteString("code", failure.Code);
            line.WriteBoolean("transient", failure.IsTransient);
            line.WriteString("exception", exception.GetType().Name);
            line.WriteString("message", exception.Message);
            line.WriteNumber("calls", _calls?.Calls ?? 0);
            line.WriteNumber("throttles", _calls?.Throttles ?? 0);
            line.WriteNumber("durationMs", Duration);
        });
        WriteMetrics(("Subject", ReportSettings.Subject),
            ("Failed", "Count", 1), ("Calls", "Count", _calls?.Calls ?? 0), ("Throttles", "Count", _calls?.Throttles ?? 0), ("Duration", "Milliseconds", Duration));
    }

    private double Duration => Math.Round(time.GetElapsedTime(_start).TotalMilliseconds, 1);

    private void WriteMetrics((string Name, string Value) dimension, params (string Name, string Unit, double Value)[] metrics) => WriteLine(line =>
    {
        line.WriteStartObject("_aws");
        line.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
        line.WriteStartArray("CloudWatchMetrics");
        line.WriteStartObject();
        line.WriteString("Namespace", "ConfigRules");
        line.WriteStartArray("Dimensions");
        line.WriteStartArray();
        line.WriteStringValue(dimension.Name);
        line.WriteEndArray();
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
        line.WriteString(dimension.Name, dimension.Value);
        foreach (var (name, _, value) in metrics)
            line.WriteNumber(name, value);
    });

    private void Write(string level, string what, Action<Utf8JsonWriter> rest) => WriteLine(line =>
    {
        line.WriteString("time", time.GetUtcNow().UtcDateTime);
        line.WriteString("level", level);
        line.WriteString("event", what);
        line.WriteString("requestId", requestId);
        rest(line);
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
