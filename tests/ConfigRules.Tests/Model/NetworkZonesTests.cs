using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Tests.Model;

public sealed class NetworkZonesTests
{
    [Fact]
    public void Gateway_Load_Balancer_endpoints_of_one_service_serve_together_and_others_alone()
    {
        var network = new NetworkBuilder().Endpoint("vpce-svc-1", OfAppliance, "vpce-1").Endpoint("vpce-svc-1", OfAppliance, "vpce-2")
            .Endpoint("sqs", id: "vpce-3").Endpoint("sqs", id: "vpce-4").Build();
        Assert.Equal(["vpce-2", "vpce-1"], ServingWith("vpce-2"));
        Assert.Equal(["vpce-3"], ServingWith("vpce-3"));

        IEnumerable<string> ServingWith(string id) => network.ServingWith(network.Find<VpcEndpoint>(id)!).Select(endpoint => endpoint.Id);
    }

    [Fact]
    public void An_endpoint_uses_its_subnets_but_for_those_where_its_interface_is_idle()
    {
        var network = new NetworkBuilder().EmptySubnet("subnet-1").EmptySubnet("subnet-2").EmptySubnet("subnet-3")
            .Interface("eni-1", "subnet-1", "vpc_endpoint").Interface("eni-2", "subnet-2", "vpc_endpoint", change: one => one with { IsInUse = false })
            .Endpoint("sqs", endpoint => endpoint with { SubnetIds = ["subnet-1", "subnet-2", "subnet-3", "subnet-lost"], NetworkInterfaceIds = ["eni-1", "eni-2", "eni-lost"] }).Build();
        Assert.Equal(["subnet-1", "subnet-3"], network.SubnetsInUseOf(network.All<VpcEndpoint>()[0]).Select(subnet => subnet.Id));
    }

    [Fact]
    public void Subnets_of_endpoints_that_were_not_recorded_are_told_in_order() => Assert.Equal(
        ["subnet-1", "subnet-3"],
        new NetworkBuilder().EmptySubnet("subnet-2").Build().LostSubnetsOf(
            new VpcEndpoint("vpce-1", NetworkBuilder.VpcId) { SubnetIds = ["subnet-3", "subnet-2"] }, new VpcEndpoint("vpce-2", NetworkBuilder.VpcId) { SubnetIds = ["subnet-1"] }));

    [Fact]
    public void Subnets_are_routed_to_endpoints_by_their_tables()
    {
        var network = new NetworkBuilder().EmptySubnet("subnet-1", routes: ["0.0.0.0/0 -> vpce-2"]).EmptySubnet("subnet-2", routes: ["0.0.0.0/0 -> vpce-9"])
            .EmptySubnet("subnet-3").EmptySubnet("subnet-4", routes: ["0.0.0.0/0 -> vpce-1"], vpc: "vpc-9").Build();
        VpcEndpoint[] endpoints = [new("vpce-1", NetworkBuilder.VpcId), new("vpce-2", NetworkBuilder.VpcId)];
        Assert.Equal(["subnet-1"], network.SubnetsRoutedTo(endpoints, NetworkBuilder.VpcId).Select(subnet => subnet.Id));
    }

    private static VpcEndpoint OfAppliance(VpcEndpoint endpoint) => endpoint with { Type = EndpointType.GatewayLoadBalancer };
}
