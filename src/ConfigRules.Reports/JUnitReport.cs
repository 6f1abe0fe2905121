using System.Globalization;
using System.Text;
using System.Xml;
using ConfigRules.Engine;

namespace ConfigRules.Reports;

/// <summary>
/// JUnit's XML, which pipelines show as tests: a suite for each rule, a case for each resource. Undetermined is skipped, for a doubt
/// fails no build.
/// </summary>
/// <remarks>
/// https://github.com/jenkinsci/xunit-plugin, whose schema is the strictest of those that are published
/// https://github.com/testmoapp/junitxml
/// </remarks>
public static class JUnitReport
{
    public static void Write(Stream output, ComplianceReport report)
    {
        using var xml = XmlWriter.Create(output, new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", CloseOutput = false });
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", "configrules");
        Number(xml, "tests", report.Rows.Length);
        Number(xml, "failures", report.Total.Findings);
        Number(xml, "errors", 0);
        foreach (var rule in report.Rules)
            WriteSuite(xml, report, rule, [.. report.Rows.Where(row => row.Rule == rule)]);
        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteSuite(XmlWriter xml, ComplianceReport report, Rule rule, ReportRow[] rows)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", rule.Info.Id);
        Number(xml, "tests", rows.Length);
        Number(xml, "failures", rows.Count(row => row.Compliance is Compliance.NonCompliant));
        Number(xml, "errors", 0);
        Number(xml, "skipped", rows.Count(row => row.Compliance is Compliance.NotApplicable or Compliance.Undetermined));
        xml.WriteAttributeString("timestamp", report.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        foreach (var row in rows)
            WriteCase(xml, row);
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, ReportRow row)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", $"{row.Rule.Info.Id}.{(row.AccountId is "" ? "unknown" : row.AccountId)}.{(row.Region is "" ? "unknown" : row.Region)}");
        Attribute(xml, "name", row.Name is { Length: > 0 } name ? $"{row.ResourceId} ({name})" : row.ResourceId);
        xml.WriteAttributeString("time", "0");
        if (row.Compliance is Compliance.NonCompliant)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", row.Severity.ToString().ToUpperInvariant());
            Attribute(xml, "message", row.Reason is "" ? row.Rule.Info.Title : row.Reason);
            xml.WriteString(Clean(Prose.Line(row.Rule.Info.Fix)));
            xml.WriteEndElement();
        }
        else if (row.Compliance is not Compliance.Compliant)
        {
            xml.WriteStartElement("skipped");
            Attribute(xml, "message", $"{ComplianceWords.Of(row.Compliance)}: {row.Reason}");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Number(XmlWriter xml, string name, int value) => xml.WriteAttributeString(name, value.ToString(CultureInfo.InvariantCulture));

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Clean(value));

    /// <summary>Without what XML cannot hold even escaped (https://www.w3.org/TR/xml/#charsets), which tags may.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A lone surrogate comes as U+FFFD.
            clean.Append(rune.Value is (>= 0x20 or 0x9 or 0xA or 0xD) and not (0xFFFE or 0xFFFF) ? rune.ToString() : "\uFFFD");
        }
        return clean.ToString();
    }
}
