using System.Net;
using System.Net.Sockets;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>The IPv6 addresses that the resolver makes of IPv4 ones in subnets with DNS64, for a NAT gateway to translate.</summary>
/// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html</remarks>
internal static class Nat64
{
    private const int PrefixLength = 96;

    public static AddressSet Of(AddressSet addresses) => AddressSet.Of(addresses.Blocks().Select(Translated), AddressFamily.InterNetworkV6);

    /// <summary>
    /// Whether workloads of the subnet ask for names that have IPv4 addresses alone by these: those that speak nothing but IPv6, where
    /// DNS64 makes answers for them. All other workloads are answered with IPv4 addresses too, and use them.
    /// </summary>
    public static bool IsUsedIn(Subnet subnet, Network network) => subnet.HasDns64
        && network.InterfacesIn(subnet.Id).Any(one => one.IsWorkload && one.Speaks(AddressFamily.InterNetworkV6) && !one.Speaks(AddressFamily.InterNetwork));

    private static IPNetwork Translated(string block)
    {
        var known = IPNetwork.TryParse(block, out var network) ? network : new IPNetwork(IPAddress.Parse(block), 32);
        return new(IPAddress.Parse($"64:ff9b::{known.BaseAddress}"), PrefixLength + known.PrefixLength);
    }
}
