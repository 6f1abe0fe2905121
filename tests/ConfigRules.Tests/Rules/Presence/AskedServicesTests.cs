using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Rules.Presence;

public sealed class AskedServicesTests
{
    [Fact]
    public void Each_is_asked_for_once_by_a_parameter_or_the_tag_of_a_VPC()
    {
        var vpc = new Vpc("vpc-1") { Tags = new Dictionary<string, string> { ["needs"] = "kms, ec2;Nonsense" } };
        Assert.Equal(["ec2", "sqs", "kms", "Nonsense"], AskedServices.Of(vpc, With(("requiredServices", "ec2,sqs"), ("requiredServicesTag", "needs"))));
        Assert.Empty(AskedServices.Of(vpc, With()));
    }

    [Theory]
    [InlineData("sqs,kms:interface,kms", "kms:interface")]
    [InlineData("kms:gateway", null)]
    [InlineData("kms-fips", null)]
    [InlineData("sqs", null)]
    public void An_endpoint_meets_the_first_that_it_will_do_for(string asked, string? met)
    {
        var network = new NetworkBuilder().Endpoint("kms").Build();
        Assert.Equal(met, AskedServices.MetBy(network.All<VpcEndpoint>()[0], [], network, With(("requiredServices", asked))));
    }

    [Fact]
    public void Nothing_is_asked_of_a_VPC_that_was_not_recorded()
    {
        var network = new NetworkBuilder().Endpoint("kms", vpc: "vpc-lost").Build();
        Assert.Null(AskedServices.MetBy(network.All<VpcEndpoint>()[0], [], network, With(("requiredServices", "kms"))));
    }

    private static Parameters With(params (string Name, string Value)[] with) =>
        Parameters.For(new VpcRequiredEndpointsPresent(), with.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
