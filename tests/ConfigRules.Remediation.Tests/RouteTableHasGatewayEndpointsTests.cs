using ConfigRules.Engine;

namespace ConfigRules.Remediation.Tests;

public sealed class RouteTableHasGatewayEndpointsTests(Cloud cloud) : RemediationTests(cloud)
{
    private const string Restrictive =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}""";

    protected override string Rule => "route-table-has-gateway-endpoints";

    protected override string ResourceParameter => "RouteTableId";

    protected override string Gone => "rtb-0123456789abcdef0";

    protected override string[] Changes => ["ec2:ModifyVpcEndpoint", "ec2:ModifyVpcEndpoint"];

    // The table itself was read before, and the first association after it.
    protected override (string Action, int Occasion) Verification => ("ec2:DescribeRouteTables", 2);

    /// <summary>A table without either route, in a VPC that has both endpoints on another table.</summary>
    protected override async Task<Subject> BuildAsync()
    {
        var (vpc, table, other) = await TableAsync();
        await GatewayEndpointAsync(vpc, "s3", null, other);
        await GatewayEndpointAsync(vpc, "dynamodb", null, other);
        return new(vpc, table);
    }

    /// <summary>Each service stands for itself: the route to S3 stays where the one to DynamoDB cannot be made.</summary>
    protected override bool IsRestored(string before, string after, int change) =>
        change is 0 ? before == after : after.Split('\n').Length == before.Split('\n').Length + 1;

    [Fact]
    public async Task Keeps_the_route_to_S3_where_the_one_to_DynamoDB_fails()
    {
        var subject = await BuildAsync();
        Aws.Failing[("ec2:ModifyVpcEndpoint", 2)] = "InternalError";

        var run = Run(subject);

        Assert.Equal("Failed", run.Status);
        Assert.Equal(3, Mutations().Length);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));
        Assert.Equal("Success", Run(subject).Status);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Fact]
    public async Task Makes_endpoints_only_where_it_is_told_to()
    {
        var (vpc, table, _) = await TableAsync();
        var subject = new Subject(vpc, table);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        var refused = Run(subject);
        Assert.Equal("Failed", refused.Status);
        Assert.Contains("The VPC has no gateway endpoint to s3, and CreateMissingEndpoints says to make none.", refused.Failures[0]);
        Assert.Empty(Mutations());

        var run = Run(subject, ("CreateMissingEndpoints", "true"));
        Assert.Empty(run.Failures);
        Assert.Equal(["ec2:CreateVpcEndpoint", "ec2:CreateVpcEndpoint"], Mutations());
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
        var made = (await Ec2.DescribeVpcEndpointsAsync(new() { Filters = [new("vpc-id", [vpc])] }, Cancellation)).VpcEndpoints;
        Assert.All(made, endpoint => Assert.Equal($"remediate-{Rule}", endpoint.Tags.Single(tag => tag.Key == "privatelink:created-by").Value));

        Run(subject, ("CreateMissingEndpoints", "true"));
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Deletes_an_endpoint_whose_route_cannot_be_seen()
    {
        var (vpc, table, _) = await TableAsync();
        var subject = new Subject(vpc, table);
        var before = await SnapshotAsync(subject);
        Aws.Failing[("ec2:DescribeRouteTables", 2)] = "InternalError";

        var run = Run(subject, ("CreateMissingEndpoints", "true"));

        Assert.Equal("Failed", run.Status);
        Assert.Equal(["ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints"], Mutations());
        Assert.Equal(before, await SnapshotAsync(subject));
    }

    [Fact]
    public async Task Helps_one_service_where_the_other_cannot_be_helped()
    {
        var (vpc, table, other) = await TableAsync();
        await GatewayEndpointAsync(vpc, "s3", null, other);

        var run = Run(new(vpc, table));

        Assert.Equal("Success", run.Status);
        Assert.Contains("The VPC has no gateway endpoint to dynamodb, and CreateMissingEndpoints says to make none.", run.Outputs["Decide.Reason"]);
        Assert.Equal(["ec2:ModifyVpcEndpoint"], Mutations());
    }

    [Fact]
    public async Task Sends_nobody_through_a_restrictive_policy_unless_it_is_told_to()
    {
        var (vpc, table, other) = await TableAsync();
        var endpoint = await GatewayEndpointAsync(vpc, "s3", Restrictive, other);
        var subject = new Subject(vpc, table);

        var run = Run(subject, ("Services", "s3"));
        Assert.Equal([$"Decide: The policy of {endpoint} is restrictive: requests that work now might be refused."], run.Failures);
        Assert.Empty(Mutations());

        Assert.Equal("Success", Run(subject, ("Services", "s3"), ("AllowRestrictivePolicy", "true")).Status);
        Assert.Equal(["ec2:ModifyVpcEndpoint"], Mutations());
    }

    [Fact]
    public async Task Leaves_an_endpoint_alone_whose_tag_says_so()
    {
        var (vpc, table, other) = await TableAsync();
        var endpoint = await GatewayEndpointAsync(vpc, "s3", null, other);
        await Ec2.CreateTagsAsync(new() { Resources = [endpoint], Tags = [new("privatelink:no-remediation", "")] }, Cancellation);

        var run = Run(new(vpc, table), ("Services", "s3"));

        Assert.Equal([$"Decide: The tag privatelink:no-remediation of {endpoint} says to leave it as it is."], run.Failures);
        Assert.Empty(Mutations());
    }

    private async Task<(string Vpc, string Table, string Other)> TableAsync()
    {
        var vpc = await VpcAsync();
        var subnet = await SubnetAsync(vpc);
        await WorkloadAsync(subnet);
        return (vpc, await RouteTableAsync(vpc, subnet), await RouteTableAsync(vpc));
    }
}
