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

    private static IPNetwork Translated(string block)
    {
        var known = IPNetwork.TryParse(block, out var network) ? network : new IPNetwork(IPAddress.Parse(block), 32);
        return new(IPAddress.Parse($"64:ff9b::{known.BaseAddress}"), PrefixLength + known.PrefixLength);
    }
}
