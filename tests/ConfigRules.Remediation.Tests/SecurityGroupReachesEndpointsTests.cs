using System.Text.Json.Nodes;
using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Rules;
using ConfigRules.Testing;

namespace ConfigRules.Remediation.Tests;

public sealed class SecurityGroupReachesEndpointsTests(Cloud cloud) : RemediationTests(cloud)
{
    private readonly Dictionary<string, string> _parameters = new() { ["services"] = "sts,s3" };

    protected override string Rule => "security-group-reaches-endpoints";

    protected override string ResourceParameter => "SecurityGroupId";

    protected override string Gone => "sg-0123456789abcdef0";

    protected override string[] Changes => ["ec2:AuthorizeSecurityGroupEgress"];

    // The group itself and those of its interfaces were read before.
    protected override (string Action, int Occasion) Verification => ("ec2:DescribeSecurityGroups", 3);

    protected override IReadOnlyDictionary<string, string> Given =>
        _parameters.ToDictionary(pair => $"{char.ToUpperInvariant(pair.Key[0])}{pair.Key[1..]}", pair => pair.Value);

    protected override IEnumerable<KeyValuePair<string, string>> RuleParameters => _parameters;

    /// <summary>A workload whose group lets nothing out, an interface endpoint, and a gateway endpoint to which its table leads.</summary>
    protected override async Task<Subject> BuildAsync()
    {
        var (vpc, subnet, group, _) = await WorkloadGroupAsync();
        await GatewayEndpointAsync(vpc, "s3", null, await RouteTableAsync(vpc, subnet));
        return new(vpc, group);
    }

    [Fact]
    public async Task Adds_the_endpoint_s_group_and_the_service_s_list_and_nothing_else()
    {
        var (vpc, subnet, group, ends) = await WorkloadGroupAsync();
        var gateway = await GatewayEndpointAsync(vpc, "s3", null, await RouteTableAsync(vpc, subnet));
        var list = await ListAsync();
        var endpoint = await EndpointOfAsync(vpc, "sts");
        var before = await SnapshotAsync(new(vpc, group));

        var run = Run(new(vpc, group));

        Assert.Equal(
            new[] { $"{group} out tcp 443-443 {ends}", $"{group} out tcp 443-443 {list}" }.Order(StringComparer.Ordinal),
            (await SnapshotAsync(new(vpc, group))).Split('\n').Except(before.Split('\n')).Order(StringComparer.Ordinal));
        Assert.Equal(
            $"{group} will let out to {string.Join(", ", new[] { gateway, endpoint }.Order(StringComparer.Ordinal).Select(one => $"{one} on TCP 443"))}.",
            run.Outputs["Decide.Reason"]);
        Assert.Equal("[]", run.Outputs["Decide.OldPermissions"]);
    }

    [Fact]
    public async Task Names_addresses_where_others_carry_the_endpoint_s_group_too()
    {
        var (vpc, subnet, group, ends) = await WorkloadGroupAsync();
        await WorkloadAsync(subnet, ends);
        var address = Assert.Single((await Ec2.DescribeNetworkInterfacesAsync(new() { Filters = [new("vpc-id", [vpc])] }, Cancellation)).NetworkInterfaces,
            one => one.InterfaceType == "vpc_endpoint").PrivateIpAddress;
        var before = await SnapshotAsync(new(vpc, group));

        Run(new(vpc, group));

        Assert.Equal([$"{group} out tcp 443-443 {address}/32"], (await SnapshotAsync(new(vpc, group))).Split('\n').Except(before.Split('\n')));
        Assert.Equal(Compliance.Compliant, await JudgeAsync(new(vpc, group)));
    }

    [Fact]
    public async Task Never_changes_the_VPC_s_default_group()
    {
        var (vpc, subnet, _, _) = await WorkloadGroupAsync();
        var group = (await Ec2.DescribeSecurityGroupsAsync(new() { Filters = [new("vpc-id", [vpc]), new("group-name", ["default"])] }, Cancellation)).SecurityGroups[0].GroupId;
        await CloseAsync(group);
        await WorkloadAsync(subnet, group);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(new(vpc, group)));

        var run = Run(new(vpc, group));

        Assert.Equal([$"Decide: {group} is the VPC's default group."], run.Failures);
        Assert.Empty(Mutations());
    }

    /// <summary>No single group has to let out what the groups of an interface do together.</summary>
    [Fact]
    public async Task Counts_what_the_groups_of_an_interface_let_out_together()
    {
        var vpc = await VpcAsync();
        var subnet = await SubnetAsync(vpc);
        var (group, other, ends) = (await ClosedGroupAsync(vpc), await ClosedGroupAsync(vpc), await GroupAsync(vpc));
        await InterfaceEndpointAsync(vpc, subnet, "sts", privateDns: true, ends);
        await WorkloadAsync(subnet, group, other);
        await LetOutAsync(other, ends);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(new(vpc, group)));
        Aws.Compliance.Clear();
        Assert.Equal("The workloads that carry it reach every endpoint that they have to.", Run(new(vpc, group)).Outputs["Decide.Reason"]);

        // One interface that carries the group alone is enough.
        await WorkloadAsync(subnet, group);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(new(vpc, group)));
        Assert.Equal("Repair", Run(new(vpc, group)).Outputs["Decide.Outcome"]);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(new(vpc, group)));
    }

    /// <summary>What the table sends elsewhere never comes to the gateway endpoint, so that nothing is opened for it.</summary>
    [Fact]
    public async Task Opens_nothing_to_a_gateway_endpoint_that_takes_no_packets()
    {
        _parameters["services"] = "s3";
        var (vpc, subnet, group, _) = await WorkloadGroupAsync();
        await GatewayEndpointAsync(vpc, "s3");
        Assert.Equal(Compliance.NotApplicable, await JudgeAsync(new(vpc, group)));
        Aws.Compliance.Clear();
        Assert.Equal("Nothing", Run(new(vpc, group)).Outputs["Decide.Outcome"]);

        var table = await RouteTableAsync(vpc, subnet);
        await GatewayEndpointAsync(vpc, "s3", null, table);
        var gateway = (await Ec2.CreateInternetGatewayAsync(new(), Cancellation)).InternetGateway.InternetGatewayId;
        await Ec2.AttachInternetGatewayAsync(new() { VpcId = vpc, InternetGatewayId = gateway }, Cancellation);
        var entries = (await Ec2.GetManagedPrefixListEntriesAsync(new() { PrefixListId = await ListAsync() }, Cancellation)).Entries;
        Assert.Equal("Repair", Run(new(vpc, group), ("DryRun", "true")).Outputs["Decide.Outcome"]);
        foreach (var entry in entries)
            await Ec2.CreateRouteAsync(new() { RouteTableId = table, DestinationCidrBlock = entry.Cidr, GatewayId = gateway }, Cancellation);
        Assert.Equal(Compliance.NotApplicable, await JudgeAsync(new(vpc, group)));
        Aws.Compliance.Clear();
        Assert.Equal("Nothing", Run(new(vpc, group)).Outputs["Decide.Outcome"]);
    }

    /// <summary>What the rule asks for with a parameter, and no more than that, the document does with its own.</summary>
    [Theory]
    [InlineData("port", "8080", "8080-8080")]
    [InlineData("servicePorts", "sts=8443,sts=9443,logs=1", "8443-8443")]
    [InlineData("servicePorts", "st*=8443", "8443-8443")]
    [InlineData("services", "logs, sts", "443-443")]
    [InlineData("bundles", "sts", "443-443")]
    [InlineData("bundlesTag", "team:bundles", "443-443")]
    public async Task Lets_out_to_what_a_parameter_of_the_rule_names(string name, string value, string port)
    {
        if (name.StartsWith("bundles", StringComparison.Ordinal))
            _parameters.Remove("services");
        var (vpc, _, group, ends) = await WorkloadGroupAsync();
        await Ec2.CreateTagsAsync(new() { Resources = [vpc], Tags = [new("team:bundles", "secrets;sts")] }, Cancellation);
        if (name.StartsWith("bundles", StringComparison.Ordinal))
        {
            Assert.Equal(Compliance.NotApplicable, await JudgeAsync(new(vpc, group)));
            Assert.Equal("Nothing", Run(new(vpc, group)).Outputs["Decide.Outcome"]);
        }
        _parameters[name] = value;
        var before = await SnapshotAsync(new(vpc, group));
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(new(vpc, group)));

        var run = Run(new(vpc, group));

        Assert.Equal("Success", run.Status);
        Assert.Equal([$"{group} out tcp {port} {ends}"], (await SnapshotAsync(new(vpc, group))).Split('\n').Except(before.Split('\n')));
        Assert.Equal(Compliance.Compliant, await JudgeAsync(new(vpc, group)));
    }

    [Fact]
    public async Task Finds_bundles_by_interfaces_where_the_rule_does()
    {
        _parameters.Remove("services");
        var (vpc, subnet, group, _) = await WorkloadGroupAsync();
        var instance = (await Ec2.DescribeInstancesAsync(new() { Filters = [new("vpc-id", [vpc])] }, Cancellation)).Reservations[0].Instances[0].InstanceId;
        var made = (await Ec2.CreateNetworkInterfaceAsync(new() { SubnetId = subnet, Description = "aws-K8S-i-0123", Groups = [group] }, Cancellation)).NetworkInterface.NetworkInterfaceId;
        await Ec2.AttachNetworkInterfaceAsync(new() { InstanceId = instance, NetworkInterfaceId = made, DeviceIndex = 1 }, Cancellation);
        Assert.Equal(Compliance.NotApplicable, await JudgeAsync(new(vpc, group)));
        Assert.Equal("Nothing", Run(new(vpc, group)).Outputs["Decide.Outcome"]);

        _parameters["detectWorkloads"] = "true";
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(new(vpc, group)));
        Assert.Equal("Success", Run(new(vpc, group)).Status);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(new(vpc, group)));
    }

    [Theory]
    [InlineData("logs", true, Compliance.NotApplicable)]
    [InlineData("sts", false, Compliance.NotApplicable)]
    public async Task Opens_nothing_to_an_endpoint_to_which_no_name_leads(string service, bool privateDns, Compliance verdict)
    {
        var vpc = await VpcAsync();
        var subnet = await SubnetAsync(vpc);
        var group = await ClosedGroupAsync(vpc);
        await WorkloadAsync(subnet, group);
        await InterfaceEndpointAsync(vpc, subnet, service, privateDns, await GroupAsync(vpc));
        Assert.Equal(verdict, await JudgeAsync(new(vpc, group)));
        Aws.Compliance.Clear();

        Assert.Equal("Nothing", Run(new(vpc, group)).Outputs["Decide.Outcome"]);
    }

    [Fact]
    public async Task Knows_the_ports_that_the_rule_knows()
    {
        var ports = RuleCatalog.Find(Rule)!.Parameters.Single(parameter => parameter.Name is "servicePorts").Default.Split(',');
        Assert.Equal(ports, DefaultPorts());
        // Of several it takes the first; of services that are called alike, it is any.
        foreach (var (service, port) in ports.Select(pair => pair.Replace("*", "a1b2", StringComparison.Ordinal)).Select(pair => pair.Split('=') is [var name, var number] ? (Name: name, Port: number) : default).DistinctBy(pair => pair.Name))
        {
            _parameters["services"] = service;
            var vpc = await VpcAsync();
            var subnet = await SubnetAsync(vpc);
            var group = await ClosedGroupAsync(vpc);
            await WorkloadAsync(subnet, group);
            var endpoint = await InterfaceEndpointAsync(vpc, subnet, service, privateDns: true, await GroupAsync(vpc));

            Assert.Equal($"{group} will let out to {endpoint} on TCP {port}.", Run(new(vpc, group)).Outputs["Decide.Reason"]);
            Assert.Equal(Compliance.Compliant, await JudgeAsync(new(vpc, group)));
        }
    }

    /// <summary>The document's own lists of bundles say the same as the catalogue.</summary>
    [Fact]
    public void Knows_what_the_bundles_call_and_what_shows_them()
    {
        var (succeeded, output) = PythonTools.Run(
            """
            import json, sys
            scope = {}
            exec(sys.argv[1], scope)
            print(json.dumps([
                {bundle: sorted(called.split()) for bundle, called in scope["CALLED"].items()}, scope["SHOWN_BY"], scope["SHOWN_BY_INTERFACES"],
                sorted(scope["OTHER_USES"])]))
            """,
            RemediationTemplate.Document(Rule).Step("Decide")["inputs"]!["Script"]!.GetValue<string>());

        Assert.True(succeeded, output);
        var lists = JsonNode.Parse(output)!.AsArray();
        Assert.Equal(
            ServiceBundles.All.ToDictionary(bundle => bundle.Id, bundle => bundle.Members.Concat(bundle.Optional).Select(member => member.Service).Order(StringComparer.Ordinal).ToArray()),
            lists[0]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.AsArray().Select(service => service!.GetValue<string>()).ToArray()));
        Assert.Equal(
            ServiceBundles.All.SelectMany(bundle => bundle.DetectedByServices, (bundle, service) => (service, bundle.Id)).ToDictionary(),
            lists[1]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>()));
        Assert.Equal(
            ServiceBundles.All.SelectMany(bundle => bundle.DetectedByInterfaces, (bundle, pattern) => (pattern, bundle.Id)).ToDictionary(),
            lists[2]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>()));
        Assert.Equal(
            ServiceBundles.All.SelectMany(bundle => bundle.OtherUses).Select(use => use.Service).Order(StringComparer.Ordinal),
            lists[3]!.AsArray().Select(service => service!.GetValue<string>()));
    }

    /// <summary>A workload with a group of its own that lets nothing out, in the subnet of an endpoint to STS.</summary>
    private async Task<(string Vpc, string Subnet, string Group, string Ends)> WorkloadGroupAsync()
    {
        var vpc = await VpcAsync();
        var subnet = await SubnetAsync(vpc);
        var (group, ends) = (await ClosedGroupAsync(vpc), await GroupAsync(vpc));
        await WorkloadAsync(subnet, group);
        await InterfaceEndpointAsync(vpc, subnet, "sts", privateDns: true, ends);
        return (vpc, subnet, group, ends);
    }

    private async Task<string> ClosedGroupAsync(string vpc)
    {
        var group = await GroupAsync(vpc);
        await CloseAsync(group);
        return group;
    }

    /// <summary>A new group lets everything out.</summary>
    private async Task CloseAsync(string group) => await Ec2.RevokeSecurityGroupEgressAsync(
        new() { GroupId = group, IpPermissions = [new() { IpProtocol = "-1", Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] }] }, Cancellation);

    private async Task LetOutAsync(string group, string other) => await Ec2.AuthorizeSecurityGroupEgressAsync(
        new() { GroupId = group, IpPermissions = [new() { IpProtocol = "tcp", FromPort = 443, ToPort = 443, UserIdGroupPairs = [new() { GroupId = other }] }] }, Cancellation);

    private async Task<string> ListAsync() => (await Ec2.DescribeManagedPrefixListsAsync(
        new() { Filters = [new("prefix-list-name", [$"com.amazonaws.{Cloud.Region}.s3"])] }, Cancellation)).PrefixLists[0].PrefixListId;

    private async Task<string> EndpointOfAsync(string vpc, string service) => (await Ec2.DescribeVpcEndpointsAsync(
        new() { Filters = [new("vpc-id", [vpc])] }, Cancellation)).VpcEndpoints.Single(one => one.ServiceName.EndsWith($".{service}", StringComparison.Ordinal)).VpcEndpointId;
}
