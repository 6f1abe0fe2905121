using Amazon.Organizations;
using Amazon.Runtime;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Rules;
using ConfigRules.Testing;

namespace ConfigRules.Aws.Tests;

/// <summary>A network that is built through EC2's own calls, and read back.</summary>
public sealed class MotoTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    /// <summary>Of which moto knows nothing, or nothing here.</summary>
    private static readonly FactKind[] Unknown =
    [
        FactKind.Organization, FactKind.VpcBlockPublicAccessOptions, FactKind.VpcBlockPublicAccessExclusions, FactKind.FirewallRuleGroupAssociations, FactKind.FirewallRules,
        FactKind.FirewallDomainLists, FactKind.ProfileAssociations, FactKind.ProfileResourceAssociations,
    ];

    [Fact]
    public async Task A_network_is_read_as_it_was_built()
    {
        using var ec2 = Doubles.Ec2(moto.Url, new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"));
        var built = await Topology.BuildAsync(ec2, Cancellation);
        var account = Doubles.Accounts(moto.Url).Find(Doubles.Key with { AccountId = "123456789012" });
        var network = (await account.ReadNetworkAsync(
            [.. Enum.GetValues<FactKind>().Except(Unknown)], new Scope.OfVpcs([built.Vpc]), Cancellation)).Whole;

        var vpc = Assert.Single(network.All<Vpc>());
        Assert.Equal((built.Vpc, "10.7.0.0/16", vpc.CidrBlocks.Single(), new DnsAttributes(true, false)), (vpc.Id, vpc.CidrBlocks.Single().ToString(), vpc.PrimaryBlock, vpc.Dns));
        Assert.Equal("shop", vpc.Tags["Name"]);
        Assert.Equal([("10.7.1.0/24", "eu-west-1a"), ("10.7.2.0/24", "eu-west-1b")],
            network.All<Subnet>().Select(subnet => (subnet.CidrBlocks.Single().ToString(), subnet.AvailabilityZone!)).Order());

        var table = network.RouteTableFor(network.Find<Subnet>(built.SubnetA)!)!;
        Assert.Equal(built.Table, table.Id);
        Assert.Equal(built.Gateway, RouteChoice.GatewayFor("s3", table, network)!.Id);
        Assert.Contains(table.Routes, route => route.IsDefault && route.Target.Kind is RouteTargetKind.NatGateway);
        Assert.True(network.RouteTableFor(network.Find<Subnet>(built.SubnetB)!)!.IsMain);

        var endpoint = network.Find<VpcEndpoint>(built.Interface)!;
        Assert.Equal(
            (EndpointType.Interface, EndpointState.Available, "sts", true, "sg"),
            (endpoint.Type, endpoint.State, endpoint.Service.Service, endpoint.PrivateDnsEnabled, endpoint.SecurityGroupIds.Single()[..2]));
        Assert.Equal([built.SubnetA], endpoint.SubnetIds);

        var admission = Groups.WhoGetsIn([built.Group], 443, network);
        Assert.Equal(["10.7.1.0/24", "192.168.0.0/16"], admission.Blocks.Select(block => block.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal([built.Group], admission.Groups);
        Assert.Contains(network.All<ServiceDetail>(), service => service.Id == "com.amazonaws.eu-west-1.sts");
        Assert.True(network.Offers("sts"));
        Assert.False(network.Offers("no-such-service"));
        Assert.Equal(built.SubnetA, Assert.Single(network.WorkloadSubnetsOf(built.Vpc)).Id);
        Assert.Single(network.All<NatGateway>());
        Assert.NotEmpty(network.All<SecurityGroup>());
        Assert.NotEmpty(network.All<RouteTable>());
        var acl = Assert.Single(network.All<NetworkAcl>());
        Assert.True(acl.IsDefault);
        Assert.Contains(acl.Entries, entry => entry is { IsEgress: true, Allows: true, Protocol: "-1" });
    }

    [Fact]
    public async Task What_stands_behind_an_endpoint_service_is_read_as_it_was_built()
    {
        var (succeeded, output) = PythonTools.Run(
            """
            import sys, boto3
            keys = dict(region_name="eu-west-1", endpoint_url=sys.argv[1], aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="secret")
            ec2, elb = boto3.client("ec2", **keys), boto3.client("elbv2", **keys)
            vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
            subnets = [ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.9.{n}.0/24", AvailabilityZone=f"eu-west-1{z}")["Subnet"]["SubnetId"] for n, z in ((1, "a"), (2, "b"))]
            balancer = elb.create_load_balancer(Name="orders", Type="network", Scheme="internal", Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
            elb.modify_load_balancer_attributes(LoadBalancerArn=balancer, Attributes=[dict(Key="load_balancing.cross_zone.enabled", Value="true")])
            group = elb.create_target_group(Name="orders", Protocol="TCP", Port=8443, VpcId=vpc, TargetType="ip")["TargetGroups"][0]["TargetGroupArn"]
            elb.create_listener(LoadBalancerArn=balancer, Protocol="TCP", Port=443, DefaultActions=[dict(Type="forward", TargetGroupArn=group)])
            elb.register_targets(TargetGroupArn=group, Targets=[dict(Id="10.9.1.20", Port=8443)])
            print(ec2.create_vpc_endpoint_service_configuration(NetworkLoadBalancerArns=[balancer])["ServiceConfiguration"]["ServiceId"])
            """,
            moto.Url);
        Assert.True(succeeded, output);
        var account = Doubles.Accounts(moto.Url).Find(Doubles.Key with { AccountId = "123456789012" });
        var rule = RuleCatalog.Find("endpoint-service-resilient")!;
        var network = (await account.ReadNetworkAsync([.. rule.Info.Reads, .. rule.Info.ReadsWhereRecorded], new Scope.OfEndpointServices([output.Trim()]), Cancellation)).Whole;

        var balancer = Assert.Single(network.All<LoadBalancer>());
        Assert.Equal((LoadBalancerState.Active, CrossZone.On, "ipv4"), (balancer.State, balancer.CrossZone, balancer.IpAddressType));
        Assert.Equal(["eu-west-1a", "eu-west-1b"], balancer.Zones.Order(StringComparer.Ordinal));
        var listener = Assert.Single(network.ListenersOf(balancer));
        Assert.Equal("TCP 443", listener.Name);
        Assert.Equal("10.9.1.20", Assert.Single(Assert.Single(network.TargetGroupsOf(listener))!.Targets!.Value).Id);
        Assert.Equal("", Assert.Single(rule.Evaluate(network, Parameters.None)).Verdict.Reason);
    }

    [Fact]
    public async Task The_rules_judge_what_was_built()
    {
        using var ec2 = Doubles.Ec2(moto.Url);
        var built = await Topology.BuildAsync(ec2, Cancellation);
        var account = Doubles.Accounts(moto.Url).Find(Doubles.Key with { AccountId = "123456789012" });
        var rule = RuleCatalog.Find("vpc-dns-supports-private-endpoints")!;
        Assert.Equal("enableDnsHostnames is off, so in this VPC the names of sts do not resolve to the endpoints.", await Judge());

        await ec2.ModifyVpcAttributeAsync(new() { VpcId = built.Vpc, EnableDnsHostnames = true }, Cancellation);
        Assert.Equal("", await Judge());

        async Task<string> Judge()
        {
            var network = (await account.ReadNetworkAsync(rule.Info.Reads, new Scope.OfVpcs([built.Vpc]), Cancellation)).Whole;
            return Assert.Single(rule.Evaluate(network, Parameters.None)).Verdict.Reason;
        }
    }

    [Fact]
    public async Task A_role_is_assumed_in_each_account_and_sees_that_account_alone()
    {
        var accounts = Doubles.Accounts(moto.Url);
        var first = Doubles.Key with { AccountId = "444455556666", RoleName = "config/ConfigRulesMember" };
        var second = first with { AccountId = "777788889999" };
        var account = accounts.Find(first);
        Assert.Same(account, accounts.Find(first));
        var defaults = (await account.ReadNetworkAsync([FactKind.Vpcs], Scope.Region, Cancellation)).Whole;
        var others = (await accounts.Find(second).ReadNetworkAsync([FactKind.Vpcs], Scope.Region, Cancellation)).Whole;
        Assert.Equal(["444455556666"], defaults.All<Vpc>().Select(vpc => vpc.OwnerId).Distinct());
        Assert.Equal(["777788889999"], others.All<Vpc>().Select(vpc => vpc.OwnerId).Distinct());
        Assert.Equal("444455556666", defaults.AccountId);
    }

    [Fact]
    public async Task Credentials_know_whose_they_are()
    {
        var key = await Doubles.Accounts(moto.Url).IdentifyAsync("eu-west-1", Cancellation);
        Assert.Equal(new("aws", "123456789012", "eu-west-1"), key);
    }

    [Fact]
    public async Task An_organization_is_read_as_it_was_built()
    {
        var (succeeded, output) = PythonTools.Run(
            """
            import sys, boto3
            organizations = boto3.client("organizations", region_name="us-east-1", endpoint_url=sys.argv[1],
                                         aws_access_key_id="AKIAIOSFODNN7EXAMPLE", aws_secret_access_key="secret")
            organizations.create_organization(FeatureSet="ALL")
            root = organizations.list_roots()["Roots"][0]["Id"]
            workloads = organizations.create_organizational_unit(ParentId=root, Name="Workloads")["OrganizationalUnit"]["Id"]
            production = organizations.create_organizational_unit(ParentId=workloads, Name="Production")["OrganizationalUnit"]["Id"]
            for name in ("Shop", "Old shop"):
                account = organizations.create_account(AccountName=name, Email="a@example.com")["CreateAccountStatus"]["AccountId"]
                organizations.move_account(AccountId=account, SourceParentId=root, DestinationParentId=production)
                if name == "Old shop":
                    organizations.close_account(AccountId=account)
            print(organizations.describe_organization()["Organization"]["Id"])
            """,
            moto.Url);
        Assert.True(succeeded, output);

        using var organizations = new AmazonOrganizationsClient(
            new BasicAWSCredentials(Doubles.AccessKey, "secret"), new AmazonOrganizationsConfig { ServiceURL = moto.Url, AuthenticationRegion = "us-east-1" });
        Assert.Equal(output.Trim(), (await organizations.DescribeOrganizationAsync(new(), Cancellation)).Organization.Id);

        var accounts = await Doubles.Accounts(Doubles.Nowhere, organizations: moto.Url).FindOrganization("us-east-1").ReadAccountsAsync(Cancellation);
        Assert.Equal(
            [("Old shop", "Workloads/Production", true), ("Shop", "Workloads/Production", false), ("master", "", false)],
            accounts.Select(account => (account.Name, account.Unit, account.IsSuspended)).OrderBy(account => account.Name, StringComparer.Ordinal));
    }
}
