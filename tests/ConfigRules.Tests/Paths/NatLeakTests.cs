using System.Net;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Paths;

public sealed class NatLeakTests
{
    [Fact]
    public void A_table_that_sends_a_services_addresses_to_the_NAT_gateway_leaks() => Assert.Equal(
        [new NatLeak("s3", "rtb-subnet-1", null)], Of(new("s3"), "0.0.0.0/0 -> nat-1"));

    [Theory]
    [InlineData("0.0.0.0/0 -> nat-2")]
    [InlineData("0.0.0.0/0 -> nat-1|pl-s3 -> vpce-s3")]
    public void One_that_sends_them_elsewhere_does_not(string routes) => Assert.Empty(Of(new("s3"), routes));

    [Fact]
    public void What_is_in_doubt_about_its_names_is_so_about_its_packets() => Assert.Equal(
        [new NatLeak("s3", "rtb-subnet-1", "Who knows.")], Of(new("s3", "Who knows."), "0.0.0.0/0 -> nat-1"));

    [Theory]
    [InlineData("pl-other -> nat-1", "rtb-subnet-1 sends addresses to it of which some may be those of s3, which have not been recorded.")]
    [InlineData("0.0.0.0/0 -> nat-1|pl-other -> tgw-1", "rtb-subnet-1 sends pl-other, whose entries have not been recorded, to tgw-1.")]
    [InlineData(
        "pl-one -> nat-1|pl-two -> tgw-1",
        "rtb-subnet-1 sends the same block by pl-one to nat-1 and by pl-two to tgw-1, of which AWS chooses one at random.")]
    public void Why_routes_do_not_tell_is_said(string routes, string doubt) =>
        Assert.Equal(doubt, Assert.Single(Of(new("s3"), routes)).Doubt);

    [Fact]
    public void What_DNS64_makes_of_the_addresses_leaks_by_a_way_of_its_own() => Assert.Equal(
        ["rtb-subnet-1", "rtb-subnet-1 by NAT64"],
        Of(new("s3"), "0.0.0.0/0 -> nat-1|64:ff9b::/96 -> nat-1", net => net
            .ChangeSubnet("subnet-1", subnet => subnet with { HasDns64 = true }).Interface("eni-6", "subnet-1", address: "2001:db8::6")).Select(leak => leak.Way));

    private static NatLeak[] Of(PublicAnswer asked, string routes, Func<NetworkBuilder, NetworkBuilder>? change = null)
    {
        var net = new NetworkBuilder().Subnet("subnet-1", "10.0.1.0/24,2001:db8::/64", routes.Split('|')).Gateway("s3")
            .PrefixList("pl-one", "52.216.0.0/15").PrefixList("pl-two", "52.216.0.0/15")
            .With(facts => facts.PrefixLists.Add(new("pl-s3") { Name = "com.amazonaws.eu-west-1.s3", Blocks = [IPNetwork.Parse("52.216.0.0/15")] }));
        var network = (change?.Invoke(net) ?? net).Build();
        return [.. NatLeak.Of(asked, new("nat-1", NetworkBuilder.VpcId), [(network.Find<RouteTable>("rtb-subnet-1")!, [network.Find<Subnet>("subnet-1")!])], network)];
    }
}
