using System.Buffers;
using System.Text;
using ConfigRules.Engine;

namespace ConfigRules.Reports;

/// <summary>A line for each verdict, for spreadsheets: RFC 4180, and no cell is taken for a formula.</summary>
public static class CsvReport
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    public static void Write(Stream output, ComplianceReport report)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        WriteLine(text, "account", "accountName", "organizationalUnit", "region", "rule", "severity", "compliance", "resourceType", "resourceId", "resourceName", "vpc", "since", "reason", "repair");
        foreach (var row in report.Rows)
        {
            var account = report.AccountOf(row);
            WriteLine(text, row.AccountId, account.Name, account.Unit, row.Region, row.Rule.Info.Id, row.Severity.ToString().ToUpperInvariant(),
                ComplianceWords.Of(row.Compliance), row.ResourceType, row.ResourceId, row.Name ?? "", row.VpcId ?? "",
                row.Since is { } since ? Times.Text(since) : "", row.Reason,
                row.Compliance is Compliance.NonCompliant ? string.Join(' ', row.Rule.Info.Fix.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : "");
        }
    }

    private static void WriteLine(StreamWriter text, params ReadOnlySpan<string> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                text.Write(',');
            text.Write(Field(fields[i]));
        }
        text.WriteLine();
    }

    /// <summary>What begins as a formula does gets an apostrophe before it, which spreadsheets take for "this is text".</summary>
    /// <remarks>https://owasp.org/www-community/attacks/CSV_Injection</remarks>
    private static string Field(string value)
    {
        if (value is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..])
            value = "'" + value;
        return value.AsSpan().ContainsAny(Quoted) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}
