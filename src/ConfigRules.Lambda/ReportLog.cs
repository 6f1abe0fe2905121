using ConfigRules.Aws;
using ConfigRules.Reports;

namespace ConfigRules.Lambda;

/// <summary>One report: what it says, or why there is none, and the metrics.</summary>
internal sealed class ReportLog(TextWriter writer, TimeProvider time, string requestId)
{
    private readonly JsonLog _log = new(writer, time, requestId);
    private ICallCounter? _calls;

    public void Counts(ICallCounter calls) => _calls = calls;

    public void Succeeded(ComplianceReport report)
    {
        foreach (var note in report.Notes)
            _log.Write("Warning", "note", line => line.WriteString("reason", note));
        _log.Write("Information", "report", line =>
        {
            line.WriteNumber("accounts", report.Accounts.Length);
            line.WriteNumber("verdicts", report.Rows.Length);
            line.WriteNumber("resources", report.Total.Resources);
            line.WriteNumber("private", report.Total.Private);
            line.WriteNumber("findings", report.Total.Findings);
            line.WriteNumber("calls", Calls);
            line.WriteNumber("throttles", Throttles);
            line.WriteNumber("durationMs", _log.Duration);
        });
        var total = report.Total;
        WriteMetrics(("Subject", ReportSettings.Subject),
            ("Resources", "Count", total.Resources), ("Private", "Count", total.Private), ("PrivateShare", "Percent", total.Share ?? 0),
            ("Critical", "Count", total.Critical), ("High", "Count", total.High), ("Medium", "Count", total.Medium), ("Low", "Count", total.Low),
            ("Failed", "Count", 0), (nameof(Calls), "Count", Calls), (nameof(Throttles), "Count", Throttles), ("Duration", "Milliseconds", _log.Duration));
        foreach (var (rule, score) in Score.By(report.Rows, row => row.Rule.Info.Id))
            WriteMetrics(("OrganizationRule", rule), ("Findings", "Count", score.Findings), ("Resources", "Count", score.Resources));
    }

    public void Failed(Exception exception)
    {
        var failure = Failure.Of(exception);
        _log.Write("Error", "failure", line =>
        {
            line.WriteString("code", failure.Code);
            line.WriteBoolean("transient", failure.IsTransient);
            line.WriteString("exception", exception.GetType().Name);
            line.WriteString("message", exception.Message);
            line.WriteNumber("calls", Calls);
            line.WriteNumber("throttles", Throttles);
            line.WriteNumber("durationMs", _log.Duration);
        });
        WriteMetrics(("Subject", ReportSettings.Subject),
            ("Failed", "Count", 1), (nameof(Calls), "Count", Calls), (nameof(Throttles), "Count", Throttles), ("Duration", "Milliseconds", _log.Duration));
    }

    private int Calls => _calls?.Calls ?? 0;

    private int Throttles => _calls?.Throttles ?? 0;

    private void WriteMetrics((string Name, string Value) dimension, params (string Name, string Unit, double Value)[] metrics) =>
        _log.WriteMetrics([dimension], [[dimension.Name]], metrics);
}
