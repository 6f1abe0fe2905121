using System.Net;
using System.Net.Sockets;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>The addresses that lie in the internet, where the public endpoints of services are.</summary>
/// <remarks>https://www.iana.org/assignments/iana-ipv4-special-registry</remarks>
internal static class PublicSpace
{
    private static readonly AddressSet Version4 = Block("0.0.0.0/0").Except(AddressSet.Of(
        new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3",
        }.Select(IPNetwork.Parse), AddressFamily.InterNetwork));

    private static readonly AddressSet Version6 = Block("2000::/3");

    public static AddressSet Of(AddressFamily family) => family is AddressFamily.InterNetwork ? Version4 : Version6;

    /// <summary>
    /// Whether some of the addresses are in the internet, and none of a VPC, as far as anybody recorded these: all that a VPC has of IPv6
    /// are of that space too, and a single one, as a zone's record has it, may be some endpoint's.
    /// </summary>
    public static bool IsOf(Target target, Network network) => Of(target.Family).Overlaps(target.Addresses)
        && (target.Addresses.OnlyOne is not { } address || !network.IsOfVpc(address));

    private static AddressSet Block(string text) => AddressSet.Of(IPNetwork.Parse(text));
}
