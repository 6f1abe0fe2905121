using System.Net.Sockets;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Routing;

/// <summary>What a gateway endpoint would take for nothing, a NAT gateway takes by the gigabyte.</summary>
public sealed class NatGatewayFreeOfEndpointTraffic() : ParameterizedRule<NatGateway>(new()
{
    Id = "nat-gateway-free-of-endpoint-traffic",
    Title = "NAT gateways carry nothing that gateway endpoints could",
    Severity = Severity.Medium,
    Reads = [FactKind.NatGateways, FactKind.RouteTables, FactKind.Subnets, FactKind.NetworkInterfaces, FactKind.VpcEndpoints],
    ReadsWhereRecorded = [FactKind.PrefixLists],
    Triggers =
    [
        ResourceType.NatGateway, ResourceType.RouteTable, ResourceType.Subnet, ResourceType.NetworkInterface, ResourceType.VpcEndpoint,
    ],
    ConcernsWorkloads = true,
    Why = """
        Requests to S3 and DynamoDB work through a NAT gateway as well as through an endpoint, so nothing tells them apart but the
        bill: every gigabyte is charged for, where a gateway endpoint costs nothing, and it leaves the private path.
        """,
    Fix = "Associate the gateway endpoints with the route tables that are named, and take away routes that are more specific.",
    Repair = new Repair.ByHand("""
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --add-route-table-ids TABLE
        # Where the VPC has no gateway endpoint:
        aws ec2 create-vpc-endpoint --vpc-endpoint-type Gateway --vpc-id VPC --service-name com.amazonaws.REGION.s3 --route-table-ids TABLE
        # In CloudFormation:
        #   GatewayEndpoint:
        #     Type: AWS::EC2::VPCEndpoint
        #     Properties: {VpcEndpointType: Gateway, VpcId: VPC, ServiceName: com.amazonaws.REGION.s3, RouteTableIds: [TABLE]}
        """,
        "The document of route-table-has-gateway-endpoints adds the routes, table by table; a more specific route was made by somebody for a purpose."),
    Proof = """
        aws ec2 describe-route-tables --filters Name=route.nat-gateway-id,Values=NAT --query 'RouteTables[].[RouteTableId,Routes]'
        aws ec2 describe-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.REGION.s3 --query 'PrefixLists[].Cidrs'
        """,
    Parameters = [Services],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html",
        "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html",
    ],
})
{
    private static readonly ListParameter Services = GatewayServices.Parameter(
        "The services whose packets a NAT gateway must not carry.");

    protected override Verdict Judge(NatGateway nat, Network network, Parameters parameters)
    {
        if (nat.State is NatGatewayState.Unknown)
            return Undetermined("Its state is none that this version knows.");
        if (nat.State is not NatGatewayState.Available)
            return NotApplicable($"It is {Words.Of(nat.State)} and carries no traffic.");
        if (nat.Connectivity is Connectivity.Private)
            return NotApplicable("It is private and leads to no public address.");

        var tables = network.In<RouteTable>(nat.VpcId)
            .Where(table => table.Routes.Any(route => route.Target.Id == nat.Id && route.State is RouteState.Active)
                && CommonParameters.WithWorkloads(network.SubnetsOn(table), network, parameters).Any()).ToArray();
        if (tables is [])
            return NotApplicable("No workload's route table sends packets to it.");

        return Finding.Judge(
            [.. from service in parameters.Get(Services)
                from table in tables
                from all in new[] { Resolver.PublicTarget(service, AddressFamily.InterNetwork, network) }.OfType<Target>()
                from way in Ways(service, all, table, network, parameters)
                from leak in Leak(service, way.Name, way.Target, table, nat, network)
                select leak],
            certain => Wording.Fitting(most =>
                $"It carries {Wording.List(certain.GroupBy(leak => leak.Service, leak => leak.Clause).Select(leaks => $"{leaks.Key} packets of {Wording.List(leaks, most)}"))}."));
    }

    /// <summary>To which addresses clients send packets for the service: its own, and where only IPv6 is spoken those that DNS64 makes of them.</summary>
    private static IEnumerable<(string Name, Target Target)> Ways(string service, Target all, RouteTable table, Network network, Parameters parameters)
    {
        yield return (table.Id, all);
        var isTranslated = CommonParameters.WithWorkloads(network.SubnetsOn(table), network, parameters)
                .Any(subnet => subnet.HasDns64 && network.InterfacesIn(subnet.Id).Any(one => one.IsWorkload && SpeaksIpv6Alone(one)))
            // A name that has IPv6 addresses is left as it is.
            && !network.GatewaysTo(service, table.VpcId).Any(gateway => gateway.RecordIpType is "dualstack" or "ipv6");
        // No prefix list of a gateway endpoint has them.
        if (isTranslated)
            yield return ($"{table.Id} by NAT64", all with { Addresses = Nat64.Of(all.Addresses), Service = null, PrefixListId = null });
    }

    private static bool SpeaksIpv6Alone(NetworkInterface workload) =>
        workload.Addresses is [_, ..] addresses && addresses.All(address => address.AddressFamily is AddressFamily.InterNetworkV6);

    /// <summary>What the table sends to the gateway of packets for the addresses, and perhaps only.</summary>
    private static IEnumerable<ServiceLeak> Leak(string service, string way, Target all, RouteTable table, NatGateway nat, Network network)
    {
        var sent = RouteChoice.SentTo(nat.Id, table, all, network);
        if (!sent.IsEmpty)
            return [new(service, way, all.IsSomewhereWithin && !sent.Contains(all.Addresses) ? NotAllKnown(service, way) : null)];
        return RouteChoice.Split(table, all, network).Where(part => part.MayLeadTo(nat.Id))
            .Select(part => new ServiceLeak(service, way, part.Rivals is [] ? NotAllKnown(service, way) : $"{way} {Routes.AtRandom(part)}.")).Take(1);
    }

    /// <summary>Also where it sends a prefix list of which nobody recorded the entries: any block may be in it.</summary>
    private static string NotAllKnown(string service, string way) =>
        $"{way} sends addresses to it of which some may be those of {service}, which have not been recorded.";

    private sealed record ServiceLeak(string Service, string Way, string? Doubt) : Finding(Way, Doubt);
}
