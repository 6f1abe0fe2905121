using System.Collections.Immutable;
using System.Net;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Paths;

public sealed class Nat64Tests
{
    [Theory]
    [InlineData("2a05::1", "interface", true, true)]
    [InlineData("2a05::1", "interface", false, false)]
    [InlineData("2a05::1", "nat_gateway", true, false)]
    [InlineData("10.0.1.5", "interface", true, false)]
    [InlineData("10.0.1.5 2a05::1", "interface", true, true)]
    [InlineData("", "interface", true, false)]
    public void Is_used_in_subnets_with_DNS64_by_workloads_that_speak_IPv6(string addresses, string type, bool hasDns64, bool isUsed)
    {
        var network = Subnet(addresses, type, hasDns64).Build();
        Assert.Equal(isUsed, Nat64.IsUsedIn(network.All<Subnet>()[0], network));
    }

    [Theory]
    [InlineData("10.0.1.5", "52.216.0.0/15")]
    [InlineData("2a05::1", "52.216.0.0/15; 64:ff9b::34d8:0/111")]
    public void Its_addresses_are_asked_for_beside_the_services_own(string workload, string expected) =>
        Assert.Equal(expected, TargetsIn(Subnet(workload).Gateway("s3")));

    [Theory]
    [InlineData("service-defined", true)]
    [InlineData("ipv4", true)]
    [InlineData("dualstack", false)]
    [InlineData("ipv6", false)]
    public void A_name_that_has_IPv6_addresses_is_left_as_it_is(string records, bool isTranslated) => Assert.Equal(
        isTranslated, TargetsIn(Subnet("2a05::1").Gateway("s3", gateway => gateway with { DnsRecordIpType = records })).Contains("64:ff9b", StringComparison.Ordinal));

    [Fact]
    public void A_service_whose_list_has_no_IPv4_addresses_is_not_asked_for() =>
        Assert.Equal("", TargetsIn(Subnet("2a05::1", blocks: "2600::/32")));

    [Fact]
    public void What_DNS64_makes_is_in_no_prefix_list()
    {
        var network = Subnet("2a05::1").Build();
        Target[] targets = [.. Resolver.PublicTargets("s3", network.All<Subnet>(), network)];
        Assert.Equal(["pl-s3", null], targets.Select(target => target.PrefixListId));
        Assert.Equal(["s3", null], targets.Select(target => target.Service));
    }

    private static string TargetsIn(NetworkBuilder net)
    {
        var network = net.Build();
        return string.Join("; ", Resolver.PublicTargets("s3", network.All<Subnet>(), network).Select(target => target.Addresses.ToString()));
    }

    private static NetworkBuilder Subnet(string addresses, string type = "interface", bool hasDns64 = true, string blocks = "52.216.0.0/15") => new NetworkBuilder()
        .EmptySubnet("subnet-1").ChangeSubnet("subnet-1", subnet => subnet with { HasDns64 = hasDns64 })
        .Interface("eni-1", "subnet-1", type, change: one => one with
        {
            Addresses = addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse).ToImmutableArray(),
        })
        .NamedPrefixList("pl-s3", "com.amazonaws.eu-west-1.s3").PrefixList("pl-s3", blocks);
}
