using System.Collections.Immutable;
using System.Net.Sockets;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>The workloads of a subnet as those who ask for endpoints' names: which families of addresses they get with an answer.</summary>
/// <param name="Subnet">Where they are.</param>
/// <param name="HaveIpv6">Whether some have IPv6 addresses, which they prefer.</param>
/// <param name="HaveIpv4Alone">Whether some have IPv4 addresses, and no others.</param>
public sealed record Clients(Subnet Subnet, bool HaveIpv6, bool HaveIpv4Alone)
{
    /// <summary>
    /// Those who ask for the endpoint's names, in the order of subnets: nobody where its names do not answer in its VPC. Of a gateway
    /// endpoint they are the workloads in the subnets whose tables lead to it.
    /// </summary>
    public static IEnumerable<Clients> Of(VpcEndpoint endpoint, Network network, Parameters parameters) => endpoint.Type switch
    {
        EndpointType.Gateway => In(endpoint.VpcId, network, parameters)
            .Where(there => network.RouteTableFor(there.Subnet) is { } table && endpoint.RouteTableIds.Contains(table.Id)),
        _ when Resolver.AnswersInVpc(endpoint) => In(endpoint.VpcId, network, parameters),
        _ => [],
    };

    /// <summary>
    /// The ids of the subnets of those who ask for the endpoint's names and get no address of the family that they want: of IPv6, which is
    /// preferred, whoever speaks it, and of IPv4 whoever speaks nothing else.
    /// </summary>
    public static ImmutableArray<string> LeftOutBy(VpcEndpoint endpoint, AddressFamily family, Network network, Parameters parameters) => Resolver.Answers(endpoint, family) ? []
        : [.. Of(endpoint, network, parameters).Where(there => family is AddressFamily.InterNetworkV6 ? there.HaveIpv6 : there.HaveIpv4Alone).Select(there => there.Subnet.Id)];

    /// <summary>All endpoints of a VPC have the same.</summary>
    private static ImmutableArray<Clients> In(string vpcId, Network network, Parameters parameters) => network.OnceIn(
        vpcId,
        new Question(parameters.Get(CommonParameters.WorkloadSubnetTag)),
        () => CommonParameters.WorkloadSubnets(network, vpcId, parameters).Select(subnet => Of(subnet, network)).ToImmutableArray());

    private static Clients Of(Subnet subnet, Network network)
    {
        NetworkInterface[] workloads = [.. network.InterfacesIn(subnet.Id).Where(one => one.IsWorkload)];
        return new(
            subnet,
            workloads.Any(one => one.Speaks(AddressFamily.InterNetworkV6)),
            workloads.Any(one => one.Speaks(AddressFamily.InterNetwork) && !one.Speaks(AddressFamily.InterNetworkV6)));
    }

    private sealed record Question(string WorkloadSubnetTag);
}
