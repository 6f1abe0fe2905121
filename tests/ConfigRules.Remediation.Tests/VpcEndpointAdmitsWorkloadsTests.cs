using ConfigRules.Engine;
using ConfigRules.Rules;

namespace ConfigRules.Remediation.Tests;

public sealed class VpcEndpointAdmitsWorkloadsTests(Cloud cloud) : RemediationTests(cloud)
{
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

        Assert.Equal("Its groups let every workload subnet in.", run.Outputs["Decide.Reason"]);
    }

    [Fact]
    public async Task Knows_the_ports_that_the_rule_knows()
    {
        var ports = RuleCatalog.Find(Rule)!.Parameters.Single(parameter => parameter.Name is "servicePorts").Default.Split(',');
        foreach (var (service, port) in ports.Select(pair => pair.Split('=') is [var name, var number] ? (name, number) : default))
        {
            var vpc = await VpcAsync();
            var subnet = await SubnetAsync(vpc);
            await WorkloadAsync(subnet);
            var subject = new Subject(vpc, await InterfaceEndpointAsync(vpc, subnet, service, privateDns: true, await GroupAsync(vpc)));

            Assert.EndsWith($"on TCP {port}.", Run(subject).Outputs["Decide.Reason"]);
            Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
        }
    }

    private async Task<string> EndpointAsync(string vpc, params string[] groups)
    {
        var subnet = await SubnetAsync(vpc);
        await WorkloadAsync(subnet);
        await WorkloadAsync(await SubnetAsync(vpc, "10.7.2.0/24"));
        await SubnetAsync(vpc, "10.7.3.0/24");
        return await InterfaceEndpointAsync(vpc, subnet, "sts", privateDns: true, groups);
    }
}
