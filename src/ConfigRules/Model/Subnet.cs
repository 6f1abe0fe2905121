using System.Collections.Immutable;
using System.Net;

namespace ConfigRules.Model;

public sealed record Subnet(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    /// <summary>One IPv4 block unless the subnet is IPv6-only, and its associated IPv6 blocks.</summary>
    public ImmutableArray<IPNetwork> CidrBlocks { get; init; } = [];

    public string? AvailabilityZone { get; init; }

    public string? AvailabilityZoneId { get; init; }

    /// <summary>Whether the resolver makes IPv6 answers of IPv4 ones, for a NAT gateway to translate.</summary>
    public bool HasDns64 { get; init; }
}
