using ConfigRules.Model;
using ConfigRules.Rules.Reachability;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Reachability;

public sealed class VpcEndpointPassesNetworkAclsTests
    : RuleTests<VpcEndpointPassesNetworkAcls, VpcEndpointPassesNetworkAclsTests>, IRuleScenarios
{
    private static readonly string[] Open = ["100 out allow all all 0.0.0.0/0", "100 in allow all all 0.0.0.0/0"];

    private static readonly string[] Inside = ["100 out allow all all 10.0.0.0/16", "100 in allow all all 10.0.0.0/16"];

    private static readonly string[] Workload = ["100 out allow tcp 443 10.0.2.0/24", "100 in allow tcp 32768-65535 10.0.2.0/24"];

    private static readonly string[] Endpoint = ["100 in allow tcp 443 10.0.1.0/24", "100 out allow tcp 32768-65535 10.0.1.0/24"];

    private static readonly string[] S3 =
    [
        "100 out allow tcp 443 52.0.0.0/24", "110 out allow tcp 443 54.0.0.0/24",
        "100 in allow tcp 32768-65535 52.0.0.0/24", "110 in allow tcp 32768-65535 54.0.0.0/24",
    ];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("ACLs that let everything pass", net => Draw(net, Open, Open), Compliant),

        new("exactly the ports and subnets let through, both ways", net => Draw(net, Workload, Endpoint), Compliant),

        new("the endpoint's one address let out, and the subnet piece by piece let in",
            net => Draw(net, ["100 out allow tcp 443 10.0.2.10/32", "100 in allow tcp 32768-65535 10.0.2.10/32"],
                ["90 in allow tcp 443 10.0.1.0/25", "95 in allow tcp 443 10.0.1.128/25", Endpoint[1]]),
            Compliant),

        new("ephemeral ports let back in two ranges that meet",
            net => Draw(net, [Workload[0], "100 in allow tcp 32768-50000 10.0.2.0/24", "110 in allow tcp 50001-65535 10.0.2.0/24"], Endpoint), Compliant),

        new("a refusal after what lets pass", net => Draw(net, [.. Workload, "200 out deny all all 0.0.0.0/0"], Endpoint), Compliant),

        new("workloads and the endpoint in one subnet, where no ACL is asked", net => Near(net, "100 in deny all all 0.0.0.0/0"), Compliant),

        new("the port not let out", net => Draw(net, ["100 out allow tcp 444-500 10.0.2.0/24", Workload[1]], Endpoint),
            NonCompliant, "acl-w does not let TCP 443 out of subnet-1 to vpce-logs (10.0.2.10) (no entry allows it)."),

        new("UDP alone let out", net => Draw(net, ["100 out allow udp 443 10.0.2.0/24", Workload[1]], Endpoint),
            NonCompliant, "acl-w does not let TCP 443 out of subnet-1 to vpce-logs (10.0.2.10) (no entry allows it)."),

        new("half of the subnet let in", net => Draw(net, Workload, ["100 in allow tcp 443 10.0.1.0/25", Endpoint[1]]),
            NonCompliant, "acl-e does not let TCP 443 into subnet-2 from all of subnet-1 (no entry allows it)."),

        new("a part of the subnet refused by a lower number",
            net => Draw(net, Workload, ["90 in deny tcp 400-443 10.0.1.64/26", .. Endpoint]),
            NonCompliant, "acl-e does not let TCP 443 into subnet-2 from all of subnet-1 (entry 90 refuses it)."),

        new("the same part refused up to the port below", net => Draw(net, Workload, ["90 in deny tcp 400-442 10.0.1.64/26", .. Endpoint]), Compliant),

        new("answers not let out of the endpoint's subnet", net => Draw(net, Workload, [Endpoint[0]]),
            NonCompliant, "acl-e does not let answers on TCP 32768-61000 out of subnet-2 to subnet-1 (no entry allows it)."),

        new("answers on the ports of Linux alone", net => Draw(net, [Workload[0], "100 in allow tcp 32768-61000 10.0.2.0/24"], [Endpoint[0], "100 out allow tcp 32768-61000 10.0.1.0/24"]), Compliant),

        new("answers on the ports of Linux alone, and the workload is a function",
            net => Draw(net, [Workload[0], "100 in allow tcp 32768-61000 10.0.2.0/24"], [Endpoint[0], "100 out allow all all 10.0.1.0/24"])
                .With(facts => facts.NetworkInterfaces[0] = facts.NetworkInterfaces[0] with { InterfaceType = "lambda" }),
            NonCompliant, "acl-w does not let answers on TCP 1024-65535 into subnet-1 from vpce-logs (10.0.2.10) (no entry allows it)."),

        new("answers on the ports of Linux alone, which are those that are asked for, and the workload is a function",
            net => Draw(net, [Workload[0], "100 in allow tcp 32768-61000 10.0.2.0/24"], [Endpoint[0], "100 out allow all all 10.0.1.0/24"])
                .With(facts => facts.NetworkInterfaces[0] = facts.NetworkInterfaces[0] with { InterfaceType = "lambda" }),
            Compliant) { With = [("ephemeralPorts", "32768-61000")] },

        new("answers on all but the last port", net => Draw(net, [Workload[0], "100 in allow tcp 32768-60999 10.0.2.0/24"], Endpoint),
            NonCompliant, "acl-w does not let answers on TCP 32768-61000 into subnet-1 from vpce-logs (10.0.2.10) (no entry allows it)."),

        new("answers on all but the first port", net => Draw(net, [Workload[0], "100 in allow tcp 32769-65535 10.0.2.0/24"], Endpoint),
            NonCompliant, "acl-w does not let answers on TCP 32768-61000 into subnet-1 from vpce-logs (10.0.2.10) (no entry allows it)."),

        new("ports for the answers of every client, with those of Linux let back", net => Draw(net, Open, Endpoint),
            NonCompliant, "acl-e does not let answers on TCP 1024-65535 out of subnet-2 to subnet-1 (no entry allows it).")
        { With = [("ephemeralPorts", "1024-65535")] },

        new("ports for the answers of every client, let back",
            net => Draw(net, [Workload[0], "100 in allow tcp 1024-65535 10.0.2.0/24"], [Endpoint[0], "100 out allow tcp 1024-65535 10.0.1.0/24"]),
            Compliant) { With = [("ephemeralPorts", "1024-65535")] },

        new("no ports for answers given, which means the usual ones", net => Draw(net, Workload, Endpoint), Compliant) { With = [("ephemeralPorts", "")] },

        new("both families, only IPv4 let through",
            net => Draw(net, Workload, Endpoint, "10.0.1.0/24,2001:db8:1::/64", endpoint => endpoint with { IpAddressType = "dualstack" }),
            NonCompliant, "acl-w does not let TCP 443 out of subnet-1 to vpce-logs in subnet-2 (no entry allows it); "
                + "acl-e does not let TCP 443 into subnet-2 from subnet-1 (no entry allows it); 2 more."),

        new("both families, but the endpoint has IPv4 alone", net => Draw(net, Workload, Endpoint, "10.0.1.0/24,2001:db8:1::/64"), Compliant),

        new("both families, but no workload has an IPv6 address",
            net => Draw(net, Workload, Endpoint, "10.0.1.0/24", endpoint => endpoint with { IpAddressType = "dualstack" }), Compliant),

        new("where the endpoint is in its subnet is not known, and only a part is let out",
            net => Draw(net, ["100 out allow tcp 443 10.0.2.0/25", Workload[1]], Endpoint, change: endpoint => endpoint with { NetworkInterfaceIds = [] }),
            Undetermined, "Whether packets pass is not known: acl-w does not let TCP 443 out of subnet-1 to all of vpce-logs in subnet-2 (no entry allows it)."),

        new("SMTP has a port of its own",
            net => Draw(net, ["100 out allow tcp 587 10.0.2.0/24", Workload[1]], ["100 in allow tcp 587 10.0.1.0/24", Endpoint[1]], service: "email-smtp"), Compliant),

        new("SMTP by another of its ports",
            net => Draw(net, ["100 out allow tcp 465 10.0.2.0/24", Workload[1]], ["100 in allow tcp 465 10.0.1.0/24", Endpoint[1]], service: "email-smtp"), Compliant),

        new("SMTP out by one port, and in by another",
            net => Draw(net, ["100 out allow tcp 465 10.0.2.0/24", Workload[1]], ["100 in allow tcp 2465 10.0.1.0/24", Endpoint[1]], service: "email-smtp"),
            NonCompliant, "acl-w does not let TCP 587 out of subnet-1 to vpce-email-smtp (10.0.2.10) (no entry allows it); "
                + "acl-e does not let TCP 587 into subnet-2 from subnet-1 (no entry allows it)."),

        new("another provider's service", net => Draw(net, Open, Open, service: "com.amazonaws.vpce.eu-west-1.vpce-svc-1"),
            NotApplicable, "Which port vpce-svc-1 listens on is not known; servicePorts can name it."),

        new("another provider's service whose port is given, and closed",
            net => Draw(net, Workload, Open, service: "com.amazonaws.vpce.eu-west-1.vpce-svc-1"),
            NonCompliant, "acl-w does not let TCP 8443 out of subnet-1 to vpce-1 (10.0.2.10) (no entry allows it).")
        { With = [("servicePorts", "vpce-svc-1=8443")] },

        new("a gateway endpoint, all of the service's blocks let through", net => Gateway(net, S3), Compliant),

        new("a gateway endpoint, the newest of the service's blocks not let out", net => Gateway(net, [S3[0], S3[2], S3[3]]),
            NonCompliant, "acl-w does not let TCP 443 out of subnet-1 to all of the addresses of s3 (pl-s3) (no entry allows it)."),

        new("a gateway endpoint, a part of a block refused by a lower number", net => Gateway(net, ["50 out deny all all 54.0.0.128/25", .. S3]),
            NonCompliant, "acl-w does not let TCP 443 out of subnet-1 to all of the addresses of s3 (pl-s3) (entry 50 refuses it)."),

        new("a gateway endpoint, the answers of a block not let back", net => Gateway(net, [S3[0], S3[1], S3[2]]),
            NonCompliant, "acl-w does not let answers on TCP 32768-61000 into subnet-1 from all of the addresses of s3 (pl-s3) (no entry allows it)."),

        new("a gateway endpoint, a block not let out that goes elsewhere by a more specific route",
            net => Gateway(net, [S3[0], S3[2]], "pl-s3 -> vpce-s3", "54.0.0.0/25 -> nat-1", "54.0.0.128/25 -> nat-1"), Compliant),

        new("a gateway endpoint to a service whose names resolve to an interface endpoint", net => Gateway(net, Inside).Endpoint("s3", id: "vpce-if"),
            NotApplicable, "Names of s3 resolve to an interface endpoint in vpc-1.") { Of = "vpce-s3" },

        new("a gateway endpoint, beside an interface endpoint without private DNS",
            net => Gateway(net, [S3[0], S3[1], Inside[1]]).Endpoint("s3", endpoint => endpoint with { PrivateDnsEnabled = false }, "vpce-if"),
            NonCompliant, "acl-w does not let answers on TCP 32768-61000 into subnet-1 from the addresses of s3 (pl-s3) (no entry allows it).") { Of = "vpce-s3" },

        new("a gateway endpoint, beside an interface endpoint, in a VPC whose attributes have not been recorded",
            net => Gateway(net, [S3[0], S3[1], Inside[1]]).Endpoint("s3", id: "vpce-if").Vpc(vpc => vpc with { Dns = null }),
            Undetermined, "acl-w does not let answers on TCP 32768-61000 into subnet-1 from the addresses of s3 (pl-s3) (no entry allows it), which matters unless "
                + "private DNS of an interface endpoint answers in vpc-1.") { Of = "vpce-s3" },

        new("a gateway endpoint, beside an interface endpoint, in a VPC whose attributes have not been recorded, and everything let through",
            net => Gateway(net, Open).Endpoint("s3", id: "vpce-if").Vpc(vpc => vpc with { Dns = null }), Compliant) { Of = "vpce-s3" },

        new("a gateway endpoint to which no workload's table leads", net => Gateway(net, [], "0.0.0.0/0 -> nat-1"),
            NotApplicable, "No workload of vpc-1 sends packets to it."),

        new("a gateway endpoint whose service's addresses were not recorded, and everything let through", net => Unread(net, Open), Compliant),

        new("a gateway endpoint whose service's addresses were not recorded, and a part of the internet let through",
            net => Unread(net, Open[0], "100 in allow all all 52.0.0.0/8"),
            Undetermined, "Whether packets pass is not known: acl-w does not let answers on TCP 32768-61000 into subnet-1 from all of the addresses of s3 (no entry allows it)."),

        new("a gateway endpoint whose service's addresses were not recorded, and the VPC alone let through",
            net => Unread(net, Open[0], "100 in allow all all 10.0.0.0/8"),
            NonCompliant, "acl-w does not let answers on TCP 32768-61000 into subnet-1 from the addresses of s3 (no entry allows it)."),

        new("a gateway endpoint, and a subnet whose table was not recorded",
            net => net.Subnet("subnet-1").Acl("acl-w", Open, isDefault: true).Gateway("s3").NamedPrefixList("pl-s3", "com.amazonaws.eu-west-1.s3").PrefixList("pl-s3", "52.0.0.0/24"),
            Undetermined, "The route table of subnet-1 has not been recorded."),

        new("no workload", net => net.EmptySubnet("subnet-1").Acl("acl-w", Open, isDefault: true).Endpoint("logs", endpoint => endpoint with { SubnetIds = ["subnet-1"] }),
            NotApplicable, "No workload is in vpc-1."),

        new("an ACL that was not recorded", net => Far(net.Subnet("subnet-1").Acl("acl-e", Open, ["subnet-2"])),
            Undetermined, "Whether packets pass is not known: the network ACL of subnet-1 has not been recorded."),

        new("an ACL that was not recorded, where the default one tells which subnets it has", net => Far(net.Subnet("subnet-1").Acl("acl-d", Open, ["subnet-2"], isDefault: true)),
            Undetermined, "Whether packets pass is not known: the network ACL of subnet-1 has not been recorded."),

        new("an endpoint whose subnet was not recorded",
            net => net.Subnet("subnet-1").Acl("acl-w", Open, isDefault: true).Endpoint("logs", endpoint => endpoint with { SubnetIds = ["subnet-9"] }),
            Undetermined, "Where vpce-logs has its interfaces has not been recorded."),

        new("an endpoint whose interface was recorded, and its subnet was not",
            net => net.Subnet("subnet-1").Acl("acl-w", Open, isDefault: true).Interface("eni-e", "subnet-9", "vpc_endpoint", address: "10.0.9.10")
                .Endpoint("logs", endpoint => endpoint with { NetworkInterfaceIds = ["eni-e"] }),
            Undetermined, "Whether packets pass is not known: the subnet of vpce-logs has not been recorded."),

        new("an endpoint in two subnets, one of them out of reach",
            net => Draw(net, Workload, Endpoint, change: endpoint => endpoint with { SubnetIds = ["subnet-2", "subnet-3"] })
                .EmptySubnet("subnet-3", "10.0.3.0/24").Acl("acl-3", ["100 in allow all all 0.0.0.0/0"], ["subnet-3"]).Acl("acl-w", Open, ["subnet-1"]),
            NonCompliant, "acl-3 does not let answers on TCP 32768-61000 out of subnet-3 to subnet-1 (no entry allows it)."),
    ];

    private static NetworkBuilder Draw(
        NetworkBuilder net, string[] workload, string[] there, string block = "10.0.1.0/24", Func<VpcEndpoint, VpcEndpoint>? change = null, string service = "logs") =>
        Far(net.EmptySubnet("subnet-1", block)
                .Interface("eni-1", "subnet-1", change: eni => block.Contains(':', StringComparison.Ordinal) ? eni with { Addresses = [.. eni.Addresses, System.Net.IPAddress.Parse("2001:db8:1::4")] } : eni)
                .Acl("acl-w", workload, ["subnet-1"]).Acl("acl-e", there, ["subnet-2"]),
            change, service);

    private static NetworkBuilder Far(NetworkBuilder net, Func<VpcEndpoint, VpcEndpoint>? change = null, string service = "logs") => net
        .EmptySubnet("subnet-2", "10.0.2.0/24,2001:db8:2::/64").Interface("eni-e", "subnet-2", "vpc_endpoint", address: "10.0.2.10")
        .Endpoint(
            service,
            endpoint =>
            {
                endpoint = endpoint with { SubnetIds = ["subnet-2"], NetworkInterfaceIds = ["eni-e"] };
                return change is null ? endpoint : change(endpoint);
            },
            service.Contains("svc", StringComparison.Ordinal) ? "vpce-1" : null);

    private static NetworkBuilder Near(NetworkBuilder net, params string[] entries) => net
        .Subnet("subnet-1").Acl("acl-w", entries, isDefault: true).Interface("eni-e", "subnet-1", "vpc_endpoint", address: "10.0.1.10")
        .Endpoint("logs", endpoint => endpoint with { SubnetIds = ["subnet-1"], NetworkInterfaceIds = ["eni-e"] });

    private static NetworkBuilder Unread(NetworkBuilder net, params string[] entries) =>
        net.Subnet("subnet-1", routes: ["pl-s3 -> vpce-s3"]).Acl("acl-w", entries, isDefault: true).Gateway("s3");

    private static NetworkBuilder Gateway(NetworkBuilder net, string[] entries, params string[] routes) => net
        .Subnet("subnet-1", routes: routes is [] ? ["pl-s3 -> vpce-s3"] : routes).Acl("acl-w", entries, isDefault: true).Gateway("s3")
        .NamedPrefixList("pl-s3", "com.amazonaws.eu-west-1.s3").PrefixList("pl-s3", "52.0.0.0/24", "54.0.0.0/24");
}
