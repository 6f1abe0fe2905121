using System.Collections.Immutable;
using System.Net;

namespace ConfigRules.Model;

/// <summary>Whom a set of security groups lets in on a TCP port, all their rules taken together.</summary>
/// <param name="Blocks">Addresses, those of prefix lists among them.</param>
/// <param name="Groups">Interfaces that carry one of these groups are let in, whatever their address.</param>
/// <param name="UnreadPrefixLists">Lists that are let in too, but whose entries were not recorded.</param>
public sealed record Admission(
    ImmutableArray<IPNetwork> Blocks, ImmutableHashSet<string> Groups, ImmutableArray<string> UnreadPrefixLists)
{
    public bool Admits(IPNetwork block) => AddressRanges.Covers(Blocks, block);

    public bool Admits(NetworkInterface networkInterface) => networkInterface.SecurityGroupIds.Any(Groups.Contains);

    public bool Admits(IPAddress address) => Blocks.Any(block => block.Contains(address));
}
