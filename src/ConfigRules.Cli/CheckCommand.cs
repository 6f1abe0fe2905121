using System.CommandLine;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Cli;

/// <summary>`check`: judges recorded networks, or those of a live account.</summary>
internal sealed class CheckCommand(Terminal terminal)
{
    private readonly NetworkOptions _networks = new();
    private readonly RuleOptions _rules = new();
    private readonly Option<string> _format = CommonOptions.Format("text");
    private readonly Option<string> _failOn = new("--fail-on")
    {
        Description = "Exit with code 1 if anything of this severity or above is non-compliant: low, medium, high or critical.",
        HelpName = "SEVERITY",
    };

    private readonly Option<bool> _all = new("--all") { Description = "List compliant and not applicable resources too." };

    public Command Build()
    {
        var command = new Command("check", "Judge recorded networks, or a live account, by the rules.")
        {
            _networks.Paths, _format, _failOn, _all, _networks.Live, _networks.Profile, _networks.Regions,
        };
        _rules.AddTo(command);
        _failOn.AcceptOnlyFromAmong("low", "medium", "high", "critical");
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var chosen = _rules.Choose(arguments);
        var sources = await _networks.ReadAsync(arguments, chosen, terminal, cancellationToken);
        var broken = new BrokenRules(terminal);
        CheckedNetwork[] results = [.. sources.Select(source => CheckedNetwork.Check(source, chosen, broken.Tell, cancellationToken))];

        if (arguments.GetValue(_format) is "json")
            FindingsJson.Write(terminal.Out, results);
        else
            new FindingsText(terminal.OutConsole(), terminal.Width is not null, arguments.GetValue(_all)).Write(results);

        return broken.Any ? ExitCode.CouldNotTell
            : arguments.GetValue(_failOn) is { } word && HasAtLeast(results, Words.Of(word, Severity.Low)) ? ExitCode.Found
            : ExitCode.Ran;
    }

    private static bool HasAtLeast(IEnumerable<CheckedNetwork> results, Severity severity) =>
        results.SelectMany(network => network.Findings).Any(finding => finding.IsAtLeast(severity));
}
