using System.Net;
using ConfigRules.Model;
using ConfigRules.Rules.Dns;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Dns;

public sealed class VpcEndpointIpTypesConsistentTests
    : RuleTests<VpcEndpointIpTypesConsistent, VpcEndpointIpTypesConsistentTests>, IRuleScenarios
{
    private const string Both = "10.0.1.0/24,2001:db8:0:1::/64";
    private static readonly string[] BothTypes = ["ipv4", "ipv6"];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("IPv4 everywhere", net => Sqs(net), Compliant),
        new("both kinds everywhere", net => Sqs(net, "dualstack", Both, BothTypes), Compliant),
        new("IPv6 everywhere", net => Sqs(net, "ipv6", "2001:db8:0:1::/64", ["ipv6"]), Compliant),

        // What the service supports.
        new("both kinds, and the service supports one", net => Sqs(net, "dualstack", Both),
            NonCompliant, "Its IP address type is dualstack, and its service supports ipv4 alone."),
        new("IPv6, and the service does not support it", net => Sqs(net, "ipv6", "2001:db8:0:1::/64"),
            NonCompliant, "Its IP address type is ipv6, and its service supports ipv4 alone."),
        new("what the service supports was not recorded", net => Sqs(net, supported: []),
            Undetermined, "Which IP address types sqs supports has not been recorded."),
        new("a service that nobody recorded", net => Sqs(net).With(facts => facts.ServiceDetails.Clear()),
            Undetermined, "com.amazonaws.eu-west-1.sqs is not among the recorded ServiceDetails."),
        new("a service that nobody recorded, and a subnet that does not fit", net => Sqs(net, "dualstack").With(facts => facts.ServiceDetails.Clear()),
            NonCompliant, "Its IP address type is dualstack, and subnet-1 has no IPv6 block."),

        // Which records go with which addresses.
        new("IPv4 with records for IPv6", net => Sqs(net, change: e => e with { DnsRecordIpType = "ipv6" }),
            NonCompliant, "Its DNS record IP type ipv6 does not go with its IP address type ipv4."),
        new("IPv4 with records for both", net => Sqs(net, change: e => e with { DnsRecordIpType = "dualstack" }),
            NonCompliant, "Its DNS record IP type dualstack does not go with its IP address type ipv4."),
        new("IPv4 with the service's own records, which an interface endpoint cannot have", net => Sqs(net, change: e => e with { DnsRecordIpType = "service-defined" }),
            NonCompliant, "Its DNS record IP type service-defined does not go with its IP address type ipv4."),
        new("IPv6 with records for IPv4", net => Sqs(net, "ipv6", "2001:db8:0:1::/64", ["ipv6"], e => e with { DnsRecordIpType = "ipv4" }),
            NonCompliant, "Its DNS record IP type ipv4 does not go with its IP address type ipv6."),
        new("IPv4 with records for IPv4", net => Sqs(net, change: e => e with { DnsRecordIpType = "ipv4" }), Compliant),
        new("both kinds with records for IPv4", net => Sqs(net, "dualstack", Both, BothTypes, e => e with { DnsRecordIpType = "ipv4" }), Compliant),
        new("both kinds with records for both", net => Sqs(net, "dualstack", Both, BothTypes, e => e with { DnsRecordIpType = "dualstack" }), Compliant),
        new("both kinds with the service's own records", net => Sqs(net, "dualstack", Both, BothTypes, e => e with { DnsRecordIpType = "service-defined" }), Compliant),
        new("a gateway endpoint for IPv4 with the service's own records", net => S3(net), Compliant),
        new("a gateway endpoint for IPv4 with records for IPv4", net => S3(net, change: e => e with { DnsRecordIpType = "ipv4" }), Compliant),
        new("a gateway endpoint for IPv4 with records for both", net => S3(net, change: e => e with { DnsRecordIpType = "dualstack" }),
            NonCompliant, "Its DNS record IP type dualstack does not go with its IP address type ipv4."),
        new("a gateway endpoint for both kinds with records for IPv6", net => S3(net, "dualstack", BothTypes, e => e with { DnsRecordIpType = "ipv6" }), Compliant),
        new("records of a kind from a later day", net => Sqs(net, change: e => e with { DnsRecordIpType = "ipv8" }),
            Undetermined, "Its DNS record IP type, ipv8, is none that this version knows."),
        new("addresses of a kind from a later day", net => Sqs(net, "ipv8"), Undetermined, "Its IP address type, ipv8, is none that this version knows."),
        new("addresses of a kind that nobody recorded", net => Sqs(net, change: e => e with { IpAddressType = null }), Undetermined, "Its IP address type has not been recorded."),

        // Subnets.
        new("both kinds in a subnet for IPv4", net => Sqs(net, "dualstack", supported: BothTypes),
            NonCompliant, "Its IP address type is dualstack, and subnet-1 has no IPv6 block."),
        new("both kinds in a subnet for IPv6", net => Sqs(net, "dualstack", "2001:db8:0:1::/64", BothTypes),
            NonCompliant, "Its IP address type is dualstack, and subnet-1 has no IPv4 block."),
        new("IPv4 in a subnet for IPv6", net => Sqs(net, "ipv4", "2001:db8:0:1::/64"),
            NonCompliant, "Its IP address type is ipv4, and subnet-1 has no IPv4 block."),
        new("IPv4 in a subnet for both", net => Sqs(net, "ipv4", Both), Compliant),
        new("IPv6 in a subnet for both", net => Sqs(net, "ipv6", Both, BothTypes),
            NonCompliant, "Its IP address type is ipv6, and subnet-1 has an IPv4 block."),
        new("IPv6 in a subnet for IPv4, of a service that does not support it", net => Sqs(net, "ipv6"),
            NonCompliant, "Its IP address type is ipv6, and its service supports ipv4 alone; its IP address type is ipv6, and subnet-1 has no IPv6 block; its IP address type is ipv6, and subnet-1 has an IPv4 block."),
        new("both kinds in two subnets for IPv4",
            net => Sqs(net, "dualstack", supported: BothTypes, change: e => e with { SubnetIds = ["subnet-3", "subnet-1"] }).EmptySubnet("subnet-3", "10.0.3.0/24"),
            NonCompliant, "Its IP address type is dualstack, and subnet-1 and subnet-3 have no IPv6 block."),
        new("a subnet that nobody recorded", net => Sqs(net, change: e => e with { SubnetIds = ["subnet-1", "subnet-9"] }),
            Undetermined, "subnet-9 has not been recorded."),

        // Workloads.
        new("workloads with IPv6, and names for IPv4 alone", net => Client(Sqs(net, "ipv4", Both, BothTypes)),
            NonCompliant, "Workloads of subnet-2 have IPv6 addresses, and its names lead to IPv4 ones alone."),
        new("workloads with IPv6, which are left alone", net => Client(Sqs(net, "ipv4", Both, BothTypes)), Compliant) { With = [("ipv6Workloads", "ignore")] },
        new("workloads with IPv6, and a service whose endpoints have none", net => Client(Sqs(net, "ipv4", Both)), Compliant),
        new("workloads with IPv6, and names for both", net => Client(Sqs(net, "dualstack", Both, BothTypes)), Compliant),
        new("workloads with IPv6, and both kinds with records for IPv4", net => Client(Sqs(net, "dualstack", Both, BothTypes, e => e with { DnsRecordIpType = "ipv4" })),
            NonCompliant, "Workloads of subnet-2 have IPv6 addresses, and its names lead to IPv4 ones alone."),
        new("workloads with IPv6, and both kinds with the service's own records, of which private names have those of IPv4",
            net => Client(Sqs(net, "dualstack", Both, BothTypes, e => e with { DnsRecordIpType = "service-defined" })),
            NonCompliant, "Workloads of subnet-2 have IPv6 addresses, and its names lead to IPv4 ones alone."),
        new("workloads with IPv6, and a gateway endpoint for both kinds with the service's own records", net => Client(S3(net, "dualstack", BothTypes, e => e with { DnsRecordIpType = "service-defined" })), Compliant),
        new("a subnet with an IPv6 block, and workloads without such addresses", net => Client(Sqs(net, "ipv4", Both, BothTypes), ["10.0.2.20"]), Compliant),
        new("part of the network with IPv6", net => Client(Sqs(net, "ipv4", Both, BothTypes), type: "network_load_balancer"), Compliant),
        new("workloads with IPv6 outside of the subnets of workloads", net => Client(Sqs(net, "ipv4", Both, BothTypes)), Compliant) { With = [("workloadSubnetTag", "tier=app")] },
        new("workloads with IPv6, and private DNS off", net => Client(Sqs(net, "ipv4", Both, BothTypes, e => e with { PrivateDnsEnabled = false })), Compliant),
        new("workloads with IPv6, and private DNS for inbound Resolver endpoints alone",
            net => Client(Sqs(net, "ipv4", Both, BothTypes, e => e with { PrivateDnsOnlyForInboundResolver = true })), Compliant),
        new("workloads with IPv4 alone, and records for IPv6", net => Client(Sqs(net, "dualstack", Both, BothTypes, e => e with { DnsRecordIpType = "ipv6" }), ["10.0.2.20"]),
            NonCompliant, "Workloads of subnet-2 have IPv4 addresses alone, and its names lead to IPv6 ones alone."),
        new("workloads with both, and records for IPv6", net => Client(Sqs(net, "dualstack", Both, BothTypes, e => e with { DnsRecordIpType = "ipv6" })), Compliant),
        new("workloads with IPv6, and a gateway endpoint for IPv4", net => Client(S3(net, supported: BothTypes)),
            NonCompliant, "Workloads of subnet-2 have IPv6 addresses, and it takes IPv4 ones alone."),
        new("workloads with IPv6, and a gateway endpoint that another table leads to", net => Client(S3(net, supported: BothTypes, change: e => e with { RouteTableIds = ["rtb-9"] })), Compliant),
        new("workloads with IPv6, and a gateway endpoint for both", net => Client(S3(net, "dualstack", BothTypes)), Compliant),

        // Gateway Load Balancers' endpoints have no names.
        new("a firewall's endpoint", net => Firewall(net), Compliant),
        new("a firewall's endpoint for both kinds in a subnet for IPv4", net => Firewall(net, "dualstack"),
            NonCompliant, "Its IP address type is dualstack, and subnet-1 has no IPv6 block."),
        new("an endpoint to a resource", net => Sqs(net, change: e => e with { Type = EndpointType.Resource }),
            NotApplicable, "The rule does not concern endpoints of type Resource."),
    ];

    /// <summary>An interface endpoint in subnet-1.</summary>
    private static NetworkBuilder Sqs(
        NetworkBuilder net, string type = "ipv4", string blocks = "10.0.1.0/24", string[]? supported = null, Func<VpcEndpoint, VpcEndpoint>? change = null) => net
        .EmptySubnet("subnet-1", blocks)
        .Offers("sqs", detail => detail with { SupportedIpAddressTypes = [.. supported ?? ["ipv4"]] })
        .Endpoint("sqs", e =>
        {
            e = e with { IpAddressType = type, SubnetIds = ["subnet-1"] };
            return change is null ? e : change(e);
        });

    private static NetworkBuilder S3(NetworkBuilder net, string type = "ipv4", string[]? supported = null, Func<VpcEndpoint, VpcEndpoint>? change = null) => net
        .Offers("s3", detail => detail with { SupportedIpAddressTypes = [.. supported ?? ["ipv4"]] })
        .Gateway("s3", e =>
        {
            e = e with { IpAddressType = type, RouteTableIds = ["rtb-subnet-2"] };
            return change is null ? e : change(e);
        });

    private static NetworkBuilder Firewall(NetworkBuilder net, string type = "ipv4") => Sqs(
        net, type, supported: BothTypes, change: e => e with { Type = EndpointType.GatewayLoadBalancer, PrivateDnsEnabled = false });

    /// <summary>A client in subnet-2, by default with addresses of both kinds.</summary>
    private static NetworkBuilder Client(NetworkBuilder net, string[]? addresses = null, string type = "interface") => net
        .EmptySubnet("subnet-2", "10.0.2.0/24,2001:db8:0:2::/64", ["10.0.0.0/16 -> local"])
        .Interface("eni-client", "subnet-2", type, change: one => one with { Addresses = [.. (addresses ?? ["10.0.2.20", "2001:db8:0:2::20"]).Select(IPAddress.Parse)] });
}
