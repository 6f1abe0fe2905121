using ConfigRules.Engine;

namespace ConfigRules.Remediation.Tests;

public sealed class VpcDnsSupportsPrivateEndpointsTests(Cloud cloud) : RemediationTests(cloud)
{
    protected override string Rule => "vpc-dns-supports-private-endpoints";

    protected override string ResourceParameter => "VpcId";

    protected override string Gone => "vpc-0123456789abcdef0";

    protected override string[] Changes => ["ec2:ModifyVpcAttribute", "ec2:ModifyVpcAttribute"];

    // Two were read before the change, and the new value of the first attribute is seen by the third.
    protected override (string Action, int Occasion) Verification => ("ec2:DescribeVpcAttribute", 4);

    protected override async Task<Subject> BuildAsync()
    {
        var vpc = await VpcAsync();
        await InterfaceEndpointAsync(vpc, await SubnetAsync(vpc), "sts");
        await Ec2.ModifyVpcAttributeAsync(new() { VpcId = vpc, EnableDnsHostnames = false }, Cancellation);
        await Ec2.ModifyVpcAttributeAsync(new() { VpcId = vpc, EnableDnsSupport = false }, Cancellation);
        return new(vpc, vpc);
    }

    [Fact]
    public async Task Leaves_support_alone_where_only_hostnames_are_off()
    {
        var subject = await BuildAsync();
        await Ec2.ModifyVpcAttributeAsync(new() { VpcId = subject.VpcId, EnableDnsSupport = true }, Cancellation);

        var run = Run(subject);

        Assert.Equal(["TurnOnHostnames", "VerifyHostnames", "ReEvaluate"], run.Steps.Skip(run.Steps.Count - 3));
        Assert.Equal(("true", "false"), (run.Outputs["ReadSupport.Enabled"], run.Outputs["ReadHostnames.Enabled"]));
        Assert.Single(Mutations());
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Fact]
    public async Task Leaves_a_VPC_alone_none_of_whose_endpoints_depends_on_the_attributes()
    {
        var vpc = await VpcAsync();
        await InterfaceEndpointAsync(vpc, await SubnetAsync(vpc), "sts", privateDns: false);
        await GatewayEndpointAsync(vpc, "s3");
        await Ec2.ModifyVpcAttributeAsync(new() { VpcId = vpc, EnableDnsHostnames = false }, Cancellation);

        var run = Run(new(vpc, vpc));

        Assert.Equal("No endpoint in it depends on the VPC's DNS attributes.", run.Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
    }
}
