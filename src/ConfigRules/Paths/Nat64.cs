using System.Net;
using System.Net.Sockets;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>The IPv6 addresses that the resolver makes of IPv4 ones in subnets with DNS64, for a NAT gateway to translate.</summary>
/// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html</remarks>
internal static class Nat64
{
    private const int PrefixLength = 96;

    /// <summary>The target by the addresses that are made of its own, which are in no prefix list.</summary>
    public static Target Of(Target target) => target with { Addresses = Of(target.Addresses), Service = null, PrefixListId = null };

    public static AddressSet Of(AddressSet addresses) => AddressSet.Of(addresses.Blocks().Select(Translated), AddressFamily.InterNetworkV6);

    /// <summary>
    /// Whether workloads of the subnet ask for names that have IPv4 addresses alone by these: all that speak IPv6. DNS64 is the subnet's, so that
    /// those of both families are answered with both, and most systems prefer IPv6.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/whitepapers/latest/ipv6-on-aws/designing-dns-for-ipv6.html</remarks>
    public static bool IsUsedIn(Subnet subnet, Network network) => subnet.HasDns64
        && network.InterfacesIn(subnet.Id).Any(one => one.IsWorkload && one.Speaks(AddressFamily.InterNetworkV6));

    /// <summary>
    /// The NAT gateway to which the sender's packets go by such addresses, though it has IPv4 ones and a way by these: null where there is none,
    /// as names have IPv6 addresses of their own, or no route leads to one and clients fall back.
    /// </summary>
    public static string? Detour(Sender from, Destination destination, RouteTable table, Network network) =>
        from.Subnet.HasDns64 && from.Speaks(AddressFamily.InterNetworkV6) && destination.Targets.All(target => target.Family is AddressFamily.InterNetwork)
            ? (
                from target in destination.Targets
                from way in RouteChoice.WaysOut(Of(target), table, network)
                select way.Route.Target.Id).FirstOrDefault()
            : null;

    private static IPNetwork Translated(string block)
    {
        var known = IPNetwork.TryParse(block, out var network) ? network : new IPNetwork(IPAddress.Parse(block), 32);
        return new(IPAddress.Parse($"64:ff9b::{known.BaseAddress}"), PrefixLength + known.PrefixLength);
    }
}
