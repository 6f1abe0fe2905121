using System.Net;
using System.Net.Sockets;
using ConfigRules.Model;

namespace ConfigRules.Tests.Model;

public sealed class SecurityGroupTests
{
    [Theory]
    [InlineData("-1", "0.0.0.0/0", true, false)]
    [InlineData("-1", "::/0", false, true)]
    [InlineData("-1", "0.0.0.0/0 ::/0", true, true)]
    [InlineData("-1", "10.0.0.0/8", false, false)]
    [InlineData("tcp", "0.0.0.0/0", false, false)]
    public void Lets_everything_of_a_family_out_by_all_protocols_and_addresses(string protocol, string blocks, bool ipv4, bool ipv6)
    {
        var group = new SecurityGroup("sg-1", "vpc-1") { Egress = [new() { Protocol = protocol, Blocks = [.. blocks.Split(' ').Select(IPNetwork.Parse)] }] };
        Assert.Equal((ipv4, ipv6), (group.LetsEverythingOut(AddressFamily.InterNetwork), group.LetsEverythingOut(AddressFamily.InterNetworkV6)));
    }

    [Theory]
    [InlineData("icmp", true)]
    [InlineData("icmpv6", true)]
    [InlineData("1", true)]
    [InlineData("58", true)]
    [InlineData("tcp", false)]
    [InlineData("-1", false)]
    public void A_rule_may_be_about_messages_of_the_network(string protocol, bool isIcmp) =>
        Assert.Equal(isIcmp, new GroupRule { Protocol = protocol }.IsIcmp);
}
