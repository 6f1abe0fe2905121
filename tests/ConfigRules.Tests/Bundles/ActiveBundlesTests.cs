using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules.Policies;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Bundles;

public sealed class ActiveBundlesTests
{
    [Fact]
    public void Send_through_an_endpoint_what_is_for_its_service()
    {
        Assert.Equal(["s3"], Needs("vpce-s3", "ecr-pull").Select(one => one.Need.Service).Distinct());
        Assert.Equal(["ecr.dkr"], Needs("vpce-ecr.dkr", "ecr-pull", net => net.Endpoint("ecr.dkr")).Select(one => one.Need.Service).Distinct());
        Assert.Empty(Needs("vpce-sqs", "ecr-pull"));
    }

    [Fact]
    public void Of_requests_that_two_make_the_first_is_named()
    {
        Assert.Equal(["ecs-fargate"], Needs("vpce-s3", "ecs-fargate").Select(one => one.Bundle.Id).Distinct());
        var both = Needs("vpce-s3", "ecs-fargate,ecr-pull");
        Assert.Equal(["ecr-pull"], both.Select(one => one.Bundle.Id).Distinct());
        Assert.Distinct(both.Select(one => one.Need));
    }

    [Fact]
    public void Send_nothing_through_an_S3_interface_endpoint_to_which_no_names_lead() => Assert.Empty(
        Needs("vpce-s3i", "ecr-pull", net => net.Endpoint("s3", endpoint => endpoint with { PrivateDnsEnabled = false }, "vpce-s3i")));

    private static (ServiceBundle Bundle, PolicyNeed Need)[] Needs(string endpoint, string bundles, Func<NetworkBuilder, NetworkBuilder>? given = null)
    {
        var net = new NetworkBuilder().Gateway("s3").Endpoint("sqs");
        var network = (given is null ? net : given(net)).Build();
        return [.. ActiveBundles.NeedsThrough(network.Find<VpcEndpoint>(endpoint)!, network, Parameters.For(new VpcEndpointPolicyServesBundles(), [new("bundles", bundles)]))];
    }
}
