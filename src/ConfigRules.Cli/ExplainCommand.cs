using System.CommandLine;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules;
using ConfigRules.Rules.Policies;
using Spectre.Console;
using Rule = ConfigRules.Engine.Rule;

namespace ConfigRules.Cli;

/// <summary>`explain`: why a rule matters, how to repair what it finds, and how to see the same by hand.</summary>
internal sealed class ExplainCommand(Terminal terminal)
{
    /// <summary>In place of what only a recorded network could say.</summary>
    private static readonly Network AnyNetwork = new(new() { AccountId = "ACCOUNT", Region = "REGION" });

    private readonly Argument<string> _rule = new("RULE") { Description = "The rule's name, as `configrules rules` lists it.", HelpName = "RULE" };

    public Command Build()
    {
        _rule.CompletionSources.Add(_ => RuleCatalog.All.Select(rule => rule.Info.Id));
        var command = new Command("explain", "Tell why a rule matters, how to repair what it finds, and how to see the same by hand.") { _rule };
        command.SetAction(arguments =>
        {
            Write(RuleChoice.Rule(arguments.GetValue(_rule)!));
            return ExitCode.Ran;
        });
        return command;
    }

    private void Write(Rule rule)
    {
        var console = terminal.OutConsole();
        if (terminal.Width is null)
            console.Profile.Width = 100;
        var info = rule.Info;
        Heading(console, $"{info.Id}  ({info.Severity.ToString().ToLowerInvariant()}{(info.Exceptionally is { } other ? $", {other.Severity.ToString().ToLowerInvariant()} {other.Where}" : "")}; reports {Wording.List(rule.Reports)})");
        Paragraph(console, $"{info.Title}.");
        Section(console, "Why it matters", Flow(info.Why));
        Section(console, "How to repair it", Flow(info.Fix));
        if (rule is VpcEndpointPolicyServesBundles)
            WriteStatements(console);
        if (info.Repair is { } repair)
            Section(console, "What to type", repair.Commands(info.Id), indent: "  ");
        Section(console, "How to see it by hand", info.Proof.TrimEnd(), indent: "  ");
        WriteDefinitions(console, "Words in capitals", Placeholders.In($"{info.Repair?.Commands(info.Id)}\n{info.Proof}"));
        WriteDefinitions(console, "Parameters", rule.Parameters.Select(parameter =>
            (parameter.Name, $"{parameter.Meaning} Default: {(parameter.Default is "" ? "none" : parameter.Default)}.")));
        if (RulePack.With(rule).ToArray() is { Length: > 0 } packs)
            Section(console, "Packs that it is in", string.Join('\n', packs.Select(pack => $"{pack.Id}: {pack.Purpose}")), indent: "  ");
        if (Predecessors.Of(info.Id) is { Length: > 0 } checks)
            Section(console, "Checks of other tools that it makes needless", string.Join('\n', checks), indent: "  ");
        Section(console, "AWS says", string.Join('\n', info.Links), indent: "  ");
    }

    /// <summary>Bundles that need the same statement share it.</summary>
    private static void WriteStatements(IAnsiConsole console)
    {
        var groups = ServiceBundles.All
            .SelectMany(bundle => BundleStatements.For(bundle, AnyNetwork)
                .Select(repair => (repair.Service, repair.Statement, bundle.Purpose)))
            .GroupBy(repair => (repair.Service, Content: repair.Statement.Split('\n').Where(line => !line.Contains("\"Sid\"", StringComparison.Ordinal)).Aggregate(string.Concat)));
        foreach (var group in groups)
        {
            console.WriteLine();
            Paragraph(console, $"In the policy of the {group.Key.Service} endpoint, to {Wording.List(group.Select(repair => repair.Purpose), most: 10)}:");
            // Whoever copies it wants it whole.
            foreach (var line in group.First().Statement.Split('\n'))
                console.Profile.Out.Writer.WriteLine($"  {line}");
        }
    }

    private static void WriteDefinitions(IAnsiConsole console, string title, IEnumerable<(string Name, string Meaning)> definitions)
    {
        if (definitions.ToArray() is not { Length: > 0 } all)
            return;
        console.WriteLine();
        Heading(console, title);
        new Page(console).Definitions(all);
    }

    private static void Section(IAnsiConsole console, string title, string text, string indent = "")
    {
        console.WriteLine();
        Heading(console, title);
        foreach (var line in text.Split('\n'))
        {
            if (indent is "")
                Paragraph(console, line);
            else
                console.Profile.Out.Writer.WriteLine(indent + line.TrimEnd('\r'));
        }
    }

    private static void Heading(IAnsiConsole console, string text) => new Page(console).Heading(text);

    private static void Paragraph(IAnsiConsole console, string text) => new Page(console).Paragraph(text);

    /// <summary>Lines of source are no lines of a screen.</summary>
    private static string Flow(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
