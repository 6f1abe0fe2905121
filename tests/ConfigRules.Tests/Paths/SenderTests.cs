using System.Collections.Immutable;
using System.Net;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Rules.Reachability;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Paths;

public sealed class SenderTests
{
    [Fact]
    public void Those_of_a_VPC_are_the_subnets_of_workloads_or_those_that_a_tag_names()
    {
        var network = new NetworkBuilder().Subnet("subnet-2").Subnet("subnet-1").EmptySubnet("subnet-3").TagSubnet("subnet-3", "tier", "app")
            .Subnet("subnet-9", vpc: "vpc-9").Build();
        Assert.Equal(["subnet-1", "subnet-2"], In());
        Assert.Equal(["subnet-3"], In(("workloadSubnetTag", "tier=app")));
        Assert.Equal(["subnet-1", "subnet-2"], In());

        IEnumerable<string> In(params (string Name, string Value)[] with) => Sender
            .In(NetworkBuilder.VpcId, network, Parameters.For(new VpcEndpointAdmitsWorkloads(), with.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))))
            .Select(sender => $"{sender}");
    }

    [Theory]
    [InlineData("10.0.1.5", "vpce-sqs (10.0.2.7)")]
    [InlineData("2001:db8::5", "vpce-sqs (2001:db8::7)")]
    [InlineData("10.0.1.5 2001:db8::5", "vpce-sqs (10.0.2.7)", "vpce-sqs (2001:db8::7)")]
    public void Packets_get_to_an_interface_endpoint_by_families_that_both_have(string workload, params string[] targets) => Assert.Equal(
        targets,
        TargetsAt(
            "vpce-sqs",
            new NetworkBuilder().EmptySubnet("subnet-1", "10.0.1.0/24,2001:db8::/64").Interface("eni-1", "subnet-1", change: Addresses(workload))
                .EmptySubnet("subnet-2", "10.0.2.0/24").Interface("eni-2", "subnet-2", "vpc_endpoint", change: Addresses("10.0.2.7 2001:db8::7"))
                .Endpoint("sqs", endpoint => endpoint with { IpAddressType = "dualstack", SubnetIds = ["subnet-2"], NetworkInterfaceIds = ["eni-2"] })));

    [Fact]
    public void Packets_get_to_a_gateway_endpoint_by_the_subnets_table()
    {
        var net = new NetworkBuilder().Subnet("subnet-1", routes: ["pl-s3 -> vpce-s3", "52.216.0.0/16 -> nat-1"])
            .With(facts => facts.PrefixLists.Add(new("pl-s3") { Name = "com.amazonaws.eu-west-1.s3", Blocks = [IPNetwork.Parse("52.216.0.0/15")] })).Gateway("s3");
        Assert.Equal("52.217.0.0/16", $"{Assert.Single(Of(net.Build(), "vpce-s3")).Addresses}");
        Assert.Empty(TargetsAt("vpce-dynamodb", net.Gateway("dynamodb")));
    }

    [Fact]
    public void Interfaces_alone_send_from_the_subnets_that_they_are_in()
    {
        var network = new NetworkBuilder().EmptySubnet("subnet-1").Interface("eni-1", "subnet-1").Interface("eni-2", "subnet-1").Interface("eni-3", "subnet-1")
            .EmptySubnet("subnet-2").Interface("eni-4", "subnet-2").Interface("eni-5", "subnet-lost").Build();
        var senders = Sender.OfAlone(network.All<NetworkInterface>().Where(one => one.Id is not "eni-2"), network);
        Assert.Equal(["subnet-1: eni-1 eni-3", "subnet-2: eni-4"], senders.Select(sender => $"{sender.Subnet.Id}: {string.Join(' ', sender.Interfaces.Select(one => one.Id))}"));
        Assert.DoesNotContain(senders, sender => sender.IsWholeSubnet);
    }

    private static IEnumerable<string> TargetsAt(string endpoint, NetworkBuilder net) => Of(net.Build(), endpoint).Select(target => target.Text);

    private static ImmutableArray<Target> Of(Network network, string endpoint) =>
        Sender.Of(network.Find<Subnet>("subnet-1")!, network).TargetsAt(network.Find<VpcEndpoint>(endpoint)!, network);

    private static Func<NetworkInterface, NetworkInterface> Addresses(string addresses) =>
        one => one with { Addresses = [.. addresses.Split(' ').Select(IPAddress.Parse)] };
}
