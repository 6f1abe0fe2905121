using System.Text.Encodings.Web;
using System.Text.Json;
using ConfigRules.Engine;

namespace ConfigRules.Reports;

/// <summary>Events of the class Compliance Finding of OCSF 1.4.0, a list with one on each line; what no rule applies to is left out.</summary>
/// <remarks>https://schema.ocsf.io/1.4.0/classes/compliance_finding</remarks>
public static class OcsfReport
{
    private const int Category = 2;
    private const int Class = 2003;
    private const int Created = 1;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream output, ComplianceReport report)
    {
        output.Write("[\n"u8);
        var isFirst = true;
        using var json = new Utf8JsonWriter(output, Plain);
        foreach (var row in report.Rows.Where(row => row.Compliance is not Compliance.NotApplicable))
        {
            if (!isFirst)
                output.Write(",\n"u8);
            isFirst = false;
            json.Reset(output);
            Write(json, report, row);
            json.Flush();
        }
        output.Write(isFirst ? "]\n"u8 : "\n]\n"u8);
    }

    private static void Write(Utf8JsonWriter json, ComplianceReport report, ReportRow row)
    {
        var (statusId, status) = row.Compliance switch
        {
            Compliance.Compliant => (1, "Pass"),
            Compliance.NonCompliant => (3, "Fail"),
            _ => (0, "Unknown"),
        };
        // A pass is of no severity.
        var (severityId, severity) = row.Compliance is Compliance.NonCompliant
            ? ((int)row.Severity + 2, row.Severity.ToString())
            : (1, "Informational");
        json.WriteStartObject();
        json.WriteNumber("activity_id", Created);
        json.WriteString("activity_name", "Create");
        json.WriteNumber("category_uid", Category);
        json.WriteString("category_name", "Findings");
        json.WriteNumber("class_uid", Class);
        json.WriteString("class_name", "Compliance Finding");
        json.WriteNumber("type_uid", (Class * 100) + Created);
        json.WriteString("type_name", "Compliance Finding: Create");
        json.WriteNumber("time", report.At.ToUnixTimeMilliseconds());
        json.WriteNumber("severity_id", severityId);
        json.WriteString("severity", severity);
        json.WriteNumber("status_id", 1);
        json.WriteString("status", "New");
        json.WriteString("message", row.Reason is "" ? row.Rule.Info.Title : row.Reason);
        WriteMetadata(json);
        WriteFinding(json, row);
        json.WriteStartObject("compliance");
        json.WriteString("control", row.Rule.Info.Id);
        json.WriteStartArray("standards");
        json.WriteStringValue("ConfigRules");
        json.WriteEndArray();
        json.WriteNumber("status_id", statusId);
        json.WriteString("status", status);
        if (row.Reason is not "")
            json.WriteString("status_detail", row.Reason);
        json.WriteEndObject();
        WriteCloud(json, report.AccountOf(row), row);
        json.WriteStartObject("remediation");
        json.WriteString("desc", string.Join(' ', row.Rule.Info.Fix.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        json.WriteStartArray("references");
        foreach (var link in row.Rule.Info.Links)
            json.WriteStringValue(link);
        json.WriteEndArray();
        json.WriteEndObject();
        WriteResource(json, row);
        json.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter json)
    {
        json.WriteStartObject("metadata");
        json.WriteString("version", "1.4.0");
        json.WriteStartArray("profiles");
        json.WriteStringValue("cloud");
        json.WriteEndArray();
        json.WriteStartObject("product");
        json.WriteString("name", "ConfigRules");
        json.WriteString("vendor_name", "ConfigRules");
        json.WriteString("version", ReportVersion.Text);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, ReportRow row)
    {
        json.WriteStartObject("finding_info");
        json.WriteString("uid", $"{row.Rule.Info.Id}/{row.AccountId}/{row.Region}/{row.ResourceType}/{row.ResourceId}");
        json.WriteString("title", row.Rule.Info.Title);
        json.WriteString("desc", string.Join(' ', row.Rule.Info.Why.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        if (row.Since is { } since)
            json.WriteNumber("first_seen_time", since.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    private static void WriteCloud(Utf8JsonWriter json, ReportAccount account, ReportRow row)
    {
        json.WriteStartObject("cloud");
        json.WriteString("provider", "AWS");
        if (account.Id is not "")
        {
            json.WriteStartObject("account");
            json.WriteString("uid", account.Id);
            if (account.Name is not "")
                json.WriteString("name", account.Name);
            json.WriteNumber("type_id", 10);
            json.WriteString("type", "AWS Account");
            json.WriteEndObject();
        }
        if (row.Region is not "")
            json.WriteString("region", row.Region);
        json.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter json, ReportRow row)
    {
        json.WriteStartArray("resources");
        json.WriteStartObject();
        json.WriteString("uid", row.Arn ?? row.ResourceId);
        json.WriteString("name", row.Name is { Length: > 0 } name ? name : row.ResourceId);
        json.WriteString("type", row.ResourceType);
        if (row.Region is not "")
            json.WriteString("region", row.Region);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
