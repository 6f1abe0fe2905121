using System.Net;
using ConfigRules.Rules.Reachability;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Reachability;

public sealed class VpcEndpointSecurityGroupNarrowTests
    : RuleTests<VpcEndpointSecurityGroupNarrow, VpcEndpointSecurityGroupNarrowTests>, IRuleScenarios
{
    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("the VPC on the service's port", net => Draw(net, "tcp 443 from 10.0.0.0/16"), Compliant),

        new("a private block outside the VPC", net => Draw(net, "tcp 443 from 172.16.0.0/12", "6 443 from 100.64.0.0/10"), Compliant),

        new("a group", net => Draw(net, "tcp 443 from sg-workload"), Compliant),

        new("a public block of the VPC's own", net => Draw(net.Vpc(vpc => vpc with { CidrBlocks = [IPNetwork.Parse("54.1.0.0/16")] }), "tcp 443 from 54.1.0.0/24"), Compliant),

        new("ICMP beside the service's port", net => Draw(net, "tcp 443 from 10.0.0.0/16", "icmp all from 10.0.0.0/16"), Compliant),

        new("nobody", net => Draw(net), Compliant),

        new("a prefix list of private blocks", net => Draw(net, "tcp 443 from pl-1").PrefixList("pl-1", "10.1.0.0/16"), Compliant),

        new("everybody", net => Draw(net, "tcp 443 from 0.0.0.0/0"), NonCompliant, "sg-endpoint lets in 0.0.0.0/0."),

        new("everybody with IPv6", net => Draw(net, "tcp 443 from ::/0"), NonCompliant, "sg-endpoint lets in ::/0."),

        new("a block that is wider than a private one by a bit", net => Draw(net, "tcp 443 from 172.0.0.0/11"), NonCompliant, "sg-endpoint lets in 172.0.0.0/11."),

        new("a prefix list with a public block", net => Draw(net, "tcp 443 from pl-1").PrefixList("pl-1", "10.1.0.0/16", "54.1.0.0/16"),
            NonCompliant, "sg-endpoint lets in 54.1.0.0/16."),

        new("a private block that is not among those given", net => Draw(net, "tcp 443 from 10.8.0.0/16"),
            NonCompliant, "sg-endpoint lets in 10.8.0.0/16.") { With = [("allowedClientCidrs", "10.9.0.0/16")] },

        new("a public block that is given", net => Draw(net, "tcp 443 from 54.1.0.0/16"), Compliant) { With = [("allowedClientCidrs", "54.1.0.0/16")] },

        new("the port below too", net => Draw(net, "tcp 442-443 from 10.0.0.0/16"), NonCompliant, "sg-endpoint lets in more than TCP 443."),

        new("the port above too", net => Draw(net, "tcp 443-444 from 10.0.0.0/16"), NonCompliant, "sg-endpoint lets in more than TCP 443."),

        new("all ports of TCP", net => Draw(net, "tcp all from 10.0.0.0/16"), NonCompliant, "sg-endpoint lets in more than TCP 443."),

        new("UDP too", net => Draw(net, "tcp 443 from 10.0.0.0/16", "udp 443 from 10.0.0.0/16"), NonCompliant, "sg-endpoint lets in more than TCP 443."),

        new("all protocols from the VPC", net => Draw(net, "-1 all from 10.0.0.0/16"), NonCompliant, "sg-endpoint lets in more than TCP 443."),

        new("all protocols from the VPC, which may", net => Draw(net, "-1 all from 10.0.0.0/16", "-1 all from sg-workload"),
            Compliant) { With = [("allowAllPortsFromVpc", "true")] },

        new("all protocols from elsewhere, where the VPC may", net => Draw(net, "-1 all from 10.0.0.0/15"),
            NonCompliant, "sg-endpoint lets in more than TCP 443.") { With = [("allowAllPortsFromVpc", "true")] },

        new("SSH from a group of a peer that is gone, which is nobody", net => Draw(net, "tcp 443 from 10.0.0.0/16", "tcp 22 from stale-sg-peer"), Compliant),

        new("SSH from a group of a peer", net => Draw(net, "tcp 443 from 10.0.0.0/16", "tcp 22 from sg-peer"), NonCompliant, "sg-endpoint lets in more than TCP 443."),

        new("the VPC's default group", net => net.GroupNamed("sg-endpoint", "default", "-1 all from sg-endpoint").Endpoint("logs"),
            NonCompliant, "sg-endpoint is the VPC's default group; sg-endpoint lets in more than TCP 443."),

        new("SMTP has a port of its own", net => net.Group("sg-endpoint", "tcp 587 from 10.0.0.0/16").Endpoint("email-smtp"), Compliant),

        new("SMTP has several ports", net => net.Group("sg-endpoint", "tcp 465 from 10.0.0.0/16", "tcp 25 from 10.0.0.0/16").Endpoint("email-smtp"), Compliant),

        new("a server of Transfer Family by the ports of SFTP, and of FTPS with its data",
            net => net.Group("sg-endpoint", "tcp 22 from 10.0.0.0/16", "tcp 2222 from 10.0.0.0/16", "tcp 21 from 10.0.0.0/16", "tcp 8192-8200 from 10.0.0.0/16").Endpoint("transfer.server"), Compliant),

        new("a server of Transfer Family by a range of nothing but its ports", net => net.Group("sg-endpoint", "tcp 21-22 from 10.0.0.0/16", "tcp 2222-2223 from 10.0.0.0/16").Endpoint("transfer.server"), Compliant),

        new("a server of Transfer Family by a range with one port more", net => net.Group("sg-endpoint", "tcp 21-23 from 10.0.0.0/16").Endpoint("transfer.server"),
            NonCompliant, "sg-endpoint lets in more than TCP 22, 2222, 2223, 22000 or 21."),

        new("gateways of Storage Gateway by a range of HTTPS and what is beside it", net => net.Group("sg-endpoint", "tcp 1031-1032 from 10.0.0.0/16").Endpoint("storagegateway"),
            NonCompliant, "sg-endpoint lets in more than TCP 443."),

        new("Keyspaces by the port of drivers, and by that of the SDKs", net => net.Group("sg-endpoint", "tcp 9142 from 10.0.0.0/16", "tcp 443 from 10.0.0.0/16").Endpoint("cassandra"), Compliant),

        new("a server of Transfer Family, and more ports than those of data", net => net.Group("sg-endpoint", "tcp 22 from 10.0.0.0/16", "tcp 8192-8201 from 10.0.0.0/16").Endpoint("transfer.server"),
            NonCompliant, "sg-endpoint lets in more than TCP 22, 2222, 2223, 22000 or 21."),

        new("a server of Transfer Family, and ports below those of data", net => net.Group("sg-endpoint", "tcp 22 from 10.0.0.0/16", "tcp 8191-8200 from 10.0.0.0/16").Endpoint("transfer.server"),
            NonCompliant, "sg-endpoint lets in more than TCP 22, 2222, 2223, 22000 or 21."),

        new("devices of IoT Core by all of their ports", net => net.Group("sg-endpoint", "tcp 8883 from 10.0.0.0/16", "tcp 8443 from 10.0.0.0/16", "tcp 443 from 10.0.0.0/16").Endpoint("iot.data"),
            Compliant),

        new("gateways of Storage Gateway by all of their ports",
            net => net.Group("sg-endpoint", "tcp 443 from 10.0.0.0/16", "tcp 1026-1028 from 10.0.0.0/16", "tcp 1031 from 10.0.0.0/16", "tcp 2222 from 10.0.0.0/16").Endpoint("storagegateway"),
            Compliant),

        new("gateways of Storage Gateway, and ports between theirs", net => net.Group("sg-endpoint", "tcp 443 from 10.0.0.0/16", "tcp 1026-1031 from 10.0.0.0/16").Endpoint("storagegateway"),
            NonCompliant, "sg-endpoint lets in more than TCP 443."),

        new("agents of DataSync by the ports of control", net => net.Group("sg-endpoint", "tcp 443 from 10.0.0.0/16", "tcp 1024-1064 from 10.0.0.0/16").Endpoint("datasync"), Compliant),

        new("agents of DataSync, and one port more", net => net.Group("sg-endpoint", "tcp 443 from 10.0.0.0/16", "tcp 1024-1065 from 10.0.0.0/16").Endpoint("datasync"),
            NonCompliant, "sg-endpoint lets in more than TCP 443."),

        new("agents of DataSync by the port of SSH, which no agent needs at work", net => net.Group("sg-endpoint", "tcp 443 from 10.0.0.0/16", "tcp 22 from 10.0.0.0/16").Endpoint("datasync"),
            NonCompliant, "sg-endpoint lets in more than TCP 443."),

        new("streams of AppStream by their ports", net => net.Group("sg-endpoint", "tcp 443 from 10.0.0.0/16", "tcp 1400-1499 from 10.0.0.0/16").Endpoint("appstream.streaming"), Compliant),

        new("the API of AppStream by the ports of streams", net => net.Group("sg-endpoint", "tcp 443 from 10.0.0.0/16", "tcp 1400-1499 from 10.0.0.0/16").Endpoint("appstream.api"),
            NonCompliant, "sg-endpoint lets in more than TCP 443."),

        new("another service by the ports of data", net => net.Group("sg-endpoint", "tcp 443 from 10.0.0.0/16", "tcp 8192-8200 from 10.0.0.0/16").Endpoint("kms"),
            NonCompliant, "sg-endpoint lets in more than TCP 443."),

        new("SMTP by a port of none of its own", net => net.Group("sg-endpoint", "tcp 587 from 10.0.0.0/16", "tcp 443 from 10.0.0.0/16").Endpoint("email-smtp"),
            NonCompliant, "sg-endpoint lets in more than TCP 587, 465, 25, 2587 or 2465."),

        new("SMTP by a range in which are others than its own", net => net.Group("sg-endpoint", "tcp 465-587 from 10.0.0.0/16").Endpoint("email-smtp"),
            NonCompliant, "sg-endpoint lets in more than TCP 587, 465, 25, 2587 or 2465."),

        new("another provider's service, whose port is not known",
            net => net.Group("sg-endpoint", "tcp 8443 from 10.0.0.0/16").Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1", id: "vpce-1"), Compliant),

        new("another provider's service, open to everybody",
            net => net.Group("sg-endpoint", "tcp 8443 from 0.0.0.0/0").Endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1", id: "vpce-1"),
            NonCompliant, "sg-endpoint lets in 0.0.0.0/0."),

        new("no security group", net => net.Endpoint("logs", endpoint => endpoint with { SecurityGroupIds = [] }), NotApplicable, "It has no security group."),

        new("a gateway endpoint", net => net.Gateway("s3"), NotApplicable, "The rule does not concern endpoints of type Gateway."),

        new("a group that was not recorded", net => net.Endpoint("logs"), Undetermined, "sg-endpoint has not been recorded."),

        new("a group that was not recorded, beside one that is open",
            net => net.Group("sg-1", "tcp 443 from 0.0.0.0/0").Endpoint("logs", endpoint => endpoint with { SecurityGroupIds = ["sg-1", "sg-lost"] }),
            NonCompliant, "sg-1 lets in 0.0.0.0/0."),

        new("a prefix list whose entries were not recorded", net => Draw(net, "tcp 443 from pl-1"), Undetermined, "The entries of pl-1 have not been recorded."),

        new("a VPC that was not recorded", net => net.Group("sg-endpoint", "tcp 443 from 10.0.0.0/16").Endpoint("logs", vpc: "vpc-9"),
            Undetermined, "vpc-9 has not been recorded."),
    ];

    private static NetworkBuilder Draw(NetworkBuilder net, params string[] ingress) => net.Group("sg-endpoint", ingress).Endpoint("logs");
}
