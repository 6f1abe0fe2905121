using ConfigRules.Model;
using ConfigRules.Rules.Dns;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Dns;

public sealed class S3EndpointInboundDnsConsistentTests
    : RuleTests<S3EndpointInboundDnsConsistent, S3EndpointInboundDnsConsistentTests>, IRuleScenarios
{
    private const string NoGateway = "Private DNS answers inbound Resolver endpoints alone, and no S3 gateway endpoint in vpc-1 takes the requests from inside.";
    private const string Billed = "Requests to S3 from inside vpc-1 go through it, and are billed, instead of vpce-gateway.";

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("for inbound endpoints alone, beside a gateway endpoint and an inbound endpoint", net => S3(net).S3Gateway().Inbound(), Compliant) { Of = "vpce-s3" },
        new("for inbound endpoints alone, without a gateway endpoint", net => S3(net).Inbound(), NonCompliant, NoGateway),
        new("for inbound endpoints alone, beside a gateway endpoint that is being deleted",
            net => S3(net).S3Gateway(e => e with { State = EndpointState.Deleting }).Inbound(), NonCompliant, NoGateway) { Of = "vpce-s3" },
        new("for inbound endpoints alone, beside a gateway endpoint of DynamoDB", net => S3(net).Gateway("dynamodb").Inbound(), NonCompliant, NoGateway) { Of = "vpce-s3" },
        new("for inbound endpoints alone, beside a gateway endpoint of another VPC",
            net => S3(net).OtherVpc("vpc-2").S3Gateway(vpc: "vpc-2").Inbound(), NonCompliant, NoGateway) { Of = "vpce-s3" },
        new("beside a gateway endpoint whose state is from a later day", net => S3(net).S3Gateway(e => e with { State = EndpointState.Unknown }).Inbound(),
            Undetermined, "The state of vpce-gateway is none that this version knows.") { Of = "vpce-s3" },
        new("for inbound endpoints alone, and none is there", net => S3(net).S3Gateway(),
            NonCompliant, "Private DNS answers inbound Resolver endpoints alone, and vpc-1 has none.") { Of = "vpce-s3" },
        new("for inbound endpoints alone, and none is there, in a VPC that nobody recorded",
            net => net.Endpoint("s3", ForInbound, vpc: "vpc-9").S3Gateway(vpc: "vpc-9").Without(FactKind.Vpcs),
            NonCompliant, "Private DNS answers inbound Resolver endpoints alone, and vpc-9 has none.") { Of = "vpce-s3" },
        new("for inbound endpoints alone, and only queries leave", net => S3(net).S3Gateway().ResolverEndpoint("rslvr-out-1", inbound: false, ["10.0.1.53"]),
            NonCompliant, "Private DNS answers inbound Resolver endpoints alone, and vpc-1 has none.") { Of = "vpce-s3" },
        new("for inbound endpoints alone, and only delegated domains are answered", net => S3(net).S3Gateway()
            .With(facts => facts.ResolverEndpoints.Add(new("rslvr-in-1", NetworkBuilder.VpcId) { Direction = "INBOUND_DELEGATION" })),
            NonCompliant, "Private DNS answers inbound Resolver endpoints alone, and vpc-1 has none.") { Of = "vpce-s3" },
        new("for inbound endpoints alone, and only another VPC has one", net => S3(net).S3Gateway().OtherVpc("vpc-2").Inbound("vpc-2"),
            NonCompliant, "Private DNS answers inbound Resolver endpoints alone, and vpc-1 has none.") { Of = "vpce-s3" },
        new("for the inbound endpoints of a VPC that answers for it", net => S3(net).S3Gateway().OtherVpc("vpc-2").Inbound("vpc-2"),
            Compliant) { Of = "vpce-s3", With = [("inboundResolverVpcIds", "vpc-2")] },
        new("for the inbound endpoints of a VPC that answers for it and has none", net => S3(net).S3Gateway().OtherVpc("vpc-2"),
            NonCompliant, "Private DNS answers inbound Resolver endpoints alone, and none of vpc-1 and vpc-2 has one.") { Of = "vpce-s3", With = [("inboundResolverVpcIds", "vpc-2")] },
        new("for the inbound endpoints of a VPC that answers for it, beside one that has none", net => S3(net).S3Gateway().OtherVpc("vpc-2").OtherVpc("vpc-3").Inbound("vpc-3"),
            Compliant) { Of = "vpce-s3", With = [("inboundResolverVpcIds", "vpc-2, vpc-3")] },
        new("for inbound endpoints of its own, beside a VPC that answers for it and has none", net => S3(net).S3Gateway().OtherVpc("vpc-2").Inbound(),
            Compliant) { Of = "vpce-s3", With = [("inboundResolverVpcIds", "vpc-2")] },
        new("for the inbound endpoints of another account's VPC, which nobody recorded", net => S3(net).S3Gateway(),
            Compliant) { Of = "vpce-s3", With = [("inboundResolverVpcIds", "vpc-2")] },
        new("for the inbound endpoints of a VPC that answers for it, and VPCs were not recorded", net => S3(net).S3Gateway().Without(FactKind.Vpcs),
            Undetermined, "Vpcs have not been recorded.") { Of = "vpce-s3", With = [("inboundResolverVpcIds", "vpc-2")] },

        new("records of the gateway endpoint that are the service's own", net => S3(net).S3Gateway(e => e with { DnsRecordIpType = "service-defined" }).Inbound(), Compliant) { Of = "vpce-s3" },
        new("records of both that are the same", net => S3(net, Dual).S3Gateway(e => Dual(e) with { DnsRecordIpType = "dualstack" }).Inbound(), Compliant) { Of = "vpce-s3" },
        new("records of the gateway endpoint for IPv6 too, and of the interface for IPv4 alone",
            net => S3(net).S3Gateway(e => Dual(e) with { DnsRecordIpType = "dualstack" }).Inbound(),
            NonCompliant, "Its DNS records are ipv4, and those of vpce-gateway dualstack, which must be the same or service-defined.") { Of = "vpce-s3" },
        new("a second gateway endpoint whose records go with the interface's",
            net => S3(net).S3Gateway(e => Dual(e) with { DnsRecordIpType = "ipv6" }).Gateway("s3", e => e with { DnsRecordIpType = "ipv4" }, "vpce-gateway-2").Inbound(), Compliant) { Of = "vpce-s3" },

        new("for the VPC too, beside a gateway endpoint", net => S3(net, ForAll).S3Gateway(), NonCompliant, Billed) { Of = "vpce-s3" },
        new("for the VPC too, beside a gateway endpoint, as it may", net => S3(net, ForAll).S3Gateway(),
            Compliant) { Of = "vpce-s3", With = [("allowInVpcInterface", "true")] },
        new("for the VPC too, without a gateway endpoint", net => S3(net, ForAll), Compliant),
        new("for the VPC too, beside a gateway endpoint whose state is from a later day", net => S3(net, ForAll).S3Gateway(e => e with { State = EndpointState.Unknown }),
            Undetermined, "The state of vpce-gateway is none that this version knows.") { Of = "vpce-s3" },

        new("names of China's services", net => net.Region("cn-north-1").Endpoint("cn.com.amazonaws.cn-north-1.s3", ForInbound, "vpce-cn").Inbound(), NonCompliant, NoGateway),
        new("private DNS is off", net => S3(net, e => e with { PrivateDnsEnabled = false }).S3Gateway(), NotApplicable, "Its private DNS is off.") { Of = "vpce-s3" },
        new("S3 of another region", net => net.Endpoint("com.amazonaws.us-east-1.s3", ForInbound, "vpce-far"), NotApplicable, "It does not lead to the region's S3."),
        new("access points of every region", net => net.Endpoint("com.amazonaws.s3-global.accesspoint", ForInbound, "vpce-ap"), NotApplicable, "It does not lead to the region's S3."),
        new("another service", net => net.Endpoint("sts"), NotApplicable, "It does not lead to the region's S3."),
        new("a gateway endpoint", net => net.S3Gateway(), NotApplicable, "The rule does not concern endpoints of type Gateway."),
        new("an endpoint still being made", net => S3(net, e => ForInbound(e) with { State = EndpointState.Pending }), NotApplicable, "The endpoint is still being made."),
        new("Resolver endpoints that nobody recorded", net => S3(net).S3Gateway().Without(FactKind.ResolverEndpoints),
            Undetermined, "ResolverEndpoints have not been recorded.") { Of = "vpce-s3" },
    ];

    private static NetworkBuilder S3(NetworkBuilder net, Func<VpcEndpoint, VpcEndpoint>? change = null) => net.Endpoint("s3", change ?? ForInbound);

    private static VpcEndpoint ForInbound(VpcEndpoint endpoint) => endpoint with { PrivateDnsOnlyForInboundResolver = true };

    private static VpcEndpoint ForAll(VpcEndpoint endpoint) => endpoint;

    private static VpcEndpoint Dual(VpcEndpoint endpoint) =>
        endpoint with { IpAddressType = "dualstack", PrivateDnsOnlyForInboundResolver = endpoint.Type is EndpointType.Interface };
}

file static class Drawing
{
    public static NetworkBuilder S3Gateway(this NetworkBuilder net, Func<VpcEndpoint, VpcEndpoint>? change = null, string vpc = NetworkBuilder.VpcId) =>
        net.Gateway("s3", change, "vpce-gateway", vpc);

    public static NetworkBuilder Inbound(this NetworkBuilder net, string vpc = NetworkBuilder.VpcId) => net.ResolverEndpoint("rslvr-in-1", inbound: true, ["10.0.1.53"], vpc);
}
