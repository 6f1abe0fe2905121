using ConfigRules.Bundles;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Bundles;

public sealed class ServiceBundlesTests
{
    [Fact]
    public void Ids_are_unique_and_found()
    {
        Assert.Distinct(ServiceBundles.All.Select(bundle => bundle.Id));
        Assert.All(ServiceBundles.All, bundle => Assert.Same(bundle, ServiceBundles.Find(bundle.Id)));
        Assert.Null(ServiceBundles.Find("ecr"));
    }

    [Theory]
    [InlineData("ecr-pull", "ecr.api Interface, ecr.dkr Interface, s3 Gateway")]
    [InlineData("ecs-ec2", "ecs-agent Interface, ecs-telemetry Interface, ecs Interface, ecr.api Interface, ecr.dkr Interface, s3 Gateway")]
    [InlineData("ssm", "ssm Interface, ssmmessages Interface, s3 Either")]
    [InlineData("cloudwatch", "monitoring Interface, logs Interface, xray Interface")]
    public void The_members_are_those_that_the_pages_of_AWS_name(string id, string members) =>
        Assert.Equal(members, string.Join(", ", ServiceBundles.Find(id)!.Members.Select(member => $"{member.Service} {member.Kind}")));

    [Fact]
    public void Every_bundle_rests_on_a_page_of_AWS_and_says_what_it_is_for() => Assert.All(ServiceBundles.All, bundle =>
    {
        Assert.StartsWith("https://docs.aws.amazon.com/", bundle.Source, StringComparison.Ordinal);
        Assert.NotEmpty(bundle.Members);
        Assert.True(char.IsLower(bundle.Purpose[0]) && !bundle.Purpose.EndsWith('.'), bundle.Purpose);
    });

    [Fact]
    public void Requests_pass_endpoints_of_their_bundle_and_name_action_and_resource() => Assert.All(ServiceBundles.All, bundle => Assert.All(bundle.Needs, need =>
    {
        Assert.Contains(bundle.Members, member => member.Service == need.Service);
        Assert.Matches("^[a-z0-9-]+:[A-Za-z]+$", need.Action);
        Assert.True(need.Resource is "*" || need.Resource.StartsWith("arn:{partition}:", StringComparison.Ordinal), need.Resource);
        Assert.DoesNotContain("{", need.ResourceIn(new NetworkBuilder().Build()), StringComparison.Ordinal);
    }));

    [Theory]
    [InlineData("eu-west-1", "arn:aws:s3:::cloudformation-custom-resource-response-euwest1/x")]
    [InlineData("cn-north-1", "arn:aws-cn:s3:::cloudformation-custom-resource-response-cnnorth1/x")]
    public void Resources_are_those_of_the_network(string region, string resource) => Assert.Contains(
        ServiceBundles.Find("cloudformation-signals")!.Needs.Select(need => need.ResourceIn(new NetworkBuilder().Region(region).Build())),
        actual => actual.StartsWith(resource[..^1], StringComparison.Ordinal));

    public static TheoryData<string, string, string> Active { get; } = new()
    {
        { "nothing", "", "" },
        { "endpoint", "", "ecr-pull" },
        { "deleted endpoint", "", "" },
        { "managed endpoint", "", "" },
        { "tag", "", "ecr-pull ssm" },
        { "tag", "bundlesTag=other", "" },
        { "nothing", "bundles=glue,ssm", "ssm glue" },
        { "interface", "", "" },
        { "interface", "detectWorkloads=true", "ecs-fargate" },
    };

    [Theory]
    [MemberData(nameof(Active))]
    public void A_bundle_is_active_where_something_shows_that_it_is_used(string given, string with, string expected)
    {
        var net = new NetworkBuilder().EmptySubnet("subnet-1");
        net = given switch
        {
            "endpoint" => net.Endpoint("ecr.dkr"),
            "deleted endpoint" => net.Endpoint("ecr.dkr", e => e with { State = EndpointState.Deleted }),
            "managed endpoint" => net.Endpoint("ecr.dkr", e => e with { RequesterManaged = true }),
            "tag" => net.Vpc(vpc => vpc with { Tags = new Dictionary<string, string> { ["privatelink:bundles"] = "ssm; ecr-pull,unheard" } }),
            "interface" => net.Interface("eni-1", "subnet-1", description: "arn:aws:ecs:eu-west-1:111111111111:attachment/1"),
            _ => net,
        };
        var parameters = Parameters.For(new VpcEndpointBundlesComplete(), with.Split('=') is [var name, var value] ? [KeyValuePair.Create(name, value)] : []);
        Assert.Equal(expected, string.Join(' ', ActiveBundles.In(NetworkBuilder.VpcId, net.Build(), parameters).Select(bundle => bundle.Id)));
    }
}
