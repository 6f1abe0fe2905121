using ConfigRules.Engine;
using ConfigRules.Rules;

namespace ConfigRules.Remediation.Tests;

public sealed class VpcEndpointAdmitsWorkloadsTests(Cloud cloud) : RemediationTests(cloud)
{
    private readonly Dictionary<string, string> _parameters = [];

    protected override string Rule => "vpc-endpoint-admits-workloads";

    protected override string ResourceParameter => "EndpointId";

    protected override string Gone => "vpce-0123456789abcdef0";

    protected override string[] Changes => ["ec2:AuthorizeSecurityGroupIngress"];

    protected override (string Action, int Occasion) Verification => ("ec2:DescribeSecurityGroups", 2);

    /// <summary>A group that lets in one of two subnets with workloads; a third holds none.</summary>
    protected override async Task<Subject> BuildAsync()
    {
        var vpc = await VpcAsync();
        return new(vpc, await EndpointAsync(vpc, await GroupAsync(vpc, "10.7.1.0/24")));
    }

    [Fact]
    public async Task Adds_the_subnets_that_are_refused_and_nothing_else()
    {
        var subject = await BuildAsync();
        var before = await SnapshotAsync(subject);

        var run = Run(subject);

        var added = (await SnapshotAsync(subject)).Split('\n').Except(before.Split('\n'));
        Assert.Equal([$"{run.Outputs["Decide.GroupId"]} tcp 443-443 10.7.2.0/24"], added);
        Assert.Contains("10.7.1.0/24", run.Outputs["Decide.OldPermissions"]);
    }

    [Fact]
    public async Task Never_changes_the_VPC_s_default_group()
    {
        var vpc = await VpcAsync();
        var group = (await Ec2.DescribeSecurityGroupsAsync(new() { Filters = [new("vpc-id", [vpc]), new("group-name", ["default"])] }, Cancellation)).SecurityGroups[0].GroupId;
        var endpoint = await EndpointAsync(vpc, group);

        var run = Run(new(vpc, endpoint));

        Assert.Equal("Failed", run.Status);
        Assert.EndsWith($"{group} is the VPC's default group.", run.Failures[0]);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Never_changes_a_group_that_others_carry_too()
    {
        var vpc = await VpcAsync();
        var shared = await GroupAsync(vpc, "10.7.1.0/24");
        var endpoint = await EndpointAsync(vpc, shared);
        var instance = await WorkloadAsync(await SubnetAsync(vpc, "10.7.4.0/24"), shared);

        var run = Run(new(vpc, endpoint));

        Assert.Equal("Failed", run.Status);
        Assert.EndsWith($"{instance}, which is no endpoint's, carries {shared} too.", run.Failures[0]);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Takes_another_group_of_the_endpoint_where_one_is_shared()
    {
        var vpc = await VpcAsync();
        var shared = await GroupAsync(vpc, "10.7.1.0/24");
        var own = await GroupAsync(vpc);
        var endpoint = await EndpointAsync(vpc, shared, own);
        await WorkloadAsync(await SubnetAsync(vpc, "10.7.4.0/24"), shared);

        var run = Run(new(vpc, endpoint));

        Assert.Equal(own, run.Outputs["Decide.GroupId"]);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(new(vpc, endpoint)));
    }

    [Fact]
    public async Task Counts_whom_groups_and_prefix_lists_let_in()
    {
        var vpc = await VpcAsync();
        var list = (await Ec2.CreateManagedPrefixListAsync(
            new() { PrefixListName = "offices", AddressFamily = "IPv4", MaxEntries = 5, Entries = [new() { Cidr = "10.7.1.0/24" }] }, Cancellation)).PrefixList.PrefixListId;
        var clients = await GroupAsync(vpc);
        var group = await GroupAsync(vpc);
        await Ec2.AuthorizeSecurityGroupIngressAsync(
            new()
            {
                GroupId = group,
                IpPermissions =
                [
                    new() { IpProtocol = "tcp", FromPort = 0, ToPort = 65_535, PrefixListIds = [new() { Id = list }], UserIdGroupPairs = [new() { GroupId = clients }] },
                ],
            },
            Cancellation);
        var subnet = await SubnetAsync(vpc, "10.7.5.0/24");
        await WorkloadAsync(subnet, clients);
        await WorkloadAsync(await SubnetAsync(vpc));
        var endpoint = await InterfaceEndpointAsync(vpc, subnet, "sts", privateDns: true, group);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(new(vpc, endpoint)));
        Aws.Compliance.Clear();

        var run = Run(new(vpc, endpoint));

        Assert.Equal("Its groups let every client in.", run.Outputs["Decide.Reason"]);
    }

    /// <summary>What the rule asks for with a parameter, and no more than that, the document does with its own.</summary>
    [Theory]
    [InlineData("clientCidrs", "192.168.0.0/16,10.7.1.0/25", "443-443 10.7.2.0/24", "443-443 192.168.0.0/16")]
    [InlineData("servicePorts", "sts=8443,logs=1", "8443-8443 10.7.1.0/24", "8443-8443 10.7.2.0/24")]
    [InlineData("servicePorts", "st*=8443", "8443-8443 10.7.1.0/24", "8443-8443 10.7.2.0/24")]
    [InlineData("port", "8080", "8080-8080 10.7.1.0/24", "8080-8080 10.7.2.0/24")]
    [InlineData("workloadSubnetTag", "tier=private", "443-443 10.7.3.0/24")]
    [InlineData("workloadSubnetTag", "tier", "443-443 10.7.3.0/24")]
    public async Task Lets_in_whom_a_parameter_of_the_rule_names(string name, string value, params string[] expected)
    {
        _parameters[name] = value;
        var subject = await BuildAsync();
        var third = (await Ec2.DescribeSubnetsAsync(new() { Filters = [new("vpc-id", [subject.VpcId]), new("cidr-block", ["10.7.3.0/24"])] }, Cancellation)).Subnets[0].SubnetId;
        await Ec2.CreateTagsAsync(new() { Resources = [third], Tags = [new("tier", "private")] }, Cancellation);
        var before = await SnapshotAsync(subject);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));
        var parameter = ($"{char.ToUpperInvariant(name[0])}{name[1..]}", value);

        var run = Run(subject, parameter);

        Assert.Equal("Success", run.Status);
        Assert.Equal(expected.Select(range => $"{run.Outputs["Decide.GroupId"]} tcp {range}"), (await SnapshotAsync(subject)).Split('\n').Except(before.Split('\n')));
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
        Aws.Compliance.Clear();
        Assert.Equal("Its groups let every client in.", Run(subject, parameter).Outputs["Decide.Reason"]);
    }

    [Fact]
    public async Task Lets_in_the_interfaces_alone_where_the_rule_asks_for_them_alone()
    {
        _parameters["mode"] = "eni";
        var subject = await BuildAsync();
        var before = await SnapshotAsync(subject);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        var run = Run(subject, ("Mode", "eni"));

        var added = Assert.Single((await SnapshotAsync(subject)).Split('\n').Except(before.Split('\n')));
        Assert.Matches($@"^{run.Outputs["Decide.GroupId"]} tcp 443-443 10\.7\.2\.[0-9]+/32$", added);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
        Aws.Compliance.Clear();
        Assert.Equal("Its groups let every client in.", Run(subject, ("Mode", "eni")).Outputs["Decide.Reason"]);
    }

    [Fact]
    public async Task Knows_the_port_of_another_provider_s_service_only_where_it_is_named()
    {
        var vpc = await VpcAsync();
        var subnet = await SubnetAsync(vpc);
        await WorkloadAsync(subnet);
        var subject = new Subject(vpc, await InterfaceEndpointAsync(
            vpc, subnet, "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0", privateDns: false, await GroupAsync(vpc)));
        Assert.Equal(Compliance.NotApplicable, await JudgeAsync(subject));
        Aws.Compliance.Clear();
        Assert.Equal("An AWS service manages it, or its provider alone knows the port.", Run(subject).Outputs["Decide.Reason"]);

        _parameters["servicePorts"] = "vpce-svc-0123456789abcdef0=8443";
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));
        Assert.EndsWith("on TCP 8443.", Run(subject, ("ServicePorts", _parameters["servicePorts"])).Outputs["Decide.Reason"]);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    /// <summary>Clients of another family never come to the endpoint, whatever blocks their subnets have.</summary>
    [Fact]
    public async Task Lets_nobody_in_who_has_no_address_of_the_endpoint_s_family()
    {
        _parameters["clientCidrs"] = "2001:db8::/32";
        var vpc = await VpcAsync();
        var subject = new Subject(vpc, await EndpointAsync(vpc, await GroupAsync(vpc, "10.7.0.0/16")));
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
        Aws.Compliance.Clear();

        Assert.Equal("Its groups let every client in.", Run(subject, ("ClientCidrs", "2001:db8::/32")).Outputs["Decide.Reason"]);
    }

    [Fact]
    public async Task Knows_the_ports_that_the_rule_knows()
    {
        var ports = RuleCatalog.Find(Rule)!.Parameters.Single(parameter => parameter.Name is "servicePorts").Default.Split(',');
        Assert.Equal(ports, DefaultPorts());
        // Of several it takes the first; of services that are called alike, it is any.
        foreach (var (service, port) in ports.Select(pair => pair.Replace("*", "a1b2", StringComparison.Ordinal)).Select(pair => pair.Split('=') is [var name, var number] ? (Name: name, Port: number) : default).DistinctBy(pair => pair.Name))
        {
            var vpc = await VpcAsync();
            var subnet = await SubnetAsync(vpc);
            await WorkloadAsync(subnet);
            var subject = new Subject(vpc, await InterfaceEndpointAsync(vpc, subnet, service, privateDns: true, await GroupAsync(vpc)));

            Assert.EndsWith($"on TCP {port}.", Run(subject).Outputs["Decide.Reason"]);
            Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
        }
    }

    /// <summary>A client that gets in on one of the service's ports needs no other.</summary>
    [Fact]
    public async Task Lets_nobody_in_again_who_gets_in_on_another_port_of_the_service()
    {
        _parameters["servicePorts"] = "sts=8443,sts=443";
        var vpc = await VpcAsync();
        var subject = new Subject(vpc, await EndpointAsync(vpc, await GroupAsync(vpc, "10.7.1.0/24")));
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        var run = Run(subject, ("ServicePorts", _parameters["servicePorts"]));

        Assert.EndsWith(" (10.7.2.0/24) on TCP 8443.", run.Outputs["Decide.Reason"]);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    protected override IEnumerable<KeyValuePair<string, string>> RuleParameters => _parameters;

    private async Task<string> EndpointAsync(string vpc, params string[] groups)
    {
        var subnet = await SubnetAsync(vpc);
        await WorkloadAsync(subnet);
        await WorkloadAsync(await SubnetAsync(vpc, "10.7.2.0/24"));
        await SubnetAsync(vpc, "10.7.3.0/24");
        return await InterfaceEndpointAsync(vpc, subnet, "sts", privateDns: true, groups);
    }
}
