using System.Net;
using System.Net.Sockets;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Rules.Dns;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Paths;

public sealed class ClientsTests
{
    [Theory]
    [InlineData("10.0.1.5", false, true)]
    [InlineData("10.0.1.5 2a05::1", true, false)]
    [InlineData("2a05::1", true, false)]
    [InlineData("10.0.1.5, 10.0.1.6 2a05::1", true, true)]
    public void Get_the_families_of_the_addresses_of_those_who_are_there(string workloads, bool haveIpv6, bool haveIpv4Alone)
    {
        var there = Assert.Single(Of(Workloads(new NetworkBuilder().EmptySubnet("subnet-1"), "subnet-1", workloads)));
        Assert.Equal(("subnet-1", haveIpv6, haveIpv4Alone), (there.Subnet.Id, there.HaveIpv6, there.HaveIpv4Alone));
    }

    [Fact]
    public void Are_workloads_alone()
    {
        var net = new NetworkBuilder().Subnet("subnet-1").EmptySubnet("subnet-2");
        var there = Assert.Single(Of(net.Interface("eni-1", "subnet-1", "nat_gateway", address: "2a05::1").Interface("eni-2", "subnet-2", "nat_gateway")));
        Assert.Equal(("subnet-1", false, true), (there.Subnet.Id, there.HaveIpv6, there.HaveIpv4Alone));
    }

    [Fact]
    public void Are_where_a_tag_says()
    {
        var net = new NetworkBuilder().Subnet("subnet-1").EmptySubnet("subnet-2").TagSubnet("subnet-2", "tier", "app");
        var there = Assert.Single(Of(net, with: ("workloadSubnetTag", "tier=app")));
        Assert.Equal(("subnet-2", false, false), (there.Subnet.Id, there.HaveIpv6, there.HaveIpv4Alone));
    }

    [Fact]
    public void Of_an_endpoint_are_nobody_where_its_names_do_not_answer()
    {
        Assert.Empty(Of(new NetworkBuilder().Subnet("subnet-1"), endpoint => endpoint with { PrivateDnsEnabled = false }));
        Assert.Empty(Of(new NetworkBuilder().Subnet("subnet-1"), endpoint => endpoint with { PrivateDnsOnlyForInboundResolver = true }));
    }

    [Fact]
    public void Of_a_gateway_endpoint_are_those_whose_tables_lead_to_it()
    {
        var net = new NetworkBuilder().Table("rtb-main", [], isMain: true)
            .Subnet("subnet-1", routes: []).Subnet("subnet-2", routes: []).Subnet("subnet-3").Subnet("subnet-4", vpc: "vpc-2");
        Assert.Equal(
            ["subnet-2", "subnet-3"],
            Of(net, endpoint => endpoint with { Type = EndpointType.Gateway, PrivateDnsEnabled = false, RouteTableIds = ["rtb-main", "rtb-subnet-2"] }).Select(there => there.Subnet.Id));
    }

    [Theory]
    [InlineData("ipv4", "", "subnet-2 subnet-3")]
    [InlineData("ipv6", "subnet-1", "")]
    [InlineData("dualstack", "", "")]
    public void Are_left_out_by_an_endpoint_without_addresses_of_the_family_that_they_want(string ipAddressType, string ofIpv4, string ofIpv6)
    {
        var net = new NetworkBuilder().EmptySubnet("subnet-1").EmptySubnet("subnet-2").EmptySubnet("subnet-3")
            .Interface("eni-4", "subnet-1", address: "10.0.1.5").Interface("eni-6", "subnet-2", address: "2a05::1");
        var network = Workloads(net, "subnet-3", "10.0.3.5 2a05::3").Endpoint("sqs", endpoint => endpoint with { IpAddressType = ipAddressType }).Build();

        Assert.Equal(ofIpv4, LeftOut(AddressFamily.InterNetwork));
        Assert.Equal(ofIpv6, LeftOut(AddressFamily.InterNetworkV6));

        string LeftOut(AddressFamily family) =>
            string.Join(' ', Clients.LeftOutBy(network.All<VpcEndpoint>()[0], family, network, Parameters.For(new VpcEndpointIpTypesConsistent(), [])));
    }

    private static NetworkBuilder Workloads(NetworkBuilder net, string subnet, string workloads) => workloads.Split(", ").Index().Aggregate(net, (built, one) =>
        built.Interface($"eni-{one.Index}", subnet, change: workload => workload with { Addresses = [.. one.Item.Split(' ').Select(IPAddress.Parse)] }));

    private static IEnumerable<Clients> Of(NetworkBuilder net, Func<VpcEndpoint, VpcEndpoint>? change = null, params (string Name, string Value)[] with)
    {
        var network = net.Endpoint("sqs", change).Build();
        var parameters = Parameters.For(new VpcEndpointIpTypesConsistent(), with.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        return Clients.Of(network.All<VpcEndpoint>()[0], network, parameters);
    }
}
