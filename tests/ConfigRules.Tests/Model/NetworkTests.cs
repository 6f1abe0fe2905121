using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Model;

public sealed class NetworkTests
{
    [Fact]
    public void A_subnet_uses_its_own_table_before_the_main_one()
    {
        var network = new NetworkBuilder().Table("rtb-main", [], isMain: true)
            .Subnet("subnet-own", routes: []).Subnet("subnet-bare").Build();
        Assert.Equal("rtb-subnet-own", network.RouteTableFor(network.Find<Subnet>("subnet-own")!)?.Id);
        Assert.Equal("rtb-main", network.RouteTableFor(network.Find<Subnet>("subnet-bare")!)?.Id);
        Assert.Equal(["subnet-bare"], network.SubnetsOn(network.Find<RouteTable>("rtb-main")!).Select(subnet => subnet.Id));
    }

    [Fact]
    public void A_subnet_without_a_recorded_table_uses_none_of_another_VPC()
    {
        var network = new NetworkBuilder().OtherVpc("vpc-2").Table("rtb-2", [], isMain: true, vpc: "vpc-2").Subnet("subnet-1").Build();
        Assert.Null(network.RouteTableFor(network.Find<Subnet>("subnet-1")!));
    }

    [Fact]
    public void Workloads_are_where_an_interface_is_that_is_not_part_of_the_network_itself()
    {
        var network = new NetworkBuilder()
            .Subnet("subnet-task")
            .EmptySubnet("subnet-empty")
            .EmptySubnet("subnet-nat").Interface("eni-nat", "subnet-nat", type: "nat_gateway")
            .EmptySubnet("subnet-elb").Interface("eni-elb", "subnet-elb", description: "ELB app/web/1")
            .EmptySubnet("subnet-lambda").Interface("eni-lambda", "subnet-lambda", type: "lambda")
            .Build();
        Assert.Equal(["subnet-lambda", "subnet-task"], network.WorkloadSubnetsOf("vpc-1").Select(subnet => subnet.Id));
    }

    [Fact]
    public void The_part_of_one_VPC_holds_that_VPC_alone_and_knows_the_same_kinds()
    {
        var whole = new NetworkBuilder().OtherVpc("vpc-2").Endpoint("sts").Endpoint("sts", id: "vpce-2", vpc: "vpc-2")
            .Without(FactKind.Subnets).Build();
        var part = whole.Within(new Scope.OfVpcs(["vpc-2", "vpc-gone"]));
        Assert.Equal(["vpc-2"], part.All<Vpc>().Select(vpc => vpc.Id));
        Assert.Equal(["vpce-2"], part.All<VpcEndpoint>().Select(endpoint => endpoint.Id));
        Assert.Equal((whole.AccountId, whole.Region), (part.AccountId, part.Region));
        Assert.All(Enum.GetValues<FactKind>(), kind => Assert.Equal(whole.Has(kind), part.Has(kind)));
        Assert.Same(whole, whole.Within(Scope.Region));
    }

    [Fact]
    public void Groups_admit_together_what_each_admits_alone_and_deleted_peers_nothing()
    {
        var admission = new NetworkBuilder()
            .Group("sg-a", "tcp 443 from 10.0.0.0/24", "tcp 80 from 0.0.0.0/0", "tcp 443 from stale-sg-gone")
            .Group("sg-b", "tcp 400-500 from sg-app", "tcp 443 from pl-unread")
            .Build().AdmissionOf(["sg-a", "sg-b", "sg-unrecorded"], 443);
        Assert.Equal(["10.0.0.0/24"], admission.Blocks.Select(block => block.ToString()));
        Assert.Equal(["sg-app"], admission.Groups);
        Assert.Equal(["pl-unread"], admission.UnreadPrefixLists);
    }
}
