using System.Net.Sockets;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Paths;

public sealed class RouteChoiceTests
{
    [Theory]
    [InlineData("0.0.0.0/0 -> nat-1", true)]
    [InlineData("::/0 -> nat-1", true)]
    [InlineData("0.0.0.0/0 -> nat-1 blackhole", false)]
    [InlineData("0.0.0.0/0 -> igw-1", false)]
    [InlineData("10.9.0.0/16 -> nat-1", false)]
    public void A_table_leads_to_NAT_by_an_active_default_route(string route, bool leads) =>
        Assert.Equal(leads, RouteChoice.LeadsToNat(Table([route]).Table));

    [Theory]
    [InlineData("0.0.0.0/0 -> nat-1", "rtb-1 sends 0.0.0.0/0 to nat-1")]
    [InlineData("0.0.0.0/0 -> igw-1", "rtb-1 sends 0.0.0.0/0 to igw-1")]
    [InlineData("52.216.0.0/15 -> nat-1", "rtb-1 sends 52.216.0.0/15 to nat-1")]
    [InlineData("0.0.0.0/0 -> nat-1 blackhole", null)]
    [InlineData("0.0.0.0/0 -> tgw-1", null)]
    [InlineData("198.51.100.0/24 -> nat-1", null)]
    [InlineData("pl-s3 -> vpce-s3", null)]
    [InlineData("::/0 -> nat-1", null)]
    public void A_services_packets_go_out_into_the_internet_by_a_route_that_takes_some_of_its_addresses(string route, string? way)
    {
        var (network, table) = Table([route], recorded: true);
        var found = WayOut(table, network);
        Assert.Equal(way, found?.ToString());
        Assert.True(found?.IsCertain ?? true);
    }

    [Theory]
    [InlineData("0.0.0.0/0 -> nat-1", true)]
    [InlineData("52.216.0.0/15 -> nat-1", false)]
    public void Where_the_services_addresses_were_not_recorded_a_default_route_alone_is_certain(string route, bool isCertain)
    {
        var (network, table) = Table([route]);
        Assert.Equal(isCertain, WayOut(table, network)?.IsCertain);
    }

    [Fact]
    public void What_is_certain_is_told_before_what_may_be()
    {
        var (network, table) = Table(["52.216.0.0/15 -> nat-1", "0.0.0.0/0 -> igw-1"]);
        Assert.Equal("rtb-1 sends 0.0.0.0/0 to igw-1", WayOut(table, network)?.ToString());
    }

    [Fact]
    public void Tables_lead_to_a_NAT_gateway_by_a_route_that_carries_packets()
    {
        var network = new NetworkBuilder().Table("rtb-1", ["10.9.0.0/16 -> nat-1"]).Table("rtb-2", ["0.0.0.0/0 -> nat-1 blackhole"])
            .Table("rtb-3", ["0.0.0.0/0 -> nat-2"]).Table("rtb-4", ["0.0.0.0/0 -> nat-1"]).Table("rtb-5", ["0.0.0.0/0 -> nat-1"], vpc: "vpc-2").Build();
        Assert.Equal(["rtb-1", "rtb-4"], RouteChoice.TablesTo(new("nat-1", NetworkBuilder.VpcId), network).Select(table => table.Id));
    }

    [Theory]
    [InlineData("0.0.0.0/0 -> nat-1", true, true)]
    [InlineData("0.0.0.0/0 -> nat-1", false, true)]
    [InlineData("52.216.0.0/15 -> nat-1", true, true)]
    [InlineData("52.216.0.0/15 -> nat-1", false, null)]
    [InlineData("198.51.100.0/24 -> nat-1", true, false)]
    [InlineData("198.51.100.0/24 -> nat-1", false, null)]
    [InlineData("pl-other -> nat-1", true, null)]
    [InlineData("pl-other -> nat-1 blackhole", true, false)]
    [InlineData("pl-other -> nat-2", true, false)]
    [InlineData("0.0.0.0/0 -> nat-1|pl-other -> nat-2", true, null)]
    [InlineData("0.0.0.0/0 -> nat-1|pl-other -> nat-1", true, true)]
    [InlineData("0.0.0.0/0 -> nat-1 blackhole", true, false)]
    [InlineData("0.0.0.0/0 -> nat-2", true, false)]
    public void A_table_sends_a_services_packets_to_a_target_that_a_route_gives_some_of_its_addresses(string route, bool recorded, bool? sends)
    {
        var (network, table) = Table(route.Split('|'), recorded);
        var s3 = Resolver.PublicTarget("s3", AddressFamily.InterNetwork, network)!;
        Assert.Equal(sends, RouteChoice.SendsTo("nat-1", s3, RouteChoice.Split(table, s3, network)));
    }

    private static WayOut? WayOut(RouteTable table, Network network) =>
        new Workloads(new(table.VpcId), [new("subnet-1", table.VpcId)], [table]).WayOut("s3", network);

    private static (Network Network, RouteTable Table) Table(string[] routes, bool recorded = false)
    {
        var net = new NetworkBuilder().Table("rtb-1", routes, subnets: ["subnet-1"]).Gateway("s3");
        if (recorded)
            net.NamedPrefixList("pl-s3", "com.amazonaws.eu-west-1.s3").PrefixList("pl-s3", "52.216.0.0/14");
        var network = net.Build();
        return (network, network.Find<RouteTable>("rtb-1")!);
    }
}
