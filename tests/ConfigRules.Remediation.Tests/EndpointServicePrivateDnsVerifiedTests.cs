using Amazon.EC2.Model;
using ConfigRules.Engine;

namespace ConfigRules.Remediation.Tests;

public sealed class EndpointServicePrivateDnsVerifiedTests(Cloud cloud) : RemediationTests(cloud)
{
    protected override string Rule => "endpoint-service-private-dns-verified";

    protected override string ResourceParameter => "ServiceId";

    protected override string Gone => "vpce-svc-0123456789abcdef0";

    protected override string[] Changes => ["ec2:StartVpcEndpointServicePrivateDnsVerification"];

    protected override (string Action, int Occasion) Verification => ("ec2:DescribeVpcEndpointServiceConfigurations", 2);

    /// <summary>Nobody sees the configuration of another account's service.</summary>
    protected override string OfAnotherAccount => "It is gone.";

    protected override bool HasWayBack => false;

    /// <summary>EC2 looked before the record was there.</summary>
    protected override async Task<Subject> BuildAsync()
    {
        var service = await ServiceAsync("api.example.com");
        Aws.Domains[service.ResourceId] = "failed";
        Aws.Records.Add(service.ResourceId);
        return service;
    }

    [Fact]
    public async Task Says_which_record_EC2_looks_for()
    {
        var run = Run(await BuildAsync(), ("DryRun", "true"));

        Assert.Equal("api.example.com is not verified: EC2 asks for val in the TXT record n.", run.Outputs["Decide.Reason"]);
        Assert.Equal("failed", run.Outputs["Decide.State"]);
    }

    [Fact]
    public async Task Fails_where_the_record_is_not_there()
    {
        var subject = await BuildAsync();
        Aws.Records.Clear();

        var run = Run(subject);

        Assert.Equal("Failed", run.Status);
        Assert.Equal(["Verify: The property did not become verified."], run.Failures);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));
    }

    /// <summary>Nobody has told EC2 that the record is there, or it has not looked yet.</summary>
    [Fact]
    public async Task Has_EC2_look_where_it_has_never_looked()
    {
        var subject = await ServiceAsync("api.example.com");
        Aws.Records.Add(subject.ResourceId);
        Aws.Domains[subject.ResourceId] = "pendingVerification";

        Assert.Equal("Success", Run(subject).Status);
        Assert.Equal(Changes, Mutations());
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    /// <summary>A name that is verified stays so until EC2 looks again, whatever became of its record.</summary>
    [Fact]
    public async Task Never_puts_a_verified_name_at_risk()
    {
        var run = Run(await ServiceAsync("api.example.com"));

        Assert.Equal("The state of api.example.com is verified.", run.Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Leaves_services_without_a_name_alone()
    {
        Assert.Equal("It has no private DNS name.", Run(await ServiceAsync(null)).Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
    }

    private async Task<Subject> ServiceAsync(string? name)
    {
        var request = new CreateVpcEndpointServiceConfigurationRequest
        {
            NetworkLoadBalancerArns = [LoadBalancer(await SubnetAsync(await VpcAsync()))],
            PrivateDnsName = name,
        };
        return new(null, (await Ec2.CreateVpcEndpointServiceConfigurationAsync(request, Cancellation)).ServiceConfiguration.ServiceId);
    }
}
