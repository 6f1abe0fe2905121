using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;

namespace ConfigRules.Tests.Rules.Presence;

public sealed class RequiredServiceTests
{
    [Theory]
    [InlineData("ec2", true)]
    [InlineData("ecr.api", true)]
    [InlineData("kms-fips", true)]
    [InlineData("s3:gateway", true)]
    [InlineData("vpce-svc-0a1b", true)]
    [InlineData("", false)]
    [InlineData(":gateway", false)]
    [InlineData("s3:Gateway", false)]
    [InlineData("S3", false)]
    [InlineData("com.amazonaws.eu-west-1.s3", false)]
    public void Is_a_short_name_with_or_without_a_type(string text, bool isOne) => Assert.Equal(isOne, RequiredService.Is(text));

    [Theory]
    [InlineData("s3", "s3", "s3", false, EndpointType.Interface, EndpointType.Gateway)]
    [InlineData("s3:gateway", "s3", "s3", false, EndpointType.Gateway)]
    [InlineData("s3:interface", "s3", "s3", false, EndpointType.Interface)]
    [InlineData("kms-fips", "kms-fips", "kms", true, EndpointType.Interface)]
    [InlineData("kms-fips:interface", "kms-fips", "kms", true, EndpointType.Interface)]
    [InlineData("ec2", "ec2", "ec2", false, EndpointType.Interface)]
    public void Takes_the_type_that_is_asked_for_or_those_that_the_service_has(
        string text, string name, string plain, bool isFips, params EndpointType[] types)
    {
        var required = RequiredService.Of(text);
        Assert.Equal((text, name, plain, isFips), (required.Text, required.Name, required.Plain, required.IsFips));
        Assert.Equal(types, Enum.GetValues<EndpointType>().Where(required.Takes));
    }

    [Theory]
    [InlineData("kms", "kms", true, null)]
    [InlineData("kms", "kms-fips", true, null)]
    [InlineData("kms", "kms-fips", false, "vpce-1 to kms is a FIPS endpoint")]
    [InlineData("kms-fips", "kms-fips", false, null)]
    [InlineData("kms-fips", "kms", true, "vpce-1 to kms is no FIPS endpoint")]
    [InlineData("kms:gateway", "kms", true, "vpce-1 to kms is of type Interface")]
    [InlineData("kms", "com.amazonaws.us-east-1.kms", true, "vpce-1 leads to kms of us-east-1")]
    public void Is_met_by_an_endpoint_of_its_type_and_variant_in_its_region(string text, string service, bool acceptsFips, string? why)
    {
        var network = new NetworkBuilder().Endpoint(service, id: "vpce-1").Build();
        Assert.Equal(why, RequiredService.Of(text).WhyNotMetBy(network.Find<VpcEndpoint>("vpce-1")!, network, acceptsFips));
    }

    [Theory]
    [InlineData(EndpointState.Available, null)]
    [InlineData(EndpointState.Partial, null)]
    [InlineData(EndpointState.PendingAcceptance, "vpce-kms to kms is pendingAcceptance")]
    [InlineData(EndpointState.Rejected, "vpce-kms to kms is rejected")]
    public void Is_met_by_an_endpoint_through_which_packets_go(EndpointState state, string? why)
    {
        var network = new NetworkBuilder().Endpoint("kms", endpoint => endpoint with { State = state }).Build();
        Assert.Equal(why, RequiredService.Of("kms").WhyNotMetBy(network.All<VpcEndpoint>()[0], network, acceptsFips: true));
    }

    [Theory]
    [InlineData("vpce-svc-1", true)]
    [InlineData("ec2", false)]
    public void An_endpoint_service_is_in_no_list_of_the_region(string text, bool isProvided) =>
        Assert.Equal(isProvided, RequiredService.Of(text).IsProvided);

    [Theory]
    [InlineData("sqs", true)]
    [InlineData("sqs-fips", false)]
    [InlineData("ssm-fips", true)]
    [InlineData("sns", false)]
    [InlineData("vpce-svc-1", true)]
    public void Can_be_had_where_the_region_offers_it_or_somebody_else_provides_it(string text, bool isOffered) =>
        Assert.Equal(isOffered, RequiredService.Of(text).IsOfferedIn(new NetworkBuilder().OffersOnly("sqs", "ssm-fips").Build()));

    [Theory]
    [InlineData("kms", "kms", null)]
    [InlineData("kms", "sqs", "")]
    [InlineData("kms:gateway", "kms", "vpce-1 to kms is of type Interface")]
    [InlineData("kms", "com.amazonaws.us-east-1.kms", "vpce-1 leads to kms of us-east-1")]
    public void What_is_there_is_told_where_it_does_not_meet_it(string text, string service, string? clause)
    {
        var gap = GapOf(text, new NetworkBuilder().Subnet("subnet-1", routes: []).Endpoint(service, id: "vpce-1"));
        Assert.Equal((clause, clause is null ? null : text, null), (gap?.Clause, gap?.For, gap?.Doubt));
    }

    [Fact]
    public void The_FIPS_variant_will_do_unless_a_parameter_says_that_it_will_not()
    {
        var net = () => new NetworkBuilder().Subnet("subnet-1", routes: []).Endpoint("kms-fips", id: "vpce-1");
        Assert.Null(GapOf("kms", net()));
        Assert.Equal("vpce-1 to kms is a FIPS endpoint", GapOf("kms", net(), ("acceptFips", "false"))?.Clause);
    }

    [Fact]
    public void An_endpoint_that_is_not_understood_may_meet_it() => Assert.Equal(
        "The type or the state of vpce-1 is none that this version knows.",
        GapOf("kms", new NetworkBuilder().Subnet("subnet-1", routes: []).Endpoint("kms", e => e with { State = EndpointState.Unknown }, "vpce-1"))?.Doubt);

    [Fact]
    public void A_hub_meets_it_but_where_only_a_gateway_will_do()
    {
        var spoke = () => new NetworkBuilder().HubWithEcr().Subnet("subnet-1", routes: Hubs.ToHub);
        Assert.Null(GapOf("ecr.api", spoke()));
        Assert.Equal("", GapOf("ecr.api", spoke(), ("acceptCentralEndpoints", "false"))?.Clause);
        Assert.Equal("", GapOf("ecr.api:gateway", spoke())?.Clause);
    }

    private static ServiceGap? GapOf(string text, NetworkBuilder net, params (string Name, string Value)[] with)
    {
        var network = net.Build();
        Assert.Null(Workloads.Screen(network.Find<Vpc>(NetworkBuilder.VpcId)!, network, With(with), out var workloads));
        return RequiredService.Of(text).GapOf(workloads, network, With(with));
    }

    private static Parameters With(params (string Name, string Value)[] with) =>
        Parameters.For(new VpcRequiredEndpointsPresent(), with.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
