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
        var found = RouteChoice.WayOut("s3", table, network);
        Assert.Equal(way, found?.ToString());
        Assert.True(found?.IsCertain ?? true);
    }

    [Theory]
    [InlineData("0.0.0.0/0 -> nat-1", true)]
    [InlineData("52.216.0.0/15 -> nat-1", false)]
    public void Where_the_services_addresses_were_not_recorded_a_default_route_alone_is_certain(string route, bool isCertain)
    {
        var (network, table) = Table([route]);
        Assert.Equal(isCertain, RouteChoice.WayOut("s3", table, network)?.IsCertain);
    }

    [Fact]
    public void What_is_certain_is_told_before_what_may_be()
    {
        var (network, table) = Table(["52.216.0.0/15 -> nat-1", "0.0.0.0/0 -> igw-1"]);
        Assert.Equal("rtb-1 sends 0.0.0.0/0 to igw-1", RouteChoice.WayOut("s3", table, network)?.ToString());
    }

    private static (Network Network, RouteTable Table) Table(string[] routes, bool recorded = false)
    {
        var net = new NetworkBuilder().Table("rtb-1", routes).Gateway("s3");
        if (recorded)
            net.NamedPrefixList("pl-s3", "com.amazonaws.eu-west-1.s3").PrefixList("pl-s3", "52.216.0.0/14");
        var network = net.Build();
        return (network, network.Find<RouteTable>("rtb-1")!);
    }
}
