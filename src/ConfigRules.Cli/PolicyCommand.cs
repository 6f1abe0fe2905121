using System.CommandLine;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Policies;
using ConfigRules.Rules.Policies;
using Rule = ConfigRules.Engine.Rule;

namespace ConfigRules.Cli;

/// <summary>`policy`: proposes an endpoint's policy.</summary>
internal sealed class PolicyCommand(Terminal terminal)
{
    /// <summary>Whose parameters say whom to trust and which bundles are used.</summary>
    private static readonly Rule[] Judges = [new VpcEndpointPolicyScopesResources(), new VpcEndpointPolicyServesBundles()];

    private readonly NetworkOptions _networks = new();
    private readonly Option<string> _endpoint = new("--endpoint") { Description = "The endpoint that the policy is for.", HelpName = "ID", Required = true };
    private readonly Option<string[]> _parameters = new("--param")
    {
        Description = $"A parameter of {Judges[0].Info.Id} or {Judges[1].Info.Id}, such as trustedOrgIds or bundles. May be repeated.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<string> _format = CommonOptions.Format("text");

    public Command Build()
    {
        var command = new Command("policy", "Propose the tightest policy for an endpoint that lets the VPC's bundles work.")
        {
            _networks.Paths, _endpoint, _parameters, _format, _networks.Live, _networks.Profile, _networks.Regions,
        };
        _parameters.CompletionSources.Add(_ => Judges.SelectMany(rule => rule.Parameters).Select(parameter => $"{parameter.Name}=").Distinct());
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        // What nobody has listed would break without a word: one's own data stays in reach unless somebody says otherwise.
        var chosen = RuleChoice.Choose(
            [.. Judges.Select(rule => rule.Info.Id)], [], [$"{VpcEndpointPolicyServesBundles.RequireOwnAccess.Name}=true", .. arguments.GetValue(_parameters) ?? []]);
        var sources = await _networks.ReadAsync(arguments, chosen, terminal, cancellationToken);
        var (network, endpoint) = Find(arguments.GetValue(_endpoint)!, [.. sources.Select(source => source.Network)]);
        foreach (var (rule, parameters) in chosen)
        {
            if (rule.Needs(parameters).Where(kind => !network.Has(kind)).ToArray() is [var missing, ..])
                throw new CommandFailedException($"{missing} have not been recorded; add what `{RecordingCommands.For(missing)}` prints.");
        }

        var policy = ProposedPolicy.For(endpoint, network, chosen[0].Parameters, chosen[1].Parameters);
        if (policy.Statements is [])
            throw new CommandFailedException($"Nothing is to pass {endpoint.Id}: no bundle is used in its VPC that sends requests through it; --param bundles=ID names one, and requireOwnAccess=true lets one's own data pass.");
        if (policy.Json.Length > PolicyDocument.MaxLength)
            throw new CommandFailedException($"The policy would have {Wording.Number(policy.Json.Length)} characters, and an endpoint takes {Wording.Number(PolicyDocument.MaxLength)} at most; trust fewer accounts, or an organization.");
        if (arguments.GetValue(_format) is "text")
            Explain(policy, endpoint);
        terminal.Out.WriteLine(policy.Json);
        return ExitCode.Ran;
    }

    private static (Network Network, VpcEndpoint Endpoint) Find(string id, Network[] networks)
    {
        if (networks.Select(network => (network, endpoint: network.Find<VpcEndpoint>(id))).FirstOrDefault(found => found.endpoint is not null) is not (var network, { } endpoint))
        {
            throw new CommandFailedException(
                $"No endpoint {id} has been recorded{Suggestion.For(id, networks.SelectMany(known => known.All<VpcEndpoint>()).Select(known => known.Id))}.");
        }
        if (!Judges[0].Info.EndpointTypes.Contains(endpoint.Type) || EndpointPolicy.IsInForce(endpoint, network) is false)
            throw new CommandFailedException($"{id} leads to {endpoint.Service}, which takes no endpoint policy.");
        if (network.AccountId is null || network.Region is null)
            throw new CommandFailedException($"The {(network.AccountId is null ? "AccountId" : "Region")} of this network has not been recorded; add it to one of its files.");
        return (network, endpoint);
    }

    /// <summary>What each statement is for, since JSON has no room for it.</summary>
    private void Explain(ProposedPolicy policy, VpcEndpoint endpoint)
    {
        var page = new Page(terminal.OutConsole());
        page.Heading($"{endpoint.Id}  ({endpoint.Service.Service} in {endpoint.VpcId})");
        page.Paragraph(policy.Bundles is []
            ? "No bundle that is known to be used in its VPC sends requests through it; --param bundles=ID names one."
            : $"It lets {Wording.List(policy.Bundles, most: 40)} work, in {Wording.Number(policy.Json.Length)} of {Wording.Number(PolicyDocument.MaxLength)} characters.");
        page.Line();
        page.Definitions([.. policy.Statements.Select(statement => (statement.Sid, statement.Comment))]);
        page.Line();
    }
}
