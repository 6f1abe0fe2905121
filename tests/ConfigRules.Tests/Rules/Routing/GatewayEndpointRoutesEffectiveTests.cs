using ConfigRules.Model;
using ConfigRules.Rules.Routing;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;
using static ConfigRules.Engine.Compliance;

namespace ConfigRules.Tests.Rules.Routing;

public sealed class GatewayEndpointRoutesEffectiveTests
    : RuleTests<GatewayEndpointRoutesEffective, GatewayEndpointRoutesEffectiveTests>, IRuleScenarios
{
    private const string ToS3 = "pl-s3 -> vpce-s3";

    public static IEnumerable<Scenario> Scenarios { get; } =
    [
        new("a route to it, beside a default one", net => Draw(net, ToS3, "0.0.0.0/0 -> nat-1"), Compliant),

        new("a route that is wider than the service's blocks", net => Draw(net, ToS3, "52.216.0.0/14 -> nat-1"), Compliant),

        new("a route to other public addresses", net => Draw(net, ToS3, "52.222.0.0/15 -> nat-1"), Compliant),

        new("a propagated route to the same block, which comes after the list",
            net => Draw(net, table => Propagated(table, "52.216.0.0/15"), ToS3), Compliant),

        new("routes to it in two tables", net => Draw(net, ToS3).Table("rtb-2", [ToS3]), Compliant),

        new("a route to the same block", net => Draw(net, ToS3, "52.216.0.0/15 -> nat-1"), NonCompliant, "rtb-1 sends 52.216.0.0/15 to nat-1."),

        new("a more specific route", net => Draw(net, ToS3, "52.217.8.0/24 -> igw-1"), NonCompliant, "rtb-1 sends 52.217.8.0/24 to igw-1."),

        new("a more specific route that is propagated",
            net => Draw(net, table => Propagated(table, "52.216.0.0/16"), ToS3), NonCompliant, "rtb-1 sends 52.216.0.0/16 to vgw-1."),

        new("a more specific route that is a blackhole", net => Draw(net, ToS3, "52.216.0.0/16 -> eni-firewall blackhole"),
            NonCompliant, "rtb-1 drops 52.216.0.0/16, whose route to eni-firewall is a blackhole."),

        new("two blocks that go elsewhere, in two tables", net => Draw(net, ToS3, "52.216.0.0/15 -> nat-1").Table("rtb-2", [ToS3, "3.5.0.0/20 -> tgw-1"]),
            NonCompliant, "rtb-1 sends 52.216.0.0/15 to nat-1; rtb-2 sends 3.5.0.0/20 to tgw-1."),

        new("a list of one's own with a block of the endpoint's list, of which AWS chooses one at random",
            net => Draw(net, ToS3, "pl-firewall -> tgw-1").PrefixList("pl-firewall", "52.216.0.0/15"),
            Undetermined, "rtb-1 sends the same block by pl-firewall to tgw-1 and by pl-s3 to vpce-s3, of which AWS chooses one at random."),

        new("a list of one's own with a block of the endpoint's list, whose id comes first",
            net => Draw(net, ToS3, "pl-0 -> eni-1").PrefixList("pl-0", "3.5.0.0/19"),
            Undetermined, "rtb-1 sends the same block by pl-0 to eni-1 and by pl-s3 to vpce-s3, of which AWS chooses one at random."),

        new("two lists of one's own with a block of the endpoint's list",
            net => Draw(net, ToS3, "pl-a -> tgw-1", "pl-b -> eni-1").PrefixList("pl-a", "52.216.0.0/15").PrefixList("pl-b", "52.216.0.0/15"),
            Undetermined, "rtb-1 sends the same block by pl-b to eni-1, by pl-a to tgw-1 and by pl-s3 to vpce-s3, of which AWS chooses one at random."),

        new("two lists of one's own with the same more specific block",
            net => Draw(net, ToS3, "pl-a -> tgw-1", "pl-b -> eni-1").PrefixList("pl-a", "52.216.1.0/24").PrefixList("pl-b", "52.216.1.0/24"),
            NonCompliant, "rtb-1 sends the same block by pl-b to eni-1 and by pl-a to tgw-1, of which AWS chooses one at random."),

        new("a list of one's own with a block of the endpoint's list and a more specific one",
            net => Draw(net, ToS3, "pl-firewall -> tgw-1").PrefixList("pl-firewall", "52.216.0.0/15", "3.5.1.0/24"),
            NonCompliant, "rtb-1 sends pl-firewall to tgw-1."),

        new("a list of one's own with a block of the endpoint's list, which a plain route takes before either",
            net => Draw(net, ToS3, "pl-firewall -> tgw-1", "52.216.0.0/15 -> vpce-s3").PrefixList("pl-firewall", "52.216.0.0/15"), Compliant),

        new("another list with a block of the endpoint's list, to the endpoint too",
            net => Draw(net, ToS3, "pl-own -> vpce-s3").PrefixList("pl-own", "52.216.0.0/15"), Compliant),

        new("a list of one's own with wider blocks", net => Draw(net, ToS3, "pl-firewall -> tgw-1").PrefixList("pl-firewall", "52.216.0.0/14"), Compliant),

        new("a list of one's own that is more specific", net => Draw(net, ToS3, "pl-firewall -> tgw-1").PrefixList("pl-firewall", "52.216.1.0/24"),
            NonCompliant, "rtb-1 sends pl-firewall to tgw-1."),

        new("its route a blackhole", net => Draw(net, "pl-s3 -> vpce-s3 blackhole"), NonCompliant, "the route of rtb-1 to it is a blackhole."),

        new("no table", net => List(net.Gateway("s3")), NonCompliant, "No route table has a route to it, so no packet goes through it."),

        new("a table that it names and that has lost its route",
            net => List(net.Table("rtb-1", ["0.0.0.0/0 -> nat-1"]).Gateway("s3", endpoint => endpoint with { RouteTableIds = ["rtb-1"] })),
            NonCompliant, "rtb-1 has no route to it."),

        new("IPv6 blocks that go elsewhere, where the endpoint takes IPv4 alone", net => Both(net, "ipv4"), Compliant),

        new("IPv6 blocks that go elsewhere, where the endpoint takes both", net => Both(net, "dualstack"),
            NonCompliant, "rtb-1 sends 2600:1fa0::/40 to eigw-1."),

        new("IPv6 blocks in a list of their own", net => Apart(net), Compliant),
        new("IPv6 blocks in a list of their own, and a route that takes some of them", net => Apart(net, "2600:1fa0::/40 -> eigw-1"),
            NonCompliant, "rtb-1 sends 2600:1fa0::/40 to eigw-1."),
        new("IPv6 blocks in a list of their own, and a route that takes IPv4 blocks", net => Apart(net, "52.216.0.0/16 -> nat-1"),
            NonCompliant, "rtb-1 sends 52.216.0.0/16 to nat-1."),
        new("IPv6 blocks in a list of their own, to which no route leads", net => List(net).NamedPrefixList("pl-s3-6", "com.amazonaws.eu-west-1.ipv6.s3").PrefixList("pl-s3-6", "2600:1fa0::/39")
                .Gateway("s3", endpoint => endpoint with { IpAddressType = "dualstack", DnsRecordIpType = "dualstack" }).Table("rtb-1", [ToS3, "::/0 -> eigw-1"]),
            NonCompliant, "rtb-1 sends ::/0 to eigw-1."),

        new("a table that was not recorded", net => List(net.Gateway("s3", endpoint => endpoint with { RouteTableIds = ["rtb-9"] })),
            Undetermined, "rtb-9 has not been recorded."),

        new("a table that was not recorded, beside one that leads elsewhere",
            net => List(net.Table("rtb-1", [ToS3, "52.216.0.0/15 -> nat-1"]).Gateway("s3", endpoint => endpoint with { RouteTableIds = ["rtb-1", "rtb-9"] })),
            NonCompliant, "rtb-1 sends 52.216.0.0/15 to nat-1."),

        new("the service's blocks not recorded, and a route that may take some",
            net => net.Gateway("s3").Table("rtb-1", [ToS3, "52.216.0.0/15 -> nat-1"]),
            Undetermined, "rtb-1 sends 52.216.0.0/15 to nat-1, and the addresses of s3 have not been recorded."),

        new("the service's blocks not recorded, where no route can take any",
            net => net.Gateway("s3").Table("rtb-1", [ToS3, "0.0.0.0/0 -> nat-1", "10.0.0.0/8 -> tgw-1", "192.168.0.0/16 -> vgw-1"]), Compliant),

        new("a list of one's own whose entries were not recorded", net => Draw(net, ToS3, "pl-firewall -> tgw-1"),
            Undetermined, "rtb-1 sends pl-firewall, whose entries have not been recorded, to tgw-1."),

        new("an interface endpoint", net => net.Endpoint("logs"), NotApplicable, "The rule does not concern endpoints of type Interface."),

        new("an endpoint that is being deleted", net => net.Gateway("s3", endpoint => endpoint with { State = EndpointState.Deleting }),
            NotApplicable, "The endpoint is deleting and carries no traffic."),
    ];

    private static NetworkBuilder Draw(NetworkBuilder net, params string[] routes) => Draw(net, table => table, routes);

    private static NetworkBuilder Draw(NetworkBuilder net, Func<RouteTable, RouteTable> change, params string[] routes) =>
        List(net.Gateway("s3").Table("rtb-1", routes, change: change));

    private static NetworkBuilder List(NetworkBuilder net) => net
        .NamedPrefixList("pl-s3", "com.amazonaws.eu-west-1.s3").PrefixList("pl-s3", "52.216.0.0/15", "3.5.0.0/19");

    private static RouteTable Propagated(RouteTable table, string block) => table with
    {
        Routes = [.. table.Routes, new(System.Net.IPNetwork.Parse(block), null, RouteTarget.Of("vgw-1")) { IsPropagated = true }],
    };

    private static NetworkBuilder Apart(NetworkBuilder net, params string[] routes) => List(net)
        .NamedPrefixList("pl-s3-6", "com.amazonaws.eu-west-1.ipv6.s3").PrefixList("pl-s3-6", "2600:1fa0::/39")
        .Gateway("s3", endpoint => endpoint with { IpAddressType = "dualstack", DnsRecordIpType = "dualstack" })
        .Table("rtb-1", [ToS3, "pl-s3-6 -> vpce-s3", .. routes]);

    private static NetworkBuilder Both(NetworkBuilder net, string type) => net
        .NamedPrefixList("pl-s3", "com.amazonaws.eu-west-1.s3").PrefixList("pl-s3", "52.216.0.0/15", "2600:1fa0::/39")
        .Gateway("s3", endpoint => endpoint with { IpAddressType = type }).Table("rtb-1", [ToS3, "2600:1fa0::/40 -> eigw-1"]);
}
