using System.Net;
using ConfigRules.Model;
using ConfigRules.Rules.Reachability;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Reachability;

public sealed class SecurityGroupReachesEndpointsTests
    : RuleTests<SecurityGroupReachesEndpoints, SecurityGroupReachesEndpointsTests>, IRuleScenarios
{
    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        Of("egress to the endpoint's address", net => Draw(net, "tcp 443 10.0.2.10/32"), Compliant),

        Of("egress to the endpoint's group", net => Draw(net, "tcp 443 sg-endpoint"), Compliant),

        Of("egress to the endpoint's group, and a route that leads packets for it through an appliance", net => Through(net, "tcp 443 sg-endpoint"),
            NonCompliant, "sg-app lets TCP 443 not out to vpce-logs (10.0.2.10) by eni-fw."),

        Of("egress to the endpoint's address, and a route that leads packets for it through an appliance", net => Through(net, "tcp 443 10.0.2.10/32"), Compliant),

        Of("egress of all protocols to the VPC", net => Draw(net, "-1 all 10.0.0.0/16"), Compliant),

        Of("egress to a range that ends at the port", net => Draw(net, "tcp 1-443 10.0.2.0/24"), Compliant),

        Of("egress by another group that the only interface carries",
            net => Draw(Group(net, "sg-base", "tcp 443 10.0.0.0/16"), both => both with { SecurityGroupIds = ["sg-app", "sg-base"] }, "tcp 5432 10.0.3.0/24"), Compliant),

        Of("egress by another group that one of two interfaces carries",
            net => Draw(Group(net, "sg-base", "tcp 443 10.0.0.0/16"), both => both with { SecurityGroupIds = ["sg-app", "sg-base"] }, "tcp 5432 10.0.3.0/24")
                .Interface("eni-2", "subnet-1", group: "sg-app"),
            NonCompliant, "sg-app lets TCP 443 not out to vpce-logs (10.0.2.10)."),

        Of("egress to other addresses", net => Draw(net, "tcp 443 10.0.2.11/32"), NonCompliant, "sg-app lets TCP 443 not out to vpce-logs (10.0.2.10)."),

        Of("egress to the port just above", net => Draw(net, "tcp 444-500 10.0.0.0/16"), NonCompliant, "sg-app lets TCP 443 not out to vpce-logs (10.0.2.10)."),

        Of("egress to the port just below", net => Draw(net, "tcp 1-442 10.0.0.0/16"), NonCompliant, "sg-app lets TCP 443 not out to vpce-logs (10.0.2.10)."),

        Of("egress of UDP alone", net => Draw(net, "udp 443 10.0.0.0/16"), NonCompliant, "sg-app lets TCP 443 not out to vpce-logs (10.0.2.10)."),

        Of("no egress", net => Draw(net), NonCompliant, "sg-app lets TCP 443 not out to vpce-logs (10.0.2.10)."),

        Of("the endpoint's address in its subnet is not known, and a part of the subnet is let out",
            net => Draw(net, eni => eni, endpoint => endpoint with { NetworkInterfaceIds = [] }, "tcp 443 10.0.2.0/25"),
            Undetermined, "Whether packets get out is not known: sg-app lets TCP 443 out to a part of vpce-logs in subnet-2 alone."),

        Of("S3 by its prefix list", net => Gateway(net, "tcp 443 pl-s3"), Compliant),

        Of("S3 by its prefix list, whose entries were not recorded", net => Gateway(net, isRecorded: false, "tcp 443 pl-s3"), Compliant),

        Of("S3 by all addresses", net => Gateway(net, "tcp 443 0.0.0.0/0"), Compliant),

        Of("S3 by its blocks", net => Gateway(net, "tcp 443 52.0.0.0/24", "tcp 443 54.0.0.0/24"), Compliant),

        Of("S3 by one of its blocks", net => Gateway(net, "tcp 443 52.0.0.0/24"),
            NonCompliant, "sg-app lets TCP 443 out to a part of the addresses of s3 (pl-s3) alone, and not to 54.0.0.0/24."),

        Of("S3 by the VPC's addresses alone, which stops image pulls", net => Gateway(net, "tcp 443 10.0.0.0/16"),
            NonCompliant, "sg-app lets TCP 443 not out to the addresses of s3 (pl-s3)."),

        Of("S3 by some addresses, where its own were not recorded", net => Gateway(net, isRecorded: false, "tcp 443 52.0.0.0/24"),
            Undetermined, "Whether packets get out is not known: sg-app lets TCP 443 out to a part of the addresses of s3 alone."),

        Of("S3 by the VPC's addresses alone, where its names resolve to an interface endpoint there", net => Both(net), Compliant),

        Of("S3 by the VPC's addresses alone, where an interface endpoint answers for networks outside alone",
            net => Both(net, endpoint => endpoint with { PrivateDnsOnlyForInboundResolver = true }), NonCompliant, "sg-app lets TCP 443 not out to the addresses of s3 (pl-s3)."),

        Of("S3 by the VPC's addresses alone, where DNS hostnames are off, so that no name resolves to the interface endpoint",
            net => Both(net).Dns(hostnames: false), NonCompliant, "sg-app lets TCP 443 not out to the addresses of s3 (pl-s3)."),

        Of("S3 by the VPC's addresses alone, beside an interface endpoint, in a VPC whose attributes have not been recorded", net => Both(net).Vpc(vpc => vpc with { Dns = null }),
            Undetermined, "sg-app lets TCP 443 not out to the addresses of s3 (pl-s3), which matters unless private DNS of an interface endpoint answers in vpc-1."),

        Of("no route to the gateway endpoint", net => Gateway(net, isRecorded: true, ["0.0.0.0/0 -> nat-1"], "tcp 443 10.0.0.0/16"),
            NotApplicable, "No endpoint to a service that has to be reached takes packets of vpc-1."),

        new("endpoints of a bundle that is used, of a member that some of its uses need too", net => Draw(net, "tcp 443 10.0.3.0/24").Endpoint("ecr.api", Place),
            NonCompliant, "sg-app lets TCP 443 not out to vpce-ecr.api (10.0.2.10); sg-app lets TCP 443 not out to vpce-logs (10.0.2.10).") { Of = "sg-app" },

        new("no bundle used and no service named", net => Draw(net),
            NotApplicable, "No endpoint to a service that has to be reached takes packets of vpc-1.") { Of = "sg-app" },

        Of("an endpoint whose private DNS is off, to which no name leads", net => Draw(net, eni => eni, endpoint => endpoint with { PrivateDnsEnabled = false }),
            NotApplicable, "No endpoint to a service that has to be reached takes packets of vpc-1."),

        new("SMTP by any of its ports", net => Draw(net, "tcp 2587 10.0.2.0/24").Endpoint("email-smtp", Place), Compliant) { Of = "sg-app", With = [("services", "email-smtp")] },

        new("SMTP by none of its ports", net => Draw(net, "tcp 443 10.0.2.0/24").Endpoint("email-smtp", Place),
            NonCompliant, "sg-app lets TCP 587 not out to vpce-email-smtp (10.0.2.10).") { Of = "sg-app", With = [("services", "email-smtp")] },

        new("a named service whose port is not known", net => Draw(net, "tcp 443 10.0.2.0/24").Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1", Place, "vpce-1"),
            NotApplicable, "Which port vpce-svc-1 listens on is not known; servicePorts can name it.") { Of = "sg-app", With = [("services", "vpce-svc-1")] },

        new("a named service whose port is given", net => Draw(net, "tcp 443 10.0.2.0/24").Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1", Place, "vpce-1"),
            NonCompliant, "sg-app lets TCP 8443 not out to vpce-1 (10.0.2.10).") { Of = "sg-app", With = [("services", "vpce-svc-1"), ("servicePorts", "vpce-svc-1=8443")] },

        Of("the default egress", net => Draw(net, "-1 all 0.0.0.0/0"), NotApplicable, "It lets everything out."),

        Of("the default egress of IPv4, and workloads with IPv6 and no IPv6 endpoint",
            net => Draw(net, eni => eni with { Addresses = [.. eni.Addresses, IPAddress.Parse("2001:db8:1::4")] }, "-1 all 0.0.0.0/0"), Compliant),

        Of("egress to both families, and beside it one of IPv4 alone, of a workload that has no IPv6 address",
            net => Mixed(net, "tcp 443 10.0.0.0/16"), Compliant),

        Of("egress to IPv4 alone, and a workload with an IPv6 address that carries no other group",
            net => Mixed(net, "tcp 443 10.0.0.0/16").Interface("eni-7", "subnet-1", group: "sg-app", address: "2001:db8:1::7"),
            NonCompliant, "sg-app lets TCP 443 not out to vpce-logs in subnet-2."),

        Of("a group that workloads of another VPC carry, with which it is associated", net => Guest(net, "tcp 443 10.2.2.0/24"), Compliant),

        Of("a group that workloads of another VPC carry, and no egress to the endpoint there", net => Guest(net, "tcp 443 10.0.2.0/24"),
            NonCompliant, "sg-app lets TCP 443 not out to vpce-guest (10.2.2.10)."),

        Of("a group that workloads of its VPC and of another one carry, and no egress to the endpoint there", net => Guest(Draw(net, "tcp 443 10.0.2.0/24")),
            NonCompliant, "sg-app lets TCP 443 not out to vpce-guest (10.2.2.10)."),

        Of("a group that workloads of another VPC carry, where no endpoint is", net => Group(net, "sg-app").OtherVpc("vpc-2")
                .EmptySubnet("subnet-9", "10.2.1.0/24", [], "vpc-2").Interface("eni-9", "subnet-9", group: "sg-app", address: "10.2.1.20", vpc: "vpc-2"),
            NotApplicable, "No endpoint to a service that has to be reached takes packets of vpc-2."),

        Of("a group that parts of the network alone carry",
            net => Draw(net, eni => eni with { InterfaceType = "vpc_endpoint" }), NotApplicable, "No workload carries it."),

        Of("another group of the interface that was not recorded", net => Draw(net, eni => eni with { SecurityGroupIds = ["sg-app", "sg-lost"] }),
            Undetermined, "Whether packets get out is not known: sg-lost has not been recorded."),

        Of("a prefix list whose entries were not recorded", net => Draw(net, "tcp 443 pl-1"),
            Undetermined, "Whether packets get out is not known: sg-app lets TCP 443 out to pl-1, whose entries have not been recorded."),

        Of("no egress to an endpoint that Systems Manager alone would need, beside ssmmessages, which may serve ECS Exec alone",
            net => Draw(net.Endpoint("ssmmessages"), eni => eni, endpoint => endpoint, "tcp 443 10.0.3.0/24"),
            Undetermined, "sg-app lets TCP 443 not out to vpce-logs (10.0.2.10), which matters unless ssmmessages serves ECS Exec alone.") with { With = [] },

        Of("no egress to an endpoint that Systems Manager needs, beside ssmmessages and ssm",
            net => Draw(net.Endpoint("ssm").Endpoint("ssmmessages"), eni => eni, endpoint => endpoint, "tcp 443 10.0.3.0/24"),
            NonCompliant, "sg-app lets TCP 443 not out to vpce-logs (10.0.2.10).") with { With = [] },

        Of("a subnet that was not recorded", net => Draw(net, eni => eni with { SubnetId = "subnet-9" }),
            Undetermined, "The subnet of eni-1, or its route table, has not been recorded."),
    ];

    private static Scenario Of(string name, Func<NetworkBuilder, NetworkBuilder> given, ConfigRules.Engine.Compliance expected, string reason = "") =>
        new(name, given, expected, reason) { Of = "sg-app", With = [("services", "logs,s3")] };

    private static NetworkBuilder Draw(NetworkBuilder net, params string[] egress) => Draw(net, eni => eni, endpoint => endpoint, egress);

    private static NetworkBuilder Draw(NetworkBuilder net, Func<NetworkInterface, NetworkInterface> change, params string[] egress) =>
        Draw(net, change, endpoint => endpoint, egress);

    private static NetworkBuilder Draw(
        NetworkBuilder net, Func<NetworkInterface, NetworkInterface> change, Func<VpcEndpoint, VpcEndpoint> place, params string[] egress) =>
        Group(net, "sg-app", egress).EmptySubnet("subnet-1", routes: []).Interface("eni-1", "subnet-1", group: "sg-app", change: change)
            .EmptySubnet("subnet-2", "10.0.2.0/24").Interface("eni-e", "subnet-2", "vpc_endpoint", "sg-endpoint", address: "10.0.2.10")
            .Endpoint("logs", endpoint => place(Place(endpoint)));

    private static NetworkBuilder Through(NetworkBuilder net, string egress) => Group(net, "sg-app", egress)
        .EmptySubnet("subnet-1", routes: ["10.0.0.0/16 -> local", "10.0.2.0/24 -> eni-fw"]).Interface("eni-1", "subnet-1", group: "sg-app")
        .EmptySubnet("subnet-2", "10.0.2.0/24").Interface("eni-e", "subnet-2", "vpc_endpoint", "sg-endpoint", address: "10.0.2.10").Endpoint("logs", Place);

    /// <summary>An endpoint of both families, a workload of IPv4 that carries the group, and one of both that carries another group too.</summary>
    private static NetworkBuilder Mixed(NetworkBuilder net, params string[] egress) => Group(Group(net, "sg-app", egress), "sg-six", "tcp 443 2001:db8:2::/64")
        .EmptySubnet("subnet-1", "10.0.1.0/24,2001:db8:1::/64", [])
        .Interface("eni-1", "subnet-1", group: "sg-app")
        .Interface("eni-2", "subnet-1", change: eni => eni with { SecurityGroupIds = ["sg-app", "sg-six"], Addresses = [.. eni.Addresses, IPAddress.Parse("2001:db8:1::4")] })
        .EmptySubnet("subnet-2", "10.0.2.0/24,2001:db8:2::/64").Endpoint("logs", endpoint => endpoint with { IpAddressType = "dualstack", SubnetIds = ["subnet-2"] });

    /// <summary>A workload of another VPC that carries the group, and an endpoint there.</summary>
    private static NetworkBuilder Guest(NetworkBuilder net, string egress) => Guest(Group(net, "sg-app", egress));

    private static NetworkBuilder Guest(NetworkBuilder net) => net.OtherVpc("vpc-2")
        .EmptySubnet("subnet-9", "10.2.1.0/24", [], "vpc-2").Interface("eni-9", "subnet-9", group: "sg-app", address: "10.2.1.20", vpc: "vpc-2")
        .EmptySubnet("subnet-10", "10.2.2.0/24", vpc: "vpc-2").Interface("eni-10", "subnet-10", "vpc_endpoint", "sg-endpoint", address: "10.2.2.10", vpc: "vpc-2")
        .Endpoint("logs", endpoint => endpoint with { SubnetIds = ["subnet-10"], NetworkInterfaceIds = ["eni-10"] }, "vpce-guest", "vpc-2");

    private static VpcEndpoint Place(VpcEndpoint endpoint) => endpoint with { SubnetIds = ["subnet-2"], NetworkInterfaceIds = ["eni-e"] };

    private static NetworkBuilder Gateway(NetworkBuilder net, params string[] egress) => Gateway(net, isRecorded: true, egress);

    private static NetworkBuilder Gateway(NetworkBuilder net, bool isRecorded, params string[] egress) => Gateway(net, isRecorded, ["pl-s3 -> vpce-s3"], egress);

    private static NetworkBuilder Gateway(NetworkBuilder net, bool isRecorded, string[] routes, params string[] egress)
    {
        net = Group(net, "sg-app", egress).EmptySubnet("subnet-1", routes: routes).Interface("eni-1", "subnet-1", group: "sg-app").Gateway("s3");
        return isRecorded ? net.NamedPrefixList("pl-s3", "com.amazonaws.eu-west-1.s3").PrefixList("pl-s3", "52.0.0.0/24", "54.0.0.0/24") : net;
    }

    /// <summary>Both endpoints of S3, and egress to the VPC's addresses.</summary>
    private static NetworkBuilder Both(NetworkBuilder net, Func<VpcEndpoint, VpcEndpoint>? change = null) => Gateway(net, "tcp 443 10.0.0.0/16")
        .EmptySubnet("subnet-2", "10.0.2.0/24").Interface("eni-e", "subnet-2", "vpc_endpoint", "sg-endpoint", address: "10.0.2.10")
        .Endpoint("s3", endpoint => change is null ? Place(endpoint) : change(Place(endpoint)), "vpce-s3-if");

    /// <summary>A group; each rule of its egress as "tcp 443 10.0.0.0/16", the target also a group or a prefix list.</summary>
    private static NetworkBuilder Group(NetworkBuilder net, string id, params string[] egress)
    {
        var drawn = new NetworkBuilder().Group(id, [.. egress.Select(rule => rule.Insert(rule.LastIndexOf(' '), " from"))]).Build().Find<SecurityGroup>(id)!;
        return net.With(facts => facts.SecurityGroups.Add(drawn with { Ingress = [], Egress = drawn.Ingress }));
    }
}
