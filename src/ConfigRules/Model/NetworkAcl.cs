using System.Collections.Immutable;
using System.Net;

namespace ConfigRules.Model;

/// <summary>What may enter and leave subnets, packet by packet; answers need an entry of their own.</summary>
public sealed record NetworkAcl(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    /// <summary>Whether subnets of the VPC that name none have it.</summary>
    public bool IsDefault { get; init; }

    public ImmutableArray<string> SubnetIds { get; init; } = [];

    /// <summary>Of both directions, in any order.</summary>
    public ImmutableArray<AclEntry> Entries { get; init; } = [];

    /// <summary>The one that every VPC is made with, which lets everything pass.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html</remarks>
    public static NetworkAcl DefaultOf(string vpcId) => new($"the default network ACL of {vpcId}", vpcId)
    {
        IsDefault = true,
        Entries =
        [
            .. from isEgress in (bool[])[false, true]
               from block in (string[])["0.0.0.0/0", "::/0"]
               select new AclEntry(100, isEgress, Allows: true, IPNetwork.Parse(block)),
        ],
    };
}

/// <summary>One entry; of those that match a packet, the one with the lowest number decides.</summary>
public sealed record AclEntry(int Number, bool IsEgress, bool Allows, IPNetwork Block)
{
    /// <summary>A protocol's number, or "-1" for all.</summary>
    public string Protocol { get; init; } = "-1";

    /// <summary>Both ends inclusive; null means all ports.</summary>
    public int? FromPort { get; init; }

    public int? ToPort { get; init; }

    public bool ConcernsTcp => Protocol is "-1" or "6" or "tcp";
}
