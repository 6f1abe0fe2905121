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

    [Fact]
    public void Are_in_doubt_where_nothing_shows_them_but_what_has_other_uses()
    {
        const string Doubt = "ssmmessages serves ECS Exec alone";
        Assert.Equal(Doubt, Found("ssm", net => net.Endpoint("ssmmessages"))?.Doubt);
        Assert.Null(Found("ssm", net => net.Endpoint("ssmmessages").Endpoint("ssm"))?.Doubt);
        Assert.Null(Found("ssm", net => net.Endpoint("ssm"))?.Doubt);
        Assert.Null(Found("ssm", net => net.Endpoint("ssmmessages"), ("bundles", "ssm"))?.Doubt);
        Assert.Null(Found("ecr-pull", net => net.Endpoint("ecr.dkr"))?.Doubt);

        var doubtful = Found("ssm", net => net.Endpoint("ssmmessages"))!;
        Assert.Equal(["ssmmessages"], doubtful.Members.Where(member => member.Unless is null).Select(member => member.Service));
        Assert.Equal(["ssmmessages"], doubtful.Needs.Where(need => need.Unless is null).Select(need => need.Service).Distinct());
        Assert.All(doubtful.Optional, member => Assert.Equal(Doubt, doubtful.DoubtOf(member)));
    }

    [Fact]
    public void Of_requests_that_two_make_the_first_that_makes_it_for_certain_is_named()
    {
        Assert.Equal(["ssm-hybrid"], Needs("vpce-s3", "ssm-hybrid", net => net.Endpoint("ssmmessages")).Select(one => one.Bundle.Id).Distinct());
        Assert.Equal(["ssm"], Needs("vpce-s3", "ssm-hybrid", net => net.Endpoint("ssmmessages").Endpoint("ssm")).Select(one => one.Bundle.Id).Distinct());
    }

    [Fact]
    public void Are_one_list_for_all_VPCs_in_which_the_same_is_known()
    {
        var network = new Network(GeneratedNetwork.Facts(3, 6));
        var alike = network.All<Vpc>().Select(vpc => ActiveBundles.In(vpc.Id, network, Parameters.None)).Distinct();
        Assert.NotEmpty(Assert.Single(alike));
        var rule = new VpcEndpointPolicyServesBundles();
        Assert.NotEqual(Assert.Single(alike), ActiveBundles.In(network.All<Vpc>()[0].Id, network, Parameters.For(rule, [KeyValuePair.Create("bundles", "glue")])));
    }

    [Theory]
    [InlineData("ssmmessages", "ssm", "ssm", null)]
    [InlineData("ssmmessages", "", null, null)]
    [InlineData("ssm", "ssmmessages", "ssm", "ssmmessages serves ECS Exec alone")]
    [InlineData("sqs", "ssm ssmmessages", null, null)]
    public void Need_an_endpoint_where_others_show_them(string service, string signs, string? bundle, string? unless)
    {
        var network = new NetworkBuilder().Endpoint("ssm").Endpoint("ssmmessages").Endpoint("sqs").Build();
        Assert.Equal((bundle, unless), ActiveBundles.Needing(
            network.Find<VpcEndpoint>($"vpce-{service}")!, other => signs.Split(' ').Contains(other.Service.Service), [], network, Parameters.None));
    }

    [Theory]
    [InlineData(true, EndpointType.Interface, "com.amazonaws.eu-west-1.ecr.dkr", false)]
    [InlineData(false, EndpointType.Interface, "com.amazonaws.eu-west-1.ecr.dkr", true)]
    [InlineData(true, EndpointType.Interface, "com.amazonaws.eu-west-1.ecr.dkr-fips", true)]
    [InlineData(true, EndpointType.Gateway, "com.amazonaws.eu-west-1.ecr.dkr", true)]
    public void Need_no_endpoint_whose_part_another_plays(bool hasPrivateDns, EndpointType type, string service, bool isNeeded)
    {
        var network = new NetworkBuilder().Endpoint("ecr.dkr").Endpoint("ecr.api").Build();
        var other = new VpcEndpoint("vpce-other", "vpc-1") { Type = type, Service = ServiceName.Parse(service), PrivateDnsEnabled = hasPrivateDns };
        Assert.Equal(isNeeded, ActiveBundles.Needing(network.Find<VpcEndpoint>("vpce-ecr.dkr")!, _ => true, [other], network, Parameters.None).Bundle is not null);
    }

    [Fact]
    public void Need_services_for_all_their_uses_each_once_and_for_certain_where_one_of_them_is_certain()
    {
        var needed = Services(net => net.Endpoint("ssmmessages"));
        Assert.Equal(("ssmmessages", null), needed.Single(one => one.Service is "ssmmessages"));
        Assert.Equal(("ssm", "ssmmessages serves ECS Exec alone"), needed.Single(one => one.Service is "ssm"));
        Assert.Contains(needed, one => one.Service is "kms");

        Assert.All(Services(net => net.Endpoint("ssmmessages"), ("bundles", "ssm")), one => Assert.Null(one.Doubt));
        Assert.Null(Services(net => net.Endpoint("ssmmessages"), ("bundles", "ssm-hybrid")).Single(one => one.Service is "ssm").Doubt);
        Assert.Empty(Services(net => net));
    }

    [Fact]
    public void Need_nothing_more_where_somebody_names_the_services()
    {
        var network = new NetworkBuilder().Endpoint("ssm").Endpoint("ssmmessages").Build();
        Assert.Equal([("sqs", null), ("s3", null)], ActiveBundles.ServicesIn(NetworkBuilder.VpcId, ["sqs", "s3"], network, Parameters.None));
        Assert.Equal(ActiveBundles.ServicesIn(NetworkBuilder.VpcId, network, Parameters.None), ActiveBundles.ServicesIn(NetworkBuilder.VpcId, [], network, Parameters.None));
    }

    private static (string Service, string? Doubt)[] Services(Func<NetworkBuilder, NetworkBuilder> given, params (string Name, string Value)[] with) =>
        [.. ActiveBundles.ServicesIn(NetworkBuilder.VpcId, given(new()).Build(), Parameters.For(new VpcEndpointPolicyServesBundles(), [.. with.Select(one => KeyValuePair.Create(one.Name, one.Value))]))];

    private static ServiceBundle? Found(string id, Func<NetworkBuilder, NetworkBuilder> given, params (string Name, string Value)[] with) =>
        ActiveBundles.In(NetworkBuilder.VpcId, given(new()).Build(), Parameters.For(new VpcEndpointPolicyServesBundles(), [.. with.Select(one => KeyValuePair.Create(one.Name, one.Value))]))
            .SingleOrDefault(bundle => bundle.Id == id);

    private static (ServiceBundle Bundle, PolicyNeed Need)[] Needs(string endpoint, string bundles, Func<NetworkBuilder, NetworkBuilder>? given = null)
    {
        var net = new NetworkBuilder().Gateway("s3").Endpoint("sqs");
        var network = (given is null ? net : given(net)).Build();
        return [.. ActiveBundles.NeedsThrough(network.Find<VpcEndpoint>(endpoint)!, network, Parameters.For(new VpcEndpointPolicyServesBundles(), [new("bundles", bundles)]))];
    }
}
