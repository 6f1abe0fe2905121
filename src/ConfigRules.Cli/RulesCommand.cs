using System.CommandLine;
using System.Text.Json;
using ConfigRules.Engine;
using ConfigRules.Rules;

namespace ConfigRules.Cli;

/// <summary>`rules`: what there is.</summary>
internal sealed class RulesCommand(Terminal terminal)
{
    private readonly Option<string> _format = CommonOptions.Format("text");

    public Command Build()
    {
        var command = new Command("rules", "List the rules: what each says when a resource is compliant, and what it reports.") { _format };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        if (arguments.GetValue(_format) is "json")
            WriteJson();
        else
            WriteText();
        return ExitCode.Ran;
    }

    private void WriteText()
    {
        var page = new Page(terminal.OutConsole());
        WriteRules(page);
        terminal.Out.WriteLine();
        page.Heading("Packs");
        page.Definitions([.. RulePack.All.Select(pack => (pack.Id, $"{pack.RuleIds.Length} rules: {pack.Purpose}"))]);
    }

    /// <summary>A line a rule, or, on a screen too narrow for that, a paragraph.</summary>
    private static void WriteRules(Page page)
    {
        string[][] rows =
        [
            ["Rule", "Severity", "Subject", "Reports", "Compliant when"],
            .. RuleCatalog.All.Select(rule => (string[])[rule.Info.Id, rule.Info.Severity.ToString(), RuleCatalog.SubjectOf(rule), Wording.List(rule.Reports), rule.Info.Title]),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        if (widths.Sum() + (2 * (widths.Length - 1)) <= page.Width)
        {
            page.Heading(Row(rows[0], widths));
            foreach (var row in rows[1..])
                page.Line(Row(row, widths));
            return;
        }
        foreach (var row in rows[1..])
        {
            page.Heading(row[0]);
            page.Paragraph($"{row[4]}.", indent: 4);
            page.Paragraph($"{row[1]} severity; subject {row[2]}; reports {row[3]}", indent: 4);
        }
    }

    private static string Row(string[] cells, int[] widths) =>
        string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();

    private void WriteJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("rules");
            foreach (var rule in RuleCatalog.All)
            {
                writer.WriteStartObject();
                writer.WriteString("id", rule.Info.Id);
                writer.WriteString("title", rule.Info.Title);
                writer.WriteString("severity", rule.Info.Severity.ToString().ToUpperInvariant());
                if (rule.Info.Exceptionally is { } other)
                {
                    writer.WriteStartObject("exceptionally");
                    writer.WriteString("severity", other.Severity.ToString().ToUpperInvariant());
                    writer.WriteString("where", other.Where);
                    writer.WriteEndObject();
                }
                writer.WriteString("subject", RuleCatalog.SubjectOf(rule));
                WriteReports(writer, rule);
                writer.WriteStartArray("packs");
                foreach (var pack in RulePack.With(rule))
                    writer.WriteStringValue(pack.Id);
                writer.WriteEndArray();
                writer.WriteStartArray("parameters");
                foreach (var parameter in rule.Parameters)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", parameter.Name);
                    writer.WriteString("meaning", parameter.Meaning);
                    writer.WriteString("default", parameter.Default);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        terminal.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    /// <summary>A text for the one type that nearly all rules report, a list for those that report several.</summary>
    private static void WriteReports(Utf8JsonWriter writer, Rule rule)
    {
        if (rule.Reports is [var only])
        {
            writer.WriteString("reports", only);
            return;
        }
        writer.WriteStartArray("reports");
        foreach (var type in rule.Reports)
            writer.WriteStringValue(type);
        writer.WriteEndArray();
    }
}
