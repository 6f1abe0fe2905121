using System.Net;
using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Tests.Model;

public sealed class NetworkDnsTests
{
    private static readonly Network Network = new(new()
    {
        Vpcs = { new("vpc-1") { CidrBlocks = [IPNetwork.Parse("10.0.0.0/24"), IPNetwork.Parse("10.2.0.0/24"), IPNetwork.Parse("2001:db8::/56")] } },
        VpcEndpoints =
        {
            Named("vpce-3", "*.vpce-3-x.kms.eu-west-1.vpce.amazonaws.com."), Named("vpce-2", "VPCE-2-x.kms.eu-west-1.vpce.amazonaws.com"),
            Named("vpce-1", "*.kms.eu-west-1.vpce.amazonaws.com"),
        },
        HostedZones =
        {
            new("Z2") { VpcIds = ["vpc-1", "vpc-2", "vpc-1"], Records = [Alias("kms", "vpce-2-x.kms.eu-west-1.vpce.amazonaws.com"), Alias("kms2", "vpce-2-x.kms.eu-west-1.vpce.amazonaws.com")] },
            new("Z1") { VpcIds = ["vpc-1"], Records = [Addresses("A", "10.0.0.7", "10.0.0.8"), Addresses("TXT", "10.0.0.9"), Addresses("A", "10.0.0.7", "none")] },
            new("Z3") { VpcIds = ["vpc-2"] },
        },
        ResolverEndpoints =
        {
            new("rslvr-out-1", "vpc-1") { Direction = "OUTBOUND" }, new("rslvr-in-1", "vpc-1") { Direction = "INBOUND" },
            new("rslvr-out-2", "vpc-2") { Direction = "OUTBOUND" },
        },
        ProfileResources = { new("r2") { ProfileId = "p1" }, new("r1") { ProfileId = "p1" }, new("r3") { ProfileId = "p2" } },
        FirewallRules =
        {
            new("a") { FirewallRuleGroupId = "g1", Priority = 2 }, new("c") { FirewallRuleGroupId = "g1", Priority = 1 }, new("b") { FirewallRuleGroupId = "g1", Priority = 1 },
            new("d") { FirewallRuleGroupId = "g2" },
        },
        PeeringConnections =
        {
            new("pcx-1") { RequesterVpcId = "vpc-1", AccepterVpcId = "vpc-3" }, new("pcx-2") { RequesterVpcId = "vpc-2", AccepterVpcId = "vpc-1" },
            new("pcx-3") { RequesterVpcId = "vpc-2", AccepterVpcId = "vpc-3" },
        },
    });

    [Theory]
    [InlineData("vpc-1", "Z1 Z2")]
    [InlineData("vpc-2", "Z2 Z3")]
    [InlineData("vpc-3", "")]
    public void Zones_are_those_that_are_associated_with_the_VPC(string vpc, string zones) =>
        Assert.Equal(zones, string.Join(' ', Network.ZonesOf(vpc).Select(zone => zone.Id)));

    [Theory]
    [InlineData("vpc-1", true)]
    [InlineData("vpc-2", false)]
    [InlineData("vpc-3", false)]
    public void Networks_outside_ask_a_VPC_by_its_inbound_endpoint(string vpc, bool isAsked) => Assert.Equal(isAsked, Network.IsAskedFromOutside(vpc));

    [Theory]
    [InlineData("10.0.0.7", "Z1")]
    [InlineData("10.0.0.8", "Z1")]
    [InlineData("10.0.0.9", "")]
    public void Zones_have_the_addresses_of_their_records(string address, string zones) =>
        Assert.Equal(zones, string.Join(' ', Network.ZonesWith(IPAddress.Parse(address)).Select(zone => zone.Id)));

    [Fact]
    public void A_profile_brings_what_is_in_it_and_a_group_has_rules_in_their_order()
    {
        Assert.Equal(["r1", "r2"], Network.BroughtBy("p1").Select(resource => resource.Id));
        Assert.Equal(["b", "c", "a"], Network.FirewallRulesOf("g1").Select(rule => rule.Id));
        Assert.Empty(Network.BroughtBy("p3"));
        Assert.Empty(Network.FirewallRulesOf("g3"));
    }

    [Theory]
    [InlineData("vpc-1", "vpc-3 vpc-2")]
    [InlineData("vpc-3", "vpc-1 vpc-2")]
    [InlineData("vpc-4", "")]
    public void Peers_are_at_either_end(string vpc, string peers) => Assert.Equal(peers, string.Join(' ', Network.PeersOf(vpc)));

    [Theory]
    [InlineData("10.0.0.0", true)]
    [InlineData("10.0.0.255", true)]
    [InlineData("10.0.1.0", false)]
    [InlineData("10.2.0.9", true)]
    [InlineData("9.255.255.255", false)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db9::1", false)]
    public void Addresses_of_VPCs_are_those_in_their_blocks(string address, bool isOfVpc) => Assert.Equal(isOfVpc, Network.IsOfVpc(IPAddress.Parse(address)));

    [Theory]
    [InlineData("vpce-2-x.kms.eu-west-1.vpce.amazonaws.com", "vpce-1")]
    [InlineData("a.b.VPCE-3-x.kms.eu-west-1.vpce.amazonaws.com", "vpce-1")]
    [InlineData("kms.eu-west-1.vpce.amazonaws.com", null)]
    [InlineData("*.kms.eu-west-1.vpce.amazonaws.com", null)]
    [InlineData("kms.eu-west-1.amazonaws.com", null)]
    public void Of_endpoints_that_have_a_name_the_first_is_its_owner(string name, string? owner)
    {
        Assert.Equal(owner, EndpointNames.OwnerOf(name, Network)?.Id);
        Assert.Equal(owner, Network.All<VpcEndpoint>().FirstOrDefault(endpoint => EndpointNames.Has(endpoint, name))?.Id);
    }

    [Fact]
    public void Zones_name_every_endpoint_that_has_the_name()
    {
        Assert.Equal(["Z2"], Naming("vpce-2"));
        Assert.Equal(["Z2"], Naming("vpce-1"));
        Assert.Empty(Naming("vpce-3"));

        IEnumerable<string> Naming(string id) => EndpointNames.ZonesNaming(Network.Find<VpcEndpoint>(id)!, Network).Select(zone => zone.Id);
    }

    [Fact]
    public void What_several_parts_tell_of_a_zone_makes_one()
    {
        var zone = Assert.Single(new Network(new()
        {
            HostedZones = { new("Z1") { VpcIds = ["vpc-2"], Name = "a.test" }, new("Z1") { VpcIds = ["vpc-1", "vpc-2"] }, new("Z1") { Records = [Alias("x", "y")] } },
        }).All<HostedZone>());
        Assert.Equal(("a.test", "vpc-2 vpc-1", 1), (zone.Name, string.Join(' ', zone.VpcIds), zone.Records?.Length));
    }

    private static VpcEndpoint Named(string id, string name) => new(id, "vpc-1") { DnsNames = [name] };

    private static DnsRecord Alias(string name, string target) => new(name, "A") { AliasOf = target };

    private static DnsRecord Addresses(string type, params string[] values) => new("host", type) { Values = [.. values] };
}
