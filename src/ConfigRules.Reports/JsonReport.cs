using System.Text.Encodings.Web;
using System.Text.Json;
using ConfigRules.Engine;
using ConfigRules.Paths;

namespace ConfigRules.Reports;

/// <summary>For other programs, and for later reports to be compared with: the evaluations are those of `check --format json`.</summary>
public static class JsonReport
{
    // A page never holds it, so that quotes and arrows may stay readable.
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream output, ComplianceReport report)
    {
        using var json = new Utf8JsonWriter(output, Readable);
        json.WriteStartObject();
        json.WriteString("at", Times.Text(report.At));
        WriteList(json, "sources", report.Sources);
        if (report.Notes is not [])
            WriteList(json, "notes", report.Notes);
        WriteSummary(json, report);
        if (report.Trend is not [])
            WriteTrend(json, report.Trend);
        json.WriteStartArray("accounts");
        foreach (var account in report.Accounts)
            Write(json, account);
        json.WriteEndArray();
        json.WriteStartArray("evaluations");
        foreach (var row in report.Rows)
        {
            Write(json, row);
            if (json.BytesPending > 1 << 16)
                json.Flush();
        }
        json.WriteEndArray();
        if (report.Ways.Vpcs is not [])
            Write(json, report.Ways);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteSummary(Utf8JsonWriter json, ComplianceReport report)
    {
        json.WriteStartObject("summary");
        json.WriteStartObject("total");
        Write(json, report.Total);
        json.WriteEndObject();
        if (report.SinceLast is { } change)
        {
            json.WriteString("comparedWith", Times.Text(report.Earlier[^1].At));
            json.WriteNumber("new", change.New);
            json.WriteNumber("repaired", change.Repaired);
        }
        Write(json, "rules", report, row => row.Rule.Info.Id);
        Write(json, "severities", report, row => row.Severity.ToString().ToUpperInvariant());
        Write(json, "accounts", report, row => row.AccountId);
        Write(json, "regions", report, row => row.Region);
        Write(json, "units", report, row => report.AccountOf(row).Unit);
        json.WriteEndObject();
    }

    /// <summary>By which the next report knows those before this one, without having to be given them.</summary>
    private static void WriteTrend(Utf8JsonWriter json, IEnumerable<TrendPoint> trend)
    {
        json.WriteStartArray("trend");
        foreach (var (at, total) in trend)
        {
            json.WriteStartObject();
            json.WriteString("at", Times.Text(at));
            Write(json, total);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ComplianceReport report, Func<ReportRow, string> group)
    {
        json.WriteStartArray(name);
        foreach (var (key, score) in Score.By(report.Rows, group))
        {
            json.WriteStartObject();
            json.WriteString("name", key);
            Write(json, score);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Score score)
    {
        json.WriteNumber("resources", score.Resources);
        json.WriteNumber("private", score.Private);
        json.WriteNumber("undetermined", score.Undetermined);
        json.WriteNumber("critical", score.Critical);
        json.WriteNumber("high", score.High);
        json.WriteNumber("medium", score.Medium);
        json.WriteNumber("low", score.Low);
    }

    private static void Write(Utf8JsonWriter json, ReportAccount account)
    {
        json.WriteStartObject();
        json.WriteString("accountId", account.Id);
        if (account.Name is not "")
            json.WriteString("name", account.Name);
        if (account.Unit is not "")
            json.WriteString("unit", account.Unit);
        if (account.IsSuspended)
            json.WriteBoolean("suspended", true);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReportRow row)
    {
        json.WriteStartObject();
        json.WriteString("rule", row.Rule.Info.Id);
        json.WriteString("severity", row.Severity.ToString().ToUpperInvariant());
        json.WriteString("accountId", row.AccountId);
        json.WriteString("region", row.Region);
        json.WriteString("resourceType", row.ResourceType);
        json.WriteString("resourceId", row.ResourceId);
        if (row.Name is not null)
            json.WriteString("name", row.Name);
        if (row.VpcId is not null)
            json.WriteString("vpcId", row.VpcId);
        json.WriteString("compliance", ComplianceWords.Of(row.Compliance));
        json.WriteString("reason", row.Reason);
        if (row.Since is { } since)
            json.WriteString("since", Times.Text(since));
        json.WriteEndObject();
    }

    /// <summary>The cells of the matrix, each with the first hop that is wrong; `trace` tells all hops of one.</summary>
    private static void Write(Utf8JsonWriter json, ReportWays ways)
    {
        json.WriteNumber("waysLeftOut", ways.LeftOut);
        json.WriteStartArray("ways");
        foreach (var (vpc, way) in ways.Vpcs.SelectMany(vpc => vpc.Ways.Select(way => (vpc, way))))
        {
            json.WriteStartObject();
            json.WriteString("accountId", vpc.AccountId);
            json.WriteString("region", vpc.Region);
            json.WriteString("vpcId", vpc.Vpc.Id);
            json.WriteString("subnetId", way.From.Subnet.Id);
            json.WriteString("service", way.To.Service);
            json.WriteString("verdict", way.OwnVerdict.Word());
            if (way.FirstWrong is { } wrong)
            {
                json.WriteString("code", wrong.Code);
                if (wrong.ResourceId is not null)
                    json.WriteString("resourceId", wrong.ResourceId);
                json.WriteString("reason", wrong.Text);
                if (HopRules.RuleOf(wrong, way.To.Service) is { } rule)
                    json.WriteString("rule", rule);
            }
            if (way.Missing.Any())
                WriteList(json, "missing", way.Missing.Select(kind => kind.ToString()));
            json.WriteEndObject();
            if (json.BytesPending > 1 << 16)
                json.Flush();
        }
        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
