using ConfigRules.Bundles;
using ConfigRules.Engine;

namespace ConfigRules.Remediation.Tests;

public sealed class VpcEndpointBundlesCompleteTests(Cloud cloud) : RemediationTests(cloud)
{
    protected override string Rule => "vpc-endpoint-bundles-complete";

    protected override string ResourceParameter => "VpcId";

    protected override string Gone => "vpc-0123456789abcdef0";

    protected override string[] Changes => ["ec2:CreateVpcEndpoint"];

    protected override (string Action, int Occasion) Verification => ("ec2:DescribeVpcEndpoints", 2);

    /// <summary>Image pulls with everything but the S3 gateway endpoint, from a table of its own and from the main one.</summary>
    protected override async Task<Subject> BuildAsync()
    {
        var vpc = await VpcAsync();
        var subnet = await SubnetAsync(vpc);
        var other = await SubnetAsync(vpc, "10.7.2.0/24");
        await RouteTableAsync(vpc, subnet);
        await WorkloadAsync(subnet);
        await WorkloadAsync(other);
        var group = await GroupAsync(vpc, "10.7.0.0/16");
        await InterfaceEndpointAsync(vpc, subnet, "ecr.api", privateDns: true, group);
        await InterfaceEndpointAsync(vpc, subnet, "ecr.dkr", privateDns: true, group);
        return new(vpc, vpc);
    }

    [Fact]
    public async Task Associates_the_endpoint_that_is_there()
    {
        var subject = await BuildAsync();
        var endpoint = await GatewayEndpointAsync(subject.VpcId!, "s3");
        var before = await SnapshotAsync(subject);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        Aws.Failing[("ec2:DescribeVpcEndpoints", 2)] = "InternalError";
        Assert.Equal("Failed", Run(subject).Status);
        Aws.Failing.Clear();
        Assert.Equal(["ec2:ModifyVpcEndpoint", "ec2:ModifyVpcEndpoint"], Mutations());
        Assert.Equal(before, await SnapshotAsync(subject));

        Aws.Unanswered.Add("ec2:ModifyVpcEndpoint");
        Assert.Equal("Failed", Run(subject).Status);
        Assert.Equal(before, await SnapshotAsync(subject));

        Aws.Lost.Add("ec2:ModifyVpcEndpoint");
        var lost = Run(subject);
        Aws.Lost.Clear();
        Assert.Contains("VerifyAssociation: The endpoint is not associated with rtb-", lost.Failures[0]);

        var run = Run(subject);
        Assert.Equal("Success", run.Status);
        Assert.StartsWith($"ecr-pull: associate {endpoint} for rtb-", run.Outputs["Decide.Reason"]);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Fact]
    public async Task Leaves_interface_endpoints_which_are_billed_to_a_person()
    {
        var vpc = await VpcAsync();
        var subnet = await SubnetAsync(vpc);
        await WorkloadAsync(subnet);
        await InterfaceEndpointAsync(vpc, subnet, "ecr.api");
        await GatewayEndpointAsync(vpc, "s3", null, (await Ec2.DescribeRouteTablesAsync(new() { Filters = [new("vpc-id", [vpc])] }, Cancellation)).RouteTables[0].RouteTableId);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(new(vpc, vpc)));

        var run = Run(new(vpc, vpc));

        Assert.Equal("Success", run.Status);
        Assert.Equal("Its route tables lead to the S3 gateway endpoint; interface endpoints, which are billed, are left to a person.", run.Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Leaves_tables_alone_whose_tag_says_so()
    {
        var subject = await BuildAsync();
        var tables = (await Ec2.DescribeRouteTablesAsync(new() { Filters = [new("vpc-id", [subject.VpcId])] }, Cancellation)).RouteTables;
        var main = tables.Single(table => table.Associations.Exists(one => one.Main is true)).RouteTableId;
        await Ec2.CreateTagsAsync(new() { Resources = [main], Tags = [new("privatelink:no-remediation", "")] }, Cancellation);

        Run(subject);

        var made = (await Ec2.DescribeVpcEndpointsAsync(new() { Filters = [new("vpc-id", [subject.VpcId])] }, Cancellation)).VpcEndpoints
            .Single(endpoint => endpoint.ServiceName.EndsWith(".s3", StringComparison.Ordinal));
        Assert.Equal(tables.Select(table => table.RouteTableId).Except([main]), made.RouteTableIds);
    }

    /// <summary>The document's own list of bundles says the same as the catalogue.</summary>
    [Theory]
    [MemberData(nameof(Bundles))]
    public async Task Knows_the_bundles_that_need_S3(string id)
    {
        var bundle = ServiceBundles.Find(id)!;
        var needsS3 = bundle.Members.Any(member => member is { Service: "s3", Kind: not MemberKind.Interface, Unless: null });
        var vpc = await VpcAsync();
        var subnet = await SubnetAsync(vpc);
        Assert.Equal(needsS3, Run(new(vpc, vpc), ("DryRun", "true"), ("Bundles", id)).Outputs["Decide.Outcome"] is "Create");
        Assert.Equal("Nothing", Run(new(vpc, vpc), ("DryRun", "true")).Outputs["Decide.Outcome"]);

        foreach (var service in bundle.DetectedByServices)
        {
            var other = await VpcAsync();
            await InterfaceEndpointAsync(other, await SubnetAsync(other), service);
            var isCertain = bundle.OtherUses.All(use => use.Service != service);
            Assert.Equal(needsS3 && isCertain, Run(new(other, other), ("DryRun", "true")).Outputs["Decide.Outcome"] is "Create");
        }

        // An S3 interface endpoint is enough for some.
        var either = bundle.Members.Any(member => member is { Service: "s3", Kind: MemberKind.Either });
        await InterfaceEndpointAsync(vpc, subnet, "s3");
        Assert.Equal(needsS3 && !either, Run(new(vpc, vpc), ("DryRun", "true"), ("Bundles", id)).Outputs["Decide.Outcome"] is "Create");
    }

    /// <summary>A gateway endpoint takes all packets to S3, so that no document makes one for what may do without.</summary>
    [Fact]
    public async Task Leaves_what_a_bundle_may_do_without_to_a_person()
    {
        var vpc = await VpcAsync();
        var subnet = await SubnetAsync(vpc);
        await WorkloadAsync(subnet);
        var member = Assert.Single(ServiceBundles.All.SelectMany(bundle => bundle.Members.Select(member => (bundle.Id, Member: member))), one => one.Member is { Service: "s3", Unless: not null });
        foreach (var service in ServiceBundles.Find(member.Id)!.DetectedByServices)
            await InterfaceEndpointAsync(vpc, subnet, service);
        Assert.Equal(Compliance.Undetermined, await JudgeAsync(new(vpc, vpc)));
        Aws.Compliance.Clear();

        var run = Run(new(vpc, vpc));

        Assert.Equal("Success", run.Status);
        Assert.Equal($"{member.Id} needs a gateway endpoint to S3 unless {member.Member.Unless}, which is left to a person.", run.Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
        Assert.Equal("Create", Run(new(vpc, vpc), ("DryRun", "true"), ("Bundles", "glue")).Outputs["Decide.Outcome"]);
    }

    /// <summary>Whether it is for ECS Exec, no network tells; neither the rule nor the document decides.</summary>
    [Fact]
    public async Task Leaves_an_endpoint_that_has_other_uses_to_a_person()
    {
        var vpc = await VpcAsync();
        var subnet = await SubnetAsync(vpc);
        await WorkloadAsync(subnet);
        await InterfaceEndpointAsync(vpc, subnet, "ssmmessages");
        Assert.Equal(Compliance.Undetermined, await JudgeAsync(new(vpc, vpc)));
        Aws.Compliance.Clear();

        var run = Run(new(vpc, vpc));

        Assert.Equal("ssm needs a gateway endpoint to S3 unless ssmmessages serves ECS Exec alone, which is left to a person.", run.Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
        Assert.Equal("Create", Run(new(vpc, vpc), ("DryRun", "true"), ("Bundles", "ssm")).Outputs["Decide.Outcome"]);
    }

    public static IEnumerable<TheoryDataRow<string>> Bundles => ServiceBundles.All.Select(bundle => new TheoryDataRow<string>(bundle.Id));
}
