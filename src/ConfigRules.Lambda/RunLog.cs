using System.Text.Json;
using ConfigRules.Aws;
using ConfigRules.Engine;

namespace ConfigRules.Lambda;

/// <summary>
/// One run: what it did, each resource that could not be judged, what failed, and the metrics. The token is in none of them, since
/// nothing here is given the event's text.
/// </summary>
internal sealed class RunLog(TextWriter writer, TimeProvider time, string requestId, string? subject)
{
    private const string Unknown = "unknown";
    private const int ShortestSecret = 16;

    private readonly JsonLog _log = new(writer, time, requestId);
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
            line.WriteNumber("readMs", JsonLog.Milliseconds(summary.ReadTime));
            line.WriteNumber("judgeMs", JsonLog.Milliseconds(summary.JudgeTime));
            line.WriteNumber("reportMs", JsonLog.Milliseconds(summary.ReportTime));
            line.WriteNumber("durationMs", _log.Duration);
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
            line.WriteNumber("durationMs", _log.Duration);
        });
        WriteMetrics(failure);
    }

    private int Calls => (_calls?.Calls ?? 0) - _before.Calls;

    private int Throttles => (_calls?.Throttles ?? 0) - _before.Throttles;

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
    private void WriteMetrics(Failure? failure) => _log.WriteMetrics(
        [("Rule", _rule ?? Unknown), ("Account", _owner.AccountId ?? Unknown), ("Region", _owner.Region ?? Unknown), ("Subject", subject ?? "all")],
        [["Rule", "Account", "Region"], ["Subject"]],
        ("Compliant", "Count", _summary?.Count(Compliance.Compliant) ?? 0),
        ("NonCompliant", "Count", _summary?.Count(Compliance.NonCompliant) ?? 0),
        ("NotApplicable", "Count", _summary?.Count(Compliance.NotApplicable) ?? 0),
        ("Undetermined", "Count", _summary?.Count(Compliance.Undetermined) ?? 0),
        ("Withdrawn", "Count", _summary?.Withdrawn ?? 0),
        ("Skipped", "Count", failure is null && _summary is { JudgedNothing: true } ? 1 : 0),
        ("Failed", "Count", failure is null ? 0 : 1),
        ("ParameterErrors", "Count", failure is { Code: "InvalidParameter" } ? 1 : 0),
        (nameof(Calls), "Count", Calls),
        (nameof(Throttles), "Count", Throttles),
        ("Duration", "Milliseconds", _log.Duration));

    private void Write(string level, string what, Action<Utf8JsonWriter> rest) => _log.Write(level, what, line =>
    {
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
}
