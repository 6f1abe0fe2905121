using ConfigRules.Model;
using ConfigRules.Rules.Presence;
using ConfigRules.Testing;

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
}
