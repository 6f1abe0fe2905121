using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules.Routing;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Routing;

public sealed class NatGatewayFreeOfEndpointTrafficTests
    : RuleTests<NatGatewayFreeOfEndpointTraffic, NatGatewayFreeOfEndpointTrafficTests>, IRuleScenarios
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Both = ["0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3", "pl-ddb -> vpce-dynamodb"];

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("gateway routes for both services beside the default one", net => Lists(Draw(net, Both)), Compliant),

        new("gateway routes for both services, whose addresses were not recorded", net => Draw(net, Both), Compliant),

        new("the default route alone", net => Lists(Draw(net, "0.0.0.0/0 -> nat-1")),
            NonCompliant, "It carries s3 packets of rtb-subnet-1 and dynamodb packets of rtb-subnet-1."),

        new("the default route alone, and no addresses recorded", net => Draw(net, "0.0.0.0/0 -> nat-1"),
            NonCompliant, "It carries s3 packets of rtb-subnet-1 and dynamodb packets of rtb-subnet-1."),

        new("no gateway route for one of them", net => Lists(Draw(net, "0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3")),
            NonCompliant, "It carries dynamodb packets of rtb-subnet-1."),

        new("no gateway route for one of them, which does not count", net => Lists(Draw(net, "0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3")),
            Compliant) { With = [("services", "s3")] },

        new("a more specific route beside the gateway's", net => Lists(Draw(net, [.. Both, "52.217.0.0/16 -> nat-1"])),
            NonCompliant, "It carries s3 packets of rtb-subnet-1."),

        new("a list of one's own with a block of the service's list, of which AWS chooses one at random",
            net => Lists(Draw(net, [.. Both, "pl-own -> nat-1"])).PrefixList("pl-own", "52.216.0.0/15"),
            Undetermined, "rtb-subnet-1 sends the same block by pl-own to nat-1 and by pl-s3 to vpce-s3, of which AWS chooses one at random."),

        new("a more specific route to addresses of nobody", net => Lists(Draw(net, [.. Both, "54.0.0.0/8 -> nat-1"])), Compliant),

        new("a gateway route that is a blackhole, which drops and does not leak",
            net => Lists(Draw(net, "0.0.0.0/0 -> nat-1", "pl-s3 -> vpce-s3 blackhole", "pl-ddb -> vpce-dynamodb")), Compliant),

        new("one of two tables", net => Lists(Draw(net, Both)).Subnet("subnet-2", "10.0.2.0/24", ["0.0.0.0/0 -> nat-1", Both[2]]),
            NonCompliant, "It carries s3 packets of rtb-subnet-2."),

        new("a table of another NAT gateway", net => Lists(Draw(net, Both)).Subnet("subnet-2", "10.0.2.0/24", ["0.0.0.0/0 -> nat-2"]), Compliant) { Of = "nat-1" },

        new("a more specific route, and no addresses recorded", net => Draw(net, [.. Both, "52.217.0.0/16 -> nat-1"]),
            Undetermined, "rtb-subnet-1 sends addresses to it of which some may be those of s3, which have not been recorded."),

        new("clients of IPv6 alone, whom DNS64 sends to the NAT gateway", net => Six(Lists(Draw(net, Both))),
            NonCompliant, "It carries s3 packets of rtb-subnet-6 by NAT64 and dynamodb packets of rtb-subnet-6 by NAT64."),
        new("clients of IPv6 alone, whom DNS64 sends to the NAT gateway, and no addresses recorded", net => Six(Draw(net, Both)),
            NonCompliant, "It carries s3 packets of rtb-subnet-6 by NAT64 and dynamodb packets of rtb-subnet-6 by NAT64."),
        new("clients of IPv6 alone, in a subnet without DNS64", net => Six(Lists(Draw(net, Both)), hasDns64: false), Compliant),
        new("clients of IPv6 alone, and a default route of IPv4, which no packet of theirs takes",
            net => Nat(net).EmptySubnet("subnet-6", "2001:db8:0:6::/64", ["0.0.0.0/0 -> nat-1", "::/0 -> eigw-1"])
                .Interface("eni-6", "subnet-6", address: "2001:db8:0:6::20"), Compliant),
        new("clients of both families, who prefer the addresses that DNS64 makes", net => Six(Lists(Draw(net, Both)), addresses: ["10.0.6.20", "2001:db8:0:6::20"]),
            NonCompliant, "It carries s3 packets of rtb-subnet-6 by NAT64 and dynamodb packets of rtb-subnet-6 by NAT64."),
        new("clients of both families, in a subnet without DNS64", net => Six(Lists(Draw(net, Both)), hasDns64: false, addresses: ["10.0.6.20", "2001:db8:0:6::20"]), Compliant),
        new("clients of IPv4 alone, in a subnet with DNS64", net => Six(Lists(Draw(net, Both)), addresses: ["10.0.6.20"]), Compliant),
        new("a route for each half of the internet, and no addresses recorded", net => Draw(net, "0.0.0.0/1 -> nat-1", "128.0.0.0/1 -> nat-1", "pl-s3 -> vpce-s3", "pl-ddb -> vpce-dynamodb"), Compliant),
        new("clients of IPv6 alone, and names with IPv6 addresses of their own",
            net => Six(Lists(Nat(net).Gateway("s3", DualStack).Subnet("subnet-1", routes: Both))), Compliant) { With = [("services", "s3")] },
        new("clients of IPv6 alone, whom DNS64 sends to another NAT gateway", net => Six(Lists(Draw(net, Both)), routes: ["64:ff9b::/96 -> nat-2"]), Compliant),
        new("clients of IPv6 alone, of whose packets a part goes to the NAT gateway",
            net => Six(Lists(Draw(net, Both)), routes: ["64:ff9b::/96 -> nat-2", "64:ff9b::305:0/112 -> nat-1"]),
            NonCompliant, "It carries s3 packets of rtb-subnet-6 by NAT64."),
        new("clients of IPv6 alone, of whose packets a part goes to the NAT gateway, and no addresses recorded",
            net => Six(Draw(net, Both), routes: ["64:ff9b::/96 -> nat-2", "64:ff9b::305:0/112 -> nat-1"]),
            Undetermined, "rtb-subnet-6 by NAT64 sends addresses to it of which some may be those of s3, which have not been recorded."),

        new("an S3 interface endpoint, whose private DNS answers in the VPC", net => S3Inside(net), Compliant),
        new("an S3 interface endpoint without private DNS", net => S3Inside(net, endpoint => endpoint with { PrivateDnsEnabled = false }),
            NonCompliant, "It carries s3 packets of rtb-subnet-1."),
        new("an S3 interface endpoint whose private DNS is for networks outside alone", net => S3Inside(net, endpoint => endpoint with { PrivateDnsOnlyForInboundResolver = true }),
            NonCompliant, "It carries s3 packets of rtb-subnet-1."),
        new("an S3 interface endpoint, in a VPC without DNS hostnames", net => S3Inside(net).Dns(hostnames: false),
            NonCompliant, "It carries s3 packets of rtb-subnet-1."),
        new("an S3 interface endpoint, in a VPC whose attributes have not been recorded", net => S3Inside(net).Vpc(vpc => vpc with { Dns = null }),
            Undetermined, "Whether names of s3 resolve to its interface endpoint hangs on attributes of vpc-1 that have not been recorded."),

        new("a service that has to have an interface endpoint, and has one", net => Logs(net).Endpoint("logs"), Compliant) { With = [("interfaceServices", "logs")] },
        new("a service that has to have an interface endpoint, and has one of both families, whose addresses are the VPC's",
            net => Logs(net).Endpoint("logs", endpoint => endpoint with { IpAddressType = "dualstack", DnsRecordIpType = "dualstack" }), Compliant) { With = [("interfaceServices", "logs")] },
        new("a list of which no entries were recorded, and which may have the service's",
            net => Lists(Draw(net, ["0.0.0.0/0 -> nat-1", "pl-other -> tgw-1"])),
            Undetermined, "rtb-subnet-1 sends pl-other, whose entries have not been recorded, to tgw-1."),
        new("a service that has to have an interface endpoint, and has none", net => Logs(net),
            NonCompliant, "It carries logs packets of rtb-subnet-1.") { With = [("interfaceServices", "logs")] },
        new("a service that has to have an interface endpoint, and has none, where a hosted zone leads to one of another VPC",
            net => Logs(net).OtherVpc("vpc-2").Zone("logs.eu-west-1.amazonaws.com", ["logs.eu-west-1.amazonaws.com A 10.2.0.9"]),
            Compliant) { With = [("interfaceServices", "logs")] },
        new("a service that has to have an interface endpoint, and zones that have not been recorded",
            net => Logs(net).Endpoint("logs").Without(FactKind.HostedZones),
            Undetermined, "What logs resolves to is not known: HostedZones have not been recorded.") { With = [("interfaceServices", "logs")] },
        new("a service that has to have an interface endpoint, and whose names have not been recorded", net => Lists(Draw(net, Both)).Dhcp("AmazonProvidedDNS"),
            Undetermined, "What names logs has, has not been recorded.") { With = [("interfaceServices", "logs")] },

        new("a hundred gigabytes, of which a hundred are not grave", net => Sent(Leaking(net), (29, 60e9), (1, 40e9)),
            NonCompliant, "It carries s3 packets of rtb-subnet-1; in 30 days it sent 100 GB in all.") { With = [("graveGigabytes", "100")] },
        new("a byte more", net => Sent(Leaking(net), (29, 60e9), (1, 40e9 + 1)),
            NonCompliant, "It carries s3 packets of rtb-subnet-1; in 30 days it sent 100 GB in all.") { With = [("graveGigabytes", "100")], Severity = Severity.High },
        new("terabytes, of which nobody asked", net => Sent(Leaking(net), (1, 40e12)), NonCompliant, "It carries s3 packets of rtb-subnet-1."),
        new("terabytes before the thirty days", net => Sent(Leaking(net), (32, 40e12)),
            NonCompliant, "It carries s3 packets of rtb-subnet-1; in 30 days it sent 0 GB in all.") { With = [("graveGigabytes", "100")] },
        new("bytes that were asked for, and have not been recorded", Leaking,
            NonCompliant, "It carries s3 packets of rtb-subnet-1.") { With = [("graveGigabytes", "100")] },
        new("bytes of which CloudWatch has told a part", net => Sent(Leaking(net), isWhole: false, (1, 40e12)),
            NonCompliant, "It carries s3 packets of rtb-subnet-1.") { With = [("graveGigabytes", "100")] },
        new("bytes of a network of which nobody knows when it was recorded", net => Sent(Leaking(net), (1, 40e12)).With(facts => facts.RecordedAt = null),
            NonCompliant, "It carries s3 packets of rtb-subnet-1.") { With = [("graveGigabytes", "100")] },
        new("terabytes to other destinations", net => Sent(Lists(Draw(net, Both)), (1, 40e12)), Compliant) { With = [("graveGigabytes", "100")] },

        new("a table of which no workload's subnet is", net => Nat(net).EmptySubnet("subnet-1", routes: ["0.0.0.0/0 -> nat-1"]),
            NotApplicable, "No workload's route table sends packets to it."),

        new("a default route that is a blackhole", net => Draw(net, "0.0.0.0/0 -> nat-1 blackhole"),
            NotApplicable, "No workload's route table sends packets to it."),

        new("a private NAT gateway that leads to other networks alone", net => Onward(net, "10.0.0.0/8 -> tgw-1"),
            NotApplicable, "It is private and leads to no public address."),

        new("a private NAT gateway, and an internet gateway, which drops what comes from there", net => Onward(net, "0.0.0.0/0 -> igw-1"),
            NotApplicable, "It is private and leads to no public address."),

        new("a private NAT gateway, whose default route is a blackhole", net => Onward(net, "0.0.0.0/0 -> tgw-1 blackhole"),
            NotApplicable, "It is private and leads to no public address."),

        new("a private NAT gateway that leads to the internet of a hub", net => Onward(net, "0.0.0.0/0 -> tgw-1"), NonCompliant, "It carries s3 packets of rtb-subnet-1."),

        new("a private NAT gateway that leads on to public addresses of a partner's alone", net => Onward(net, "203.0.113.0/24 -> tgw-1"), Compliant),

        new("a private NAT gateway whose table has not been recorded", net => Leaking(net).With(facts => facts.NatGateways[0] = facts.NatGateways[0] with { Connectivity = Connectivity.Private }),
            Undetermined, "The route table of nat-1 has not been recorded."),

        new("a NAT gateway that is deleted", net => Nat(net, nat => nat with { State = NatGatewayState.Deleted }),
            NotApplicable, "It is deleted and carries no traffic."),

        new("a NAT gateway in a state from a later day", net => Nat(net, nat => nat with { State = NatGatewayState.Unknown }),
            Undetermined, "Its state is none that this version knows."),
    ];

    private static NetworkBuilder Leaking(NetworkBuilder net) => Lists(Draw(net, Both[0], Both[2]));

    /// <summary>A private NAT gateway, in a subnet whose table has the route.</summary>
    private static NetworkBuilder Onward(NetworkBuilder net, string route) => Leaking(net).EmptySubnet("subnet-nat", "10.0.9.0/24", ["10.0.0.0/16 -> local", route])
        .With(facts => facts.NatGateways[0] = facts.NatGateways[0] with { Connectivity = Connectivity.Private, SubnetId = "subnet-nat" });

    private static NetworkBuilder Sent(NetworkBuilder net, params (double DaysAgo, double Bytes)[] days) => Sent(net, isWhole: true, days);

    private static NetworkBuilder Sent(NetworkBuilder net, bool isWhole, params (double DaysAgo, double Bytes)[] days) => net.With(facts =>
    {
        facts.RecordedAt = Now;
        facts.Traffic.Add(new("nat-1") { IsWhole = isWhole, ByDay = [.. days.Select(day => new DayOfTraffic(Now - TimeSpan.FromDays(day.DaysAgo), day.Bytes))] });
    });

    private static NetworkBuilder Draw(NetworkBuilder net, params string[] routes) =>
        Nat(net).Gateway("s3").Gateway("dynamodb").Subnet("subnet-1", routes: routes);

    /// <summary>A subnet with clients, by default of IPv6 alone, whose packets for IPv4 addresses DNS64 has translated.</summary>
    private static NetworkBuilder Six(NetworkBuilder net, bool hasDns64 = true, string[]? addresses = null, string[]? routes = null) => net
        .EmptySubnet("subnet-6", "2001:db8:0:6::/64", ["pl-s3 -> vpce-s3", "pl-ddb -> vpce-dynamodb", .. routes is null or [] ? ["64:ff9b::/96 -> nat-1"] : routes])
        .ChangeSubnet("subnet-6", subnet => subnet with { HasDns64 = hasDns64 })
        .Interface("eni-6", "subnet-6", change: one => one with { Addresses = [.. (addresses ?? ["2001:db8:0:6::20"]).Select(System.Net.IPAddress.Parse)] });

    private static VpcEndpoint DualStack(VpcEndpoint gateway) => gateway with { IpAddressType = "dualstack", DnsRecordIpType = "dualstack" };

    private static NetworkBuilder Nat(NetworkBuilder net, Func<NatGateway, NatGateway>? change = null)
    {
        var nat = new NatGateway("nat-1", "vpc-1") { OwnerId = NetworkBuilder.Account };
        return net.With(facts => facts.NatGateways.Add(change is null ? nat : change(nat)));
    }

    private static NetworkBuilder Logs(NetworkBuilder net) => Lists(Draw(net, Both)).Offers("logs").Dhcp("AmazonProvidedDNS");

    /// <summary>An S3 endpoint of which no route tells.</summary>
    private static NetworkBuilder S3Inside(NetworkBuilder net, Func<VpcEndpoint, VpcEndpoint>? change = null) =>
        Lists(Nat(net).Endpoint("s3", change).Gateway("dynamodb").Subnet("subnet-1", routes: [Both[0], Both[2]]));

    private static NetworkBuilder Lists(NetworkBuilder net) => net
        .NamedPrefixList("pl-s3", "com.amazonaws.eu-west-1.s3").PrefixList("pl-s3", "52.216.0.0/15", "3.5.0.0/19")
        .NamedPrefixList("pl-ddb", "com.amazonaws.eu-west-1.dynamodb").PrefixList("pl-ddb", "52.94.0.0/22");
}
