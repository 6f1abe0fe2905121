using ConfigRules.Engine;

namespace ConfigRules.Remediation.Tests;

public sealed class VpcEndpointSpansWorkloadZonesTests(Cloud cloud) : RemediationTests(cloud)
{
    private readonly Dictionary<string, string> _parameters = [];

    protected override string Rule => "vpc-endpoint-spans-workload-zones";

    protected override string ResourceParameter => "EndpointId";

    protected override string Gone => "vpce-0123456789abcdef0";

    protected override string[] Changes => ["ec2:ModifyVpcEndpoint"];

    // The endpoint itself and its neighbours were read before.
    protected override (string Action, int Occasion) Verification => ("ec2:DescribeVpcEndpoints", 3);

    protected override IEnumerable<KeyValuePair<string, string>> RuleParameters => _parameters;

    /// <summary>Workloads in two zones, and an interface in one of them.</summary>
    protected override async Task<Subject> BuildAsync() => (await ZonedAsync()).Subject;

    [Fact]
    public async Task Says_where_it_will_be_and_that_it_is_billed()
    {
        var (subject, there) = await ZonedAsync();

        var run = Run(subject, ("DryRun", "true"));

        Assert.Equal($"It will get an interface in eu-west-1b ({there}), each billed by the hour.", run.Outputs["Decide.Reason"]);
        Assert.Equal($"""["{there}"]""", run.Outputs["Decide.SubnetIds"]);
    }

    [Fact]
    public async Task Takes_the_subnet_where_other_endpoints_are()
    {
        var (subject, _) = await ZonedAsync();
        var shared = await SubnetAsync(subject.VpcId!, "10.7.9.0/24", "eu-west-1b");
        await InterfaceEndpointAsync(subject.VpcId!, shared, "logs");

        var run = Run(subject);

        Assert.Equal($"""["{shared}"]""", run.Outputs["Decide.SubnetIds"]);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Fact]
    public async Task Takes_the_subnet_of_workloads_before_an_empty_one()
    {
        var (subject, there) = await ZonedAsync();
        await SubnetAsync(subject.VpcId!, "10.7.9.0/24", "eu-west-1b");

        Assert.Equal($"""["{there}"]""", Run(subject).Outputs["Decide.SubnetIds"]);
    }

    [Fact]
    public async Task Leaves_an_unclear_choice_to_a_person()
    {
        var (subject, there) = await ZonedAsync();
        var other = await SubnetAsync(subject.VpcId!, "10.7.9.0/24", "eu-west-1b");
        await WorkloadAsync(other);

        var run = Run(subject);

        Assert.Equal([$"Decide: In eu-west-1b it could be {string.Join(", ", new[] { there, other }.Order(StringComparer.Ordinal))}; SubnetIds can name one."], run.Failures);
        Assert.Empty(Mutations());
        Assert.Equal($"""["{other}"]""", Run(subject, ("SubnetIds", other)).Outputs["Decide.SubnetIds"]);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Fact]
    public async Task Puts_no_endpoint_where_an_internet_gateway_leads()
    {
        var (subject, there) = await ZonedAsync();
        var gateway = (await Ec2.CreateInternetGatewayAsync(new(), Cancellation)).InternetGateway.InternetGatewayId;
        await Ec2.AttachInternetGatewayAsync(new() { VpcId = subject.VpcId, InternetGatewayId = gateway }, Cancellation);
        var table = await RouteTableAsync(subject.VpcId!, there);
        await Ec2.CreateRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = "0.0.0.0/0", GatewayId = gateway }, Cancellation);

        var run = Run(subject);

        Assert.Equal(["Decide: No private subnet of eu-west-1b has an address free for it."], run.Failures);
        Assert.Empty(Mutations());
        var quiet = await SubnetAsync(subject.VpcId!, "10.7.9.0/24", "eu-west-1b");
        Assert.Equal($"""["{quiet}"]""", Run(subject).Outputs["Decide.SubnetIds"]);
    }

    [Theory]
    [InlineData("dualstack")]
    [InlineData("ipv6")]
    public async Task Takes_a_subnet_that_has_the_endpoint_s_families(string type)
    {
        var (subject, _) = await ZonedAsync();
        Aws.IpAddressTypes[subject.ResourceId] = type;
        Assert.Equal(["Decide: No private subnet of eu-west-1b has an address free for it."], Run(subject).Failures);

        var other = await SubnetAsync(subject.VpcId!, "10.7.9.0/24", "eu-west-1b");
        await Ec2.AssociateSubnetCidrBlockAsync(new() { SubnetId = other, Ipv6CidrBlock = "2001:db8:7:9::/64" }, Cancellation);

        Assert.Equal($"""["{other}"]""", Run(subject).Outputs["Decide.SubnetIds"]);
    }

    /// <summary>One zone more is asked for, and no workload tells which.</summary>
    [Fact]
    public async Task Takes_a_zone_for_the_number_s_sake_where_only_one_is_left()
    {
        var vpc = await VpcAsync();
        var here = await SubnetAsync(vpc, "10.7.1.0/24", "eu-west-1a");
        await WorkloadAsync(here);
        var second = await SubnetAsync(vpc, "10.7.2.0/24", "eu-west-1b");
        var subject = new Subject(vpc, await InterfaceEndpointAsync(vpc, here, "sts"));
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));
        Assert.Equal($"""["{second}"]""", Run(subject, ("DryRun", "true")).Outputs["Decide.SubnetIds"]);
        Assert.Equal("Nothing", Run(subject, ("MinAvailabilityZones", "1")).Outputs["Decide.Outcome"]);

        var third = await SubnetAsync(vpc, "10.7.3.0/24", "eu-west-1c");
        Assert.Equal(["Decide: It has to be in 1 more of eu-west-1b, eu-west-1c; SubnetIds can name subnets of those."], Run(subject).Failures);
        Assert.Equal($"""["{third}"]""", Run(subject, ("SubnetIds", third)).Outputs["Decide.SubnetIds"]);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    /// <summary>What the rule asks for with a parameter, and no more than that, the document does with its own.</summary>
    [Theory]
    [InlineData("coverWorkloadAzs", "false", 0)]
    [InlineData("coverWorkloadAzs", "true", 1)]
    [InlineData("minAvailabilityZones", "3", 1)]
    [InlineData("workloadSubnetTag", "tier", 0)]
    [InlineData("workloadSubnetTag", "tier=private", 0)]
    public async Task Adds_what_a_parameter_of_the_rule_asks_for(string name, string value, int added)
    {
        _parameters[name] = value;
        var (subject, _) = await ZonedAsync();
        var third = await SubnetAsync(subject.VpcId!, "10.7.9.0/24", "eu-west-1c");
        await WorkloadAsync(third);
        Run(subject, ("CoverWorkloadAzs", "false"), ("SubnetIds", third));
        Assert.Equal(["ec2:ModifyVpcEndpoint"], Mutations());
        Assert.Equal(added is 0 ? Compliance.Compliant : Compliance.NonCompliant, await JudgeAsync(subject));
        Aws.Compliance.Clear();

        var run = Run(subject, ($"{char.ToUpperInvariant(name[0])}{name[1..]}", value));

        Assert.Equal("Success", run.Status);
        Assert.Equal(added, Mutations().Length);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    /// <summary>EC2 would refuse a subnet of a zone where the service is not.</summary>
    [Fact]
    public async Task Asks_for_no_zone_where_the_service_is_not()
    {
        var vpc = await VpcAsync();
        var here = await SubnetAsync(vpc, "10.7.1.0/24", "eu-west-1a");
        await WorkloadAsync(here);
        var subject = new Subject(vpc, await InterfaceEndpointAsync(vpc, here, "sts"));
        await WorkloadAsync(await SubnetAsync(vpc, "10.7.2.0/24", "eu-west-1b"));
        Aws.ServiceZones = ["eu-west-1a", "eu-west-1c"];
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
        Aws.Compliance.Clear();

        Assert.Equal("It has an interface in every zone that the rule asks for.", Run(subject).Outputs["Decide.Reason"]);
        Aws.ServiceZones = ["eu-west-1a"];
        Assert.Equal("The service is in eu-west-1a alone.", Run(subject).Outputs["Decide.Reason"]);
    }

    [Fact]
    public async Task Adds_nothing_beside_an_interface_that_is_not_in_use()
    {
        var (subject, there) = await ZonedAsync();
        Run(subject);
        Aws.IdleSubnets.Add(there);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        Assert.Equal(["Decide: Its interface in eu-west-1b is not in use, and EC2 makes no second one in a zone."], Run(subject).Failures);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Leaves_other_kinds_of_endpoints_alone()
    {
        var vpc = await VpcAsync();

        Assert.Equal("It is no interface endpoint.", Run(new(vpc, await GatewayEndpointAsync(vpc, "s3"))).Outputs["Decide.Reason"]);
        var appliance = (await Ec2.CreateVpcEndpointAsync(
            new() { VpcId = vpc, SubnetIds = [await SubnetAsync(vpc)], ServiceName = "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0", VpcEndpointType = "GatewayLoadBalancer" },
            Cancellation)).VpcEndpoint.VpcEndpointId;
        Assert.Equal(
            "A Gateway Load Balancer endpoint has one subnet; another endpoint, and the routes to it, are made by hand.",
            Run(new(vpc, appliance)).Outputs["Decide.Reason"]);
    }

    private async Task<(Subject Subject, string There)> ZonedAsync()
    {
        var vpc = await VpcAsync();
        var here = await SubnetAsync(vpc, "10.7.1.0/24", "eu-west-1a");
        var there = await SubnetAsync(vpc, "10.7.2.0/24", "eu-west-1b");
        await WorkloadAsync(here);
        await WorkloadAsync(there);
        return (new(vpc, await InterfaceEndpointAsync(vpc, here, "sts")), there);
    }
}
