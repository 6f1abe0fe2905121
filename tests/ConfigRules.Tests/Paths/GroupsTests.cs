using System.Net;
using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Tests.Paths;

public sealed class GroupsTests
{
    private static readonly VpcEndpoint Endpoint = new("vpce-1", "vpc-1") { Type = EndpointType.Interface, IpAddressType = "ipv4" };

    private static readonly Sender Sender = new(
        new("subnet-1", "vpc-1") { CidrBlocks = [IPNetwork.Parse("10.0.1.0/24"), IPNetwork.Parse("2001:db8::/64")] },
        [Interface("eni-1", "10.0.1.5"), Interface("eni-2", "10.0.1.200")],
        IsWholeSubnet: true);

    [Fact]
    public void A_subnet_is_refused_on_a_port_that_a_part_of_it_may_use() =>
        Assert.Equal(["subnet-1 (10.0.1.0/24)"], Groups.Refused(Sender, [Of("10.0.1.0/25")], Endpoint));

    [Fact]
    public void A_subnet_is_let_in_by_its_block_or_by_a_group_that_all_in_it_carry()
    {
        Assert.Empty(Groups.Refused(Sender, [Of("10.0.1.0/24")], Endpoint));
        Assert.Empty(Groups.Refused(Sender, [Of("192.0.2.0/24", "sg-workload")], Endpoint));
    }

    [Fact]
    public void An_interface_is_let_in_by_its_addresses_or_by_its_group()
    {
        Assert.Equal(["eni-2"], Groups.Refused(Sender with { IsWholeSubnet = false }, [Of("10.0.1.0/25")], Endpoint));
        Assert.Empty(Groups.Refused(Sender with { IsWholeSubnet = false }, [Of("192.0.2.0/24", "sg-workload")], Endpoint));
    }

    [Fact]
    public void Whoever_gets_in_on_one_port_needs_no_other_but_two_halves_make_no_whole()
    {
        Assert.Empty(Groups.Refused(Sender, [Of("10.0.1.0/25"), Of("10.0.0.0/16")], Endpoint));
        Assert.Empty(Groups.Refused(Sender with { IsWholeSubnet = false }, [Of("10.0.1.0/25"), Of("10.0.1.128/25")], Endpoint));
        Assert.Equal(["subnet-1 (10.0.1.0/24)"], Groups.Refused(Sender, [Of("10.0.1.0/25"), Of("10.0.1.128/25")], Endpoint));
    }

    [Theory]
    [InlineData("sg-1 lets", "sg-1")]
    [InlineData("sg-1 and sg-2 let", "sg-2", "sg-1")]
    public void One_lets_and_several_let(string words, params string[] ids) => Assert.Equal(words, Groups.Let(ids));

    private static Admission Of(string block, params string[] groups) => new([IPNetwork.Parse(block)], [.. groups], []);

    private static NetworkInterface Interface(string id, string address) =>
        new(id, "vpc-1") { SubnetId = "subnet-1", SecurityGroupIds = ["sg-workload"], Addresses = [IPAddress.Parse(address)] };
}
