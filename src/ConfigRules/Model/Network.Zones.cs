namespace ConfigRules.Model;

/// <content>In which subnets, and so in which availability zones, endpoints serve.</content>
public sealed partial class Network
{
    /// <summary>
    /// The endpoint, and all that serve together with it: a Gateway Load Balancer endpoint has one subnet, so that there is one for each zone.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/create-gateway-load-balancer-endpoint-service.html</remarks>
    public IEnumerable<VpcEndpoint> ServingWith(VpcEndpoint endpoint) =>
        endpoint.Type is EndpointType.GatewayLoadBalancer ? SiblingsOf(endpoint).Prepend(endpoint) : [endpoint];

    /// <summary>The endpoint's subnets, without those that were not recorded, or in which its interface is not in use.</summary>
    public IEnumerable<Subnet> SubnetsInUseOf(VpcEndpoint endpoint)
    {
        var idle = endpoint.NetworkInterfaceIds.Select(Find<NetworkInterface>).OfType<NetworkInterface>()
            .Where(networkInterface => !networkInterface.IsInUse).Select(networkInterface => networkInterface.SubnetId);
        return endpoint.SubnetIds.Except(idle).Select(Find<Subnet>).OfType<Subnet>();
    }

    /// <summary>The ids of the endpoints' subnets that were not recorded, in order.</summary>
    public IEnumerable<string> LostSubnetsOf(params IEnumerable<VpcEndpoint> endpoints) =>
        endpoints.SelectMany(endpoint => endpoint.SubnetIds).Where(id => Find<Subnet>(id) is null).Order(StringComparer.Ordinal);

    /// <summary>The VPC's subnets whose tables have a route to one of the endpoints, in the order of ids.</summary>
    public IEnumerable<Subnet> SubnetsRoutedTo(IReadOnlyCollection<VpcEndpoint> endpoints, string vpcId) => In<Subnet>(vpcId)
        .Where(subnet => RouteTableFor(subnet)?.Routes.Any(route => endpoints.Any(endpoint => endpoint.Id == route.Target.Id)) is true);
}
