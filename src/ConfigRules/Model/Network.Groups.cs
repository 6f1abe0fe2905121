using System.Net;
using System.Net.Sockets;

namespace ConfigRules.Model;

/// <content>Who carries security groups, and whom they let through.</content>
public sealed partial class Network
{
    /// <summary>
    /// The interfaces of workloads that carry the group, in the order of ids: those of its VPC, then those of others that it is associated with.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateSecurityGroupVpc.html</remarks>
    public IEnumerable<NetworkInterface> WorkloadsThatCarry(SecurityGroup group) => OnceIn(
        group.VpcId,
        new WorkloadsByGroup(),
        () => CarriedBy(In<NetworkInterface>(group.VpcId)).ToLookup(carried => carried.GroupId, carried => carried.Interface))[group.Id]
        .Concat(Once(
            new GuestsByGroup(),
            () => CarriedBy(_interfaces.All).Where(carried => Find<SecurityGroup>(carried.GroupId) is { } own && own.VpcId != carried.Interface.VpcId)
                .ToLookup(carried => carried.GroupId, carried => carried.Interface))[group.Id]);

    private static IEnumerable<(NetworkInterface Interface, string GroupId)> CarriedBy(IEnumerable<NetworkInterface> interfaces) =>
        interfaces.Where(one => one.IsWorkload).SelectMany(one => one.SecurityGroupIds.Distinct(), (one, groupId) => (one, groupId));

    /// <summary>The ids of the endpoint's groups that were not recorded, in order.</summary>
    public IEnumerable<string> LostGroupsOf(VpcEndpoint endpoint) =>
        endpoint.SecurityGroupIds.Where(id => Find<SecurityGroup>(id) is null).Order(StringComparer.Ordinal);

    /// <summary>Whether the group lets out everything that workloads which carry it send: of IPv6 only where one of them speaks it.</summary>
    public bool LetsEverythingOut(SecurityGroup group) => group.LetsEverythingOut(AddressFamily.InterNetwork)
        && (group.LetsEverythingOut(AddressFamily.InterNetworkV6) || !WorkloadsThatCarry(group).Any(one => one.Speaks(AddressFamily.InterNetworkV6)));

    /// <summary>The blocks that the rule lets through, its own and those of its prefix lists, as far as these were recorded.</summary>
    public IEnumerable<IPNetwork> BlocksOf(GroupRule rule) => rule.PrefixListIds is [] ? rule.Blocks
        : rule.Blocks.Concat(rule.PrefixListIds.SelectMany(list => Find<PrefixList>(list)?.Blocks ?? []));

    /// <summary>The blocks that the group lets in and of which a part lies in none of the others, each once and in the order of their texts.</summary>
    public IEnumerable<string> BlocksBeyond(IReadOnlyCollection<IPNetwork> others, SecurityGroup group) =>
        group.Ingress.SelectMany(BlocksOf).Where(block => !AddressRanges.Covers(others, block))
            .Select(block => block.ToString()).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The prefix lists of the rules whose entries were not recorded, each once and in order.</summary>
    public IEnumerable<string> UnreadListsOf(IEnumerable<GroupRule> rules) => rules.SelectMany(rule => rule.PrefixListIds)
        .Where(list => Find<PrefixList>(list)?.Blocks is null).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Whether nobody gets in by the rule but who is in the VPC, by a block or a group of it.</summary>
    public bool LetsInOnly(Vpc vpc, GroupRule rule) =>
        rule.Groups.All(group => group.VpcId is null || group.VpcId == vpc.Id) && BlocksOf(rule).All(block => AddressRanges.Covers(vpc.CidrBlocks, block));

    private sealed record WorkloadsByGroup;

    private sealed record GuestsByGroup;
}
