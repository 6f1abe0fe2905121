using System.Collections.Immutable;
using System.Globalization;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Cli;

/// <summary>Where from, where to and what for, as a person says it; asked of a network it gives traces.</summary>
internal sealed record TraceQuestion(string From, string To)
{
    public int? Port { get; init; }

    public string? Action { get; init; }

    public string? Resource { get; init; }

    public string? Principal { get; init; }

    /// <summary>Those that say which bundles are used.</summary>
    public required Parameters Parameters { get; init; }

    public static int? ReadPort(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65_536 ? port
        : throw new CommandFailedException($"--port is '{text}'; it takes a number from 1 to 65535.");

    /// <summary>The first network that has what packets come from.</summary>
    public Network NetworkIn(IReadOnlyCollection<Network> networks) => networks.FirstOrDefault(Knows) ?? throw Unknown(networks);

    /// <summary>The traces of all who send, a subnet each, the worst last: there a terminal stops.</summary>
    public ImmutableArray<TracedWay> Ask(Network network)
    {
        var intent = ReadTo(network);
        intent = intent with { Port = Port ?? intent.Port, Ports = Port is null ? intent.Ports : [], Request = ReadRequest(network) };
        return
        [
            .. Senders(network).Select(sender =>
            {
                var vpcId = sender.Subnet.VpcId;
                var asked = intent.Request is null ? Tracer.WithNeeds(intent, ActiveBundles.In(vpcId, network, Parameters)) : intent;
                return new TracedWay(network, new Tracer(vpcId, network).Trace(sender, asked));
            }).OrderBy(way => way.Trace.Verdict),
        ];
    }

    private bool Knows(Network network) =>
        network.Find<Subnet>(From) is not null || network.Find<NetworkInterface>(From) is not null || network.Find<SecurityGroup>(From) is not null;

    private CommandFailedException Unknown(IReadOnlyCollection<Network> networks)
    {
        if (From.StartsWith("i-", StringComparison.Ordinal))
            return new($"--from is {From}, and a recorded network does not tell the interfaces of instances apart; name its interface (eni-...) or its subnet.");
        var known = networks.SelectMany(network => network.All<Subnet>().Select(subnet => subnet.Id)
            .Concat(network.All<NetworkInterface>().Select(networkInterface => networkInterface.Id))
            .Concat(network.All<SecurityGroup>().Select(group => group.Id)));
        return new($"--from is '{From}', and no interface, subnet or security group of that id was recorded{Suggestion.For(From, known)}.");
    }

    private Sender[] Senders(Network network)
    {
        if (network.Find<Subnet>(From) is { } subnet)
            return [Sender.Of(subnet, network)];
        if (network.Find<NetworkInterface>(From) is { } one)
            return [new(SubnetOf(one), [one], IsWholeSubnet: false)];
        Sender[] senders =
        [
            .. network.All<NetworkInterface>()
                .Where(networkInterface => networkInterface.IsWorkload && networkInterface.SecurityGroupIds.Contains(From))
                .GroupBy(SubnetOf).OrderBy(group => group.Key.Id, StringComparer.Ordinal)
                .Select(group => new Sender(group.Key, [.. group], IsWholeSubnet: false)),
        ];
        return senders is [] ? throw new CommandFailedException($"--from is {From}, which no workload's interface carries now, so that nobody sends packets by it; name a subnet.") : senders;

        Subnet SubnetOf(NetworkInterface networkInterface) => network.Find<Subnet>(networkInterface.SubnetId)
            ?? throw new CommandFailedException($"{networkInterface.Id} lies in {networkInterface.SubnetId}, which has not been recorded; record `{RecordingCommands.For(FactKind.Subnets)}` too.");
    }

    private Intent ReadTo(Network network)
    {
        var text = To.Trim();
        if (text is "" || !text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_'))
            throw new CommandFailedException($"--to is '{To}'; it takes a service (s3, ecr.api) or a host name (sts.eu-west-1.amazonaws.com), and nothing before or after it.");
        var intent = Intent.To(text, network);
        var isHost = text.TrimEnd('.').Equals(intent.Name, StringComparison.OrdinalIgnoreCase);
        if (!isHost && ServiceName.Parse(text).Region is { } region && network.Region is { } own && region != own)
            throw new CommandFailedException($"--to names a service of {region}, and the network is of {own}; name its host, such as SERVICE.{region}.amazonaws.com.");
        // Names that nothing tells are unknown; names that nobody offers are mistyped.
        if (intent is { Name: null, Service: { } service } && network.Has(FactKind.ServiceNames) && !network.Offers(service))
            throw new CommandFailedException($"--to is '{text}', which is no service that can be had in {network.Region ?? "the region"}{Suggestion.For(service, Services(network))}.");
        return intent;
    }

    internal static IEnumerable<string> Services(Network network) =>
        network.ServiceNames.Select(name => ServiceName.Parse(name).Service).Distinct().Order(StringComparer.Ordinal);

    private RequestToPass? ReadRequest(Network network)
    {
        if (Action is null)
        {
            return (Resource ?? Principal) is null ? null
                : throw new CommandFailedException($"{(Resource is null ? "--principal" : "--resource")} describes a request, which needs --action too, such as --action s3:GetObject.");
        }
        if (Action.Split(':') is not [{ Length: > 0 }, { Length: > 0 }])
            throw new CommandFailedException($"--action is '{Action}'; it takes a service's prefix and an action, such as s3:GetObject.");
        if (Resource is not null and not "*" && !Resource.StartsWith("arn:", StringComparison.Ordinal))
            throw new CommandFailedException($"--resource is '{Resource}'; it takes an ARN, such as arn:aws:s3:::my-bucket/key, or *.");
        if (Principal is null)
            return new(Action, Resource ?? "*", Principal: null);
        return RequestToPass.ReadPrincipal(Principal, network) is { } principal ? new(Action, Resource ?? "*", principal)
            : throw new CommandFailedException($"--principal is '{Principal}'; it takes an ARN, the 12 digits of an account, anonymous, or presigned:ACCOUNT.");
    }
}
