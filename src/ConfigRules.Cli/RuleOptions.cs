using System.CommandLine;
using ConfigRules.Engine;
using ConfigRules.Rules;

namespace ConfigRules.Cli;

/// <summary>Which rules a command runs, and with which parameters.</summary>
internal sealed class RuleOptions
{
    private readonly Option<string[]> _rules = new("--rule") { Description = "Only this rule. May be repeated; `configrules rules` lists them.", HelpName = "ID" };

    private readonly Option<string[]> _packs = new("--pack")
    {
        Description = $"Only the rules of this pack: {string.Join(", ", RulePack.All.Select(pack => pack.Id))}. May be repeated, and adds to --rule.",
        HelpName = "PACK",
    };

    private readonly Option<string[]> _parameters = CommonOptions.Parameters();

    public RuleOptions()
    {
        _rules.CompletionSources.Add(_ => RuleCatalog.All.Select(rule => rule.Info.Id));
        _packs.CompletionSources.Add(_ => RulePack.All.Select(pack => pack.Id));
        _parameters.CompletionSources.Add(_ => RuleCatalog.All.SelectMany(rule => rule.Parameters).Select(parameter => $"{parameter.Name}=").Distinct());
    }

    public void AddTo(Command command)
    {
        command.Add(_rules);
        command.Add(_packs);
        command.Add(_parameters);
    }

    public IReadOnlyList<(Rule Rule, Parameters Parameters)> Choose(ParseResult arguments) => RuleChoice.Choose(
        arguments.GetValue(_rules) ?? [], arguments.GetValue(_packs) ?? [], arguments.GetValue(_parameters) ?? []);

    public bool SetParameters(ParseResult arguments) => arguments.GetValue(_parameters) is { Length: > 0 };

    /// <summary>The options as somebody types them.</summary>
    public IEnumerable<string> Words(ParseResult arguments) =>
        new[] { _rules, _packs, _parameters }.SelectMany(option => (arguments.GetValue(option) ?? []).SelectMany(value => (string[])[option.Name, value]));
}
