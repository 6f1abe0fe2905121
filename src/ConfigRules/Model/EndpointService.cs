using System.Collections.Immutable;

namespace ConfigRules.Model;

/// <summary>An endpoint service that this account provides (vpce-svc-...).</summary>
public sealed record EndpointService(string Id) : Resource(Id)
{
    public string ServiceName { get; init; } = "";

    public EndpointServiceState State { get; init; } = EndpointServiceState.Available;

    /// <summary>Whether it is there or will be in a moment; a state from a later day counts as that.</summary>
    public bool TakesConnections => State is not (EndpointServiceState.Deleting or EndpointServiceState.Deleted or EndpointServiceState.Failed);

    /// <summary>EC2 asks for acceptance unless told otherwise.</summary>
    public bool AcceptanceRequired { get; init; } = true;

    /// <summary>The service makes and removes its endpoints itself, so nobody connects by request.</summary>
    public bool ManagesVpcEndpoints { get; init; }

    public ImmutableArray<string> LoadBalancerArns { get; init; } = [];

    /// <summary>The zones in which endpoints can have interfaces, by name; empty where they were not recorded.</summary>
    public ImmutableArray<string> AvailabilityZones { get; init; } = [];

    /// <summary>"ipv4", "ipv6".</summary>
    public ImmutableArray<string> IpAddressTypes { get; init; } = [];

    /// <summary>Whether it inspects packets on their way, for endpoints of type GatewayLoadBalancer; else it serves interface endpoints.</summary>
    public bool IsBehindGatewayLoadBalancer => LoadBalancerArns.Any(IsGatewayLoadBalancer);

    public string? PrivateDnsName { get; init; }

    /// <summary>How the proof stands that the name is the provider's; null where it was not recorded.</summary>
    public DnsNameVerification? PrivateDnsVerification { get; init; }

    /// <summary>
    /// The names in public DNS at which the record may be that proves the private DNS name: below it or a domain that it is in, or, where
    /// a DNS provider takes no underscores, at these themselves. None where EC2 does not tell the record.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html</remarks>
    public IEnumerable<string> NamesOfProof
    {
        get
        {
            if (this is not { PrivateDnsName: { Length: > 0 } name, PrivateDnsVerification: { Name: { Length: > 0 } label, Value.Length: > 0 } })
                yield break;
            // A consumer may have "*.example.com" answered.
            var domain = DnsName.Plain(name).TrimStart('*', '.');
            for (; domain.Contains('.', StringComparison.Ordinal); domain = domain[(domain.IndexOf('.', StringComparison.Ordinal) + 1)..])
            {
                yield return $"{label}.{domain}";
                yield return domain;
            }
        }
    }

    /// <summary>The regions whose VPCs may have endpoints to it; empty where EC2 names none, which leaves the service's own.</summary>
    public ImmutableArray<string> SupportedRegions { get; init; } = [];

    /// <summary>Null where the permissions were not recorded; empty where nobody but the owner may connect.</summary>
    public ImmutableArray<AllowedPrincipal>? AllowedPrincipals { get; init; }

    public static bool IsGatewayLoadBalancer(string arn) => arn.Contains(":loadbalancer/gwy/", StringComparison.Ordinal);
}

/// <summary>One who may ask for a connection: "*", an ARN, or an account id.</summary>
public readonly record struct AllowedPrincipal(string Principal, string? Type = null);

/// <summary>The record that EC2 looks for in the domain of a private DNS name, and what came of it.</summary>
public sealed record DnsNameVerification(DnsNameState State, string? Type = null, string? Name = null, string? Value = null);

/// <summary>How a service stands in a region that it supports.</summary>
public static class SupportedRegion
{
    /// <summary>Whether endpoints of the region can still ask for a connection, or will be able to in a moment.</summary>
    /// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SupportedRegionDetail.html</remarks>
    public static bool IsOpenIn(string? state) => state is not ("Deleting" or "Deleted" or "Failed" or "Closed");
}

public enum EndpointServiceState { Unknown, Pending, Available, Deleting, Deleted, Failed }
