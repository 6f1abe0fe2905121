using System.Collections.Immutable;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Paths;

public sealed class ShadowsTests
{
    private const string Name = "sts.eu-west-1.amazonaws.com";

    [Fact]
    public void None_lies_over_an_endpoint_whose_names_lead_to_it() => Assert.Empty(Over(net => net));

    [Fact]
    public void A_server_that_instances_ask_is_elsewhere_unless_somebody_vouches_for_it()
    {
        Assert.Equal(("dopt-1", true), Only(Over(net => net.Dhcp("10.0.0.53"))));
        Assert.Empty(Over(net => net.Dhcp("10.0.0.53"), "10.0.0.53"));
    }

    [Fact]
    public void A_rule_for_the_name_is_elsewhere() => Assert.Equal(("rslvr-rr-1", true), Only(Over(net => net.ResolverRule(Name, ["10.7.0.2"], id: "rslvr-rr-1"))));

    [Fact]
    public void A_firewall_that_blocks_the_name_is_elsewhere() => Assert.Equal(
        ("rslvr-frg-1", true), Only(Over(net => net.Firewall("rslvr-frg-1", ["10 BLOCK rslvr-fdl-1"]).DomainList("rslvr-fdl-1", [Name]))));

    [Fact]
    public void A_zone_of_the_same_name_may_be_asked_or_not() => Assert.Equal(("Z1", false), Only(Over(net => net.Zone(Name, [$"{Name} A 10.9.9.9"], "Z1"))));

    [Fact]
    public void Servers_are_told_first_and_names_in_order()
    {
        var hops = Over(net => net.With(facts => facts.ServiceDetails.Clear()).Offers("sts", service => service with { PrivateDnsNames = ["b.sts.example", "a.sts.example"] })
            .Dhcp("10.0.0.53").ResolverRule("b.sts.example", ["10.7.0.2"], id: "rslvr-rr-1").ResolverRule("a.sts.example", ["10.7.0.2"], id: "rslvr-rr-2"));
        Assert.Equal(["dopt-1", "rslvr-rr-2", "rslvr-rr-1"], hops.Select(hop => hop.ResourceId));
    }

    [Fact]
    public void Of_a_wildcard_each_name_counts_that_a_zone_singles_out()
    {
        var hops = Over(net => net.With(facts => facts.ServiceDetails.Clear()).Offers("sts", service => service with { PrivateDnsNames = ["*.sts.example"] })
            .Zone("x.sts.example", ["x.sts.example A 10.9.9.9"], "Z1").Zone("sts.other", ["sts.other A 10.9.9.9"], "Z2"));
        Assert.Equal(("Z1", true), Only(hops));
    }

    [Fact]
    public void Where_the_addresses_of_the_endpoint_were_not_recorded_an_answer_may_be_its_own() => Assert.Contains(
        Over(net => net.With(facts => facts.ServiceDetails.Clear()).Offers("sts", service => service with { PrivateDnsNames = ["*.sts.example"] })
            .With(facts => facts.NetworkInterfaces.Clear()).With(facts => facts.Subnets.Clear())
            .Zone("x.sts.example", ["x.sts.example A 10.9.9.9"], "Z1")),
        hop => hop is { ResourceId: "Z1", IsElsewhere: false } && hop.Text.EndsWith(", and the addresses of vpce-sts have not been recorded", StringComparison.Ordinal));

    private static (string? Resource, bool IsElsewhere) Only(IEnumerable<Hop> hops) => Assert.Single(hops) is var only ? (only.ResourceId, only.IsElsewhere) : default;

    private static ImmutableArray<Hop> Over(Func<NetworkBuilder, NetworkBuilder> given, params string[] vouchedFor)
    {
        var network = given(new NetworkBuilder().Around().Dhcp("AmazonProvidedDNS").Reached("sts", "10.0.2.10")).Build();
        return Shadows.Over(network.Find<VpcEndpoint>("vpce-sts")!, vouchedFor, network);
    }
}
