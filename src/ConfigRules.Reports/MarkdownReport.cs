using System.Text;
using ConfigRules.Engine;

namespace ConfigRules.Reports;

/// <summary>For a pull request or a wiki: the headline, the scores and the findings, what is critical first.</summary>
public static class MarkdownReport
{
    /// <summary>Comments of pull requests hold some 65,000 characters.</summary>
    private const int MostFindings = 200;

    public static void Write(Stream output, ComplianceReport report)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine($"# Private connectivity, {Times.Day(report.At)}");
        text.WriteLine();
        text.WriteLine(Invariant($"**{report.Total.ShareText}**: {HtmlReport.Statement(report.Total)} {Findings(report.Total)}"));
        if (report.SinceLast is { } change)
        {
            text.WriteLine();
            text.WriteLine(Invariant($"Since {Times.Day(report.Earlier[^1].At)}, when it was {report.Earlier[^1].Total.ShareText}: {change.New} new, {change.Repaired} repaired."));
        }
        foreach (var note in report.Notes)
        {
            text.WriteLine();
            text.WriteLine(Cell(note));
        }
        Scores(text, "Rule", report, row => row.Rule.Info.Id);
        Scores(text, "Account", report, row => report.AccountOf(row) is { Name: not "" } account ? $"{account.Id} {account.Name}" : row.AccountId);
        Scores(text, "Region", report, row => row.Region);
        if (report.Accounts.Any(account => account.Unit is not ""))
            Scores(text, "Organizational unit", report, row => report.AccountOf(row).Unit);
        WriteFindings(text, [.. report.Findings]);
    }

    private static string Findings(Score total) => total.Findings is 0
        ? "Nothing was found."
        : Invariant($"{total.Findings} {(total.Findings is 1 ? "finding" : "findings")}: {string.Join(", ", Enum.GetValues<Severity>().Reverse().Where(severity => total.Count(severity) > 0).Select(severity => Invariant($"{total.Count(severity)} {severity.ToString().ToLowerInvariant()}")))}.");

    private static void Scores(StreamWriter text, string title, ComplianceReport report, Func<ReportRow, string> group)
    {
        var scores = Score.By(report.Rows, group);
        if (scores.Count is 0)
            return;
        text.WriteLine();
        text.WriteLine($"| {title} | private | resources | critical | high | medium | low | undetermined |");
        text.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (name, score) in scores)
            text.WriteLine(Invariant($"| {Cell(name is "" ? "unknown" : name)} | {score.ShareText} | {score.Resources} | {score.Critical} | {score.High} | {score.Medium} | {score.Low} | {score.Undetermined} |"));
    }

    private static void WriteFindings(StreamWriter text, ReportRow[] findings)
    {
        if (findings is [])
            return;
        text.WriteLine();
        text.WriteLine("## Findings");
        text.WriteLine();
        text.WriteLine("| Severity | Resource | Account | Region | Rule | Reason |");
        text.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var row in findings.Take(MostFindings))
        {
            var resource = row.Name is { Length: > 0 } name ? $"{row.ResourceId} ({name})" : row.ResourceId;
            text.WriteLine($"| {row.Severity} | {Cell(resource)} | {Cell(row.AccountId)} | {Cell(row.Region)} | {Cell(row.Rule.Info.Id)} | {Cell(row.Reason)} |");
        }
        if (findings.Length > MostFindings)
        {
            text.WriteLine();
            text.WriteLine(Invariant($"{findings.Length - MostFindings} more are not listed here."));
        }
        text.WriteLine();
        text.WriteLine("## Repair");
        foreach (var rule in findings.Select(row => row.Rule).Distinct())
        {
            text.WriteLine();
            text.WriteLine($"**{rule.Info.Id}**: {Prose.Line(rule.Info.Fix)}");
        }
    }

    /// <summary>Text that stays text: no markup, no HTML, no end of the cell, nobody mentioned, nothing linked.</summary>
    private static string Cell(string value)
    {
        var cell = new StringBuilder(value.Length);
        foreach (var letter in value)
        {
            cell.Append(letter switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '@' => "&#64;",
                '|' or '\\' or '`' or '*' or '_' or '[' or ']' or '#' or '~' or '!' => $"\\{letter}",
                '\r' or '\n' => " ",
                _ => letter.ToString(),
            });
        }
        return cell.ToString().Replace("://", ":&#47;&#47;", StringComparison.Ordinal);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
