using System.Net.Sockets;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using static ConfigRules.Engine.Verdict;

namespace ConfigRules.Rules.Dns;

/// <summary>Addresses, DNS records, subnets and clients of an endpoint have to be of one kind.</summary>
public sealed class VpcEndpointIpTypesConsistent() : ParameterizedRule<VpcEndpoint>(new()
{
    Id = "vpc-endpoint-ip-types-consistent",
    Title = "Endpoints have addresses and DNS records of the kinds that clients speak",
    Severity = Severity.Medium,
    Reads =
    [
        FactKind.VpcEndpoints, FactKind.Subnets, FactKind.NetworkInterfaces, FactKind.RouteTables, FactKind.ServiceDetails,
    ],
    Triggers = [ResourceType.VpcEndpoint, ResourceType.Subnet, ResourceType.NetworkInterface, ResourceType.RouteTable],
    EndpointTypes = [EndpointType.Interface, EndpointType.GatewayLoadBalancer, EndpointType.Gateway],
    ConcernsWorkloads = true,
    Why = """
        A client with an IPv6 address prefers it. Where the endpoint has IPv4 addresses alone, requests to dual-stack names pass it by:
        they leave through the egress-only internet gateway, or are dropped. And where records of one kind stand for addresses of
        another, clients that speak only the other find no address at all.
        """,
    Fix = "Make the endpoint's IP address type and DNS record IP type dualstack, in subnets that have both kinds of blocks.",
    Repair = new Repair.ByHand("""
        aws ec2 modify-vpc-endpoint --vpc-endpoint-id ENDPOINT --ip-address-type dualstack --dns-options DnsRecordIpType=dualstack
        # Where a subnet of the endpoint has no IPv6 block:
        aws ec2 associate-subnet-cidr-block --subnet-id SUBNET --ipv6-cidr-block CIDR
        # In CloudFormation, at the AWS::EC2::VPCEndpoint:
        #   IpAddressType: dualstack
        #   DnsOptions: {DnsRecordIpType: dualstack}
        """,
        "It may take blocks of another family for subnets, and changes the addresses that every client in the VPC is answered with."),
    Proof = """
        aws ec2 describe-vpc-endpoints --vpc-endpoint-ids ENDPOINT --query 'VpcEndpoints[].[IpAddressType,DnsOptions,SubnetIds]'
        aws ec2 describe-vpc-endpoint-services --service-names SERVICE --query 'ServiceDetails[].SupportedIpAddressTypes'
        aws ec2 describe-subnets --filters Name=vpc-id,Values=VPC --query 'Subnets[].[SubnetId,CidrBlock,Ipv6CidrBlockAssociationSet]'
        dig +short NAME AAAA    # from inside the VPC: addresses of the endpoint's interfaces, where workloads have IPv6 addresses
        """,
    Parameters = [Ipv6Workloads],
    Links =
    [
        "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-gateway-load-balancer-endpoint-service.html",
    ],
})
{
    private static readonly ChoiceParameter Ipv6Workloads = new(
        "ipv6Workloads", "Whether endpoints have to answer workloads' IPv6 addresses too, where the service can.", "judge", ["judge", "ignore"]);

    protected override Verdict Judge(VpcEndpoint endpoint, Network network, Parameters parameters)
    {
        if (endpoint.IpAddressType is not { Length: > 0 } type)
            return Undetermined("Its IP address type has not been recorded.");
        if (type is not ("ipv4" or "ipv6" or "dualstack"))
            return Undetermined($"Its IP address type, {type}, is none that this version knows.");
        if (endpoint.RecordIpType is not ("ipv4" or "ipv6" or "dualstack" or "service-defined"))
            return Undetermined($"Its DNS record IP type, {endpoint.RecordIpType}, is none that this version knows.");

        string[] subnets = [.. endpoint.SubnetIds.Order(StringComparer.Ordinal)];
        var service = network.Find<ServiceDetail>(endpoint.Service.Full);
        string[] findings =
        [
            .. Unsupported(type, service),
            .. HasRecordsOf(endpoint, type) ? [] : (ReadOnlySpan<string>)[$"its DNS record IP type {endpoint.RecordIpType} does not go with its IP address type {type}"],
            .. Unfit([.. subnets.Select(network.Find<Subnet>).OfType<Subnet>()], type).Select(unfit => $"its IP address type is {type}, and {unfit}"),
            .. Strangers(endpoint, service, network, parameters),
        ];
        return findings is not [] ? NonCompliant(Wording.Sentence([Wording.Few(findings)]))
            : subnets.FirstOrDefault(id => network.Find<Subnet>(id) is null) is { } lost ? Undetermined($"{lost} has not been recorded.")
            : service is null ? Undetermined(NotKnown.ServiceOf(endpoint))
            : service.SupportedIpAddressTypes is [] ? Undetermined($"Which IP address types {endpoint.Service.Service} supports has not been recorded.")
            : Compliant();
    }

    private static IEnumerable<string> Unsupported(string type, ServiceDetail? service) =>
        service?.SupportedIpAddressTypes is not { Length: > 0 } supported || (type is "dualstack" ? (string[])["ipv4", "ipv6"] : [type]).All(supported.Contains)
            ? []
            : [$"its IP address type is {type}, and its service supports {Wording.List(supported.Order(StringComparer.Ordinal))} alone"];

    /// <summary>Which records go with which addresses; a gateway endpoint may leave them to the service. Load balancers' have none.</summary>
    private static bool HasRecordsOf(VpcEndpoint endpoint, string type) =>
        endpoint.RecordIpType == type || type is "dualstack" || endpoint.Type is EndpointType.GatewayLoadBalancer
        || (endpoint is { Type: EndpointType.Gateway, RecordIpType: "service-defined" });

    /// <summary>Why an endpoint of the type cannot have interfaces in some of the subnets.</summary>
    private static IEnumerable<string> Unfit(Subnet[] subnets, string type)
    {
        if (type is not "ipv6" && subnets.Where(subnet => !Has(subnet, AddressFamily.InterNetwork)).ToArray() is [_, ..] without4)
            yield return $"{Have(without4)} no IPv4 block";
        if (type is not "ipv4" && subnets.Where(subnet => !Has(subnet, AddressFamily.InterNetworkV6)).ToArray() is [_, ..] without6)
            yield return $"{Have(without6)} no IPv6 block";
        if (type is "ipv6" && subnets.Where(subnet => Has(subnet, AddressFamily.InterNetwork)).ToArray() is [_, ..] with4)
            yield return $"{Have(with4)} an IPv4 block";
    }

    private static string Have(Subnet[] subnets) => $"{Wording.List(subnets.Select(subnet => subnet.Id))} {(subnets.Length is 1 ? "has" : "have")}";

    private static bool Has(Subnet subnet, AddressFamily family) => subnet.CidrBlocks.Any(block => block.BaseAddress.AddressFamily == family);

    /// <summary>Workloads whom its names lead past it: those with IPv6 addresses, where it could have some, and those without, where it has no others.</summary>
    private static IEnumerable<string> Strangers(VpcEndpoint endpoint, ServiceDetail? service, Network network, Parameters parameters)
    {
        if (endpoint.Type is not EndpointType.Gateway && !Resolver.AnswersInVpc(endpoint))
            yield break;
        var clients = CommonParameters.WorkloadSubnets(network, endpoint.VpcId, parameters).Where(subnet => Serves(endpoint, subnet, network)).ToArray();
        var what = endpoint is { Type: EndpointType.Gateway, IpAddressType: not "dualstack" } ? "it takes" : "its names lead to";

        if (parameters.Get(Ipv6Workloads) is "judge" && !Resolver.Answers(endpoint, AddressFamily.InterNetworkV6)
            && service?.SupportedIpAddressTypes.Contains("ipv6") is true && In(clients, workload => Speaks(workload, AddressFamily.InterNetworkV6)) is [_, ..] six)
        {
            yield return $"workloads of {Wording.List(six)} have IPv6 addresses, and {what} IPv4 ones alone";
        }
        if (!Resolver.Answers(endpoint, AddressFamily.InterNetwork)
            && In(clients, workload => Speaks(workload, AddressFamily.InterNetwork) && !Speaks(workload, AddressFamily.InterNetworkV6)) is [_, ..] four)
        {
            yield return $"workloads of {Wording.List(four)} have IPv4 addresses alone, and {what} IPv6 ones alone";
        }

        string[] In(Subnet[] subnets, Func<NetworkInterface, bool> isOne) =>
            [.. subnets.Where(subnet => network.InterfacesIn(subnet.Id).Any(one => one.IsWorkload && isOne(one))).Select(subnet => subnet.Id)];
    }

    /// <summary>A gateway endpoint serves those subnets alone whose tables lead to it.</summary>
    private static bool Serves(VpcEndpoint endpoint, Subnet subnet, Network network) =>
        endpoint.Type is not EndpointType.Gateway || (network.RouteTableFor(subnet) is { } table && endpoint.RouteTableIds.Contains(table.Id));

    private static bool Speaks(NetworkInterface workload, AddressFamily family) => workload.Addresses.Any(address => address.AddressFamily == family);
}
