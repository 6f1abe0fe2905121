using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ConfigRules.Engine;

namespace ConfigRules.Reports;

/// <summary>SARIF 2.1.0: a result for each finding, and one to be reviewed for each doubt.</summary>
/// <remarks>https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html</remarks>
public static class SarifReport
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Stream output, ComplianceReport report)
    {
        using var json = new Utf8JsonWriter(output, Readable);
        json.WriteStartObject();
        json.WriteString("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, report);
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteString("endTimeUtc", Times.Text(report.At));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("results");
        foreach (var row in report.Rows.Where(row => row.Compliance is Compliance.NonCompliant or Compliance.Undetermined))
        {
            WriteResult(json, report, row);
            if (json.BytesPending > 1 << 16)
                json.Flush();
        }
        json.WriteEndArray();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteTool(Utf8JsonWriter json, ComplianceReport report)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "configrules");
        json.WriteString("version", ReportVersion.Text);
        json.WriteStartArray("rules");
        foreach (var rule in report.Rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Info.Id);
            WriteMessage(json, "shortDescription", rule.Info.Title);
            WriteMessage(json, "fullDescription", Flow(rule.Info.Why));
            WriteMessage(json, "help", Flow(rule.Info.Fix));
            if (rule.Info.Links is [var link, ..])
                json.WriteString("helpUri", link);
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", LevelOf(rule.Info.Severity));
            json.WriteEndObject();
            json.WriteStartObject("properties");
            // What GitHub sorts by: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
            json.WriteString("security-severity", rule.Info.Severity switch
            {
                Severity.Critical => "9.5",
                Severity.High => "8.0",
                Severity.Medium => "5.5",
                _ => "3.0",
            });
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, ComplianceReport report, ReportRow row)
    {
        var isFinding = row.Compliance is Compliance.NonCompliant;
        json.WriteStartObject();
        json.WriteString("ruleId", row.Rule.Info.Id);
        json.WriteNumber("ruleIndex", report.Rules.IndexOf(row.Rule));
        json.WriteString("kind", isFinding ? "fail" : "review");
        // Only a failure has a level: SARIF 2.1.0, 3.27.10.
        json.WriteString("level", isFinding ? LevelOf(row.Severity) : "none");
        WriteMessage(json, "message", $"{row.ResourceId}: {(row.Reason is "" ? row.Rule.Info.Title : row.Reason)}");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("name", row.Name is { Length: > 0 } name ? name : row.ResourceId);
        json.WriteString("fullyQualifiedName", row.Arn ?? row.ResourceId);
        json.WriteString("kind", "resource");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("finding/v1", string.Create(CultureInfo.InvariantCulture, $"{row.Rule.Info.Id}/{row.AccountId}/{row.Region}/{row.ResourceType}/{row.ResourceId}"));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("accountId", row.AccountId);
        json.WriteString("region", row.Region);
        json.WriteString("resourceType", row.ResourceType);
        json.WriteString("resourceId", row.ResourceId);
        json.WriteString("severity", row.Severity.ToString().ToUpperInvariant());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string LevelOf(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    private static string Flow(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
