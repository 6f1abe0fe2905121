using ConfigRules.Model;
using ConfigRules.Rules.Reachability;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Reachability;

public sealed class VpcEndpointAdmitsWorkloadsTests
    : RuleTests<VpcEndpointAdmitsWorkloads, VpcEndpointAdmitsWorkloadsTests>, IRuleScenarios
{
    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("the whole VPC let in", net => Draw(net, "tcp 443 from 10.0.0.0/16"), Compliant),

        new("exactly the subnet let in", net => Draw(net, "tcp 443 from 10.0.1.0/24"), Compliant),

        new("everybody let in", net => Draw(net, "tcp 443 from 0.0.0.0/0"), Compliant),

        new("all protocols let in", net => Draw(net, "-1 all from 10.0.0.0/16"), Compliant),

        new("a range of ports that ends at the port", net => Draw(net, "tcp 1-443 from 10.0.0.0/16"), Compliant),

        new("a range of ports that begins at the port", net => Draw(net, "6 443-500 from 10.0.0.0/16"), Compliant),

        new("two blocks that cover the subnet together", net => Draw(net, "tcp 443 from 10.0.1.0/25", "tcp 443 from 10.0.1.128/25"), Compliant),

        new("the rules of two groups together",
            net => Draw(net, e => e with { SecurityGroupIds = ["sg-endpoint", "sg-2"] }, "tcp 443 from 10.0.1.0/25")
                .Group("sg-2", "tcp 443 from 10.0.1.128/25"),
            Compliant),

        new("a prefix list that holds the subnet", net => Draw(net, "tcp 443 from pl-1").PrefixList("pl-1", "10.0.0.0/23"), Compliant),

        new("a group that every workload carries", net => Draw(net, "tcp 443 from sg-workload"), Compliant),

        new("a group among several that a workload carries",
            net => net.EmptySubnet("subnet-1").Interface("eni-1", "subnet-1", change: eni => eni with { SecurityGroupIds = ["sg-base", "sg-app"] })
                .Group("sg-endpoint", "tcp 443 from sg-app").Endpoint("logs"), Compliant),

        new("a group that every workload carries, beside parts of the network that do not",
            net => Draw(net, "tcp 443 from sg-workload")
                .Interface("eni-2", "subnet-1", group: "sg-resolver", description: "Route 53 Resolver: rslvr-in-1:rni-1")
                .Interface("eni-3", "subnet-1", "vpc_endpoint", group: "sg-endpoint")
                .Interface("eni-4", "subnet-1", group: "sg-old", change: eni => eni with { IsInUse = false }), Compliant),

        new("all ports of TCP, by its number", net => Draw(net, "6 all from 10.0.0.0/16"), Compliant),

        new("a prefix list and a block that cover the subnet together",
            net => Draw(net, "tcp 443 from pl-1", "tcp 443 from 10.0.1.128/25").PrefixList("pl-1", "10.0.1.0/26", "10.0.1.64/26"), Compliant),

        new("one address of the subnet missing", net => Draw(net, "tcp 443 from 10.0.1.0/25", "tcp 443 from 10.0.1.128/26"),
            NonCompliant, "sg-endpoint lets in 10.0.1.0/25 and 10.0.1.128/26 on TCP 443, but not subnet-1 (10.0.1.0/24)."),

        new("one of two subnets",
            net => Draw(net, "tcp 443 from 10.0.1.0/24").Subnet("subnet-2", "10.0.2.0/24"),
            NonCompliant, "sg-endpoint lets in 10.0.1.0/24 on TCP 443, but not subnet-2 (10.0.2.0/24)."),

        new("the port just above", net => Draw(net, "tcp 444-500 from 10.0.0.0/16"),
            NonCompliant, "sg-endpoint lets nobody in on TCP 443, not even subnet-1 (10.0.1.0/24)."),

        new("the port just below", net => Draw(net, "tcp 1-442 from 10.0.0.0/16"),
            NonCompliant, "sg-endpoint lets nobody in on TCP 443, not even subnet-1 (10.0.1.0/24)."),

        new("ICMP only", net => Draw(net, "icmp all from 10.0.0.0/16"),
            NonCompliant, "sg-endpoint lets nobody in on TCP 443, not even subnet-1 (10.0.1.0/24)."),

        new("UDP only", net => Draw(net, "udp 443 from 10.0.0.0/16"),
            NonCompliant, "sg-endpoint lets nobody in on TCP 443, not even subnet-1 (10.0.1.0/24)."),

        new("no rule", net => Draw(net), NonCompliant, "sg-endpoint lets nobody in on TCP 443, not even subnet-1 (10.0.1.0/24)."),

        new("the default group, which admits its own members only",
            net => net.Subnet("subnet-1").GroupNamed("sg-endpoint", "default", "-1 all from sg-endpoint").Endpoint("logs"),
            NonCompliant, "sg-endpoint lets in sg-endpoint on TCP 443, but not subnet-1 (10.0.1.0/24)."),

        new("the default group, which the workloads carry too",
            net => net.EmptySubnet("subnet-1").Interface("eni-1", "subnet-1", group: "sg-endpoint")
                .GroupNamed("sg-endpoint", "default", "-1 all from sg-endpoint").Endpoint("logs"),
            Compliant),

        new("a group that one of two workloads carries",
            net => Draw(net, "tcp 443 from sg-workload").Interface("eni-2", "subnet-1", group: "sg-other"),
            NonCompliant, "sg-endpoint lets in sg-workload on TCP 443, but not subnet-1 (10.0.1.0/24)."),

        new("a group that every workload carries, and a route that leads their packets through an appliance", net => Through(net, "10.0.2.0/24 -> eni-fw", "tcp 443 from sg-workload"),
            NonCompliant, "sg-endpoint lets in sg-workload on TCP 443, but not subnet-1 (10.0.1.0/24) by eni-fw."),

        new("the subnet let in, and a route that leads its packets through an appliance", net => Through(net, "10.0.2.0/24 -> eni-fw", "tcp 443 from 10.0.1.0/24"), Compliant),

        new("a group that every workload carries, and a route that leads packets for another subnet through an appliance",
            net => Through(net, "10.0.3.0/24 -> eni-fw", "tcp 443 from sg-workload"), Compliant),

        new("half of the workloads by their group and half by their address, which is another once they are replaced",
            net => Mixed(net), NonCompliant, "sg-endpoint lets in 10.0.1.0/25 and sg-workload on TCP 443, but not subnet-1 (10.0.1.0/24)."),

        new("half of the workloads by their group and half by their address, where only those that exist now count",
            net => Mixed(net), Compliant) { With = [("mode", "eni")] },

        new("a group of a peered VPC, which no workload here carries", net => Draw(net, "tcp 443 from peer-sg-peer"),
            NonCompliant, "sg-endpoint lets in sg-peer on TCP 443, but not subnet-1 (10.0.1.0/24)."),

        new("a group of a peer that is gone", net => Draw(net, "tcp 443 from stale-sg-workload"),
            NonCompliant, "sg-endpoint lets nobody in on TCP 443, not even subnet-1 (10.0.1.0/24)."),

        new("both families, only IPv4 let in",
            net => net.Subnet("subnet-1", "10.0.1.0/24,2001:db8:1::/64").Group("sg-endpoint", "tcp 443 from 10.0.0.0/16")
                .Endpoint("logs", e => e with { IpAddressType = "dualstack" }),
            NonCompliant, "sg-endpoint lets in 10.0.0.0/16 on TCP 443, but not subnet-1 (2001:db8:1::/64)."),

        new("both families let in",
            net => net.Subnet("subnet-1", "10.0.1.0/24,2001:db8:1::/64")
                .Group("sg-endpoint", "tcp 443 from 10.0.0.0/16", "tcp 443 from ::/0")
                .Endpoint("logs", e => e with { IpAddressType = "dualstack" }),
            Compliant),

        new("both families, and those who have IPv6 addresses let in by their group",
            net => net.Subnet("subnet-1", "10.0.1.0/24,2001:db8:1::/64").Interface("eni-6", "subnet-1", group: "sg-six", address: "2001:db8:1::20")
                .Group("sg-endpoint", "tcp 443 from 10.0.0.0/16", "tcp 443 from sg-six").Endpoint("logs", e => e with { IpAddressType = "dualstack" }),
            Compliant),

        new("both families, and one of those who have IPv6 addresses without the group",
            net => net.Subnet("subnet-1", "10.0.1.0/24,2001:db8:1::/64").Interface("eni-6", "subnet-1", group: "sg-six", address: "2001:db8:1::20").Interface("eni-7", "subnet-1", address: "2001:db8:1::21")
                .Group("sg-endpoint", "tcp 443 from 10.0.0.0/16", "tcp 443 from sg-six").Endpoint("logs", e => e with { IpAddressType = "dualstack" }),
            NonCompliant, "sg-endpoint lets in 10.0.0.0/16 and sg-six on TCP 443, but not subnet-1 (2001:db8:1::/64)."),

        new("IPv6 let in piece by piece",
            net => net.Subnet("subnet-1", "2001:db8:1::/64").Group("sg-endpoint", "tcp 443 from 2001:db8:1::/65", "tcp 443 from 2001:db8:1:0:8000::/65")
                .Endpoint("logs", e => e with { IpAddressType = "ipv6" }), Compliant),

        new("both families, but the endpoint's names lead to IPv4 addresses alone",
            net => net.Subnet("subnet-1", "10.0.1.0/24,2001:db8:1::/64").Group("sg-endpoint", "tcp 443 from 10.0.0.0/16")
                .Endpoint("logs", e => e with { IpAddressType = "dualstack", DnsRecordIpType = "ipv4" }), Compliant),

        new("both families, but the endpoint's names lead to IPv6 addresses alone",
            net => net.Subnet("subnet-1", "10.0.1.0/24,2001:db8:1::/64").Group("sg-endpoint", "tcp 443 from 10.0.0.0/16")
                .Endpoint("logs", e => e with { IpAddressType = "dualstack", DnsRecordIpType = "ipv6" }),
            NonCompliant, "sg-endpoint lets in 10.0.0.0/16 on TCP 443, but not subnet-1 (2001:db8:1::/64)."),

        new("an IPv4 endpoint has no IPv6 clients",
            net => net.Subnet("subnet-1", "10.0.1.0/24,2001:db8:1::/64").Group("sg-endpoint", "tcp 443 from 10.0.0.0/16").Endpoint("logs"),
            Compliant),

        new("SMTP has a port of its own", net => Mail(net, "tcp 587 from 10.0.0.0/16"), Compliant),

        new("SMTP does not come in by the port of HTTPS", net => Mail(net, "tcp 443 from 10.0.0.0/16"),
            NonCompliant, "sg-endpoint lets nobody in on TCP 587, 465, 25, 2587 or 2465, not even subnet-1 (10.0.1.0/24)."),

        new("SMTP by any other of its ports", net => Mail(net, "tcp 2465 from 10.0.0.0/16"), Compliant),

        new("SMTP by one port for one subnet, and by another for another",
            net => Mail(net, "tcp 25 from 10.0.1.0/24", "tcp 465 from 10.0.2.0/24").Subnet("subnet-2", "10.0.2.0/24"), Compliant),

        new("SMTP by two ports, each for half of the subnet", net => Mail(net, "tcp 25 from 10.0.1.0/25", "tcp 465 from 10.0.1.128/25"),
            NonCompliant, "sg-endpoint lets in 10.0.1.0/25 and 10.0.1.128/25 on TCP 587, 465, 25, 2587 or 2465, but not subnet-1 (10.0.1.0/24)."),

        new("SMTP keeps its port where another service's is given", net => Mail(net, "tcp 587 from 10.0.0.0/16"),
            Compliant) { With = [("servicePorts", "vpce-svc-1=8443")] },

        new("SMTP by another port that is given", net => Mail(net, "tcp 465 from 10.0.0.0/16"),
            Compliant) { With = [("servicePorts", "email-smtp=465")] },

        new("SMTP by a port that is none of those given", net => Mail(net, "tcp 587 from 10.0.0.0/16"),
            NonCompliant, "sg-endpoint lets nobody in on TCP 465 or 2465, not even subnet-1 (10.0.1.0/24).") { With = [("servicePorts", "email-smtp=465,email-smtp=2465")] },

        new("Keyspaces has a port of its own", net => net.Subnet("subnet-1").Group("sg-endpoint", "tcp 9142 from 10.0.0.0/16").Endpoint("cassandra"),
            Compliant),

        new("devices of IoT Core by the port of MQTT", net => net.Subnet("subnet-1").Group("sg-endpoint", "tcp 8883 from 10.0.0.0/16").Endpoint("iot.data"),
            Compliant),

        new("devices of IoT Core by the port of MQTT that HTTPS has too", net => net.Subnet("subnet-1").Group("sg-endpoint", "tcp 443 from 10.0.0.0/16").Endpoint("iot.data"),
            Compliant),

        new("Aurora DSQL by the port of PostgreSQL, where its clusters are", net => net.Subnet("subnet-1").Group("sg-endpoint", "tcp 5432 from 10.0.0.0/16").Endpoint("dsql-fnh4"), Compliant),

        new("Aurora DSQL by the port of HTTPS, where its clusters are", net => net.Subnet("subnet-1").Group("sg-endpoint", "tcp 443 from 10.0.0.0/16").Endpoint("dsql-fnh4"),
            NonCompliant, "sg-endpoint lets nobody in on TCP 5432, not even subnet-1 (10.0.1.0/24)."),

        new("Aurora DSQL by the port of HTTPS, where its clusters are managed", net => net.Subnet("subnet-1").Group("sg-endpoint", "tcp 443 from 10.0.0.0/16").Endpoint("dsql"), Compliant),

        new("another provider's service whose port is given",
            net => Provided(net, "tcp 8443 from 10.0.0.0/16"), Compliant) { With = [("servicePorts", "vpce-svc-1=8443")] },

        new("another provider's service whose port is given, and closed",
            net => Provided(net, "tcp 443 from 10.0.0.0/16"),
            NonCompliant, "sg-endpoint lets nobody in on TCP 8443, not even subnet-1 (10.0.1.0/24).") { With = [("servicePorts", "vpce-svc-1=8443")] },

        new("another provider's service", net => Provided(net, "tcp 443 from 10.0.0.0/16"),
            NotApplicable, "Which port vpce-svc-1 listens on is not known; servicePorts can name it."),

        new("clients outside the VPC", net => Draw(net, "tcp 443 from 10.0.0.0/16"),
            NonCompliant, "sg-endpoint lets in 10.0.0.0/16 on TCP 443, but not 192.168.0.0/24.") { With = [("clientCidrs", "192.168.0.0/24")] },

        new("interfaces that exist now: all let in", net => Draw(net, "tcp 443 from 10.0.1.16/28"), Compliant) { With = [("mode", "eni")] },

        new("interfaces that exist now: one refused",
            net => Draw(net, "tcp 443 from 10.0.1.16/28").Interface("eni-2", "subnet-1", group: "sg-other", address: "10.0.1.32"),
            NonCompliant, "sg-endpoint lets in 10.0.1.16/28 on TCP 443, but not eni-2.") { With = [("mode", "eni")] },

        new("workloads of IPv6 alone, and an endpoint of IPv4", net => Six(net),
            NotApplicable, "No workload in vpc-1 has addresses of the kind to which its names lead."),

        new("interfaces of IPv6 alone that exist now, and an endpoint of IPv4", net => Six(net),
            NotApplicable, "No workload in vpc-1 has addresses of the kind to which its names lead.") { With = [("mode", "eni")] },

        new("no workload", net => net.EmptySubnet("subnet-1").Group("sg-endpoint").Endpoint("logs"),
            NotApplicable, "No workload is in vpc-1."),

        new("an interface endpoint without a security group, which nothing filters", net => net.Subnet("subnet-1").Endpoint("logs", e => e with { SecurityGroupIds = [] }),
            NotApplicable, "It has no security group."),

        new("more groups, blocks and subnets than a reason holds",
            net => Enumerable.Range(1, 5).Aggregate(net, (drawn, number) => drawn.Subnet($"subnet-0{number}23456789abcdef0", $"2001:db8:aaaa:bbb{number}::/64")
                    .Group($"sg-0{number}23456789abcdef0", $"tcp 443 from 2001:db8:aaaa:ccc{number}:dddd::/80", $"tcp 443 from sg-app{number}"))
                .Endpoint("logs", e => e with { IpAddressType = "ipv6", SecurityGroupIds = [.. Enumerable.Range(1, 5).Select(number => $"sg-0{number}23456789abcdef0")] }),
            NonCompliant, "sg-0123456789abcdef0 and 4 more let in 2001:db8:aaaa:ccc1:dddd::/80 and 9 more on TCP 443, "
                + "but not subnet-0123456789abcdef0 (2001:db8:aaaa:bbb1::/64) and 4 more."),

        new("a gateway endpoint", net => net.Gateway("s3"), NotApplicable, "The rule does not concern endpoints of type Gateway."),

        new("a group that was not recorded", net => net.Subnet("subnet-1").Endpoint("logs"),
            Undetermined, "sg-endpoint has not been recorded."),

        new("a prefix list whose entries were not recorded", net => Draw(net, "tcp 443 from pl-1"),
            Undetermined, "The entries of pl-1 have not been recorded."),

        new("a prefix list that was recorded without its entries", net => Draw(net, "tcp 443 from pl-1").NamedPrefixList("pl-1", "clients"),
            Undetermined, "The entries of pl-1 have not been recorded."),

        new("a prefix list whose entries do not matter", net => Draw(net, "tcp 443 from pl-1", "tcp 443 from 10.0.0.0/16"), Compliant),
    ];

    private static NetworkBuilder Draw(NetworkBuilder net, params string[] ingress) => Draw(net, endpoint => endpoint, ingress);

    private static NetworkBuilder Draw(NetworkBuilder net, Func<VpcEndpoint, VpcEndpoint> change, params string[] ingress) =>
        net.Subnet("subnet-1").Group("sg-endpoint", ingress).Endpoint("logs", change);

    private static NetworkBuilder Mixed(NetworkBuilder net) => Draw(net, "tcp 443 from sg-workload", "tcp 443 from 10.0.1.0/25")
        .Interface("eni-2", "subnet-1", group: "sg-other", address: "10.0.1.20").Interface("eni-3", "subnet-1", address: "10.0.1.200");

    private static NetworkBuilder Through(NetworkBuilder net, string route, string ingress) => net.Subnet("subnet-1", routes: ["10.0.0.0/16 -> local", route])
        .EmptySubnet("subnet-2", "10.0.2.0/24").Group("sg-endpoint", ingress).Endpoint("logs", endpoint => endpoint with { SubnetIds = ["subnet-2"] });

    private static NetworkBuilder Six(NetworkBuilder net) => net.EmptySubnet("subnet-1", "2001:db8:1::/64").Interface("eni-1", "subnet-1", address: "2001:db8:1::20")
        .Group("sg-endpoint").Endpoint("logs");

    private static NetworkBuilder Mail(NetworkBuilder net, params string[] ingress) =>
        net.Subnet("subnet-1").Group("sg-endpoint", ingress).Endpoint("email-smtp");

    private static NetworkBuilder Provided(NetworkBuilder net, params string[] ingress) =>
        net.Subnet("subnet-1").Group("sg-endpoint", ingress).Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1", id: "vpce-1");
}
