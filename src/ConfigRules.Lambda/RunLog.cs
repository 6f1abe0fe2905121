using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConfigRules.Aws;
using ConfigRules.Engine;

namespace ConfigRules.Lambda;

/// <summary>
/// One run in JSON lines: what it did, each resource that could not be judged, what failed, and the metrics, which CloudWatch
/// takes out of the log. The token is in none of them, since nothing here is given the event's text.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
/// </remarks>
internal sealed class RunLog(TextWriter writer, TimeProvider time, string requestId, string? subject)
{
    private const string Unknown = "unknown";
    private const int ShortestSecret = 16;

    /// <summary>Logs are no web pages: quotation marks may stay as they are.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Name, string Unit)[] Metrics =
    [
        ("Compliant", "Count"), ("NonCompliant", "Count"), ("NotApplicable", "Count"), ("Undetermined", "Count"),
        ("Withdrawn", "Count"), ("Failed", "Count"), ("ParameterErrors", "Count"), (nameof(Calls), "Count"),
        (nameof(Throttles), "Count"), (nameof(Duration), "Milliseconds"),
    ];

    private readonly long _start = time.GetTimestamp();
    private readonly ArrayBufferWriter<byte> _line = new(1024);
    private string? _token;
    private string? _rule;
    private string? _configRuleName;
    private Trigger? _trigger;
    private AccountKey _owner;
    private RunSummary? _summary;
    private ICallCounter? _calls;
    private (int Calls, int Throttles) _before;

    /// <summary>
    /// What no line and no exception may show. Real tokens have some 2000 characters; one made up for a test may be a word that
    /// is found anywhere.
    /// </summary>
    public void Keep(string token) => _token = token.Length >= ShortestSecret ? token : null;

    public void Event(ConfigEvent configEvent) => (_configRuleName, _trigger) = (configEvent.ConfigRuleName, configEvent.Trigger);

    public void Rule(Rule rule) => _rule = rule.Info.Id;

    public void Owner(AccountKey owner) => _owner = owner;

    /// <summary>An account lives longer than a run, and counts on.</summary>
    public void Account(IAccount account)
    {
        _calls = account as ICallCounter;
        _before = (_calls?.Calls ?? 0, _calls?.Throttles ?? 0);
    }

    public bool Quotes(Exception failure) => _token is { } token
        && failure.ToString().Contains(token, StringComparison.Ordinal);

    public string Redact(string text) => _token is { } token ? text.Replace(token, "(token)", StringComparison.Ordinal) : text;

    public void Reported(RunSummary summary)
    {
        _summary = summary;
        foreach (var evaluation in summary.Evaluations.Where(item => item.Verdict.Compliance is Compliance.Undetermined))
        {
            Write("Warning", "undetermined", line =>
            {
                line.WriteString("resourceType", evaluation.ResourceType);
                line.WriteString("resourceId", evaluation.ResourceId);
                line.WriteString("reason", evaluation.Verdict.Reason);
            });
        }
        if (summary.NotWithdrawn is { } why)
            Write("Warning", "notWithdrawn", line => line.WriteString("reason", Redact(why)));
        Write("Information", "run", line =>
        {
            WriteTrigger(line);
            if (summary.Skipped is { } skipped)
                line.WriteString("skipped", skipped);
            if (summary.Scope is { } scope)
                line.WriteString("scope", Scopes.Describe(scope));
            line.WriteNumber("judged", summary.Evaluations.Count);
            line.WriteNumber("compliant", summary.Count(Compliance.Compliant));
            line.WriteNumber("nonCompliant", summary.Count(Compliance.NonCompliant));
            line.WriteNumber("notApplicable", summary.Count(Compliance.NotApplicable));
            line.WriteNumber("undetermined", summary.Count(Compliance.Undetermined));
            line.WriteNumber("reported", summary.Reported);
            line.WriteNumber("withdrawn", summary.Withdrawn);
            if (summary.NotWithdrawn is { } notWithdrawn)
                line.WriteString("notWithdrawn", Redact(notWithdrawn));
            line.WriteNumber("calls", Calls);
            line.WriteNumber("throttles", Throttles);
            line.WriteNumber("readMs", Milliseconds(summary.ReadTime));
            line.WriteNumber("judgeMs", Milliseconds(summary.JudgeTime));
            line.WriteNumber("reportMs", Milliseconds(summary.ReportTime));
            line.WriteNumber("durationMs", Duration);
        });
    }

    public void Succeeded() => WriteMetrics(failure: null);

    public void Failed(Exception exception)
    {
        var failure = Failure.Of(exception);
        Write("Error", "failure", line =>
        {
            WriteTrigger(line);
            line.WriteString("code", failure.Code);
            line.WriteBoolean("transient", failure.IsTransient);
            line.WriteString("exception", exception.GetType().Name);
            line.WriteString("message", Redact(exception.Message));
            if (exception is AwsCallException { RequestId: { } id })
                line.WriteString("awsRequestId", id);
            line.WriteNumber("calls", Calls);
            line.WriteNumber("throttles", Throttles);
            line.WriteNumber("durationMs", Duration);
        });
        WriteMetrics(failure);
    }

    private int Calls => (_calls?.Calls ?? 0) - _before.Calls;

    private int Throttles => (_calls?.Throttles ?? 0) - _before.Throttles;

    private double Duration => Milliseconds(time.GetElapsedTime(_start));

    private static double Milliseconds(TimeSpan duration) => Math.Round(duration.TotalMilliseconds, 1);

    private void WriteTrigger(Utf8JsonWriter line)
    {
        if (_trigger is null)
            return;
        line.WriteString("trigger", _trigger.GetType().Name);
        if (_trigger.About is not { } item)
            return;
        line.WriteString("resourceType", item.Type);
        line.WriteString("resourceId", item.Id);
        line.WriteString("status", item.Status.ToString());
        if (item.CapturedAt is { } capturedAt)
            line.WriteString("capturedAt", capturedAt.UtcDateTime);
    }

    /// <summary>Under the rule, account and region for whoever looks; under the subject for alarms, which take no search.</summary>
    private void WriteMetrics(Failure? failure) => WriteLine(line =>
    {
        line.WriteStartObject("_aws");
        line.WriteNumber("Timestamp", time.GetUtcNow().ToUnixTimeMilliseconds());
        line.WriteStartArray("CloudWatchMetrics");
        line.WriteStartObject();
        line.WriteString("Namespace", "ConfigRules");
        line.WriteStartArray("Dimensions");
        WriteList(line, "Rule", "Account", "Region");
        WriteList(line, "Subject");
        line.WriteEndArray();
        line.WriteStartArray("Metrics");
        foreach (var (name, unit) in Metrics)
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
        line.WriteString("Rule", _rule ?? Unknown);
        line.WriteString("Account", _owner.AccountId ?? Unknown);
        line.WriteString("Region", _owner.Region ?? Unknown);
        line.WriteString("Subject", subject ?? "all");
        line.WriteNumber("Compliant", _summary?.Count(Compliance.Compliant) ?? 0);
        line.WriteNumber("NonCompliant", _summary?.Count(Compliance.NonCompliant) ?? 0);
        line.WriteNumber("NotApplicable", _summary?.Count(Compliance.NotApplicable) ?? 0);
        line.WriteNumber("Undetermined", _summary?.Count(Compliance.Undetermined) ?? 0);
        line.WriteNumber("Withdrawn", _summary?.Withdrawn ?? 0);
        line.WriteNumber("Failed", failure is null ? 0 : 1);
        line.WriteNumber("ParameterErrors", failure is { Code: "InvalidParameter" } ? 1 : 0);
        line.WriteNumber(nameof(Calls), Calls);
        line.WriteNumber(nameof(Throttles), Throttles);
        line.WriteNumber(nameof(Duration), Duration);
    });

    private static void WriteList(Utf8JsonWriter line, params ReadOnlySpan<string> names)
    {
        line.WriteStartArray();
        foreach (var name in names)
            line.WriteStringValue(name);
        line.WriteEndArray();
    }

    private void Write(string level, string what, Action<Utf8JsonWriter> rest) => WriteLine(line =>
    {
        line.WriteString("time", time.GetUtcNow().UtcDateTime);
        line.WriteString("level", level);
        line.WriteString("event", what);
        line.WriteString("requestId", requestId);
        if (_rule is not null)
            line.WriteString("rule", _rule);
        if (_configRuleName is not null)
            line.WriteString("configRuleName", _configRuleName);
        if (_owner.AccountId is not null)
        {
            line.WriteString("account", _owner.AccountId);
            line.WriteString("region", _owner.Region);
        }
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
