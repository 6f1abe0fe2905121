using Amazon.EC2.Model;

namespace ConfigRules.Remediation.Tests;

public sealed class EndpointServiceAcceptanceRequiredTests(Cloud cloud) : RemediationTests(cloud)
{
    protected override string Rule => "endpoint-service-acceptance-required";

    protected override string ResourceParameter => "ServiceId";

    protected override string Gone => "vpce-svc-0123456789abcdef0";

    protected override string[] Changes => ["ec2:ModifyVpcEndpointServiceConfiguration"];

    protected override (string Action, int Occasion) Verification => ("ec2:DescribeVpcEndpointServiceConfigurations", 2);

    /// <summary>Nobody sees the configuration of another account's service.</summary>
    protected override string OfAnotherAccount => "It is gone.";

    protected override async Task<Subject> BuildAsync()
    {
        var vpc = await VpcAsync();
        var arn = LoadBalancer(await SubnetAsync(vpc));
        var service = (await Ec2.CreateVpcEndpointServiceConfigurationAsync(
            new CreateVpcEndpointServiceConfigurationRequest { NetworkLoadBalancerArns = [arn], AcceptanceRequired = false }, Cancellation)).ServiceConfiguration;
        return new(null, service.ServiceId);
    }

    [Fact]
    public async Task Records_what_was()
    {
        var run = Run(await BuildAsync());

        Assert.Equal("false", run.Outputs["Decide.AcceptanceRequired"]);
    }
}
