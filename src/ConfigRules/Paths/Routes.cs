using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net.Sockets;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>Follows packets from table to table until they leave, arrive, or get lost.</summary>
/// <param name="network">Whose tables.</param>
/// <param name="isTold">Whether hops that let packets pass are put into words.</param>
internal sealed class Routes(Network network, bool isTold)
{
    private readonly ConcurrentDictionary<(string TableId, Destination Destination), ImmutableArray<Arrival>> _arrivals = new(concurrencyLevel: 1, capacity: 7);

    public ImmutableArray<Arrival> From(RouteTable table, Destination destination) => _arrivals.GetOrAdd(
        (table.Id, destination),
        static (key, from) => from.Routes.Follow(from.Table, key.Destination),
        (Routes: this, Table: table));

    /// <summary>What the subnet's table sends to a gateway endpoint: the addresses of its service, but for those that other routes take.</summary>
    internal static ImmutableArray<Target> Taken(VpcEndpoint gateway, Subnet subnet, Network network) => network.RouteTableFor(subnet) is { } table
        ? network.OnceIn(table.VpcId, new TakenBy(gateway.Id, table.Id), () => Taken(gateway, table, network).ToImmutableArray())
        : [];

    private static IEnumerable<Target> Taken(VpcEndpoint gateway, RouteTable table, Network network) =>
        from all in TargetsOf(gateway, network)
        let taken = RouteChoice.SentTo(gateway.Id, table, all, network)
        where !taken.IsEmpty
        select all with
        {
            Addresses = taken,
            PrefixListId = all.PrefixListId ?? table.Routes.Select(route => route.Target.Id == gateway.Id ? route.PrefixListId : null).FirstOrDefault(list => list is not null),
        };

    /// <summary>The addresses of a gateway endpoint's service, one target for each family that it takes.</summary>
    internal static IEnumerable<Target> TargetsOf(VpcEndpoint gateway, Network network)
    {
        foreach (var family in (AddressFamily[])[AddressFamily.InterNetwork, AddressFamily.InterNetworkV6])
        {
            if (Resolver.Answers(gateway, family) && Resolver.PublicTarget(gateway.Service.Service, family, network) is { } all)
                yield return all;
        }
    }

    private ImmutableArray<Arrival> Follow(RouteTable table, Destination destination)
    {
        var arrivals = ImmutableArray.CreateBuilder<Arrival>();
        foreach (var target in destination.Targets)
        {
            foreach (var part in RouteChoice.Split(table, target, network))
            {
                if (part is { IsCertain: true, Route: { State: RouteState.Active, Target.Kind: RouteTargetKind.NatGateway } route })
                    arrivals.AddRange(AtNat(table, target, part.Addresses, route));
                else
                    arrivals.Add(Arrive(table, target, part));
            }
        }
        return arrivals.DrainToImmutable();
    }

    private Arrival Arrive(RouteTable table, Target target, RoutePart part)
    {
        var (route, addresses) = part;
        if (route is null)
        {
            return new(target, addresses, [Hop.Blocks(
                Stage.Route, "NO_ROUTE", $"{table.Id} has no route to {Name(target, addresses)}", table.Id)]);
        }
        var what = What(route);
        if (part.Unread is { } unread)
        {
            return new(target, addresses, [Hop.Unknown(
                Stage.Route, "UNREAD_LIST", $"{table.Id} sends {unread}, whose entries have not been recorded, to {route.Target}", table.Id) with { LeadsTo = route.Target.Id }])
            {
                IsPossible = true,
            };
        }
        if (part.Rivals is not [])
            return new(target, addresses, [Hop.Unknown(Stage.Route, "LISTS_COMPETE", $"{table.Id} {AtRandom(part)}", table.Id) with { LeadsTo = route.Target.Id }]);
        if (route.State is RouteState.Blackhole)
        {
            return new(target, addresses, [Hop.Blocks(
                Stage.Route, "BLACKHOLE", $"the route of {table.Id} for {what} to {route.Target} is a blackhole", table.Id) with { LeadsTo = route.Target.Id }]);
        }
        var sends = isTold
            ? Hop.Passes(Stage.Route, $"{table.Id} sends {what} to {route.Target}", table.Id) with { LeadsTo = route.Target.Kind is RouteTargetKind.Local ? null : route.Target.Id }
            : Hop.Quiet;
        return route.Target.Kind switch
        {
            RouteTargetKind.Local => AtHome(table, target, addresses, sends),
            RouteTargetKind.VpcEndpoint => AtGateway(target, addresses, sends, route.Target.Id),
            RouteTargetKind.InternetGateway or RouteTargetKind.EgressOnlyInternetGateway when IsPrivate(addresses) =>
                new(target, addresses, [sends, NothingThere(target, addresses, route.Target.Id)]),
            RouteTargetKind.InternetGateway or RouteTargetKind.EgressOnlyInternetGateway =>
                new(target, addresses, [new Hop(Stage.Route, HopEffect.LeavesByInternetGateway, $"{table.Id} sends {what} to {route.Target}, into the internet") { Code = "VIA_IGW", ResourceId = table.Id, LeadsTo = route.Target.Id }]) { Gateway = route.Target },
            RouteTargetKind.PeeringConnection => AtPeering(table, target, addresses, sends, route.Target.Id),
            RouteTargetKind.TransitGateway => Lost("VIA_TGW", $"what the route tables of {route.Target} do has not been recorded"),
            RouteTargetKind.VirtualPrivateGateway => Lost("VIA_VGW", "what the network behind it does is not known"),
            RouteTargetKind.NetworkInterface or RouteTargetKind.Instance => Lost("VIA_APPLIANCE", $"what {route.Target} does with packets of others is not known"),
            _ => Lost("VIA_OTHER", "where that leads is not known"),
        };

        Arrival Lost(string code, string why) => new(target, addresses,
            [sends, Hop.Unknown(Stage.Route, code, why, route.Target.Id)]);
    }

    /// <summary>Inside a VPC, only an endpoint's interface is an end that is known.</summary>
    private Arrival AtHome(RouteTable table, Target target, AddressSet addresses, Hop sends)
    {
        var (endpoint, subnet) = EndOf(target, addresses, table.VpcId);
        return endpoint is not null
            ? new(target, addresses, [sends]) { Endpoint = endpoint, EndpointSubnet = subnet }
            : target is { Endpoint: { } other, IsSomewhereWithin: false }
                ? new(target, addresses, [sends, Hop.Blocks(Stage.Route, "LOCAL", $"{Name(target, addresses)} is in {other.VpcId}, whose addresses are those of {table.VpcId} as well, so that packets do not leave {table.VpcId}", table.VpcId)])
            : target is { IsPublic: true, IsSomewhereWithin: true }
                ? new(target, addresses, [sends, Hop.Unknown(Stage.Route, "LOCAL", $"{Name(target, addresses)} lie in {table.VpcId} itself", table.VpcId)])
                : new(target, addresses, [sends, Hop.Unknown(Stage.Route, "NO_ENDPOINT_THERE", $"no endpoint that was recorded has {Name(target, addresses)} in {table.VpcId}", table.VpcId)]);
    }

    private (VpcEndpoint?, Subnet?) EndOf(Target target, AddressSet addresses, string vpcId)
    {
        if (target.Endpoint is { } endpoint)
            return endpoint.VpcId == vpcId ? (endpoint, target.EndpointSubnet) : (null, null);
        return addresses.OnlyOne is { } address && network.EndpointAt(address, vpcId) is { } found
            ? (found.Endpoint, network.Find<Subnet>(found.Interface.SubnetId))
            : (null, null);
    }

    private Arrival AtGateway(Target target, AddressSet addresses, Hop sends, string endpointId)
    {
        return network.Find<VpcEndpoint>(endpointId) switch
        {
            null => new(target, addresses, [sends, Hop.Unknown(Stage.Endpoint, "NOT_RECORDED", $"{endpointId} has not been recorded", endpointId)]),
            { Type: EndpointType.Gateway } endpoint => new(target, addresses, [sends]) { Endpoint = endpoint },
            { Type: EndpointType.GatewayLoadBalancer } endpoint => new(target, addresses,
                [sends, Hop.Unknown(Stage.Route, "VIA_APPLIANCE", $"what the appliance behind {endpoint.Id} does is not known", endpoint.Id)]),
            var endpoint => new(target, addresses, [sends, Hop.Unknown(Stage.Route, "VIA_OTHER", $"{endpoint.Id} is of type {endpoint.Type}", endpoint.Id)]),
        };
    }

    /// <summary>Whether none of the addresses lies in the internet, so that no internet gateway carries packets there.</summary>
    private static bool IsPrivate(AddressSet addresses) => !PublicSpace.Of(addresses.Family).Overlaps(addresses);

    private static Hop NothingThere(Target target, AddressSet addresses, string gatewayId) =>
        Hop.Blocks(Stage.Route, "NO_ROUTE", $"{Name(target, addresses)} is private, and {gatewayId} leads into the internet alone", gatewayId);

    /// <summary>"sends the same block by pl-1 to tgw-1 and by pl-2 to nat-1, of which AWS chooses one at random": of which one cannot tell the way.</summary>
    internal static string AtRandom(RoutePart part) =>
        $"sends the same block {Wording.List([.. part.Routes.Select(route => $"by {route.PrefixListId} to {route.Target}")])}, of which AWS chooses one at random";

    /// <summary>The destination, as it stands in the table.</summary>
    internal static string What(Route route) => route.PrefixListId ?? route.Block!.Value.ToString();

    /// <summary>A NAT gateway sends on by the table of its own subnet, different addresses different ways.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html</remarks>
    private IEnumerable<Arrival> AtNat(RouteTable table, Target target, AddressSet addresses, Route route)
    {
        var natId = route.Target.Id;
        var hop = Hop.Passes(Stage.Route, $"{table.Id} sends {What(route)} to {natId}", table.Id) with { Code = "VIA_NAT", LeadsTo = natId };
        if (!network.Has(FactKind.NatGateways))
            return [new(target, addresses, [hop, Hop.Lacks(Stage.Route, FactKind.NatGateways)])];

        var nat = network.Find<NatGateway>(natId);
        // A regional NAT gateway has no subnet, so that no network ACL is in its way, and a table of its own.
        var subnet = nat is null ? null : network.Find<Subnet>(nat.SubnetId);
        var next = nat is null ? null : RouteChoice.TableOf(nat, network);
        return nat switch
        {
            null => [Unknown(addresses, $"{natId} has not been recorded")],
            { State: NatGatewayState.Unknown } => [Unknown(addresses, $"the state of {natId} is none that this version knows")],
            { State: not NatGatewayState.Available } =>
                [new(target, addresses, [hop, Hop.Blocks(Stage.Route, "NAT_DOWN", $"{natId} is {Words.Of(nat.State)}", natId)])],
            _ when next is null => [Unknown(addresses, $"the route table of {natId} has not been recorded")],
            _ => RouteChoice.Split(next, target with { Addresses = addresses }, network)
                .Select(part => part.Unread is { } list ? new(target, part.Addresses, [hop, Hop.Unknown(Stage.Route, "UNREAD_LIST", $"the entries of {list}, which {next.Id} of {natId} routes, have not been recorded", next.Id)]) { IsPossible = true }
                    : part.Rivals is not [] ? new(target, part.Addresses, [hop, Hop.Unknown(Stage.Route, "LISTS_COMPETE", $"{next.Id}, the table of {natId}, {AtRandom(part)}", next.Id)])
                    : On(part.Route, part.Addresses)),
        };

        Arrival Unknown(AddressSet part, string why) => new(target, part, [hop, Hop.Unknown(Stage.Route, "VIA_NAT", why, natId)]);

        Arrival Out(RouteTarget gateway, AddressSet part)
        {
            var leaves = new Hop(Stage.Route, HopEffect.LeavesByNat, $"{natId} sends it on through {gateway} into the internet") { Code = "VIA_NAT", ResourceId = natId, LeadsTo = gateway.Id };
            return new(target, part, [hop, .. Gate(subnet?.Id ?? natId, table.VpcId, gateway, isNat: true, leaves)]) { NatSubnet = subnet };
        }

        Arrival On(Route? on, AddressSet part) => on switch
        {
            null => new(target, part, [hop, Hop.Blocks(
                Stage.Route, "NO_ROUTE", $"{next.Id}, the table of {natId}, has no route to {Name(target, part)}", next.Id)]),
            { State: RouteState.Blackhole } => new(target, part, [hop, Hop.Blocks(
                Stage.Route, "BLACKHOLE", $"the route of {next.Id}, the table of {natId}, to {on.Target} is a blackhole", next.Id) with { LeadsTo = on.Target.Id }]),
            { Target.Kind: RouteTargetKind.InternetGateway } when IsPrivate(part) =>
                new(target, part, [hop, NothingThere(target, part, on.Target.Id)]),
            { Target.Kind: RouteTargetKind.InternetGateway } when nat.Connectivity is Connectivity.Public => Out(on.Target, part),
            { Target.Kind: RouteTargetKind.VpcEndpoint } when network.Find<VpcEndpoint>(on.Target.Id) is { Type: EndpointType.GatewayLoadBalancer } appliance =>
                Unknown(part, $"{natId} sends on by {next.Id} to {appliance.Id}, and what the appliance behind it does is not known"),
            { Target.Kind: RouteTargetKind.VpcEndpoint } =>
                Unknown(part, $"{natId} sends on by {next.Id} to {on.Target}, and no page says whether a gateway endpoint takes what a NAT gateway sends"),
            _ => Unknown(part, $"where {natId} sends on by {next.Id} is not known"),
        };
    }

    /// <summary>What VPC Block Public Access makes of packets that leave the VPC from the subnet, or from a NAT gateway that is in none.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html</remarks>
    public ImmutableArray<Hop> Gate(string fromId, string vpcId, RouteTarget gateway, bool isNat, Hop leaves)
    {
        if (!network.Has(FactKind.VpcBlockPublicAccessOptions))
            return [leaves with { Effect = HopEffect.Passes }, Hop.Lacks(Stage.Route, FactKind.VpcBlockPublicAccessOptions)];
        var mode = network.All<PublicAccessBlock>() is [var block, ..] ? block.Mode : GatewayBlock.Off;
        var isExcluded = network.All<PublicAccessExclusion>().Any(exclusion =>
            exclusion.IsActive && (exclusion.ExcludedId == fromId || exclusion.ExcludedId == vpcId));
        return mode switch
        {
            GatewayBlock.Unknown => [leaves with { Effect = HopEffect.Passes }, Hop.Unknown(Stage.Route, "BPA", "the mode of VPC Block Public Access is none that this version knows")],
            GatewayBlock.Bidirectional or GatewayBlock.Ingress when !isExcluded && !network.Has(FactKind.VpcBlockPublicAccessExclusions) =>
                [leaves with { Effect = HopEffect.Passes }, Hop.Lacks(Stage.Route, FactKind.VpcBlockPublicAccessExclusions)],
            GatewayBlock.Bidirectional when !isExcluded => [leaves with { Effect = HopEffect.Passes }, Hop.Blocks(Stage.Route, "BPA", $"VPC Block Public Access drops what leaves {fromId} through {gateway}", fromId)],
            GatewayBlock.Ingress when !isExcluded && !isNat && gateway.Kind is RouteTargetKind.InternetGateway =>
                [leaves with { Effect = HopEffect.Passes }, Hop.Blocks(Stage.Route, "BPA", $"VPC Block Public Access drops the answers that come back through {gateway}", fromId)],
            _ => [leaves],
        };
    }

    /// <summary>A peering leads into the other VPC, and there to its own addresses alone.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html</remarks>
    private Arrival AtPeering(RouteTable table, Target target, AddressSet addresses, Hop sends, string peeringId)
    {
        if (!network.Has(FactKind.VpcPeeringConnections))
            return new(target, addresses, [sends, Hop.Lacks(Stage.Route, FactKind.VpcPeeringConnections)]);
        if (network.Find<PeeringConnection>(peeringId) is not { } peering || peering.OtherEndOf(table.VpcId) is not { } other)
            return new(target, addresses, [sends, Hop.Unknown(Stage.Route, "VIA_PEERING", $"{peeringId} has not been recorded", peeringId)]);
        if (!peering.IsActive)
            return new(target, addresses, [sends, Hop.Blocks(Stage.Route, "PEERING_DOWN", $"{peeringId} is {peering.Status}", peeringId)]);
        if (network.Find<Vpc>(other) is not { } vpc)
            return new(target, addresses, [sends, Hop.Unknown(Stage.Route, "VIA_PEERING", $"{other}, at the other end of {peeringId}, has not been recorded", peeringId)]);
        if (!AddressSet.Of(vpc.CidrBlocks, target.Family).Contains(addresses))
        {
            return target.IsSomewhereWithin
                ? new(target, addresses, [sends, Hop.Unknown(Stage.Route, "VIA_PEERING", $"{other} has only its own addresses behind {peeringId}", peeringId)])
                : new(target, addresses, [sends, Hop.Blocks(Stage.Route, "EDGE_TO_EDGE", $"{other} does not have {Name(target, addresses)}, and {peeringId} leads no further", peeringId)]);
        }
        var (endpoint, subnet) = EndOf(target, addresses, other);
        return endpoint is null
            ? new(target, addresses, [sends, Hop.Unknown(Stage.Route, "NO_ENDPOINT_THERE", $"no endpoint that was recorded has {Name(target, addresses)} in {other}", other)])
            : new(target, addresses, [sends]) { Endpoint = endpoint, EndpointSubnet = subnet, Through = peering };
    }

    /// <summary>All of it by its own name; of a part, the blocks.</summary>
    public static string Name(Target target, AddressSet addresses)
    {
        if (target.Addresses == addresses || target.IsSomewhereWithin)
            return target.Text;
        var blocks = addresses.Blocks().Take(3).ToArray();
        return blocks.Length < 3 ? string.Join(", ", blocks) : $"{blocks[0]}, {blocks[1]} and others";
    }

    /// <summary>Subnets share tables.</summary>
    private sealed record TakenBy(string GatewayId, string TableId);
}
