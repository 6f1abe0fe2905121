using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace ConfigRules.Model;

public sealed record SecurityGroup(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    public string Name { get; init; } = "";

    public ImmutableArray<GroupRule> Ingress { get; init; } = [];

    public ImmutableArray<GroupRule> Egress { get; init; } = [];

    /// <summary>The group that EC2 gives every VPC, and every endpoint for which none is named.</summary>
    public bool IsDefault => Name is "default";

    /// <summary>Whether one of its rules alone lets out all protocols, to every address of the family.</summary>
    public bool LetsEverythingOut(AddressFamily family)
    {
        foreach (var rule in Egress)
        {
            if (rule.Protocol is "-1" && rule.Blocks.Any(block => block.PrefixLength is 0 && block.BaseAddress.AddressFamily == family))
                return true;
        }
        return false;
    }
}

/// <summary>One protocol and port range, and all whom it lets through.</summary>
public sealed record GroupRule
{
    /// <summary>"tcp", "udp", "icmp", a protocol number, or "-1" for all.</summary>
    public required string Protocol { get; init; }

    /// <summary>Both ends inclusive; null means all ports.</summary>
    public int? FromPort { get; init; }

    public int? ToPort { get; init; }

    public ImmutableArray<IPNetwork> Blocks { get; init; } = [];

    public ImmutableArray<string> PrefixListIds { get; init; } = [];

    public ImmutableArray<GroupReference> Groups { get; init; } = [];

    /// <summary>Whether it is about messages of the network itself, which have no ports.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html</remarks>
    public bool IsIcmp => Protocol is "icmp" or "icmpv6" or "1" or "58";

    /// <summary>Whether it lets through nobody: it names groups alone, and no peering leads to these any more.</summary>
    public bool IsStale => Blocks is [] && PrefixListIds is [] && Groups is [_, ..] && !Groups.Any(group => group.IsLive);

    /// <summary>Whether it lets TCP to the port through; protocol 6 is TCP's number.</summary>
    public bool AdmitsTcp(int port) => Protocol is "-1" || (Protocol is "tcp" or "6" && HoldsPort(port));

    /// <summary>Whether it lets UDP to the port through; protocol 17 is UDP's number.</summary>
    public bool AdmitsUdp(int port) => Protocol is "-1" || (Protocol is "udp" or "17" && HoldsPort(port));

    private bool HoldsPort(int port) => (FromPort is null or -1 || FromPort <= port) && (ToPort is null or -1 || port <= ToPort);
}

/// <summary>A group that a group's rule names. The status is set for groups of peered VPCs only.</summary>
public readonly record struct GroupReference(string GroupId, string? VpcId = null, string? PeeringStatus = null)
{
    /// <summary>
    /// Whether it still means anybody: a rule that names a group of a VPC whose peering has ended stays, and admits nobody.
    /// https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
    /// </summary>
    public bool IsLive => PeeringStatus is null or "active";
}
