using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace ConfigRules.Model;

/// <summary>Whom a set of security groups lets through on a TCP port, all their rules taken together.</summary>
/// <param name="Blocks">Addresses, those of prefix lists among them.</param>
/// <param name="Groups">Interfaces that carry one of these groups are let through, whatever their address.</param>
/// <param name="UnreadPrefixLists">Lists that are let through too, but whose entries were not recorded.</param>
public sealed record Admission(
    ImmutableArray<IPNetwork> Blocks, ImmutableHashSet<string> Groups, ImmutableArray<string> UnreadPrefixLists)
{
    private readonly AddressSet _version4 = AddressSet.Of(Blocks, AddressFamily.InterNetwork);
    private readonly AddressSet _version6 = AddressSet.Of(Blocks, AddressFamily.InterNetworkV6);

    /// <summary>All lists that are let through, those among them whose entries are among the blocks.</summary>
    public ImmutableArray<string> PrefixListIds { get; init; } = [];

    public AddressSet AddressesOf(AddressFamily family) => family is AddressFamily.InterNetwork ? _version4 : _version6;

    public bool Admits(IPNetwork block) => AddressesOf(block.BaseAddress.AddressFamily).Contains(AddressSet.Of(block));

    public bool Admits(NetworkInterface networkInterface) => networkInterface.SecurityGroupIds.Any(Groups.Contains);

    public bool Admits(IPAddress address) => AddressesOf(address.AddressFamily).Contains(address);
}
