using System.CommandLine;
using System.Text.Json;
using ConfigRules.Rules;
using Spectre.Console;

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
        var table = new Table { Border = terminal.Width is null ? TableBorder.None : TableBorder.Simple };
        foreach (var column in (ReadOnlySpan<string>)["Rule", "Severity", "Subject", "Reports", "Compliant when"])
            table.AddColumn(new TableColumn(new Text(column)) { NoWrap = column is not "Compliant when" });
        foreach (var rule in RuleCatalog.All)
        {
            table.AddRow(new Text(rule.Info.Id), new Text(rule.Info.Severity.ToString()), new Text(RuleCatalog.SubjectOf(rule)),
                new Text(rule.Reports), new Text(rule.Info.Title));
        }
        terminal.OutConsole().Write(table);
    }

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
                writer.WriteString("subject", RuleCatalog.SubjectOf(rule));
                writer.WriteString("reports", rule.Reports);
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
}
