using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Bundles;

public sealed class WorkloadTypesTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("AWS::Lambda::Function", true)]
    [InlineData("AWS::ECS::Service,AWS::Lambda::Function", true)]
    [InlineData("AWS::EC2::NetworkInterface", true)]
    [InlineData("AWS::EC2::Instance", false)]
    public void Are_wanted_where_one_of_those_that_a_parameter_names_is_there(string types, bool areWanted) => Assert.Equal(
        areWanted,
        WorkloadTypes.AreWantedIn(
            NetworkBuilder.VpcId,
            new NetworkBuilder().EmptySubnet("subnet-1").Interface("eni-1", "subnet-1", "lambda").Build(),
            Parameters.For(new VpcRequiredEndpointsPresent(), types is "" ? [] : [new("onlyWhenResourceTypes", types)])));
}
