using System.Net;
using System.Net.Sockets;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Model;

public sealed class SubnetTests
{
    private const string Ipv4 = "10.0.1.0/24";
    private const string Ipv6 = "2001:db8:0:1::/64";
    private const string Both = $"{Ipv4},{Ipv6}";

    [Theory]
    [InlineData("ipv4", Ipv4)]
    [InlineData("ipv4", Both)]
    [InlineData("ipv4", Ipv6, SubnetMisfit.LacksIpv4)]
    [InlineData("dualstack", Both)]
    [InlineData("dualstack", Ipv4, SubnetMisfit.LacksIpv6)]
    [InlineData("dualstack", Ipv6, SubnetMisfit.LacksIpv4)]
    [InlineData("dualstack", "", SubnetMisfit.LacksIpv4, SubnetMisfit.LacksIpv6)]
    [InlineData("ipv6", Ipv6)]
    [InlineData("ipv6", Both, SubnetMisfit.HasIpv4)]
    [InlineData("ipv6", Ipv4, SubnetMisfit.LacksIpv6, SubnetMisfit.HasIpv4)]
    public void Takes_endpoints_whose_addresses_are_of_its_blocks(string type, string blocks, params SubnetMisfit[] misfits) =>
        Assert.Equal(misfits, Of(blocks).MisfitsFor(type));

    [Fact]
    public void Has_the_families_of_its_blocks()
    {
        Assert.True(Of(Both).Has(AddressFamily.InterNetworkV6));
        Assert.False(Of(Ipv4).Has(AddressFamily.InterNetworkV6));
        Assert.False(Of("").Has(AddressFamily.InterNetwork));
    }

    [Fact]
    public void Those_that_do_not_fit_an_endpoint_are_told_by_what_is_wrong_with_them_and_those_not_recorded_are_left_out()
    {
        var network = new NetworkBuilder().EmptySubnet("subnet-1", Ipv4).EmptySubnet("subnet-2", Both).EmptySubnet("subnet-3", Ipv4).EmptySubnet("subnet-4", Ipv6)
            .Endpoint("sqs", endpoint => endpoint with { IpAddressType = "ipv6", SubnetIds = ["subnet-3", "subnet-9", "subnet-4", "subnet-2", "subnet-1"] }).Build();
        Assert.Equal(
            ["LacksIpv6: subnet-1 subnet-3", "HasIpv4: subnet-1 subnet-2 subnet-3"],
            network.UnfitSubnetsOf(network.All<VpcEndpoint>()[0]).Select(unfit => $"{unfit.Key}: {string.Join(' ', unfit)}"));
    }

    private static Subnet Of(string blocks) => new("subnet-1", "vpc-1")
    {
        CidrBlocks = [.. blocks.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPNetwork.Parse)],
    };
}
