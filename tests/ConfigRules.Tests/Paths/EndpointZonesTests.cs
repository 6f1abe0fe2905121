using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Testing;
using ConfigRules.Tests.Support;

namespace ConfigRules.Tests.Paths;

public sealed class EndpointZonesTests
{
    private const string Kms = "kms.eu-west-1.amazonaws.com";

    private static readonly string ToEndpoint = $"{Kms} A alias {Hubs.OwnName("kms")}";

    [Fact]
    public void Lead_to_an_endpoint_by_its_own_names_alone()
    {
        var zones = Zones(net => net.Zone(Kms, [ToEndpoint], "Z1").Zone(Kms, [$"{Kms} A alias {Hubs.OwnName("sqs")}"], "Z2").Zone(Kms, [$"{Kms} A 10.9.1.5"], "Z3"));
        Assert.Equal(["Z1"], zones.Leading.Select(zone => zone.Id));
    }

    [Fact]
    public void The_nearest_zone_answers_whatever_farther_ones_hold()
    {
        var zones = Zones(net => net.Zone("eu-west-1.amazonaws.com", [ToEndpoint], "Z1").Zone(Kms, [], "Z2").Zone($"x.{Kms}", [], "Z3"));
        Assert.Equal(["Z2"], zones.AnsweringFor(Kms).Select(zone => zone.Id));
        Assert.Equal(["Z2"], zones.AnsweringFor($"*.{Kms}").Select(zone => zone.Id));
        Assert.Empty(zones.AnsweringFor("sqs.us-east-1.amazonaws.com"));
    }

    [Fact]
    public void Of_zones_of_one_name_all_answer_that_lead_to_it_or_else_the_first()
    {
        Assert.Equal(["Z2", "Z3"], Zones(net => net.Zone(Kms, [], "Z1").Zone(Kms, [ToEndpoint], "Z2").Zone(Kms, [ToEndpoint], "Z3")).AnsweringFor(Kms).Select(zone => zone.Id));
        Assert.Equal(["Z1"], Zones(net => net.Zone(Kms, [], "Z1").Zone(Kms, [], "Z2")).AnsweringFor(Kms).Select(zone => zone.Id));
    }

    [Theory]
    [InlineData("10.9.1.5", true)]
    [InlineData("10.9.1.5 10.9.1.6", false)]
    [InlineData("10.9.1.6", false)]
    public void Records_lead_to_it_by_addresses_of_its_interfaces_alone(string addresses, bool leads) =>
        Assert.Equal(leads, Zones(net => net).Leads(new(Kms, "A") { Values = [.. addresses.Split(' ')] }));

    [Fact]
    public void Whose_addresses_records_have_is_not_known_where_nobody_recorded_interfaces()
    {
        var zones = Zones(net => net.Without(FactKind.NetworkInterfaces));
        Assert.Null(zones.Leads(new(Kms, "A") { Values = ["10.9.1.6"] }));
        Assert.True(zones.Leads(new(Kms, "A") { AliasOf = Hubs.OwnName("kms") }));
        Assert.False(zones.Leads(new(Kms, "CNAME") { Values = [Hubs.OwnName("sqs")] }));
    }

    private static EndpointZones Zones(Func<NetworkBuilder, NetworkBuilder> given)
    {
        var network = given(new NetworkBuilder().Hub().InHub("kms", endpoint => endpoint with { NetworkInterfaceIds = ["eni-kms"] })
            .Interface("eni-kms", "subnet-hub", "vpc_endpoint", address: "10.9.1.5", vpc: "vpc-hub")).Build();
        return new(network.Find<VpcEndpoint>("vpce-hub-kms")!, network);
    }
}
