using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Paths;

public sealed class WorkloadsTests
{
    private static readonly string[] ToNat = ["0.0.0.0/0 -> nat-1"];

    [Fact]
    public void They_are_in_the_subnets_that_send_packets_and_on_the_tables_of_these()
    {
        var (verdict, workloads) = Screen(new NetworkBuilder().Table("rtb-main", ToNat, isMain: true)
            .Subnet("subnet-1").Subnet("subnet-2").Subnet("subnet-3", routes: ToNat).EmptySubnet("subnet-4", routes: ToNat));
        Assert.Null(verdict);
        Assert.Equal(["subnet-1", "subnet-2", "subnet-3"], workloads.Subnets.Select(subnet => subnet.Id));
        Assert.Equal(["rtb-main", "rtb-subnet-3"], workloads.Tables.Select(table => table.Id));
        Assert.Null(workloads.Unrouted);
    }

    [Fact]
    public void They_are_where_a_tag_says() => Assert.Equal(
        ["subnet-2"],
        Screen(new NetworkBuilder().Subnet("subnet-1").EmptySubnet("subnet-2").TagSubnet("subnet-2", "tier", "app"), ("workloadSubnetTag", "tier"))
            .Workloads.Subnets.Select(subnet => subnet.Id));

    [Fact]
    public void A_subnet_whose_table_nobody_recorded_is_named()
    {
        var (_, workloads) = Screen(new NetworkBuilder().Subnet("subnet-1", routes: ToNat).Subnet("subnet-2"));
        Assert.Equal("subnet-2", workloads.Unrouted?.Id);
        Assert.Equal(["rtb-subnet-1"], workloads.Tables.Select(table => table.Id));
    }

    [Fact]
    public void A_VPC_without_any_is_left_alone_unless_it_is_to_be_judged_too()
    {
        Assert.Equal(Verdict.NotApplicable("No workload is in it."), Screen(new NetworkBuilder().EmptySubnet("subnet-1")).Verdict);
        var (verdict, workloads) = Screen(new NetworkBuilder().EmptySubnet("subnet-1"), ("scanUnusedVpcs", "true"));
        Assert.Null(verdict);
        Assert.Empty(workloads.Subnets);
    }

    [Theory]
    [InlineData("rtb-subnet-2 sends 0.0.0.0/0 to nat-1", "52.216.0.0/15 -> nat-2", "0.0.0.0/0 -> nat-1")]
    [InlineData("rtb-subnet-1 sends 0.0.0.0/0 to nat-1", "0.0.0.0/0 -> nat-1", "52.216.0.0/15 -> nat-2")]
    [InlineData("rtb-subnet-2 sends 52.216.0.0/15 to nat-2", "0.0.0.0/0 -> tgw-1", "52.216.0.0/15 -> nat-2")]
    [InlineData(null, "0.0.0.0/0 -> tgw-1", "10.9.0.0/16 -> nat-1 blackhole")]
    public void Their_way_out_is_one_that_certainly_takes_packets_if_some_table_has_such_a_one(string? way, string one, string other)
    {
        var net = new NetworkBuilder().Subnet("subnet-1", routes: [one]).Subnet("subnet-2", routes: [other]);
        Assert.Equal(way, Screen(net).Workloads.WayOut("s3", net.Build())?.ToString());
    }

    [Fact]
    public void They_send_to_a_NAT_gateway_by_the_tables_of_the_subnets_that_they_are_in()
    {
        var network = new NetworkBuilder().Table("rtb-main", ToNat, isMain: true).Subnet("subnet-1").Subnet("subnet-2").EmptySubnet("subnet-3")
            .EmptySubnet("subnet-4", routes: ToNat).TagSubnet("subnet-4", "tier", "app").Subnet("subnet-5", routes: ["0.0.0.0/0 -> nat-2"]).Build();
        Assert.Equal(["rtb-main: subnet-1 subnet-2"], Sending("nat-1"));
        Assert.Equal(["rtb-subnet-4: subnet-4"], Sending("nat-1", ("workloadSubnetTag", "tier")));
        Assert.Empty(Sending("nat-3"));

        IEnumerable<string> Sending(string nat, params (string Name, string Value)[] with) => Workloads
            .SendingTo(new(nat, NetworkBuilder.VpcId), network, Parameters.For(new VpcEndpointBundlesComplete(), with.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))))
            .Select(there => $"{there.Table.Id}: {string.Join(' ', there.Subnets.Select(subnet => subnet.Id))}");
    }

    private static (Verdict? Verdict, Workloads Workloads) Screen(NetworkBuilder net, params (string Name, string Value)[] with)
    {
        var network = net.Build();
        var parameters = Parameters.For(new VpcEndpointBundlesComplete(), with.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        return (Workloads.Screen(network.Find<Vpc>(NetworkBuilder.VpcId)!, network, parameters, out var workloads), workloads);
    }
}
