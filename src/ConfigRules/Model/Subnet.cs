using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace ConfigRules.Model;

public sealed record Subnet(string Id, string VpcId) : VpcResource(Id, VpcId)
{
    private readonly AddressSet _ipv4 = AddressSet.Empty(AddressFamily.InterNetwork);
    private readonly AddressSet _ipv6 = AddressSet.Empty(AddressFamily.InterNetworkV6);

    /// <summary>One IPv4 block unless the subnet is IPv6-only, and its associated IPv6 blocks.</summary>
    public ImmutableArray<IPNetwork> CidrBlocks
    {
        get;
        init => (field, _ipv4, _ipv6) = (value, AddressSet.Of(value, AddressFamily.InterNetwork), AddressSet.Of(value, AddressFamily.InterNetworkV6));
    } = [];

    public string? AvailabilityZone { get; init; }

    public string? AvailabilityZoneId { get; init; }

    /// <summary>Whether the resolver makes IPv6 answers of IPv4 ones, for a NAT gateway to translate.</summary>
    public bool HasDns64 { get; init; }

    /// <summary>What keeps an endpoint whose addresses are of the type ("ipv4", "dualstack", "ipv6") from having an interface in it.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html</remarks>
    public IEnumerable<SubnetMisfit> MisfitsFor(string? ipAddressType)
    {
        if (!Has(AddressFamily.InterNetwork) && ipAddressType is not "ipv6")
            yield return SubnetMisfit.LacksIpv4;
        if (!Has(AddressFamily.InterNetworkV6) && ipAddressType is not "ipv4")
            yield return SubnetMisfit.LacksIpv6;
        if (Has(AddressFamily.InterNetwork) && ipAddressType is "ipv6")
            yield return SubnetMisfit.HasIpv4;
    }

    /// <summary>Those of its blocks of the family.</summary>
    public AddressSet AddressesOf(AddressFamily family) => family is AddressFamily.InterNetwork ? _ipv4 : _ipv6;

    /// <summary>Whether a block of it is of the family.</summary>
    public bool Has(AddressFamily family) => !AddressesOf(family).IsEmpty;
}

/// <summary>What of a subnet's blocks does not go with the addresses of an endpoint.</summary>
public enum SubnetMisfit { LacksIpv4, LacksIpv6, HasIpv4 }
