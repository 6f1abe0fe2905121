using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Bundles;

public sealed class AskedMembersTests
{
    [Theory]
    [InlineData("ecr-pull", "eu-west-1", "", "ecr.api ecr.dkr s3")]
    [InlineData("ecr-pull", "eu-west-1", "centralServices=ecr.api", "ecr.dkr s3")]
    [InlineData("ssm", "eu-west-1", "", "ssm ssmmessages s3")]
    [InlineData("ssm", "eu-west-1", "requireEc2Messages=true", "ssm ssmmessages s3 ec2messages")]
    [InlineData("ssm", "eu-west-1", "optionalMembers=ssm/kms", "ssm ssmmessages s3 kms")]
    [InlineData("ssm", "eu-west-1", "optionalMembers=ecs-fargate/logs", "ssm ssmmessages s3")]
    [InlineData("ecs-fargate", "eu-west-1", "", "ecr.api ecr.dkr s3")]
    [InlineData("ecs-fargate", "ca-west-1", "", "ecs-agent ecs-telemetry ecs ecr.api ecr.dkr s3")]
    [InlineData("ecs-fargate", "eu-west-1", "regionsNeedingEcsTrio=eu-west-1", "ecs-agent ecs-telemetry ecs ecr.api ecr.dkr s3")]
    [InlineData("ecr-pull", "ca-west-1", "", "ecr.api ecr.dkr s3")]
    public void Are_the_bundles_own_and_what_somebody_asks_for(string bundle, string region, string parameter, string services) =>
        Assert.Equal(services, Services(bundle, new NetworkBuilder().Region(region), parameter));

    [Fact]
    public void Are_those_alone_that_the_region_offers() =>
        Assert.Equal("ecr.api s3", Services("ecr-pull", new NetworkBuilder().OffersOnly("ecr.api"), ""));

    private static string Services(string bundle, NetworkBuilder net, string parameter)
    {
        var parameters = Parameters.For(new VpcEndpointBundlesComplete(), parameter is "" ? [] : [new(parameter.Split('=')[0], parameter.Split('=')[1])]);
        return string.Join(' ', AskedMembers.Of(ServiceBundles.Find(bundle)!, net.Build(), parameters).Select(member => member.Service));
    }
}
