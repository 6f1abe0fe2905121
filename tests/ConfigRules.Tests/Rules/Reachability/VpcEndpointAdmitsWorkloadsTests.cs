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

        new("one address of the subnet missing", net => Draw(net, "tcp 443 from 10.0.1.0/25", "tcp 443 from 10.0.1.128/26"),
            NonCompliant, "sg-endpoint lets in 10.0.1.0/25 and 10.0.1.128/26 on TCP 443, but not subnet-1 (10.0.1.0/24)."),

        new("one of two subnets",
            net => Draw(net, "tcp 443 from 10.0.1.0/24").Subnet("subnet-2", "10.0.2.0/24"),
            NonCompliant, "sg-endpoint lets in 10.0.1.0/24 on TCP 443, but not subnet-2 (10.0.2.0/24)."),

        new("the port just above", net => Draw(net, "tcp 444-500 from 10.0.0.0/16"),
            NonCompliant, "sg-endpoint lets nobody in on TCP 443, not even subnet-1 (10.0.1.0/24)."),

        new("the port just below", net => Draw(net, "tcp 1-442 from 10.0.0.0/16"),
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

        new("an IPv4 endpoint has no IPv6 clients",
            net => net.Subnet("subnet-1", "10.0.1.0/24,2001:db8:1::/64").Group("sg-endpoint", "tcp 443 from 10.0.0.0/16").Endpoint("logs"),
            Compliant),

        new("SMTP has a port of its own", net => Mail(net, "tcp 587 from 10.0.0.0/16"), Compliant),

        new("SMTP does not come in by the port of HTTPS", net => Mail(net, "tcp 443 from 10.0.0.0/16"),
            NonCompliant, "sg-endpoint lets nobody in on TCP 587, not even subnet-1 (10.0.1.0/24)."),

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

        new("no workload", net => net.EmptySubnet("subnet-1").Group("sg-endpoint").Endpoint("logs"),
            NotApplicable, "No workload is in vpc-1."),

        new("interfaces without a group", net => net.Subnet("subnet-1").Endpoint("logs", e => e with { SecurityGroupIds = [] }),
            NotApplicable, "It has no security group."),

        new("a gateway endpoint", net => net.Gateway("s3"), NotApplicable, "The rule does not concern endpoints of type Gateway."),

        new("a group that was not recorded", net => net.Subnet("subnet-1").Endpoint("logs"),
            Undetermined, "sg-endpoint has not been recorded."),

        new("a prefix list whose entries were not recorded", net => Draw(net, "tcp 443 from pl-1"),
            Undetermined, "The entries of pl-1 have not been recorded."),

        new("a prefix list whose entries do not matter", net => Draw(net, "tcp 443 from pl-1", "tcp 443 from 10.0.0.0/16"), Compliant),
    ];

    private static NetworkBuilder Draw(NetworkBuilder net, params string[] ingress) => Draw(net, endpoint => endpoint, ingress);

    private static NetworkBuilder Draw(NetworkBuilder net, Func<VpcEndpoint, VpcEndpoint> change, params string[] ingress) =>
        net.Subnet("subnet-1").Group("sg-endpoint", ingress).Endpoint("logs", change);

    private static NetworkBuilder Mail(NetworkBuilder net, params string[] ingress) =>
        net.Subnet("subnet-1").Group("sg-endpoint", ingress).Endpoint("email-smtp");

    private static NetworkBuilder Provided(NetworkBuilder net, params string[] ingress) =>
        net.Subnet("subnet-1").Group("sg-endpoint", ingress).Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1", id: "vpce-1");
}
