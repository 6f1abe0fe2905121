using System.Collections.Immutable;
using System.CommandLine;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Reports.Drawings;

namespace ConfigRules.Cli;

/// <summary>`trace`: where packets really go, hop by hop; one way, all ways of a network, or what a change makes of them.</summary>
internal sealed class TraceCommand(Terminal terminal)
{
    /// <summary>The rule that asks the same; what it reads and what its parameters say is what a trace needs.</summary>
    private const string Rule = "subnet-reaches-services-privately";

    private readonly NetworkOptions _networks = new();
    private readonly Option<string> _from = new("--from") { Description = "Who sends: an interface (eni-...), a subnet, or a security group and whoever carries it.", HelpName = "ID" };
    private readonly Option<string> _to = new("--to") { Description = "What is to be reached: a service (s3, ecr.api) or a host name.", HelpName = "SERVICE|NAME" };
    private readonly Option<string> _port = new("--port") { Description = "The TCP port; by default that of the service, which mostly is 443.", HelpName = "PORT" };
    private readonly Option<string> _action = new("--action") { Description = "The request that endpoint policies are asked about: s3:GetObject. By default those of the bundles in use.", HelpName = "ACTION" };
    private readonly Option<string> _resource = new("--resource") { Description = "With --action: what of, an ARN; by default *.", HelpName = "ARN" };
    private readonly Option<string> _principal = new("--principal") { Description = "With --action: who asks, an ARN, an account, anonymous, or presigned:ACCOUNT for a URL that another account signed.", HelpName = "WHO" };
    private readonly Option<bool> _matrix = new("--matrix") { Description = "All ways from workloads' subnets to the services of the bundles in use, one cell each." };
    private readonly Option<string> _services = new("--services") { Description = "With --matrix or --diff: these services instead, separated by commas.", HelpName = "SERVICES" };
    private readonly Option<bool> _diff = new("--diff") { Description = "Of two recordings, the earlier first: the ways of the matrix that changed." };
    private readonly Option<string> _whatIf = new("--what-if") { Description = "A file of changes to the network, shaped as a recording; shows what they make of the way, or of --matrix.", HelpName = "PATCH.json" };
    private readonly Option<string> _assumeNone = new("--assume-none") { Description = "Kinds of facts of which there are none where nobody recorded them: HostedZones,ResolverRules or all. ACLs and DHCP options are then those that AWS makes.", HelpName = "KINDS" };
    private readonly Option<bool> _liveDns = new("--live-dns") { Description = "Resolve the name on this machine too, and tell which answers are addresses of the endpoint: dig, read right." };
    private readonly Option<bool> _failOnPublic = new("--fail-on-public") { Description = "With --matrix or --diff: exit with code 1 if one of the ways shown is, now, public or blocked." };
    private readonly Option<string[]> _parameters = new("--param") { Description = $"A parameter of {Rule}, such as bundles=ecr-pull. May be repeated.", HelpName = "NAME=VALUE" };
    private readonly Option<string> _format = new("--format") { Description = "text, json, or for single ways mermaid, svg or dot.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };

    public Command Build()
    {
        var command = new Command("trace", "Show where packets really go, hop by hop: DNS, routes, groups, ACLs, endpoints and their policies.")
        {
            _networks.Paths, _from, _to, _port, _action, _resource, _principal, _matrix, _services, _diff, _whatIf, _assumeNone, _liveDns,
            _failOnPublic, _parameters, _format, _networks.Live, _networks.Profile, _networks.Regions,
        };
        _format.AcceptOnlyFromAmong("text", "json", "mermaid", "svg", "dot");
        _assumeNone.CompletionSources.Add(_ => AssumedKinds.Words);
        _parameters.CompletionSources.Add(_ => RuleChoice.Rule(Rule).Parameters.Select(parameter => $"{parameter.Name}="));
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        RequireSense(arguments);
        var chosen = RuleChoice.Choose([Rule], [], arguments.GetValue(_parameters) ?? []);
        var assumed = AssumedKinds.Read(arguments.GetValue(_assumeNone));
        if (arguments.GetValue(_diff))
            return Compare(arguments, chosen[0].Parameters, assumed, cancellationToken);

        var question = arguments.GetValue(_matrix) ? null : Question(arguments, chosen[0].Parameters);
        var patch = arguments.GetValue(_whatIf) is { } file ? NetworkPatch.Read(file) : null;
        var sources = await _networks.ReadAsync(arguments, chosen, terminal, cancellationToken);
        ImmutableArray<Network> networks = [.. sources.Select(source => assumed.In(source.Network))];
        if (question is not null)
            return await TraceAsync(arguments, question, question.NetworkIn(networks), patch, assumed, cancellationToken);

        if (patch is null)
            return WriteMatrix(arguments, chosen[0].Parameters, networks, assumed);
        Network[] meant = [.. networks.Where(patch.Concerns)];
        if (meant is not [var network])
        {
            throw new CommandFailedException(meant is [] ? $"{arguments.GetValue(_whatIf)} is for another account or region than the networks that are named."
                : $"{arguments.GetValue(_whatIf)} does not say which of the networks it changes; add \"AccountId\" and \"Region\" to it.");
        }
        var services = Services(arguments, networks);
        return WriteChanges(arguments, assumed,
            (sources[networks.IndexOf(network)].Name, [.. PathMatrix.Of(network, services, chosen[0].Parameters)]),
            ($"{sources[networks.IndexOf(network)].Name} with {arguments.GetValue(_whatIf)}", [.. PathMatrix.Of(Patched(network, patch, arguments, assumed), services, chosen[0].Parameters)]));
    }

    /// <summary>Options that do not go together are told before anything is read.</summary>
    private void RequireSense(ParseResult arguments)
    {
        var (isMatrix, isDiff) = (arguments.GetValue(_matrix), arguments.GetValue(_diff));
        var isReport = isMatrix || isDiff;
        if (isMatrix && isDiff)
            throw new CommandFailedException("--diff compares matrices by itself; leave --matrix away.");
        if (!isReport && (arguments.GetValue(_from) is null || arguments.GetValue(_to) is null))
            throw new CommandFailedException("A trace needs --from and --to, or --matrix for all ways, or --diff for two recordings; see `configrules trace --help`.");
        if (isReport)
            Forbid(isMatrix ? "--matrix" : "--diff", "asks for all ways", [_from, _to, _port, _action, _resource, _principal, _liveDns]);
        else
            Forbid("a single way", "is one question", [_services, _failOnPublic]);
        if (isReport && arguments.GetValue(_format) is not ("text" or "json"))
            throw new CommandFailedException($"--format {arguments.GetValue(_format)} draws a single way; {(isMatrix ? "--matrix" : "--diff")} takes text or json.");
        if (isDiff)
        {
            Forbid("--diff", "compares two recordings", [_whatIf, _networks.Live, _networks.Profile, _networks.Regions]);
            if (arguments.GetValue(_networks.Paths) is not [_, _])
                throw new CommandFailedException("--diff compares two recordings: configrules trace --diff OLD NEW.");
        }

        void Forbid(string mode, string why, Option[] options)
        {
            foreach (var option in options.Where(option => arguments.GetResult(option) is { Implicit: false }))
                throw new CommandFailedException($"{option.Name} does not go with {mode}, which {why}.");
        }
    }

    private TraceQuestion Question(ParseResult arguments, Parameters parameters) => new(arguments.GetValue(_from)!, arguments.GetValue(_to)!)
    {
        Port = TraceQuestion.ReadPort(arguments.GetValue(_port)),
        Action = arguments.GetValue(_action),
        Resource = arguments.GetValue(_resource),
        Principal = arguments.GetValue(_principal),
        Parameters = parameters,
    };

    private ImmutableArray<string> Services(ParseResult arguments, ImmutableArray<Network> networks)
    {
        if (arguments.GetValue(_services) is not { } text)
            return [];
        ImmutableArray<string> services =
        [
            .. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => ServiceName.Parse(name).Service).Distinct(),
        ];
        if (services is [])
            throw new CommandFailedException("--services is empty; it takes services separated by commas, such as s3,ecr.api.");
        foreach (var service in services.Where(service => !networks.Any(network => network.Offers(service))))
            throw new CommandFailedException($"--services names '{service}', which is no service that can be had in {networks[0].Region ?? "the region"}{Suggestion.For(service, networks.SelectMany(TraceQuestion.Services))}.");
        return services;
    }

    private async Task<int> TraceAsync(
        ParseResult arguments, TraceQuestion question, Network network, NetworkPatch? patch, AssumedKinds assumed, CancellationToken cancellationToken)
    {
        var before = question.Ask(network);
        var after = before;
        if (patch is not null)
        {
            if (!patch.Concerns(network))
                throw new CommandFailedException($"{arguments.GetValue(_whatIf)} is for another account or region than the network that has {question.From}.");
            after = question.Ask(question.NetworkIn([Patched(network, patch, arguments, assumed)]));
        }
        if (arguments.GetValue(_liveDns))
            after = await WithLiveDnsAsync(after, cancellationToken);

        var format = arguments.GetValue(_format);
        if (format is "json" && patch is null)
            TraceJson.Write(terminal.Out, after, assumed.Taken);
        else if (format is "json")
            TraceJson.WriteChange(terminal.Out, before, after, assumed.Taken);
        else if (format is "text" && patch is null)
            new TraceText(terminal.OutConsole(), assumed.Taken).Write(after);
        else if (format is "text")
            new TraceText(terminal.OutConsole(), assumed.Taken).WriteChange(before, after);
        else
            Draw(format!, patch is null ? Drawings(after, "") : [.. Drawings(before, "Before: "), .. Drawings(after, "After: ")]);
        return after.Aggregate(PathVerdict.Private, (worst, way) => PathVerdicts.Worse(worst, way.Trace.Verdict)) switch
        {
            PathVerdict.Private => ExitCode.Ran,
            PathVerdict.Unknown => ExitCode.CouldNotTell,
            _ => ExitCode.Found,
        };
    }

    private static async Task<ImmutableArray<TracedWay>> WithLiveDnsAsync(ImmutableArray<TracedWay> ways, CancellationToken cancellationToken)
    {
        var asked = ImmutableArray.CreateBuilder<TracedWay>(ways.Length);
        foreach (var way in ways)
            asked.Add(way with { Live = await LiveDns.AskAsync(way.Network, way.Trace, cancellationToken) });
        return asked.MoveToImmutable();
    }

    /// <summary>The changed network; a patch that changes nothing that is read is told, as its author meant something else.</summary>
    private Network Patched(Network network, NetworkPatch patch, ParseResult arguments, AssumedKinds assumed)
    {
        var (changed, isChanged) = patch.Apply(network);
        if (!isChanged)
            terminal.Error.WriteLine($"{arguments.GetValue(_whatIf)} changes nothing that is read of the network.");
        return assumed.In(changed);
    }

    private static ImmutableArray<PathDrawing> Drawings(IEnumerable<TracedWay> ways, string prefix) =>
        [.. ways.Select(way => PathDrawing.Of($"{prefix}{way.Trace.From} to {way.To}", way.Trace))];

    private void Draw(string format, ImmutableArray<PathDrawing> drawings)
    {
        switch (format)
        {
            case "mermaid": MermaidDrawing.Write(terminal.Out, drawings); break;
            case "svg": SvgDrawing.Write(terminal.Out, drawings); break;
            default: DotDrawing.Write(terminal.Out, drawings); break;
        }
    }

    private int WriteMatrix(ParseResult arguments, Parameters parameters, ImmutableArray<Network> networks, AssumedKinds assumed)
    {
        var services = Services(arguments, networks);
        (Network Network, ImmutableArray<PathCell> Cells)[] results = [.. networks.Select(network => (network, PathMatrix.Of(network, services, parameters).ToImmutableArray()))];
        if (arguments.GetValue(_format) is "json")
            TraceJson.WriteMatrix(terminal.Out, results.SelectMany(result => result.Cells), assumed.Taken);
        else
            new MatrixText(terminal.OutConsole(), assumed.Taken).Write(results);
        return ExitOf(arguments, results.SelectMany(result => result.Cells));
    }

    private int Compare(ParseResult arguments, Parameters parameters, AssumedKinds assumed, CancellationToken cancellationToken)
    {
        var paths = arguments.GetValue(_networks.Paths)!;
        Network[] before = Read(paths[0]), after = Read(paths[1]);
        var services = Services(arguments, [.. before, .. after]);
        return WriteChanges(arguments, assumed, (paths[0], CellsOf(before)), (paths[1], CellsOf(after)));

        Network[] Read(string path) => [.. NetworkFiles.Read([path], terminal, cancellationToken).Select(source => assumed.In(source.Network))];

        PathCell[] CellsOf(Network[] networks) => [.. networks.SelectMany(network => PathMatrix.Of(network, services, parameters))];
    }

    private int WriteChanges(ParseResult arguments, AssumedKinds assumed, (string Name, PathCell[] Cells) before, (string Name, PathCell[] Cells) after)
    {
        PathChange[] changes = [.. PathChange.Between(before.Cells, after.Cells)];
        if (arguments.GetValue(_format) is "json")
            TraceJson.WriteChanges(terminal.Out, changes, assumed.Taken);
        else
            new MatrixText(terminal.OutConsole(), assumed.Taken).WriteChanges(changes, before.Name, after.Name);
        return ExitOf(arguments, changes.Select(change => change.After).OfType<PathCell>());
    }

    private int ExitOf(ParseResult arguments, IEnumerable<PathCell> cells) =>
        arguments.GetValue(_failOnPublic) && cells.Any(cell => cell.Verdict is not (PathVerdict.Private or PathVerdict.Unknown)) ? ExitCode.Found : ExitCode.Ran;
}
