using ConfigRules.Model;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Presence;

public sealed class VpcGatewayEndpointsPreferredTests
    : RuleTests<VpcGatewayEndpointsPreferred, VpcGatewayEndpointsPreferredTests>, IRuleScenarios
{
    private static readonly string[] ToNat = ["10.0.0.0/16 -> local", "0.0.0.0/0 -> nat-1"];
    private static readonly string[] Local = ["10.0.0.0/16 -> local"];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("gateway endpoints to both services", net => net.Gateway("s3").Gateway("dynamodb").Subnet("subnet-1", routes: ToNat), Compliant),

        new("neither, and a NAT gateway", net => net.Subnet("subnet-1", routes: ToNat),
            NonCompliant, "No endpoint to s3 is in it, and rtb-subnet-1 sends 0.0.0.0/0 to nat-1; no endpoint to dynamodb is in it, and rtb-subnet-1 sends 0.0.0.0/0 to nat-1."),

        new("one of them, and a NAT gateway", net => net.Gateway("s3").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "No endpoint to dynamodb is in it, and rtb-subnet-1 sends 0.0.0.0/0 to nat-1."),

        new("none, and an internet gateway", net => net.Gateway("dynamodb").Subnet("subnet-1", routes: ["0.0.0.0/0 -> igw-1"]),
            NonCompliant, "No endpoint to s3 is in it, and rtb-subnet-1 sends 0.0.0.0/0 to igw-1."),

        new("an S3 interface endpoint is no gateway endpoint", net => net.Endpoint("s3").Gateway("dynamodb").Subnet("subnet-1", routes: Local),
            NonCompliant, "The only endpoint to s3, vpce-s3, is of type Interface."),

        new("an S3 interface endpoint alone, allowed by a parameter", net => net.Endpoint("s3").Gateway("dynamodb").Subnet("subnet-1", routes: ToNat),
            Compliant) { With = [("allowInterfaceOnly", "true")] },

        new("an interface endpoint besides", net => net.Endpoint("s3").Gateway("s3", id: "vpce-gw").Gateway("dynamodb").Subnet("subnet-1", routes: ToNat), Compliant),

        new("a DynamoDB interface endpoint alone", net => net.Gateway("s3").Endpoint("dynamodb").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "The only endpoint to dynamodb, vpce-dynamodb, is of type Interface."),

        new("an interface endpoint that is pending, and no way out", net => net.Endpoint("s3", Pending).Gateway("dynamodb").Subnet("subnet-1", routes: Local), Compliant),

        new("a gateway endpoint that is pending, and a NAT gateway", net => net.Gateway("s3", Pending).Gateway("dynamodb").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "The s3 endpoint vpce-s3 is pending, and rtb-subnet-1 sends 0.0.0.0/0 to nat-1."),

        new("an endpoint of a type from a later day", net => net.Endpoint("s3", e => e with { Type = EndpointType.Unknown }).Gateway("dynamodb").Subnet("subnet-1", routes: ToNat),
            Undetermined, "The type or the state of vpce-s3 is none that this version knows."),

        new("an endpoint of a type from a later day, and another service without any", net => net.Endpoint("s3", e => e with { Type = EndpointType.Unknown }).Subnet("subnet-1", routes: ToNat),
            NonCompliant, "No endpoint to dynamodb is in it, and rtb-subnet-1 sends 0.0.0.0/0 to nat-1."),

        new("no endpoint and no way out", net => net.Subnet("subnet-1", routes: Local),
            NotApplicable, "Neither an endpoint nor a route to the internet leads to s3 and dynamodb."),

        new("a default route to a hub", net => net.Subnet("subnet-1", routes: [.. Local, "0.0.0.0/0 -> tgw-1"]),
            NotApplicable, "Neither an endpoint nor a route to the internet leads to s3 and dynamodb."),

        new("a NAT gateway that is gone", net => net.Subnet("subnet-1", routes: [.. Local, "0.0.0.0/0 -> nat-1 blackhole"]),
            NotApplicable, "Neither an endpoint nor a route to the internet leads to s3 and dynamodb."),

        new("clients of IPv6 alone, whom DNS64 sends to a NAT gateway", net => Six(net, "64:ff9b::/96 -> nat-1", "::/0 -> eigw-1"),
            NonCompliant, "No endpoint to s3 is in it, and rtb-subnet-6 sends 64:ff9b::/96 to nat-1.") { With = [("services", "s3")] },

        new("clients of IPv6 alone, whom DNS64 sends to a NAT gateway for a part of the addresses, where S3's were not recorded", net => Six(net, "64:ff9b::3400:0/104 -> nat-1"),
            Undetermined, "rtb-subnet-6 sends 64:ff9b::3400:0/104 to nat-1, and whether addresses of s3 are among them has not been recorded.") { With = [("services", "s3")] },

        new("clients of IPv6 alone, whom DNS64 sends to an internet gateway, which translates nothing", net => Six(net, "::/0 -> igw-1"),
            NotApplicable, "Neither an endpoint nor a route to the internet leads to s3.") { With = [("services", "s3")] },

        new("clients of IPv6 alone, and a default route of IPv4, which no packet of theirs takes", net => Six(net, "0.0.0.0/0 -> nat-1", "::/0 -> eigw-1"),
            NotApplicable, "Neither an endpoint nor a route to the internet leads to s3.") { With = [("services", "s3")] },

        new("one subnet of two has a way out", net => net.Gateway("dynamodb").Subnet("subnet-1", routes: Local).Subnet("subnet-2", "10.0.2.0/24", ToNat),
            NonCompliant, "No endpoint to s3 is in it, and rtb-subnet-2 sends 0.0.0.0/0 to nat-1."),

        new("a route for a part of S3's addresses alone", net => net.Gateway("dynamodb").NamedPrefixList("pl-s3", "com.amazonaws.eu-west-1.s3").PrefixList("pl-s3", "52.216.0.0/14")
                .Subnet("subnet-1", routes: [.. Local, "52.216.0.0/15 -> nat-1"]),
            NonCompliant, "No endpoint to s3 is in it, and rtb-subnet-1 sends 52.216.0.0/15 to nat-1."),

        new("two lists with S3's block, of which AWS chooses one at random", net => net.Gateway("dynamodb").NamedPrefixList("pl-s3", "com.amazonaws.eu-west-1.s3").PrefixList("pl-s3", "52.216.0.0/14")
                .PrefixList("pl-a", "52.216.0.0/14").PrefixList("pl-b", "52.216.0.0/14").Subnet("subnet-1", routes: [.. Local, "pl-a -> eni-1", "pl-b -> nat-1"]),
            Undetermined, "rtb-subnet-1 sends pl-b to nat-1, and another list with the very block elsewhere; AWS chooses one of them at random."),

        new("a route for other addresses alone", net => net.Gateway("dynamodb").NamedPrefixList("pl-s3", "com.amazonaws.eu-west-1.s3").PrefixList("pl-s3", "52.216.0.0/14")
            .Subnet("subnet-1", routes: [.. Local, "198.51.100.0/24 -> nat-1"]), Compliant),

        new("a route for some addresses, where S3's were not recorded", net => net.Gateway("dynamodb").Subnet("subnet-1", routes: [.. Local, "52.216.0.0/15 -> nat-1"]),
            Undetermined, "rtb-subnet-1 sends 52.216.0.0/15 to nat-1, and whether addresses of s3 are among them has not been recorded."),

        new("only S3 is asked about", net => net.Gateway("s3").Subnet("subnet-1", routes: ToNat), Compliant) { With = [("services", "s3")] },

        new("S3 Express One Zone, which has no interface endpoints", net => net.Gateway("s3").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "No endpoint to s3express is in it, and rtb-subnet-1 sends 0.0.0.0/0 to nat-1.") { With = [("services", "s3,s3express")] },

        new("an endpoint to access points of all regions is not one to S3",
            net => net.Endpoint("com.amazonaws.s3-global.accesspoint").Gateway("dynamodb").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "No endpoint to s3 is in it, and rtb-subnet-1 sends 0.0.0.0/0 to nat-1."),

        new("an S3 gateway endpoint of the China regions", net => net.Region("cn-north-1").Gateway("com.amazonaws.cn-north-1.s3").Subnet("subnet-1", routes: ToNat),
            Compliant) { With = [("services", "s3")] },

        new("a service that the region does not have", net => net.OffersOnly().Subnet("subnet-1", routes: ToNat),
            NotApplicable, "Neither an endpoint nor a route to the internet leads to s3express.") { With = [("services", "s3express")] },

        new("awslabs, S3: an S3 endpoint that is available but of the type Interface, which passes there", net => net.Endpoint("s3").Subnet("subnet-1", routes: ToNat),
            NonCompliant, "The only endpoint to s3, vpce-s3, is of type Interface.") { With = [("services", "s3")] },

        new("a VPC without workloads", net => net.EmptySubnet("subnet-1", routes: ToNat), NotApplicable, "No workload is in it."),

        new("a VPC without workloads, to be judged all the same", net => net.Endpoint("s3").EmptySubnet("subnet-1", routes: ToNat),
            NonCompliant, "The only endpoint to s3, vpce-s3, is of type Interface.") { With = [("scanUnusedVpcs", "true")] },

        new("a table that was not recorded", net => net.Gateway("s3").Gateway("dynamodb").Subnet("subnet-1"),
            Undetermined, "The route table of subnet-1 has not been recorded."),
    ];

    /// <summary>A subnet with a client of IPv6 alone, whose packets for IPv4 addresses DNS64 translates.</summary>
    private static NetworkBuilder Six(NetworkBuilder net, params string[] routes) => net.EmptySubnet("subnet-6", "2001:db8:0:6::/64", routes)
        .ChangeSubnet("subnet-6", subnet => subnet with { HasDns64 = true }).Interface("eni-6", "subnet-6", address: "2001:db8:0:6::20");

    private static VpcEndpoint Pending(VpcEndpoint endpoint) => endpoint with { State = EndpointState.Pending };
}
