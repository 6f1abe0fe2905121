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

        return Finding.Judge([.. Findings(endpoint, type, network, parameters)]);
    }

    private static IEnumerable<Finding> Findings(VpcEndpoint endpoint, string type, Network network, Parameters parameters)
    {
        var service = network.Find<ServiceDetail>(endpoint.Service.Full);
        if (service?.Supports(type) is false)
            yield return new($"its IP address type is {type}, and its service supports {Wording.List(service.SupportedIpAddressTypes.Order(StringComparer.Ordinal))} alone");
        if (!endpoint.HasRecordsOfItsAddresses)
            yield return new($"its DNS record IP type {endpoint.RecordIpType} does not go with its IP address type {type}");
        foreach (var unfit in network.UnfitSubnetsOf(endpoint))
            yield return new($"its IP address type is {type}, and {Wording.List(unfit)} {(unfit.Count() is 1 ? "has" : "have")} {Blocks(unfit.Key)}");
        var what = endpoint is { Type: EndpointType.Gateway, IpAddressType: not "dualstack" } ? "it takes" : "its names lead to";
        if (parameters.Get(Ipv6Workloads) is "judge" && service?.Supports("ipv6") is true && Clients.LeftOutBy(endpoint, AddressFamily.InterNetworkV6, network, parameters) is [_, ..] six)
            yield return new($"workloads of {Wording.List(six)} have IPv6 addresses, and {what} IPv4 ones alone");
        if (Clients.LeftOutBy(endpoint, AddressFamily.InterNetwork, network, parameters) is [_, ..] four)
            yield return new($"workloads of {Wording.List(four)} have IPv4 addresses alone, and {what} IPv6 ones alone");

        if (network.LostSubnetsOf(endpoint).FirstOrDefault() is { } lost)
            yield return Finding.InDoubt(NotKnown.Resource(lost));
        if (service?.Supports(type) is null)
            yield return Finding.InDoubt(service is null ? NotKnown.ServiceOf(endpoint) : $"Which IP address types {endpoint.Service.Service} supports has not been recorded.");
    }

    private static string Blocks(SubnetMisfit misfit) => misfit switch
    {
        SubnetMisfit.LacksIpv4 => "no IPv4 block",
        SubnetMisfit.LacksIpv6 => "no IPv6 block",
        _ => "an IPv4 block",
    };
}
