using ConfigRules.Engine;

namespace ConfigRules.Remediation.Tests;

public sealed class VpcEndpointPrivateDnsEnabledTests(Cloud cloud) : RemediationTests(cloud)
{
    protected override string Rule => "vpc-endpoint-private-dns-enabled";

    protected override string ResourceParameter => "EndpointId";

    protected override string Gone => "vpce-0123456789abcdef0";

    protected override string[] Changes => ["ec2:ModifyVpcEndpoint"];

    // The endpoint itself and those of the same service were read before.
    protected override (string Action, int Occasion) Verification => ("ec2:DescribeVpcEndpoints", 3);

    protected override async Task<Subject> BuildAsync() => await BuildAsync(["10.7.0.0/17", "10.7.128.0/17"]);

    [Theory]
    [InlineData("10.7.0.0/17")]
    [InlineData("192.168.0.0/16")]
    public async Task Refuses_where_the_groups_would_lock_clients_out(string admitted)
    {
        var subject = await BuildAsync([admitted]);

        var run = Run(subject);

        Assert.Equal("Failed", run.Status);
        Assert.Equal(["Decide: The endpoint's groups do not let in 10.7.0.0/16 on TCP 443; those clients would time out."], run.Failures);
        Assert.Empty(Mutations());

        Assert.Equal("Success", Run(subject, ("IgnoreSecurityGroups", "true")).Status);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Fact]
    public async Task Refuses_while_the_VPC_s_attributes_are_off()
    {
        var subject = await BuildAsync();
        await Ec2.ModifyVpcAttributeAsync(new() { VpcId = subject.VpcId, EnableDnsHostnames = false }, Cancellation);

        var run = Run(subject);

        Assert.Equal(["Decide: enableDnsSupport and enableDnsHostnames of the VPC must both be on first."], run.Failures);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Leaves_it_off_where_another_endpoint_answers_for_the_names()
    {
        var subject = await BuildAsync();
        var other = await InterfaceEndpointAsync(subject.VpcId!, await SubnetAsync(subject.VpcId!, "10.7.2.0/24"), "sts");

        var run = Run(subject);

        Assert.Equal($"{other} already answers for the names of the service.", run.Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Leaves_endpoints_to_S3_to_a_person()
    {
        var vpc = await VpcAsync();
        var endpoint = await InterfaceEndpointAsync(vpc, await SubnetAsync(vpc), "s3", privateDns: false, await GroupAsync(vpc, "10.7.0.0/16"));

        var run = Run(new(vpc, endpoint));

        Assert.Equal(["Decide: Private DNS of S3 endpoints is left to a person: it is for the VPC, or for the inbound resolver alone."], run.Failures);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Leaves_other_kinds_of_endpoints_alone()
    {
        var vpc = await VpcAsync();

        var run = Run(new(vpc, await GatewayEndpointAsync(vpc, "s3")));

        Assert.Equal("It is no interface endpoint.", run.Outputs["Decide.Reason"]);
    }

    private async Task<Subject> BuildAsync(string[] admitted)
    {
        var vpc = await VpcAsync();
        return new(vpc, await InterfaceEndpointAsync(vpc, await SubnetAsync(vpc), "sts", privateDns: false, await GroupAsync(vpc, admitted)));
    }
}
