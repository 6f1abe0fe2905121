using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
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
    public void The_endpoint_nearest_to_a_service_is_one_of_the_own_region_whatever_its_type_and_state()
    {
        var network = new NetworkBuilder().OtherVpc("vpc-2").OtherVpc("vpc-3")
            .Endpoint("com.amazonaws.us-east-1.kms", id: "vpce-1").Gateway("kms", endpoint => endpoint with { State = EndpointState.Failed }, "vpce-2")
            .Endpoint("com.amazonaws.us-east-1.kms", id: "vpce-3", vpc: "vpc-2").Endpoint("kms-data", id: "vpce-4", vpc: "vpc-3").Build();
        Assert.Equal("vpce-2", network.NearestTo("kms", "vpc-1")?.Id);
        Assert.Equal("vpce-3", network.NearestTo("kms", "vpc-2")?.Id);
        Assert.Null(network.NearestTo("kms", "vpc-3"));
    }

    [Fact]
    public void An_endpoint_of_a_type_or_state_from_a_later_day_is_not_understood()
    {
        var network = new NetworkBuilder().OtherVpc("vpc-2").Endpoint("kms", id: "vpce-1")
            .Endpoint("sqs", endpoint => endpoint with { State = EndpointState.Unknown }, "vpce-2")
            .Endpoint("sts", endpoint => endpoint with { Type = EndpointType.Unknown }, "vpce-3")
            .Endpoint("com.amazonaws.us-east-1.kms", endpoint => endpoint with { State = EndpointState.Unknown }, "vpce-4").Build();
        Assert.Equal(
            [null, "vpce-2", "vpce-3", null],
            [.. from asked in new[] { ("kms", "vpc-1"), ("sqs", "vpc-1"), ("sts", "vpc-1"), ("sqs", "vpc-2") } select network.NotUnderstoodTo(asked.Item1, asked.Item2)?.Id]);
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

    /// <summary>The kinds that EC2 has, and the descriptions that AWS's services write.</summary>
    [Theory]
    [InlineData("interface", "", true)]
    [InlineData("interface", "arn:aws:ecs:eu-west-1:111111111111:attachment/1", true)]
    [InlineData("interface", "aws-K8S-i-0123456789abcdef0", true)]
    [InlineData("interface", "RDSNetworkInterface", true)]
    [InlineData("interface", "Attached to Glue using role: arn:aws:iam::111111111111:role/glue", true)]
    [InlineData("interface", "a server behind ELB app/web/1", true)]
    [InlineData("lambda", "AWS Lambda VPC ENI-orders-0123", true)]
    [InlineData("trunk", "ECS trunk", true)]
    [InlineData("branch", "aws-k8s-branch-eni", true)]
    [InlineData("efa", "", true)]
    [InlineData("evs", "", true)]
    [InlineData("quicksight", "", true)]
    [InlineData("iot_rules_managed", "", true)]
    [InlineData("aws_codestar_connections_managed", "", true)]
    [InlineData("a_kind_of_a_later_day", "", true)]
    [InlineData("efa-only", "", false)]
    [InlineData("vpc_endpoint", "VPC Endpoint Interface vpce-078221a1e27d1ea5b", false)]
    [InlineData("interface", "VPC Endpoint Interface vpce-0d8ddce4be80e4474", false)]
    [InlineData("interface", "VPC Endpoint Interface: vpce-0f00567fa8477a1e6", false)]
    [InlineData("interface", "Resource Gateway Interface rgw-0bba03f3d56060135", false)]
    [InlineData("gateway_load_balancer_endpoint", "VPC Endpoint Interface vpce-1 of a firewall", false)]
    [InlineData("nat_gateway", "Interface for NAT Gateway nat-1", false)]
    [InlineData("interface", "Interface for NAT Gateway nat-1", false)]
    [InlineData("transit_gateway", "Network Interface for Transit Gateway Attachment tgw-attach-1", false)]
    [InlineData("interface", "Network Interface for Transit Gateway Attachment tgw-attach-1", false)]
    [InlineData("load_balancer", "", false)]
    [InlineData("interface", "ELB app/web/1", false)]
    [InlineData("network_load_balancer", "ELB net/web/1", false)]
    [InlineData("gateway_load_balancer", "ELB gwy/web/1", false)]
    [InlineData("api_gateway_managed", "", false)]
    [InlineData("global_accelerator_managed", "", false)]
    [InlineData("ec2_instance_connect_endpoint", "", false)]
    [InlineData("interface", "Route 53 Resolver: rslvr-in-1:rni-1", false)]
    [InlineData("interface", "Route 53 Resolver: rslvr-out-1:rni-1", false)]
    [InlineData("interface", "EFS mount target for fs-1 (fsmt-1)", false)]
    [InlineData("efs", "", false)]
    public void A_workload_opens_connections_and_does_not_just_forward_or_answer(string type, string description, bool isWorkload) =>
        Assert.Equal(isWorkload, new NetworkInterface("eni-1", "vpc-1") { InterfaceType = type, Description = description }.IsWorkload);

    [Fact]
    public void An_interface_that_is_not_in_use_is_nobodys_workload() =>
        Assert.False(new NetworkInterface("eni-1", "vpc-1") { InterfaceType = "lambda", IsInUse = false }.IsWorkload);

    [Fact]
    public void An_interface_that_load_balancing_asked_for_is_no_workload() =>
        Assert.False(new NetworkInterface("eni-1", "vpc-1") { RequesterId = "amazon-elb" }.IsWorkload);

    [Fact]
    public void The_table_of_a_subnet_is_found_by_the_subnets_id_too()
    {
        var network = new NetworkBuilder().EmptySubnet("subnet-1", routes: ["0.0.0.0/0 -> nat-1"]).EmptySubnet("subnet-2").Build();
        Assert.Equal("rtb-subnet-1", network.RouteTableFor("subnet-1")?.Id);
        Assert.Null(network.RouteTableFor("subnet-2"));
        Assert.Null(network.RouteTableFor("subnet-lost"));
    }

    [Fact]
    public void Packets_go_through_endpoints_that_are_available_and_of_the_type_that_is_asked_for()
    {
        var network = new NetworkBuilder().Endpoint("s3", id: "vpce-1").Endpoint("s3-fips", e => e with { State = EndpointState.Partial }, id: "vpce-2")
            .Endpoint("s3", e => e with { State = EndpointState.Failed }, id: "vpce-3").Gateway("s3", id: "vpce-4").Endpoint("sqs", id: "vpce-5").Build();
        Assert.Equal(["vpce-1", "vpce-2"], network.InterfaceEndpointsTo("s3", NetworkBuilder.VpcId).Select(endpoint => endpoint.Id));
        Assert.Equal(["vpce-4"], network.GatewaysTo("s3", NetworkBuilder.VpcId).Select(endpoint => endpoint.Id));
    }

    [Theory]
    [InlineData("eu-west-1", "vpce-1,vpce-2,vpce-4")]
    [InlineData("us-east-1", "vpce-3,vpce-4")]
    [InlineData(null, "vpce-1,vpce-2,vpce-3,vpce-4")]
    public void An_endpoint_leads_to_a_service_of_its_own_region_unless_it_says_another(string? region, string endpoints)
    {
        var network = new NetworkBuilder().Endpoint("ecr.api", id: "vpce-1").Endpoint("ecr.api-fips", id: "vpce-2")
            .Endpoint("com.amazonaws.us-east-1.ecr.api", e => e with { ServiceRegion = "us-east-1" }, id: "vpce-3")
            .Endpoint("com.amazonaws.iam", e => e with { ServiceRegion = "us-east-1" }, id: "vpce-4")
            .Endpoint("ecr.dkr", id: "vpce-5").Region(region).Build();
        Assert.Equal(
            endpoints.Split(','),
            network.EndpointsTo("ecr.api", "vpc-1").Concat(network.EndpointsTo("iam", "vpc-1")).Select(endpoint => endpoint.Id));
        Assert.Empty(network.EndpointsTo("ecr.api", "vpc-2"));
    }

    [Theory]
    [InlineData("ecr.api", true)]
    [InlineData("ecr.dkr", false)]
    [InlineData("s3", true)]
    public void A_list_of_what_a_region_offers_tells_what_it_does_not(string service, bool isOffered) => Assert.Equal(
        isOffered, new NetworkBuilder().OffersOnly("ecr.api").ListsOnly("com.amazonaws.us-east-1.ecr.dkr").Build().Offers(service));

    [Fact]
    public void A_list_of_some_services_does_not_tell_what_else_is_offered() =>
        Assert.True(new NetworkBuilder().ListsOnly("s3", "ecr.api").Build().Offers("ecr.dkr"));

    [Fact]
    public void The_entries_of_a_prefix_list_are_kept_whichever_command_is_read_last()
    {
        var before = new NetworkBuilder().PrefixList("pl-1", "10.0.0.0/8").NamedPrefixList("pl-1", "mine").Build().Find<PrefixList>("pl-1")!;
        var after = new NetworkBuilder().NamedPrefixList("pl-1", "mine").PrefixList("pl-1", "10.0.0.0/8").Build().Find<PrefixList>("pl-1")!;
        Assert.All([before, after], list => Assert.Equal(("mine", "10.0.0.0/8"), (list.Name, Assert.Single(list.Blocks!.Value).ToString())));
    }

    [Fact]
    public void A_prefix_list_without_entries_lets_nobody_in_that_is_known()
    {
        var network = new NetworkBuilder().NamedPrefixList("pl-1", "mine").Group("sg-1", "tcp 443 from pl-1").Build();
        Assert.Equal(["pl-1"], Groups.WhoGetsIn(["sg-1"], 443, network).UnreadPrefixLists);
    }

    [Theory]
    [InlineData("pl-s3 -> vpce-s3", "vpce-s3")]
    [InlineData("pl-s3 -> vpce-s3 blackhole", null)]
    [InlineData("pl-s3 -> nat-1", null)]
    [InlineData("pl-s3 -> vpce-other", null)]
    [InlineData("52.216.0.0/15 -> nat-1", null)]
    public void A_gateway_endpoint_is_reached_by_its_route_and_by_nothing_else(string route, string? reached)
    {
        var network = new NetworkBuilder().Gateway("s3", e => e with { RouteTableIds = ["rtb-subnet-1"] }).Gateway("dynamodb", id: "vpce-other")
            .Subnet("subnet-1", routes: [route]).Build();
        var table = network.Find<RouteTable>("rtb-subnet-1")!;
        Assert.Equal(reached, RouteChoice.GatewayFor("s3", table, network)?.Id);
    }

    [Fact]
    public void A_route_that_is_filtered_carries_nothing()
    {
        var network = new NetworkBuilder().Gateway("s3")
            .Table("rtb-1", ["pl-s3 -> vpce-s3"], change: t => t with { Routes = [t.Routes[0] with { State = RouteState.Filtered }] }).Build();
        Assert.Null(RouteChoice.GatewayFor("s3", network.Find<RouteTable>("rtb-1")!, network));
    }

    [Theory]
    [InlineData("eu-west-1", "aws")]
    [InlineData("mx-central-1", "aws")]
    [InlineData("cn-north-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    [InlineData("us-iso-east-1", "aws-iso")]
    [InlineData("us-isob-east-1", "aws-iso-b")]
    [InlineData("eu-isoe-west-1", "aws-iso-e")]
    [InlineData("us-isof-south-1", "aws-iso-f")]
    [InlineData("eusc-de-east-1", "aws-eusc")]
    [InlineData(null, "aws")]
    public void The_partition_is_that_of_the_region(string? region, string partition) =>
        Assert.Equal(partition, new NetworkBuilder().Region(region).Build().Partition);

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
    public void What_nobody_recorded_can_be_taken_as_not_there()
    {
        var recorded = new NetworkBuilder().Subnet("subnet-1").Without(FactKind.NetworkAcls).Without(FactKind.DhcpOptions).Without(FactKind.HostedZones).Build();
        var whole = recorded.TakenAsWhole(FactKind.NetworkAcls, FactKind.DhcpOptions, FactKind.Subnets);
        Assert.True(whole.Has(FactKind.NetworkAcls) && whole.Has(FactKind.DhcpOptions));
        Assert.False(whole.Has(FactKind.HostedZones));
        Assert.Equal(recorded.All<Subnet>(), whole.All<Subnet>());
        Assert.Equal(recorded.All<NetworkInterface>(), whole.All<NetworkInterface>());
        var subnet = whole.Find<Subnet>("subnet-1")!;
        Assert.Equal(["False True", "False True", "True True", "True True"], whole.AclFor(subnet)!.Entries.Select(entry => $"{entry.IsEgress} {entry.Allows}").Order());
        Assert.Equal(["AmazonProvidedDNS"], whole.Find<DhcpOptions>(whole.Find<Vpc>("vpc-1")!.DhcpOptionsId!)!.DomainNameServers);
    }

    [Fact]
    public void What_was_recorded_is_not_replaced_by_what_AWS_makes()
    {
        var whole = new NetworkBuilder().Subnet("subnet-1").Build();
        var acl = whole.AclFor(whole.Find<Subnet>("subnet-1")!);
        Assert.Equal(acl, whole.TakenAsWhole(FactKind.NetworkAcls).AclFor(whole.Find<Subnet>("subnet-1")!));
    }

    [Fact]
    public void Groups_admit_together_what_each_admits_alone_and_deleted_peers_nothing()
    {
        var admission = Groups.WhoGetsIn(["sg-a", "sg-b", "sg-unrecorded"], 443, new NetworkBuilder()
            .Group("sg-a", "tcp 443 from 10.0.0.0/24", "tcp 80 from 0.0.0.0/0", "tcp 443 from stale-sg-gone")
            .Group("sg-b", "tcp 400-500 from sg-app", "tcp 443 from pl-unread")
            .Build());
        Assert.Equal(["10.0.0.0/24"], admission.Blocks.Select(block => block.ToString()));
        Assert.Equal(["sg-app"], admission.Groups);
        Assert.Equal(["pl-unread"], admission.UnreadPrefixLists);
    }

    [Fact]
    public void Siblings_of_an_endpoint_lead_from_its_VPC_to_the_same_service_in_the_same_way()
    {
        var network = new NetworkBuilder().Endpoint("s3", id: "vpce-1").Endpoint("s3", id: "vpce-3").Endpoint("s3", id: "vpce-2", change: e => e with { State = EndpointState.Partial })
            .Endpoint("s3", id: "vpce-dead", change: e => e with { State = EndpointState.Failed })
            .Gateway("s3", id: "vpce-gateway").Endpoint("s3-fips", id: "vpce-fips").Endpoint("com.amazonaws.us-east-1.s3", id: "vpce-far")
            .Endpoint("sqs", id: "vpce-sqs").Endpoint("s3", id: "vpce-other", vpc: "vpc-2").Build();
        Assert.Equal(["vpce-2", "vpce-3"], network.SiblingsOf(network.Find<VpcEndpoint>("vpce-1")!).Select(endpoint => endpoint.Id));
        Assert.Empty(network.SiblingsOf(network.Find<VpcEndpoint>("vpce-gateway")!));
    }

    [Theory]
    [InlineData(true, true, 3.5)]
    [InlineData(false, true, null)]
    [InlineData(true, false, null)]
    public void A_NAT_gateway_has_sent_what_it_did_in_the_last_days_in_the_gigabytes_of_the_bill(bool isWhole, bool isDated, double? gigabytes)
    {
        var now = DateTimeOffset.UnixEpoch + TimeSpan.FromDays(1000);
        var network = new NetworkBuilder().With(facts =>
        {
            facts.RecordedAt = isDated ? now : null;
            facts.Traffic.Add(new("nat-1") { IsWhole = isWhole, ByDay = [new(now - TimeSpan.FromDays(40), 8e9), new(now - TimeSpan.FromDays(29), 2e9), new(now - TimeSpan.FromDays(1), 1.5e9)] });
        }).Build();
        Assert.Equal(gigabytes, network.GigabytesSentBy(new("nat-1", NetworkBuilder.VpcId), days: 30));
        Assert.Null(network.GigabytesSentBy(new("nat-2", NetworkBuilder.VpcId), days: 30));
    }
}
