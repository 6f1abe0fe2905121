using System.Collections.Immutable;
using System.Net;

namespace ConfigRules.Model;

public sealed record Vpc(string Id) : VpcResource(Id, Id)
{
    public bool IsDefault { get; init; }

    /// <summary>The associated blocks of both families; those being removed are left out.</summary>
    public ImmutableArray<IPNetwork> CidrBlocks { get; init; } = [];

    /// <summary>The block of IPv4 with which the VPC was made; null where not given.</summary>
    public IPNetwork? PrimaryBlock { get; init; }

    /// <summary>Null where not given.</summary>
    public string? DhcpOptionsId { get; init; }

    /// <summary>Null where the attributes were not recorded.</summary>
    public DnsAttributes? Dns { get; init; }
}

/// <summary>enableDnsSupport and enableDnsHostnames of a VPC.</summary>
public readonly record struct DnsAttributes(bool Support, bool Hostnames);
