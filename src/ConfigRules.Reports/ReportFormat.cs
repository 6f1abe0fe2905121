namespace ConfigRules.Reports;

/// <summary>The forms in which a report can be had, by the names that the command line gives them.</summary>
public static class ReportFormat
{
    public const string Html = "html";
    public const string Json = "json";

    private static readonly Dictionary<string, Action<Stream, ComplianceReport>> Writers = new()
    {
        [Html] = HtmlReport.Write,
        [Json] = JsonReport.Write,
        ["csv"] = CsvReport.Write,
        ["sarif"] = SarifReport.Write,
        ["junit"] = JUnitReport.Write,
        ["markdown"] = MarkdownReport.Write,
        ["ocsf"] = OcsfReport.Write,
    };

    public static IReadOnlyCollection<string> Names => Writers.Keys;

    /// <summary>Writes it as UTF-8. The same report is the same bytes.</summary>
    public static void Write(string format, Stream output, ComplianceReport report) => Writers[format](output, report);
}
