using System.Net;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Model;

public sealed class NetworkGroupsTests
{
    private static readonly SecurityGroup Open = new("sg-open", NetworkBuilder.VpcId)
    {
        Egress = [new() { Protocol = "-1", Blocks = [IPNetwork.Parse("0.0.0.0/0")] }],
    };

    private static readonly GroupRule Rule = new()
    {
        Protocol = "-1",
        Blocks = [IPNetwork.Parse("10.0.1.0/24")],
        PrefixListIds = ["pl-2", "pl-lost", "pl-1"],
    };

    [Fact]
    public void Workloads_carry_a_group_in_its_VPC()
    {
        var network = new NetworkBuilder().Interface("eni-2", "subnet-1", group: "sg-open").Interface("eni-1", "subnet-2", group: "sg-open")
            .Interface("eni-3", "subnet-1", "nat_gateway", group: "sg-open").Interface("eni-4", "subnet-1", group: "sg-other")
            .Interface("eni-5", "subnet-9", group: "sg-open", vpc: "vpc-9").Build();
        Assert.Equal(["eni-1", "eni-2"], network.WorkloadsThatCarry(Open).Select(one => one.Id));
    }

    [Fact]
    public void Groups_of_an_endpoint_that_were_not_recorded_are_told_in_order() => Assert.Equal(
        ["sg-1", "sg-3"],
        new NetworkBuilder().Group("sg-2", "tcp 443 from 10.0.0.0/16").Build()
            .LostGroupsOf(new("vpce-1", NetworkBuilder.VpcId) { SecurityGroupIds = ["sg-3", "sg-2", "sg-1"] }));

    [Theory]
    [InlineData("10.0.1.5", true)]
    [InlineData("2001:db8::5", false)]
    public void A_group_need_not_let_out_what_nobody_speaks(string address, bool letsEverythingOut) => Assert.Equal(
        letsEverythingOut, new NetworkBuilder().Interface("eni-1", "subnet-1", group: "sg-open", address: address).Build().LetsEverythingOut(Open));

    [Fact]
    public void A_rules_blocks_are_those_of_its_lists_too_as_far_as_they_were_recorded() => Assert.Equal(
        ["10.0.1.0/24", "10.2.0.0/16", "10.1.0.0/16"],
        new NetworkBuilder().PrefixList("pl-1", "10.1.0.0/16").PrefixList("pl-2", "10.2.0.0/16").Build().BlocksOf(Rule).Select(block => block.ToString()));

    [Fact]
    public void A_group_lets_in_blocks_beyond_others_of_which_a_part_is_in_none_of_them() => Assert.Equal(
        ["10.0.0.0/15", "192.0.2.0/24", "2001:db8::/64"],
        new NetworkBuilder().PrefixList("pl-1", "192.0.2.0/24", "10.0.1.0/24").Build().BlocksBeyond(
            [IPNetwork.Parse("10.0.0.0/17"), IPNetwork.Parse("10.0.128.0/17"), IPNetwork.Parse("2001:db8:1::/48")],
            new("sg-1", NetworkBuilder.VpcId)
            {
                Ingress =
                [
                    new() { Protocol = "-1", Blocks = [.. "10.0.0.0/16 10.0.0.0/15 2001:db8::/64 2001:db8:1::/64".Split(' ').Select(IPNetwork.Parse)] },
                    new() { Protocol = "tcp", PrefixListIds = ["pl-1"], Blocks = [IPNetwork.Parse("10.0.0.0/15")] },
                ],
            }));

    [Fact]
    public void Lists_that_were_not_recorded_are_told_once_and_in_order() => Assert.Equal(
        ["pl-2", "pl-lost"],
        new NetworkBuilder().PrefixList("pl-1", "10.1.0.0/16").NamedPrefixList("pl-2", "office").Build().UnreadListsOf([Rule, Rule]));

    [Theory]
    [InlineData("10.0.1.0/24", "", null, true)]
    [InlineData("10.0.0.0/15", "", null, false)]
    [InlineData("10.0.1.0/24", "pl-1", null, false)]
    [InlineData("10.0.1.0/24", "", NetworkBuilder.VpcId, true)]
    [InlineData("10.0.1.0/24", "", "vpc-peer", false)]
    public void A_rule_lets_in_a_VPC_alone_by_its_blocks_and_groups(string block, string list, string? groupsVpc, bool letsInOnly)
    {
        var rule = new GroupRule
        {
            Protocol = "-1",
            Blocks = [IPNetwork.Parse(block)],
            PrefixListIds = list is "" ? [] : [list],
            Groups = [new("sg-1", groupsVpc)],
        };
        var vpc = new Vpc(NetworkBuilder.VpcId) { CidrBlocks = [IPNetwork.Parse("10.0.0.0/16")] };
        Assert.Equal(letsInOnly, new NetworkBuilder().PrefixList("pl-1", "10.9.0.0/16").Build().LetsInOnly(vpc, rule));
    }
}
