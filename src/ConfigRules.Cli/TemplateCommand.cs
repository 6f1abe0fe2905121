using System.CommandLine;
using ConfigRules.Cli.Templates;

namespace ConfigRules.Cli;

/// <summary>`template`: what deploys the rules to an organization, made from the rules.</summary>
internal sealed class TemplateCommand(Terminal terminal)
{
    private const string StackSet = "stack-set";
    private const string OrganizationRules = "organization-rules";
    private const string MemberRole = "member-role";
    private const string ConformancePack = "conformance-pack";

    private readonly Argument<string> _kind = new("KIND")
    {
        Description = $"{StackSet}: functions and rules in each account; {OrganizationRules}: one function for all; {MemberRole}: the role that it assumes; {ConformancePack}: the rules alone.",
        HelpName = "KIND",
    };

    private readonly RuleOptions _rules = new();

    private readonly Option<string[]> _remediations = new("--remediation")
    {
        Description = $"With {ConformancePack}: the Automation document that repairs what a rule finds. May be repeated.",
        HelpName = "RULE=DOCUMENT",
    };

    private readonly Option<string> _out = new("--out") { Description = "Where to; by default it is printed.", HelpName = "FILE" };

    public Command Build()
    {
        _kind.AcceptOnlyFromAmong(StackSet, OrganizationRules, MemberRole, ConformancePack);
        var command = new Command("template", "Print a CloudFormation template that deploys the rules to an organization; deploy/ holds them.")
        {
            _kind, _remediations, _out,
        };
        _rules.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult arguments)
    {
        var kind = arguments.GetValue(_kind)!;
        var remediations = arguments.GetValue(_remediations) ?? [];
        DeployedRule[] rules = [.. _rules.Choose(arguments).Select(chosen => new DeployedRule(chosen.Rule, chosen.Parameters.Texts))];
        var documents = Documents(remediations, kind, rules);
        // Wherever it goes, the same template has the same text: --out is no part of it.
        string[] words =
        [
            "configrules", "template", kind, .. _rules.Words(arguments), .. remediations.SelectMany(value => (string[])["--remediation", value]),
        ];
        var origin = $"Made by `{string.Join(' ', words)}`; change the rules or the command, not this.";
        var text = kind switch
        {
            StackSet => new YamlWriter().Write(origin, StackSetTemplate.Make(rules)),
            OrganizationRules => new YamlWriter().Write(origin, OrganizationRulesTemplate.Make(rules)),
            MemberRole => new YamlWriter().Write(origin, MemberRoleTemplate.Make(rules)),
            _ => new YamlWriter(longFunctions: true).Write(
                $"{origin}\n{ConformancePackTemplate.Comment}", ConformancePackTemplate.Make(rules, documents)),
        };
        if (arguments.GetValue(_out) is { } file)
            File.WriteAllText(file, text);
        else
            terminal.Out.Write(text);
        return ExitCode.Ran;
    }

    private static Dictionary<string, string> Documents(string[] remediations, string kind, DeployedRule[] rules)
    {
        if (remediations is not [] && kind is not ConformancePack)
            throw new CommandFailedException($"--remediation goes with {ConformancePack} alone: rules of stack sets get theirs from a template of their own, rules of organizations take none.");
        var documents = new Dictionary<string, string>();
        foreach (var remediation in remediations)
        {
            if (remediation.Split('=', 2) is not [{ Length: > 0 } rule, { Length: > 0 } document])
                throw new CommandFailedException($"--remediation is '{remediation}'; it takes RULE=DOCUMENT.");
            var id = RuleChoice.Rule(rule).Info.Id;
            if (rules.All(chosen => chosen.Id != id))
                throw new CommandFailedException($"--remediation names {id}, which no --rule or --pack chooses.");
            if (RuleChoice.Rule(rule).Reports.Length > 1)
                throw new CommandFailedException($"--remediation names {id}, which reports more than one type of resource, and a remediation takes one.");
            documents[id] = document;
        }
        return documents;
    }
}
