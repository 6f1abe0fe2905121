using System.Collections.Immutable;

namespace ConfigRules.Model;

/// <summary>What a provider says of a service that an endpoint can connect to. Its id is the full service name.</summary>
public sealed record ServiceDetail(string Id) : Resource(Id)
{
    /// <summary>The names that private DNS takes over, wildcards included; empty where the service has none.</summary>
    public ImmutableArray<string> PrivateDnsNames { get; init; } = [];

    /// <summary>Null for AWS's own services, which have nothing to verify.</summary>
    public DnsNameState? PrivateDnsState { get; init; }

    /// <summary>Whether its names are the provider's own, or need no proof that they are; null where that is told in a word from a later day.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html</remarks>
    public bool? HasProvedNames => PrivateDnsState switch
    {
        null or DnsNameState.Verified => true,
        DnsNameState.Unknown => null,
        _ => false,
    };

    /// <summary>"amazon", or the account of another provider.</summary>
    public string? Provider { get; init; }

    public bool PolicySupported { get; init; }

    public ImmutableArray<EndpointType> Types { get; init; } = [];

    public ImmutableArray<string> AvailabilityZones { get; init; } = [];

    public bool AcceptanceRequired { get; init; }

    /// <summary>"ipv4", "ipv6": what addresses its endpoints may have; empty where not given.</summary>
    public ImmutableArray<string> SupportedIpAddressTypes { get; init; } = [];

    /// <summary>Whether its endpoints may have addresses of the type: "ipv4", "ipv6", or "dualstack" for both; null where that was not recorded.</summary>
    public bool? Supports(string ipAddressType) => SupportedIpAddressTypes is [] ? null
        : ipAddressType is "dualstack" ? SupportedIpAddressTypes.Contains("ipv4") && SupportedIpAddressTypes.Contains("ipv6")
        : SupportedIpAddressTypes.Contains(ipAddressType);

    /// <summary>
    /// EC2 lists a service once for each type that it comes in (S3 as gateway and as interface); together they are one.
    /// </summary>
    internal static ServiceDetail Merge(IEnumerable<ServiceDetail> parts) => parts.Aggregate((one, other) => one with
    {
        PrivateDnsNames = [.. one.PrivateDnsNames.Union(other.PrivateDnsNames)],
        PrivateDnsState = one.PrivateDnsState ?? other.PrivateDnsState,
        PolicySupported = one.PolicySupported || other.PolicySupported,
        Types = [.. one.Types.Union(other.Types)],
        AvailabilityZones = [.. one.AvailabilityZones.Union(other.AvailabilityZones)],
        SupportedIpAddressTypes = [.. one.SupportedIpAddressTypes.Union(other.SupportedIpAddressTypes)],
    });
}

public enum DnsNameState { Unknown, PendingVerification, Verified, Failed }
