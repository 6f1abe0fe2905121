using System.Net;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Paths;

public sealed class RoutesTests
{
    [Theory]
    [InlineData("ipv4", "52.216.0.0/15")]
    [InlineData("ipv6", "2600:1f00::/24")]
    [InlineData("dualstack", "52.216.0.0/15", "2600:1f00::/24")]
    public void A_gateways_targets_are_its_services_addresses_of_the_families_that_it_takes(string type, params string[] targets) =>
        Assert.Equal(targets, TargetsOf(type, Recorded("52.216.0.0/15", "2600:1f00::/24")).Select(target => $"{target.Addresses}"));

    [Fact]
    public void A_family_of_which_the_service_has_no_addresses_is_no_target() =>
        Assert.Equal("52.216.0.0/15", $"{Assert.Single(TargetsOf("dualstack", Recorded("52.216.0.0/15"))).Addresses}");

    [Fact]
    public void Where_nobody_recorded_the_addresses_they_are_somewhere() =>
        Assert.True(Assert.Single(TargetsOf("ipv4", new NetworkBuilder())).IsSomewhereWithin);

    private static NetworkBuilder Recorded(params string[] blocks) => new NetworkBuilder()
        .With(facts => facts.PrefixLists.Add(new("pl-s3") { Name = "com.amazonaws.eu-west-1.s3", Blocks = [.. blocks.Select(IPNetwork.Parse)] }));

    private static IEnumerable<Target> TargetsOf(string type, NetworkBuilder net)
    {
        var network = net.Gateway("s3", endpoint => endpoint with { IpAddressType = type }).Build();
        return Routes.TargetsOf(network.All<VpcEndpoint>()[0], network);
    }
}
