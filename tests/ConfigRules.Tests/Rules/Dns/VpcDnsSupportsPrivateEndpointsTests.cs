using ConfigRules.Model;
using ConfigRules.Rules.Dns;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Dns;

public sealed class VpcDnsSupportsPrivateEndpointsTests
    : RuleTests<VpcDnsSupportsPrivateEndpoints, VpcDnsSupportsPrivateEndpointsTests>, IRuleScenarios
{
    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("both attributes on", net => net.Endpoint("ecr.api"), Compliant),

        new("hostnames off, support on", net => net.Dns(hostnames: false).Endpoint("sqs"),
            NonCompliant, "enableDnsHostnames is off, so in this VPC the names of sqs do not resolve to the endpoints."),

        new("support off", net => net.Dns(support: false).Endpoint("sqs"),
            NonCompliant, "enableDnsSupport is off, so in this VPC the names of sqs do not resolve to the endpoints."),

        new("both off, several endpoints",
            net => net.Dns(false, false).Endpoint("ecr.api").Endpoint("ecr.dkr").Endpoint("logs").Endpoint("sqs"),
            NonCompliant, "enableDnsSupport and enableDnsHostnames are off, so in this VPC the names of ecr.api, ecr.dkr and 2 more do not resolve to the endpoints."),

        new("two endpoints of one service in it are one name",
            net => net.Dns(hostnames: false).Endpoint("sqs", id: "vpce-1").Endpoint("sqs", id: "vpce-2"),
            NonCompliant, "enableDnsHostnames is off, so in this VPC the names of sqs do not resolve to the endpoints."),

        new("a gateway endpoint with records of its own",
            net => net.Dns(hostnames: false).Gateway("s3", e => e with { DnsRecordIpType = "dualstack" }),
            NonCompliant, "enableDnsHostnames is off, so in this VPC the names of s3 do not have the records that gateway endpoints choose."),

        new("a gateway endpoint with records of its own, beside an interface endpoint",
            net => net.Dns(hostnames: false).Gateway("s3", e => e with { DnsRecordIpType = "dualstack" }).Endpoint("sqs"),
            NonCompliant, "enableDnsHostnames is off, so in this VPC the names of sqs do not resolve to the endpoints."),

        new("a gateway endpoint with records for IPv4 alone",
            net => net.Dns(hostnames: false).Gateway("dynamodb", e => e with { DnsRecordIpType = "ipv4" }),
            NonCompliant, "enableDnsHostnames is off, so in this VPC the names of dynamodb do not have the records that gateway endpoints choose."),

        new("an endpoint to another provider's service, with a private name",
            net => net.Dns(hostnames: false).Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1", id: "vpce-1"),
            NonCompliant, "enableDnsHostnames is off, so in this VPC the names of vpce-svc-1 do not resolve to the endpoints."),

        new("an endpoint to a resource, with private names", net => net.Dns(hostnames: false).Endpoint("", Lattice(EndpointType.Resource), id: "vpce-1"),
            NonCompliant, "enableDnsHostnames is off, so in this VPC the names of vpce-1 do not resolve to the endpoints."),

        new("an endpoint to a service network, with private names",
            net => net.Dns(support: false).Endpoint("", Lattice(EndpointType.ServiceNetwork), id: "vpce-1"),
            NonCompliant, "enableDnsSupport is off, so in this VPC the names of vpce-1 do not resolve to the endpoints."),

        new("an endpoint to a resource, without private names",
            net => net.Dns(hostnames: false).Endpoint("", e => Lattice(EndpointType.Resource)(e) with { PrivateDnsEnabled = false }, id: "vpce-1"),
            NotApplicable, "No endpoint in it depends on the VPC's DNS attributes."),

        new("an endpoint to a resource, without private names, is none of those to be judged all the same",
            net => net.Dns(hostnames: false).Endpoint("", e => Lattice(EndpointType.Resource)(e) with { PrivateDnsEnabled = false }, id: "vpce-1"),
            NotApplicable, "No endpoint in it depends on the VPC's DNS attributes.") { With = [("alsoWhenPrivateDnsOff", "true")] },

        new("a firewall's endpoint has no names",
            net => net.Dns(hostnames: false).Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1",
                e => e with { Type = EndpointType.GatewayLoadBalancer, PrivateDnsEnabled = false }, id: "vpce-1"),
            NotApplicable, "No endpoint in it depends on the VPC's DNS attributes."),

        new("an endpoint whose state is from a later day, both attributes on", net => net.Endpoint("sqs", Strange), Compliant),

        new("an endpoint whose state is from a later day, hostnames off", net => net.Dns(hostnames: false).Endpoint("sqs", Strange),
            Undetermined, "The state of vpce-sqs is none that this version knows."),

        new("an endpoint whose state is from a later day, and another that works, hostnames off",
            net => net.Dns(hostnames: false).Endpoint("sqs", Strange).Endpoint("sns"),
            NonCompliant, "enableDnsHostnames is off, so in this VPC the names of sns do not resolve to the endpoints."),

        new("an endpoint still being made",
            net => net.Dns(hostnames: false).Endpoint("sqs", e => e with { State = EndpointState.Pending }),
            NotApplicable, "No endpoint in it depends on the VPC's DNS attributes."),

        new("an endpoint that a service made needs the attributes too",
            net => net.Dns(hostnames: false).Endpoint("sqs", e => e with { RequesterManaged = true }),
            NonCompliant, "enableDnsHostnames is off, so in this VPC the names of sqs do not resolve to the endpoints."),

        new("private DNS off, to be judged all the same",
            net => net.Dns(hostnames: false).Endpoint("sqs", e => e with { PrivateDnsEnabled = false }),
            NonCompliant, "enableDnsHostnames is off, so in this VPC the names of sqs do not resolve to the endpoints.")
        {
            With = [("alsoWhenPrivateDnsOff", "true")],
        },

        new("private DNS off", net => net.Dns(hostnames: false).Endpoint("sqs", e => e with { PrivateDnsEnabled = false }),
            NotApplicable, "No endpoint in it depends on the VPC's DNS attributes."),

        new("a gateway endpoint that leaves its records to the service",
            net => net.Dns(hostnames: false).Gateway("s3", e => e with { DnsRecordIpType = "service-defined" }),
            NotApplicable, "No endpoint in it depends on the VPC's DNS attributes."),

        new("a gateway endpoint of which a record says that it has private DNS",
            net => net.Dns(hostnames: false).Gateway("s3", e => e with { PrivateDnsEnabled = true }),
            NotApplicable, "No endpoint in it depends on the VPC's DNS attributes."),

        new("an endpoint that is being deleted",
            net => net.Dns(hostnames: false).Endpoint("sqs", e => e with { State = EndpointState.Deleting }),
            NotApplicable, "No endpoint in it depends on the VPC's DNS attributes."),

        new("an endpoint of another VPC", net => net.Dns(hostnames: false).OtherVpc("vpc-2").Endpoint("sqs", vpc: "vpc-2"),
            NotApplicable, "No endpoint in it depends on the VPC's DNS attributes.") { Of = "vpc-1" },

        new("no endpoint at all", net => net.Dns(false, false),
            NotApplicable, "No endpoint in it depends on the VPC's DNS attributes."),

        new("no endpoint at all, both attributes on", net => net, NotApplicable, "No endpoint in it depends on the VPC's DNS attributes."),

        new("a VPC that another account shares", net => net.Dns(hostnames: false).Endpoint("sqs").Vpc(vpc => vpc with { OwnerId = "222222222222" }),
            NotApplicable, "It belongs to account 222222222222 and is only shared with this one."),

        new("exempt by tag",
            net => net.Dns(hostnames: false).Endpoint("sqs").Vpc(vpc => vpc with
            {
                Tags = new Dictionary<string, string> { ["privatelink:exempt"] = "other-rule vpc-dns-supports-private-endpoints" },
            }),
            NotApplicable, "Exempt by the tag privatelink:exempt."),

        new("a tag that exempts from another rule",
            net => net.Dns(hostnames: false).Endpoint("sqs").Vpc(vpc => vpc with
            {
                Tags = new Dictionary<string, string> { ["privatelink:exempt"] = "vpc-dns" },
            }),
            NonCompliant, "enableDnsHostnames is off, so in this VPC the names of sqs do not resolve to the endpoints."),

        new("excluded by a parameter", net => net.Dns(hostnames: false).Endpoint("sqs"),
            NotApplicable, "vpc-1 is excluded by a parameter.") { With = [("excludeVpcIds", "vpc-7, vpc-1")] },

        new("not among those to judge", net => net.Dns(hostnames: false).Endpoint("sqs"),
            NotApplicable, "vpc-1 is not among the VPCs that the rule is to judge.") { With = [("vpcIds", "vpc-7")] },

        new("the default VPC, which is to be left alone",
            net => net.Dns(hostnames: false).Endpoint("sqs").Vpc(vpc => vpc with { IsDefault = true }),
            NotApplicable, "vpc-1 is the region's default VPC, which a parameter excludes.") { With = [("excludeDefaultVpc", "true")] },

        new("without the tag of those to judge", net => net.Dns(hostnames: false).Endpoint("sqs"),
            NotApplicable, "vpc-1 does not have the tag stage=prod.") { With = [("vpcTag", "stage=prod")] },

        new("attributes not recorded", net => net.Vpc(vpc => vpc with { Dns = null }).Endpoint("sqs"),
            Undetermined, "The DNS attributes of vpc-1 have not been recorded."),

        new("attributes not recorded, and the rule is to fail closed", net => net.Vpc(vpc => vpc with { Dns = null }).Endpoint("sqs"),
            NonCompliant, "It cannot be judged: The DNS attributes of vpc-1 have not been recorded.") { With = [("failClosed", "true")] },
    ];

    private static Func<VpcEndpoint, VpcEndpoint> Lattice(EndpointType type) =>
        endpoint => endpoint with { Type = type, Service = ServiceName.Parse("") };

    private static VpcEndpoint Strange(VpcEndpoint endpoint) => endpoint with { State = EndpointState.Unknown };
}
