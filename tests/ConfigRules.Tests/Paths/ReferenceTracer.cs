using System.Buffers.Binary;
using System.Net;
using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Tests.Paths;

/// <summary>
/// A tracer that is as simple as can be, to hold the real one against: it asks about one interface and one IPv4 address at a time, and
/// shares nothing with the real one but the facts. One address stands for all between two ends of blocks.
/// </summary>
internal sealed class ReferenceTracer(Network network)
{
    private static readonly string[] NotInternet =
        ["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3"];

    private static readonly int[] AnswerPorts = [32_768, 40_000, 40_001, 61_000];

    private static readonly int[] NatPorts = [1_024, 32_767, .. AnswerPorts, 65_535];

    private readonly Vpc _vpc = network.All<Vpc>()[0];

    public PathVerdict Verdict(IEnumerable<NetworkInterface> senders, string service) => senders.Max(sender => Verdict(sender, service));

    private PathVerdict Verdict(NetworkInterface sender, string service)
    {
        if (!IsAmazonDns())
            return PathVerdict.Unknown;
        if (!_vpc.Dns!.Value.Support)
            return PathVerdict.Blocked;
        var endpoint = network.All<VpcEndpoint>().FirstOrDefault(endpoint =>
            endpoint.Service.Service == service && endpoint.Type is EndpointType.Interface && endpoint.PrivateDnsEnabled && endpoint.State is EndpointState.Available);
        if (endpoint is not null && _vpc.Dns!.Value.Hostnames)
            return Worst(endpoint.NetworkInterfaceIds.SelectMany(id => network.Find<NetworkInterface>(id)!.Addresses), sender);

        var list = network.All<PrefixList>().FirstOrDefault(list => list.Name.EndsWith($".{service}", StringComparison.Ordinal));
        if (list?.Blocks is { } blocks)
            return Worst(Samples().Where(address => blocks.Any(block => block.Contains(address))), sender);

        // Somewhere in the internet: unless all ways end alike, nobody knows.
        PathVerdict[] ends =
        [
            .. Samples().Where(address => IsInternet(address)
                    && !network.All<PrefixList>().Any(other => other.Blocks!.Value.Any(block => block.Contains(address))))
                .Select(address => Way(sender, address)).Distinct(),
        ];
        return ends is [var only] ? only : PathVerdict.Unknown;
    }

    private PathVerdict Worst(IEnumerable<IPAddress> addresses, NetworkInterface sender) => addresses.Max(address => Way(sender, address));

    private PathVerdict Way(NetworkInterface sender, IPAddress to)
    {
        var from = network.Find<Subnet>(sender.SubnetId)!;
        var blocked = false;
        var end = network.All<NetworkInterface>().FirstOrDefault(other => other.InterfaceType is "vpc_endpoint" && other.Addresses.Contains(to));
        var isNeighbour = end?.SubnetId == from.Id;
        if (!isNeighbour)
            blocked |= !AclLets(from, isEgress: true, to, 443) || !AclLetsAnswers(from, isEgress: false, to);

        var route = RouteFor(network.RouteTableFor(from)!, to);
        // Who carries a group is no longer known behind an appliance.
        var carrier = !isNeighbour && route?.Target.Kind is RouteTargetKind.NatGateway or RouteTargetKind.NetworkInterface or RouteTargetKind.VpcEndpoint ? null : end;
        blocked |= !sender.SecurityGroupIds.Any(id => network.Find<SecurityGroup>(id)!.Egress.Any(rule => Lets(rule, to, carrier)));
        var where = PathVerdict.Unknown;
        switch (route)
        {
            case null or { State: RouteState.Blackhole }:
                blocked = true;
                break;
            case { Target.Kind: RouteTargetKind.Local } when end is not null:
                var endpoint = network.All<VpcEndpoint>().Single(endpoint => endpoint.NetworkInterfaceIds.Contains(end.Id));
                var own = sender.Addresses[0];
                blocked |= !endpoint.SecurityGroupIds.Any(id => network.Find<SecurityGroup>(id)!.Ingress.Any(rule =>
                    Takes443(rule) && (rule.Blocks.Any(block => block.Contains(own)) || rule.Groups.Any(group => sender.SecurityGroupIds.Contains(group.GroupId)))));
                var there = network.Find<Subnet>(end.SubnetId)!;
                if (!isNeighbour)
                    blocked |= !AclLets(there, isEgress: false, own, 443) || !AclLetsAnswers(there, isEgress: true, own);
                where = PathVerdict.Private;
                break;
            case { Target.Kind: RouteTargetKind.VpcEndpoint }:
                var state = network.Find<VpcEndpoint>(route.Target.Id)!.State;
                blocked |= state is not EndpointState.Available;
                where = PathVerdict.Private;
                break;
            case { Target.Kind: RouteTargetKind.InternetGateway }:
                blocked |= !sender.HasPublicAddress || IsBlocked() || !IsInternet(to);
                where = PathVerdict.PublicViaIgw;
                break;
            case { Target.Kind: RouteTargetKind.NatGateway }:
                var nat = network.Find<NatGateway>(route.Target.Id)!;
                var next = RouteFor(network.RouteTableFor(network.Find<Subnet>(nat.SubnetId)!)!, to);
                blocked |= nat.State is not NatGatewayState.Available || next is null or { State: RouteState.Blackhole };
                where = next?.Target.Kind is RouteTargetKind.InternetGateway ? PathVerdict.PublicViaNat : PathVerdict.Unknown;
                if (where is PathVerdict.PublicViaNat)
                    blocked |= IsBlocked() || !IsInternet(to) || !AclsLetPassNat(from, network.Find<Subnet>(nat.SubnetId)!, sender.Addresses[0], to);
                break;
            default:
                break;
        }
        return blocked ? PathVerdict.Blocked : where;
    }

    private bool AclsLetPassNat(Subnet from, Subnet nat, IPAddress own, IPAddress to) =>
        AclLets(nat, isEgress: true, to, 443) && NatPorts.All(port => AclLets(nat, isEgress: false, to, port))
        && (nat.Id == from.Id || (AclLets(nat, isEgress: false, own, 443) && AclLetsAnswers(nat, isEgress: true, own)));

    private static bool IsInternet(IPAddress address) => !NotInternet.Any(block => IPNetwork.Parse(block).Contains(address));

    private bool IsBlocked() => network.All<PublicAccessBlock>() is [{ Mode: GatewayBlock.Bidirectional }, ..];

    private bool IsAmazonDns() => network.Find<DhcpOptions>(_vpc.DhcpOptionsId!)!.DomainNameServers is ["AmazonProvidedDNS"];

    private static bool Takes443(GroupRule rule) =>
        rule.Protocol is "-1" || (rule.Protocol is "tcp" && (rule.FromPort ?? 0) <= 443 && 443 <= (rule.ToPort ?? 65_535));

    private bool Lets(GroupRule rule, IPAddress to, NetworkInterface? carrier)
    {
        if (!Takes443(rule))
            return false;
        if (rule.Blocks.Any(block => block.Contains(to)))
            return true;
        if (carrier is not null && network.All<VpcEndpoint>().Single(endpoint => endpoint.NetworkInterfaceIds.Contains(carrier.Id)).SecurityGroupIds
            .Any(id => rule.Groups.Any(group => group.GroupId == id)))
        {
            return true;
        }
        return rule.PrefixListIds.Any(id => network.Find<PrefixList>(id)!.Blocks!.Value.Any(block => block.Contains(to)));
    }

    /// <summary>The entry with the lowest number among those that match decides.</summary>
    private bool AclLets(Subnet subnet, bool isEgress, IPAddress other, int port)
    {
        var acl = network.All<NetworkAcl>().FirstOrDefault(acl => acl.SubnetIds.Contains(subnet.Id)) ?? network.All<NetworkAcl>().First(acl => acl.IsDefault);
        AclEntry? first = null;
        foreach (var entry in acl.Entries)
        {
            if (entry.IsEgress == isEgress && entry.Block.Contains(other)
                && (entry.Protocol is "-1" || (entry.Protocol is "6" && (entry.FromPort ?? 0) <= port && port <= (entry.ToPort ?? 65_535)))
                && (first is null || entry.Number < first.Number))
            {
                first = entry;
            }
        }
        return first?.Allows is true;
    }

    private bool AclLetsAnswers(Subnet subnet, bool isEgress, IPAddress other) =>
        AnswerPorts.All(port => AclLets(subnet, isEgress, other, port));

    private Route? RouteFor(RouteTable table, IPAddress to)
    {
        (Route Route, int Length, int Rank)? best = null;
        foreach (var route in table.Routes)
        {
            var blocks = route.Block is { } block ? [block] : network.Find<PrefixList>(route.PrefixListId!)!.Blocks!.Value.ToArray();
            var rank = route.Target.Kind is RouteTargetKind.Local ? 0 : route.IsPropagated ? 3 : route.Block is null ? 2 : 1;
            foreach (var candidate in blocks.Where(candidate => candidate.Contains(to)))
            {
                if (best is not { } known || candidate.PrefixLength > known.Length || (candidate.PrefixLength == known.Length && rank < known.Rank))
                    best = (route, candidate.PrefixLength, rank);
            }
        }
        // Routes to the VPC itself come before all that is propagated, whatever its prefix.
        return best is { Rank: 3 } && table.Routes.FirstOrDefault(route => route.Target.Kind is RouteTargetKind.Local && route.Block!.Value.Contains(to)) is { } local
            ? local
            : best?.Route;
    }

    /// <summary>Both ends of every block that the network mentions, and their neighbours.</summary>
    private IEnumerable<IPAddress> Samples() =>
        network.All<RouteTable>().SelectMany(table => table.Routes).Select(route => route.Block).OfType<IPNetwork>()
            .Concat(network.All<PrefixList>().SelectMany(list => list.Blocks ?? []))
            .Concat(network.All<SecurityGroup>().SelectMany(group => group.Egress.Concat(group.Ingress)).SelectMany(rule => rule.Blocks))
            .Concat(network.All<NetworkAcl>().SelectMany(acl => acl.Entries).Select(entry => entry.Block))
            .Concat(NotInternet.Select(IPNetwork.Parse))
            .SelectMany(block =>
            {
                var first = BinaryPrimitives.ReadUInt32BigEndian(block.BaseAddress.GetAddressBytes());
                var last = first + (uint)((1UL << (32 - block.PrefixLength)) - 1);
                return new[] { first, last, unchecked(first - 1), unchecked(last + 1) };
            })
            .Distinct()
            .Select(number =>
            {
                var bytes = new byte[4];
                BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
                return new IPAddress(bytes);
            });
}
